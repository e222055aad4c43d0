"""The review by keyboard and mouse: what happens to the drafts, and what is seen of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.draft import Decision, SpanKind, Suggestion
from casedesk.domain.source_parts import SourceParts
from casedesk.ui.review.coverage_bar import LEFT_OVER
from casedesk.ui.review.draft_details import ValueChip
from casedesk.ui.review.draft_rows import DraftOrder, DraftRow, FoldRow, words_of
from casedesk.ui.review.import_page import ImportPage
from casedesk.ui.review.text_positions import TextPositions, shown
from tests.importing.stories import COMMENT, TITLES
from tests.ui.review.conftest import TEXT, doubtful


def press(page: ImportPage, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = page.review.source if page.review.source.hasFocus() else page.review.drafts
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def decisions(page: ImportPage) -> list[Decision]:
    return [draft.decision for draft in page.state.proposal.drafts]


def test_enter_keeps_del_drops_and_the_next_undecided_draft_is_selected(reviewing: ImportPage, qtbot: QtBot) -> None:
    press(reviewing, qtbot, Qt.Key.Key_Return)
    assert reviewing.state.index == 1
    press(reviewing, qtbot, Qt.Key.Key_Delete)
    assert reviewing.state.index == 2
    assert decisions(reviewing) == [Decision.KEEP, Decision.DROP, Decision.UNDECIDED, Decision.UNDECIDED]
    press(reviewing, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert decisions(reviewing)[1] is Decision.UNDECIDED
    assert reviewing.state.index == 1
    press(reviewing, qtbot, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert decisions(reviewing)[1] is Decision.DROP


def test_the_keys_work_in_the_source_too(reviewing: ImportPage, qtbot: QtBot) -> None:
    reviewing.review.source.setFocus()
    press(reviewing, qtbot, Qt.Key.Key_Return)
    assert decisions(reviewing)[0] is Decision.KEEP
    assert reviewing.review.source.toPlainText() == shown(TEXT)


def test_a_click_in_the_source_selects_the_draft_and_s_splits_it_there(reviewing: ImportPage, qtbot: QtBot) -> None:
    source = reviewing.review.source
    cursor = source.textCursor()
    cursor.setPosition(TEXT.index("老李放下托盘"))
    source.setTextCursor(cursor)
    assert reviewing.state.index == 1
    source.setFocus()
    press(reviewing, qtbot, Qt.Key.Key_S)
    drafts = reviewing.state.proposal.drafts
    assert len(drafts) == 5
    assert drafts[2].start == TEXT.index("老李放下托盘")
    assert reviewing.state.index == 2
    press(reviewing, qtbot, Qt.Key.Key_J)
    assert len(reviewing.state.proposal.drafts) == 4
    assert reviewing.state.index == 1


def test_a_split_that_would_leave_nothing_says_why(reviewing: ImportPage, qtbot: QtBot) -> None:
    said: list[str] = []
    reviewing.review.said.connect(said.append)
    reviewing.state.select(0)
    reviewing.review.source.go_to(reviewing.state.proposal.drafts[0].start)
    press(reviewing, qtbot, Qt.Key.Key_S)
    press(reviewing, qtbot, Qt.Key.Key_J)
    assert [sentence.split()[0] for sentence in said] == ["Put", "There"]
    assert len(reviewing.state.proposal.drafts) == 4


def test_digits_relabel_the_part_under_the_cursor(reviewing: ImportPage, qtbot: QtBot) -> None:
    at = TEXT.index(COMMENT)
    reviewing.review.source.go_to(at + 3)
    press(reviewing, qtbot, Qt.Key.Key_5)
    parts = SourceParts(reviewing.state.proposal)
    assert parts.pieces[parts.at(at)].span.kind is SpanKind.LESSON
    press(reviewing, qtbot, Qt.Key.Key_0)
    parts = SourceParts(reviewing.state.proposal)
    assert parts.pieces[parts.at(at)].owner is None


def test_a_selection_is_relabelled_and_nothing_else(reviewing: ImportPage, qtbot: QtBot) -> None:
    source = reviewing.review.source
    start = TEXT.index("身后一位先生")
    cursor = source.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + 6, QTextCursor.MoveMode.KeepAnchor)
    source.setTextCursor(cursor)
    press(reviewing, qtbot, Qt.Key.Key_3)
    parts = SourceParts(reviewing.state.proposal)
    assert parts.pieces[parts.at(start)].span.kind is SpanKind.ANALYSIS
    assert parts.pieces[parts.at(start + 6)].span.kind is SpanKind.BODY


@pytest.mark.parametrize("panel", ["source", "drafts"])
def test_alt_and_arrows_move_the_boundary_of_the_part(reviewing: ImportPage, qtbot: QtBot, panel: str) -> None:
    first = reviewing.state.proposal.drafts[1].start
    reviewing.review.source.go_to(first)
    getattr(reviewing.review, panel).setFocus()
    press(reviewing, qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    moved = reviewing.state.proposal.drafts[1].start
    assert moved < first
    press(reviewing, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert reviewing.state.proposal.drafts[1].start > moved


def test_a_boundary_dropped_beyond_its_drafts_says_why(reviewing: ImportPage) -> None:
    said: list[str] = []
    reviewing.review.said.connect(said.append)
    before = reviewing.state.proposal
    reviewing.review.source.boundary_dropped.emit(before.drafts[2].start, before.drafts[1].start)
    assert reviewing.state.proposal is before
    assert said == ["A boundary stays between the parts it divides. To put two drafts together, press J."]


def test_a_boundary_is_dragged_in_the_gutter(reviewing: ImportPage, qtbot: QtBot) -> None:
    source = reviewing.review.source
    reviewing.review.source.go_to(0)
    QApplication.processEvents()
    source.grab()
    gutter = source._gutter
    first = reviewing.state.proposal.drafts[0].start
    edge = next(edge for edge in gutter._edges() if edge.offset == first)
    line = round(1.3 * source.pitch)
    qtbot.mousePress(gutter, Qt.MouseButton.LeftButton, pos=QPointF(20, edge.y + 1).toPoint())
    qtbot.mouseMove(gutter, QPointF(20, edge.y - 2 * line).toPoint())
    qtbot.mouseRelease(gutter, Qt.MouseButton.LeftButton, pos=QPointF(20, edge.y - 2 * line).toPoint())
    assert reviewing.state.undo_stack.undoText() == "Move a boundary"
    assert reviewing.state.proposal.drafts[0].start < first


def test_a_boundary_held_at_the_edge_scrolls_the_text(reviewing: ImportPage, qtbot: QtBot) -> None:
    source = reviewing.review.source
    reviewing.resize(1000, 420)
    source.go_to(0)
    reviewing.grab()
    gutter = source._gutter
    first = reviewing.state.proposal.drafts[0].start
    edge = next(edge for edge in gutter._edges() if edge.offset == first)
    last_seen = max(item.end for item in source.shown_blocks())
    qtbot.mousePress(gutter, Qt.MouseButton.LeftButton, pos=QPointF(20, edge.y + 1).toPoint())

    def has_scrolled() -> bool:
        qtbot.mouseMove(gutter, QPointF(20, gutter.height() - 2).toPoint())
        return max(item.end for item in source.shown_blocks()) > last_seen

    qtbot.waitUntil(has_scrolled)
    end = reviewing.state.proposal.drafts[0].end
    y = next(y for y in range(gutter.height()) if first < source.offset_at(y) < end)
    qtbot.mouseRelease(gutter, Qt.MouseButton.LeftButton, pos=QPointF(20, y).toPoint())
    assert reviewing.state.undo_stack.undoText() == "Move a boundary"
    assert reviewing.state.proposal.drafts[0].start > first
    assert not gutter._scrolling.isActive()


def test_a_review_that_is_opened_again_gives_its_card_all_the_height_it_needs(reviewing: ImportPage) -> None:
    files = list(reviewing.state.files)
    reviewing.review_later()
    reviewing.state.close()
    reviewing._open(files, name="again", batch=None)
    drafts = reviewing.review.drafts
    measured = drafts._delegate.height
    reviewing.grab()
    drafts._measure()
    assert measured == drafts._delegate.height


def test_f2_renames_and_escape_does_not(reviewing: ImportPage, qtbot: QtBot) -> None:
    card = reviewing.review.drafts.card
    press(reviewing, qtbot, Qt.Key.Key_F2)
    assert card.is_editing
    card._edit.setText("借伞")
    qtbot.keyClick(card._edit, Qt.Key.Key_Return)
    assert reviewing.state.proposal.drafts[0].title == "借伞"
    assert decisions(reviewing)[0] is Decision.UNDECIDED  # Enter ended the editing and kept nothing
    press(reviewing, qtbot, Qt.Key.Key_F2)
    card._edit.setText("x")
    qtbot.keyClick(card._edit, Qt.Key.Key_Escape)
    assert reviewing.state.proposal.drafts[0].title == "借伞"


def test_the_same_for_all_alike(reviewing: ImportPage) -> None:
    reviewing.state.select(0)
    reviewing.state.decide(Decision.DROP)
    reviewing.state.select(0)
    assert reviewing.review.drafts.card._alike.text() == "Drop all 4 like this"
    reviewing.review.drafts.card._alike.click()
    assert decisions(reviewing) == [Decision.DROP] * 4
    reviewing.state.undo_stack.undo()
    assert decisions(reviewing) == [Decision.DROP, *[Decision.UNDECIDED] * 3]


def test_a_suggested_value_is_taken_away_with_a_click(reviewing: ImportPage) -> None:
    drafts = reviewing.state.proposal.drafts
    first = replace(drafts[0], industries=(Suggestion("酒店", ("大堂",)),), themes=(), outcome=None)
    reviewing.state.take(0, replace(reviewing.state.proposal, drafts=(first, *drafts[1:])), 0)
    (chip,) = [chip for chip in reviewing.review.drafts.card.findChildren(ValueChip) if chip.isVisible()]
    chip.click()
    assert reviewing.state.proposal.drafts[0].industries == ()
    reviewing.state.undo_stack.undo()
    assert reviewing.state.proposal.drafts[0].industries == first.industries


def test_certain_drafts_fold_into_one_row_and_count_as_kept(page: ImportPage, qtbot: QtBot) -> None:
    page.import_text(TEXT)
    doubtful(page)
    drafts = page.state.proposal.drafts
    sure = tuple(replace(draft, confidence=0.95) if at else draft for at, draft in enumerate(drafts))
    page.state.take(0, replace(page.state.proposal, drafts=sure), 0)
    rows = page.review.drafts.rows
    assert [type(rows.row(at)) for at in range(rows.rowCount())] == [DraftRow, FoldRow]
    assert words_of(rows.row(1)) == "3 with 90% or more"
    assert page.review.footer.add.text() == "Add 3 cases"
    press(page, qtbot, Qt.Key.Key_Down)
    press(page, qtbot, Qt.Key.Key_Return)
    assert rows.rowCount() == 5
    press(page, qtbot, Qt.Key.Key_Down)
    assert page.state.index == 1
    press(page, qtbot, Qt.Key.Key_Delete)
    assert page.review.footer.add.text() == "Add 2 cases"


def test_a_file_in_which_nothing_waits_has_rows_of_one_height(reviewing: ImportPage) -> None:
    state, rows = reviewing.state, reviewing.review.drafts
    state.decide_many(range(len(state.proposal.drafts)), Decision.DROP)
    state.show_file(0)
    assert state.draft is None
    rows.executeDelayedItemsLayout()
    heights = {rows.visualRect(rows.model().index(at, 0)).height() for at in range(len(state.proposal.drafts))}
    assert len(heights) == 1


def test_the_order_of_the_file(reviewing: ImportPage) -> None:
    drafts = reviewing.state.proposal.drafts
    turned = tuple(replace(draft, confidence=0.8 - at / 10) for at, draft in enumerate(drafts))
    reviewing.state.take(0, replace(reviewing.state.proposal, drafts=turned), 0)
    rows = reviewing.review.drafts.rows

    def shown_titles() -> list[str]:
        return [row.draft.title for at in range(rows.rowCount()) if isinstance(row := rows.row(at), DraftRow)]

    assert shown_titles() == [*reversed(TITLES)]
    rows.set_order(DraftOrder.SOURCE)
    assert shown_titles() == list(TITLES)


def test_the_coverage_bar_walks_through_what_is_left_over(reviewing: ImportPage) -> None:
    bar = reviewing.review.coverage
    starts = SourceParts(reviewing.state.proposal).part_starts(SpanKind.LEFT_OVER)
    bar.walk(LEFT_OVER)
    first = reviewing.review.source.offset()
    assert first in starts
    for _ in starts:
        bar.walk(LEFT_OVER)
    assert reviewing.review.source.offset() == first
    assert "Left over" in bar.bar.accessibleDescription()


def test_the_card_is_as_high_as_what_it_says(reviewing: ImportPage) -> None:
    drafts = reviewing.state.proposal.drafts
    talkative = replace(drafts[0], reasons=tuple((at % 2 == 0, f"Reason {at}") for at in range(12)))
    height = reviewing.review.drafts.card.height()
    reviewing.state.take(0, replace(reviewing.state.proposal, drafts=(talkative, *drafts[1:])), 0)
    card = reviewing.review.drafts.card
    assert card.height() > height + 100
    layout = card.layout()
    assert layout is not None
    assert card.height() >= layout.totalHeightForWidth(card.width())


def test_a_case_that_nobody_found_is_begun_by_hand(page: ImportPage, qtbot: QtBot) -> None:
    page.import_text("Lieferung am Montag.\nRechnung am Dienstag.\n")
    proposal = page.state.proposal
    assert proposal.drafts == ()
    page.review.source.selectAll()
    press(page, qtbot, Qt.Key.Key_1)
    (draft,) = page.state.proposal.drafts
    assert page.state.index == 0
    assert (draft.start, draft.end) == (0, len("Lieferung am Montag.\nRechnung am Dienstag."))
    page.state.undo_stack.undo()
    assert page.state.proposal == proposal
    assert page.state.index == -1


def test_offsets_survive_characters_of_two_units() -> None:
    text = "一😀二\u2028三𠀀四\ufffc五\r\n六"
    positions = TextPositions(text)
    assert len(shown(text)) == len(text)
    for offset in range(len(text) + 1):
        position = len(text[:offset].encode("utf-16-le")) // 2
        assert positions.position(offset) == position
        assert positions.offset(position) == offset


def test_the_cursor_finds_its_offset_behind_an_emoji(page: ImportPage) -> None:
    page.import_text("😀😀\n" + TEXT)
    source = page.review.source
    at = page.state.proposal.source.text.index("老李放下托盘")
    source.go_to(at)
    assert source.offset() == at
    assert source.textCursor().block().text()[source.textCursor().positionInBlock() :].startswith("老李放下托盘")
