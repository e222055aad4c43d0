"""Similar cases: the groups of a real library, and what is decided about their pairs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Question, Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import Collection, UseRecord
from casedesk.domain.merging import Side
from casedesk.ui.jobs import Jobs
from casedesk.ui.merge.merge_page import MergePage
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from tests.builders import make_case

STORY = (
    "下午有个会议团延住，系统多卖了六间房，林先生那一间半小时前给了一位没有预订的散客。"
    "大堂里站着七八个拖行李箱的人，前台只有小许一个人，电话一直在响，后面的门锁机也坏了。"
    "小许抬头说不好意思，今晚满房了。林先生愣了一下，说他上周就订好了，还付了订金。"
    "值班经理从办公室出来，先请他坐下，再打电话给隔壁的酒店问有没有空房间，车也叫好了。"
)
OLD_DRAFT = STORY.replace("六间", "五间").replace("愣了一下", "没有作声")
OTHER = "早餐厅的咖啡机坏了，服务员给每位客人手冲了一杯，排队的人反而更高兴，还拍了照片。"


@pytest.fixture
def page(qtbot: QtBot, session: LibrarySession, parts: Parts) -> MergePage:
    """Three tellings of one story, two of them the same, and a story of its own."""
    kept = make_case(STORY, id=1, title="满房夜", themes=("超额预订",), source="前厅.docx", analysis="先认错。")
    questions = Section(Role.QUESTION, questions=(Question("你会先说什么？"),))
    other = make_case(OLD_DRAFT, id=2, title="延住的晚上", themes=("团队接待",), source="旧稿.doc")
    other = replace(other, sections=(*other.sections, questions))
    third = make_case(STORY, id=3, title="又一份")
    alone = make_case(OTHER, id=4, title="咖啡")
    records = (kept, other, third, alone, Collection(1, "夏训", (2,)), UseRecord(1, 2, None, "夜班"))
    for kind in (Case, Case, Case, Case, Collection, UseRecord):
        session.library.new_id(kind)
    session.library.apply(Edit("Add", tuple(Replacement(None, record) for record in records)))
    made = MergePage(parts)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made


def open_pair(page: MergePage) -> None:
    page.groups.list.setFocus()
    QApplication.processEvents()
    page.groups.group_opened.emit(page.groups.listed[0])


def press(qtbot: QtBot, page: MergePage, key: Qt.Key) -> None:
    qtbot.keyClick(page.pair.row("title"), key)


def shown(page: MergePage) -> tuple[int, int]:
    return page.state.pair.kept.id, page.state.pair.other.id


def test_groups_are_found_when_the_page_is_shown(page: MergePage) -> None:
    (group,) = page.groups.listed
    assert set(group.case_ids) == {1, 2, 3}
    assert not page.is_comparing


def test_a_group_of_three_comes_up_pair_by_pair(page: MergePage, qtbot: QtBot) -> None:
    open_pair(page)
    first = shown(page)
    press(qtbot, page, Qt.Key.Key_S)
    second = shown(page)
    assert first[0] == second[0]
    assert {*first, *second} == {1, 2, 3}
    press(qtbot, page, Qt.Key.Key_S)
    assert not page.is_comparing


def test_keys_choose_sides_and_the_sentence_below_follows(page: MergePage, qtbot: QtBot) -> None:
    assert page.compare(1, 2)
    row = page.pair.row("title")
    qtbot.keyClick(row, Qt.Key.Key_2)
    assert page.state.choices["title"] is Side.OTHER
    assert page.state.result().title == "延住的晚上"
    themes = page.pair.row("themes")
    assert page.state.choices["themes"] is Side.BOTH
    qtbot.keyClick(themes, Qt.Key.Key_Left)
    assert page.state.choices["themes"] is Side.KEPT
    qtbot.keyClick(themes, Qt.Key.Key_Space)
    assert page.state.choices["themes"] is Side.BOTH
    assert "1 question" in page.pair.footer.result.text()


def test_swapping_keeps_what_was_chosen_by_hand(page: MergePage, qtbot: QtBot) -> None:
    page.compare(1, 2)
    qtbot.keyClick(page.pair.row("title"), Qt.Key.Key_2)
    press(qtbot, page, Qt.Key.Key_X)
    assert shown(page) == (2, 1)
    assert page.state.result().title == "延住的晚上"


def test_a_merge_takes_what_was_chosen_and_undo_brings_the_pair_back(
    page: MergePage, session: LibrarySession, qtbot: QtBot
) -> None:
    open_pair(page)
    pair = shown(page)
    qtbot.keyClick(page.pair.row("title"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.library.cases.get(pair[1]).trashed is not None)
    assert page.is_comparing
    assert shown(page) != pair
    session.undo_stack.undo()
    assert session.library.cases.get(pair[1]).trashed is None
    assert shown(page) == pair


def test_uses_and_collections_follow_the_case_that_stays(page: MergePage, session: LibrarySession) -> None:
    page.compare(1, 2)
    page.pair.merge_requested.emit()
    assert [use.case_id for use in session.library.uses.all()] == [1]
    assert session.library.collections.get(1).case_ids == (1,)
    assert session.library.cases.get(1).themes == ("超额预订", "团队接待")


def test_not_a_duplicate_is_remembered(page: MergePage, session: LibrarySession, qtbot: QtBot) -> None:
    open_pair(page)
    one, other = shown(page)
    press(qtbot, page, Qt.Key.Key_N)
    assert session.library.distinct_pairs.of(one, other)
    assert {one, other} != set(shown(page))


def test_one_story_in_two_tellings_with_the_left_one_first(
    page: MergePage, session: LibrarySession, qtbot: QtBot
) -> None:
    page.compare(2, 1)
    press(qtbot, page, Qt.Key.Key_F)
    family = session.library.families.of_case(1)
    assert family is not None
    assert family.best_id == 2
    page.compare(1, 2)
    assert page.pair.footer.family.text() == "Take out of the family"


def test_a_case_that_goes_elsewhere_takes_its_pairs_along(page: MergePage, session: LibrarySession) -> None:
    open_pair(page)
    kept, other = shown(page)
    case = session.library.cases.get(other)
    session.apply(Edit("Trash", (Replacement(case, replace(case, trashed=case.created)),)))
    assert not page.is_comparing or shown(page) != (kept, other)
    assert not page.compare(kept, other)


def test_rows_are_walked_and_folds_open_by_key(page: MergePage, qtbot: QtBot) -> None:
    page.compare(1, 3)
    body = page.pair.row("section:body")
    body.setFocus()
    unfold = body.kept.unfold
    assert unfold is not None
    assert "folded" in unfold.text()
    qtbot.keyClick(body, Qt.Key.Key_Return)
    assert unfold.text() == "Fold"
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert not page.is_comparing


def test_a_library_without_doubles_says_so(qtbot: QtBot, parts: Parts) -> None:
    made = MergePage(parts)
    qtbot.addWidget(made)
    made.show()
    assert made.groups.retry.isVisible()


def test_a_library_without_doubles_says_so_when_the_comparing_took_a_while(qtbot: QtBot, parts: Parts) -> None:
    jobs = Jobs()
    made = MergePage(replace(parts, jobs=jobs))
    qtbot.addWidget(made)
    with qtbot.waitSignal(jobs.finished):
        made.show()
    assert made.groups.retry.isVisible()
    jobs.close()
