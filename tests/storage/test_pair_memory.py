"""Pairs that are remembered are those that a fresh look finds."""

from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.storage.library import Library
from casedesk.storage.pair_memory import memory_file, remembered_pairs
from casedesk.storage.story_pairs import story_pairs
from tests.builders import NOW, make_case
from tests.retold import twice_told
from tests.storage.steps import add, changed

STORIES = twice_told()[:12]


@pytest.fixture
def library(home: Path, tmp_path: Path):
    with Library.open(tmp_path / "library.casedesk") as opened:
        for number, story in enumerate(STORIES, 1):
            add(opened, make_case(story.told, id=number), make_case(story.near, id=100 + number))
        yield opened


def go_on(_done: int, _total: int) -> bool:
    return True


def ids(library: Library) -> set[tuple[int, int]]:
    return {(pair.one, pair.other) for pair in remembered_pairs(library.path, go_on)}


def test_a_second_look_compares_nothing(library: Library) -> None:
    assert not memory_file(library.path).exists()
    first = remembered_pairs(library.path, go_on)
    assert first == story_pairs(library.path, go_on)
    looks: list[int] = []

    def count(done: int, _total: int) -> bool:
        looks.append(done)
        return True

    assert remembered_pairs(library.path, count) == first
    assert looks == []


def test_what_changed_is_compared_again(library: Library) -> None:
    before = ids(library)
    assert (1, 101) in before
    other = make_case(STORIES[1].told)
    library.apply(changed(library.cases.get(101), sections=other.sections, modified=NOW.replace(year=2027)))
    add(library, replace(make_case(STORIES[2].told), id=200))
    library.apply(changed(library.cases.get(104), trashed=NOW))
    found = ids(library)
    assert {(2, 101), (3, 200), (103, 200)} <= found
    assert (1, 101) not in found
    assert not any(104 in pair for pair in found)
    library.apply(changed(library.cases.get(104), trashed=None))
    assert (4, 104) in ids(library)


def test_a_damaged_or_unfinished_memory_does_no_harm(library: Library) -> None:
    remembered_pairs(library.path, lambda _done, _total: False)
    assert not memory_file(library.path).exists()
    before = ids(library)
    memory_file(library.path).write_bytes(b"not a database")
    assert ids(library) == before
