"""Groups of cases that tell the same story, in a library of our own stories."""

from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.domain.draft import LikenessKind
from casedesk.storage.library import Library
from casedesk.tasks import families
from casedesk.tasks.duplicate_groups import duplicate_groups, told_before
from casedesk.tasks.progress import Silence
from casedesk.tasks.sample_library import sample_edit
from tests.builders import NOW, make_case
from tests.retold import twice_told
from tests.storage.steps import add, changed

STORIES = twice_told()
COPY = 200
RETOLD = 300


@pytest.fixture
def library(home: Path, tmp_path: Path):
    """Every story, a copy of each third one, the retold telling of each, among the cases of the sample."""
    with Library.open(tmp_path / "library.casedesk") as opened:
        told = [make_case(story.told, id=number) for number, story in enumerate(STORIES, 1)]
        copies = [replace(case, id=case.id + COPY) for case in told[::3]]
        retold = [make_case(story.retold, id=RETOLD + number) for number, story in enumerate(STORIES, 1)]
        add(opened, *told, *copies, *retold)
        opened.apply(sample_edit(opened, language="zh"))
        yield opened


def test_tellings_of_one_story_are_one_group_and_others_are_in_none(library: Library):
    groups = duplicate_groups(library.path)
    right = [group for group in groups if len({id_ % 100 for id_ in group.case_ids}) == 1]
    assert len(right) >= 0.85 * len(STORIES)
    assert len(right) >= 0.95 * len(groups)
    assert [group.kind for group in groups if len(group.case_ids) == 2] == sorted(
        (group.kind for group in groups if len(group.case_ids) == 2), key=list(LikenessKind).index
    )


def test_the_closest_come_first_and_the_fullest_telling_leads(library: Library):
    library.apply(changed(library.cases.get(7 + COPY), state="reviewed"))
    group = next(group for group in duplicate_groups(library.path) if 7 in group.case_ids)
    assert group.case_ids[0] == 7 + COPY
    assert group.kind in (LikenessKind.EXACT, LikenessKind.RETOLD)


def test_what_was_said_is_respected(library: Library):
    library.apply(families.telling_apart(library, (1, 1 + COPY)))
    library.apply(families.joining(library, (2, 5)))
    groups = duplicate_groups(library.path)
    assert not [group for group in groups if {1, 1 + COPY} <= set(group.case_ids)]
    (family,) = (group for group in groups if {2, 5} <= set(group.case_ids))
    assert family.case_ids[0] in (2, 5) or not family.is_family
    library.apply(changed(library.cases.get(4 + COPY), trashed=NOW))
    assert not [group for group in duplicate_groups(library.path) if 4 + COPY in group.case_ids]


def test_new_cases_that_tell_what_is_known_are_counted(library: Library):
    assert told_before(library.path, (1, 1 + COPY, 4)) == 3
    sample = [id_ for id_ in library.cases.ids() if id_ > RETOLD + len(STORIES)]
    assert told_before(library.path, sample[:3]) == 0


def test_it_stops_when_it_is_told_to(library: Library):
    class Impatient(Silence):
        is_cancelled = True

    assert duplicate_groups(library.path, Impatient()) == ()


def test_a_case_and_its_translation_are_nothing_to_merge(library: Library):
    english = make_case("The guest waited for an hour and left.", id=900, title="Late", language="en")
    add(library, english)
    library.apply(families.joining(library, (2, 900)))
    assert not [group for group in duplicate_groups(library.path) if set(group.case_ids) == {2, 900}]
