"""Many merges as one step, held against the same merges one after the other."""

from pathlib import Path

import pytest

from casedesk.domain.case import Outcome
from casedesk.domain.families import Family
from casedesk.domain.library import Collection, UseRecord
from casedesk.storage.library import Library
from casedesk.tasks import families
from casedesk.tasks.merging_all import merging_all, whole_merges
from casedesk.tasks.told_apart import taking_back, told_apart
from tests.builders import NOW, make_case, make_plan
from tests.storage.steps import add, contents

STORY = "客人等了四十分钟，前台只有一个人，电话一直在响。"
PAIRS = ((1, 2), (1, 3), (4, 5))


def filled(path: Path) -> Library:
    library = Library.open(path)
    cases = (
        make_case(STORY, id=1, title="一", tags=("甲",)),
        make_case(STORY, id=2, title="二", tags=("乙",), questions=("为什么？",)),
        make_case(STORY, id=3, title="三", analysis="先坐下。"),
        make_case("雨夜里送来一把伞。", id=4, title="四", analysis="小事。", outcome=Outcome.POSITIVE),
        make_case("雨夜里送来一把伞。", id=5, title="五", analysis="不小。", outcome=Outcome.MIXED),
    )
    add(
        library,
        *cases,
        Collection(1, "夏训", (2, 5, 3)),
        UseRecord(1, 3, None, "夜班"),
        UseRecord(2, 5, None, "早班"),
        make_plan(*cases[:2], id=1),
        make_plan(cases[2], cases[4], id=2),
        Family(1, 3, (2, 3, 5)),
    )
    return library


@pytest.fixture
def library(tmp_path: Path):
    with filled(tmp_path / "library.casedesk") as opened:
        yield opened


def test_all_at_once_comes_to_the_same_as_one_after_the_other(library: Library, tmp_path: Path):
    with filled(tmp_path / "other.casedesk") as other:
        for kept_id, other_id in PAIRS:
            other.apply(families.merging(other, kept_id, other_id, {}, now=NOW))
        before = contents(library.path)
        edit = merging_all(library, whole_merges(library, PAIRS), now=NOW)
        library.apply(edit)

        kinds = ("cases", "collections", "plans", "uses", "families", "merges")
        for kind in kinds:
            assert getattr(library, kind).get_many(range(1, 9)) == getattr(other, kind).get_many(range(1, 9)), kind

    assert edit.text == "Merge 3 cases into those with the same text"
    library.apply(edit.inverted())
    assert contents(library.path) == before


def test_a_merge_of_many_is_taken_apart_on_its_own(library: Library):
    library.apply(merging_all(library, whole_merges(library, PAIRS), now=NOW))
    first, second, _ = library.merges.all()

    library.apply(families.taking_apart(library, second.id, now=NOW).edit)
    library.apply(families.taking_apart(library, first.id, now=NOW).edit)

    assert library.cases.get(1).tags == ("甲",)
    assert [case.title for case in library.cases.get_many((1, 2, 3)) if case.trashed is None] == ["一", "二", "三"]


def test_what_has_no_room_is_told_before(library: Library):
    triple, pair = whole_merges(library, PAIRS)

    assert (triple.other_ids, triple.other_titles, triple.left_out) == ((2, 3), ("二", "三"), ())
    assert [field.name for field in pair.left_out] == ["section:analysis", "outcome"]
    library.apply(families.merging(library, 4, 5, {}, now=NOW))
    assert len(whole_merges(library, PAIRS)) == 1


def test_pairs_that_were_told_apart_can_be_taken_back(library: Library):
    library.apply(families.telling_apart(library, (1, 4)))
    library.apply(families.telling_apart(library, (5, 2)))
    pairs = told_apart(library)

    assert [(item.first, item.second) for item in pairs] == [("二", "五"), ("一", "四")]
    library.apply(taking_back([item.pair for item in pairs]))
    assert told_apart(library) == ()
