"""A changed file comes in again, and twins are decided: what the library has afterwards, and after an undo."""

from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.domain.case import Role, State
from casedesk.domain.draft import Decision, Twin
from casedesk.domain.library import UseRecord
from casedesk.domain.twins import with_twin
from casedesk.storage.library import Library
from casedesk.tasks.add_cases import addition, known_marked
from casedesk.tasks.import_documents import ReadFile, read_pasted
from casedesk.tasks.reimport import reimport, with_version_before
from casedesk.tasks.story_likeness import StoryLikeness
from tests.importing.stories import STORIES, TITLES
from tests.retold import twice_told
from tests.storage.steps import add, changed, contents

COMMENT = "规矩写在本子上，人站在面前。"


def told(*stories: tuple[str, str]) -> str:
    return "".join(f"案例{at}：{title}\n{story}\n点评：{COMMENT}\n" for at, (title, story) in enumerate(stories, 1))


OLD = tuple(zip(TITLES, STORIES, strict=True))
LONGER = STORIES[1] + "第二天，孩子的妈妈又带着同事来吃饭，点名要坐在老李的桌边。"
NEW = ((TITLES[0], STORIES[0]), (TITLES[1], LONGER), (TITLES[3], STORIES[3]), ("一场寿宴", twice_told()[6].told))


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "my.casedesk") as opened:
        opened.apply(addition(opened, [read_pasted(told(*OLD), "汇编.txt")], name="一").edit)
        yield opened


def marked(library: Library, text: str, name: str = "汇编.txt") -> ReadFile:
    read = StoryLikeness(library.path).marked(read_pasted(text, name))
    return known_marked(library, with_version_before(library, read))


def decided(file: ReadFile, *twins: tuple[int, Twin]) -> ReadFile:
    proposal = file.proposal
    for at, twin in twins:
        proposal = with_twin(proposal, at, twin)
    return replace(file, proposal=proposal)


@pytest.mark.parametrize("name", ["汇编.txt", "汇编 第二版.txt"])
def test_a_changed_file_says_what_is_new_in_it(library: Library, name: str):
    file = marked(library, told(*NEW), name)
    assert [draft.decision for draft in file.proposal.drafts] == [
        Decision.ADDED, Decision.UNDECIDED, Decision.ADDED, Decision.UNDECIDED,
    ]  # fmt: skip
    assert [draft.likeness and draft.likeness.case_id for draft in file.proposal.drafts] == [1, 2, 4, None]
    found = reimport(library, read_pasted(told(*NEW), "汇编.txt"))
    assert found is not None
    assert (found.unchanged, found.updated, found.new) == (2, 1, 1)
    assert [case.title for case in found.vanished] == [TITLES[2]]
    assert TITLES[2] in found.sentence
    assert reimport(library, read_pasted(told(NEW[3]), "别的.txt")) is None


def test_a_few_stories_of_a_collection_under_another_name_are_no_version_of_it(library: Library):
    file = marked(library, told(*NEW[1:2]), "一个案例.txt")
    assert [draft.likeness and draft.likeness.case_id for draft in file.proposal.drafts] == [2]
    assert file.note == ""
    assert [case.title for case in library.cases.get_many(library.cases.ids())] == list(TITLES)


def test_an_update_takes_the_text_and_leaves_the_rest_and_is_undone(library: Library):
    case = library.cases.get(2)
    library.apply(changed(case, tags=("夏训",), note="好用", minutes=20))
    add(library, UseRecord(1, 2, None, "一班"))
    before = contents(library.path)
    file = decided(marked(library, told(*NEW)), (1, Twin.UPDATE))
    added = addition(library, [file], name="二", adds_again=True)
    assert [case.title for case in added.cases] == ["一场寿宴"]
    assert [case.id for case in added.updated] == [2]
    library.documents.keep(file.data)
    library.apply(added.edit)
    present = library.cases.get(2)
    assert "点名要坐在老李的桌边" in present.sections[0].html
    assert (present.tags, present.note, present.minutes, present.uid) == (("夏训",), "好用", 20, case.uid)
    assert library.uses.of_case(2) != ()
    assert marked(library, told(*NEW)).proposal.drafts[1].decision is Decision.ADDED
    library.apply(added.edit.inverted())
    after = contents(library.path)
    assert {name: rows for name, rows in after.items() if name != "blob"} == {
        name: rows for name, rows in before.items() if name != "blob"
    }


def test_what_the_trainer_wrote_stays_and_the_case_is_to_be_looked_over(library: Library):
    case = library.cases.get(2)
    analysis = next(at for at, section in enumerate(case.sections) if section.role is Role.ANALYSIS)
    own = replace(case.sections[analysis], html="<p>我在课上这样讲。</p>")
    sections = (*case.sections[:analysis], own, *case.sections[analysis + 1 :])
    library.apply(changed(case, sections=sections, title="汤洒了以后", modified=case.created.replace(year=2030)))
    library.apply(changed(library.cases.get(2), state=State.REVIEWED))
    file = decided(marked(library, told(*NEW)), (1, Twin.UPDATE))
    library.apply(addition(library, [file], name="二", adds_again=True).edit)
    present = library.cases.get(2)
    assert "点名要坐在" in present.sections[0].html
    assert own in present.sections
    assert (present.title, present.state) == ("汤洒了以后", State.PENDING)


def test_another_telling_joins_the_family_and_a_stranger_is_remembered(library: Library):
    story = STORIES[1].replace("老李", "阿明")
    file = decided(
        marked(library, told(("洒汤", story), ("另一件", LONGER)), "b.txt"), (0, Twin.FAMILY), (1, Twin.DISTINCT)
    )
    assert all(draft.likeness and draft.likeness.case_id == 2 for draft in file.proposal.drafts)
    file = decided(file, (0, Twin.FAMILY), (1, Twin.DISTINCT))
    library.apply(addition(library, [file], name="二").edit)
    family = library.families.of_case(2)
    assert family is not None
    assert [library.cases.get(id_).title for id_ in family.case_ids if id_ != 2] == ["洒汤"]
    (pair,) = library.distinct_pairs.pairs()
    assert 2 in pair


def test_twins_within_a_batch_become_a_family(library: Library):
    story = twice_told()[1]
    first = marked(library, told(("戒指", story.told), ("寻戒", story.near)), "c.txt")
    assert first.proposal.drafts[1].likeness is not None
    library.apply(addition(library, [decided(first, (1, Twin.FAMILY))], name="三").edit)
    (family,) = library.families.all()
    assert [library.cases.get(id_).title for id_ in family.case_ids] == ["戒指", "寻戒"]


def test_each_of_many_like_cases_finds_itself_again(tmp_path: Path):
    """They share their words and differ in a few, as reports on a form do; two have changed titles."""
    reports = [
        (f"第{at}次巡检", f"{STORIES[0]}本次编号{at * 7919}，由第{at % 13}组在{at % 24}时到场，记录人甲{at}。")
        for at in range(1, 41)
    ]
    changed_some = [(title, f"{story}后来补记一笔。" if at % 2 else story) for at, (title, story) in enumerate(reports)]
    (first, one), (second, other) = changed_some[3:5]
    changed_some[3:5] = [(first, other), (second, one)]
    with Library.open(tmp_path / "many.casedesk") as library:
        library.apply(addition(library, [read_pasted(told(*reports), "巡检.txt")], name="一").edit)
        titles = {case.title: case.id for case in library.cases.get_many(library.cases.ids())}
        found = reimport(library, read_pasted(told(*changed_some), "巡检.txt"))
    assert found is not None
    assert (found.new, found.vanished) == (0, ())
    twins = {draft.title: draft.likeness and draft.likeness.case_id for draft in found.file.proposal.drafts}
    assert twins == titles
