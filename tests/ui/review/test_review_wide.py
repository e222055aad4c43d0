"""What reaches over a whole file or several: finding, filtering, choosing, cleaning, and doing the same elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.draft import Decision, SpanKind
from casedesk.domain.source_parts import SourceParts
from casedesk.ui.review.draft_rows import DraftFilter, DraftRow
from casedesk.ui.review.encoding_strip import first_words
from casedesk.ui.review.import_page import ImportPage
from casedesk.ui.widgets.labels import Words
from tests.importing.stories import COMMENT, TITLES
from tests.ui.review.conftest import TEXT, doubtful

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(page: ImportPage, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(page.review.drafts, key, modifier or Qt.KeyboardModifier.NoModifier)


def shown_titles(page: ImportPage) -> list[str]:
    rows = page.review.drafts.rows
    return [row.draft.title for at in range(rows.rowCount()) if isinstance(row := rows.row(at), DraftRow)]


def test_words_are_found_and_counted_and_stepped_through(reviewing: ImportPage, qtbot: QtBot) -> None:
    source, finder = reviewing.review.source, reviewing.review.finder
    press(reviewing, qtbot, Qt.Key.Key_F, CTRL)
    assert finder.isVisible()
    finder.line.setText("规矩写")
    places = [at for at in range(len(TEXT)) if TEXT.startswith("规矩写", at)]
    found: list[int] = []
    for _ in places:
        qtbot.keyClick(finder.line, Qt.Key.Key_Return)
        found.append(source.selection_start())
    assert sorted(found) == places
    assert finder.count.text().endswith("of 4")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return, SHIFT)
    assert source.selection_start() == found[-2]
    finder.line.setText("没有的话")
    qtbot.waitUntil(lambda: finder.count.text() == "Not found")
    qtbot.keyClick(finder.line, Qt.Key.Key_Escape)
    assert not finder.isVisible()


def test_find_in_the_menu_searches_the_text_under_review(reviewing: ImportPage) -> None:
    reviewing.focus_search()
    assert reviewing.review.finder.isVisible()


def test_cleaned_text_says_why_and_is_put_back_and_cleaned_again(reviewing: ImportPage, qtbot: QtBot) -> None:
    before = reviewing.state.proposal
    at = TEXT.index("第 1 页")
    reviewing.review.source.go_to(at)
    assert "page number" in reviewing.review.place.words.text()
    press(reviewing, qtbot, Qt.Key.Key_B)
    parts = SourceParts(reviewing.state.proposal)
    assert parts.piece(parts.at(at)).span.kind is SpanKind.LEFT_OVER
    assert reviewing.state.undo_stack.undoText() == "Put furniture back"
    assert "Put back" in reviewing.review.place.words.text()
    press(reviewing, qtbot, Qt.Key.Key_B)
    assert reviewing.state.proposal == before
    press(reviewing, qtbot, Qt.Key.Key_B, SHIFT)
    parts = SourceParts(reviewing.state.proposal)
    assert parts.piece(parts.at(at)).span.was_furniture
    reviewing.state.undo_stack.undo()
    assert reviewing.state.proposal == before


def test_the_place_of_the_cursor_tells_confidence_and_label(reviewing: ImportPage) -> None:
    place = reviewing.review.place
    reviewing.review.source.go_to(reviewing.state.proposal.drafts[0].start)
    assert "50%" in place.words.text()
    reviewing.review.source.go_to(TEXT.index(COMMENT) + 2)
    assert place.words.text() == "Analysis: it stands under “点评：”"


def test_a_section_renamed_here_is_renamed_everywhere(reviewing: ImportPage, qtbot: QtBot) -> None:
    reviewing.review.source.go_to(TEXT.index(COMMENT) + 2)
    press(reviewing, qtbot, Qt.Key.Key_5)
    before = reviewing.state.proposal
    press(reviewing, qtbot, Qt.Key.Key_L)
    assert all(any(span.kind is SpanKind.LESSON for span in draft.spans) for draft in reviewing.state.proposal.drafts)
    reviewing.state.undo_stack.undo()
    assert reviewing.state.proposal == before


def test_titles_follow_the_one_that_was_changed(reviewing: ImportPage, qtbot: QtBot) -> None:
    reviewing.state.select(0)
    reviewing.state.rename(f"案例一：{TITLES[0]}")
    card = reviewing.review.drafts.card
    assert card._titles_alike.text() == "3 more titles the same way"
    press(reviewing, qtbot, Qt.Key.Key_T)
    assert [draft.title[:4] for draft in reviewing.state.proposal.drafts] == [
        "案例一：",
        "案例二：",
        "案例三：",
        "案例四：",
    ]


def test_drafts_are_filtered(reviewing: ImportPage) -> None:
    drafts = reviewing.state.proposal.drafts
    marked = (replace(drafts[0], quality="truncated"), replace(drafts[1], decision=Decision.DROP), *drafts[2:])
    reviewing.state.take(0, replace(reviewing.state.proposal, drafts=marked), 0)
    head = reviewing.review.head
    head.show_filter(DraftFilter.DROPPED)
    assert shown_titles(reviewing) == [TITLES[0], TITLES[1]]  # the selected one stays
    head.show_filter(DraftFilter.INCOMPLETE)
    assert shown_titles(reviewing) == [TITLES[0]]
    head.show_filter(DraftFilter.WAITING)
    assert shown_titles(reviewing) == [TITLES[0], *TITLES[2:]]
    reviewing.state.decide(Decision.KEEP)
    assert shown_titles(reviewing) == [*TITLES[2:]]
    head.show_filter(DraftFilter.ALL)
    assert len(shown_titles(reviewing)) == 4


def test_several_drafts_are_decided_together_and_undone_as_one(reviewing: ImportPage, qtbot: QtBot) -> None:
    reviewing.state.select(0)
    press(reviewing, qtbot, Qt.Key.Key_Down, SHIFT)
    press(reviewing, qtbot, Qt.Key.Key_Down, SHIFT)
    assert reviewing.review.head.chosen.isVisible()
    press(reviewing, qtbot, Qt.Key.Key_Delete)
    decisions = [draft.decision for draft in reviewing.state.proposal.drafts]
    assert decisions == [Decision.DROP, Decision.DROP, Decision.DROP, Decision.UNDECIDED]
    assert reviewing.state.undo_stack.undoText() == "Drop 3 drafts"
    assert not reviewing.review.head.chosen.isVisible()
    reviewing.state.undo_stack.undo()
    press(reviewing, qtbot, Qt.Key.Key_A, CTRL)
    press(reviewing, qtbot, Qt.Key.Key_Return)
    assert {draft.decision for draft in reviewing.state.proposal.drafts} == {Decision.KEEP}


def test_the_next_doubtful_draft_may_be_in_another_file(
    page: ImportPage, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "b.txt"
    other.write_text(TEXT.replace("小方", "小郑"), encoding="utf-8")
    page.import_paths([file, other])
    for at in (1, 0):
        page.state.show_file(at)
        doubtful(page)
    press(page, qtbot, Qt.Key.Key_N)
    assert (page.state.at, page.state.index) == (0, 1)
    page.state.decide_many(range(4), Decision.KEEP)
    press(page, qtbot, Qt.Key.Key_N)
    assert page.state.at == 1
    press(page, qtbot, Qt.Key.Key_PageUp, CTRL)
    assert page.state.at == 0


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_files_that_were_not_read_are_listed_in_the_review(page: ImportPage, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    page.import_paths([bad, file])
    page.choose.reading.review_requested.emit()
    assert page.header.problems.text() == "1 not read"
    page.header.problems.click()
    panel = page.header._problems_panel
    assert panel.isVisible()
    assert "scan.pdf" in [words.text() for words in panel.findChildren(Words)]
    panel.close()
    page.review_later()
    (batch,) = page._session.library.batches.all()
    page.resume(batch.id)
    assert page.header.problems.text() == "1 not read"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_keys_are_told(reviewing: ImportPage, qtbot: QtBot) -> None:
    reviewing.review.head.show_keys()
    panel = reviewing.review.head._keys_panel
    assert {"Enter", "F2", "Alt+↑ ↓"} <= {words.text() for words in panel.findChildren(Words)}
    panel.close()


def test_an_encoding_shows_how_the_text_would_begin(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "台北.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    page.import_paths([path])
    strip = page.review.encodings
    assert strip.sample.text().startswith("前厅培训资料")
    strip._show_sample("big5hkscs")
    assert strip.sample.text() == first_words(TEXT.encode("gb18030")[:600], "big5hkscs")
    strip._show_sample("")
    assert strip.sample.text().startswith("前厅培训资料")


def test_lines_stand_apart_for_reading(reviewing: ImportPage) -> None:
    source = reviewing.review.source
    source.go_to(0)
    QApplication.processEvents()
    size = source.font().pixelSize()
    assert source.pitch >= 1.7 * size
    first, second = list(source.shown_blocks())[:2]
    assert second.rect.top() - first.rect.top() >= source.pitch


def test_a_count_under_the_text_stays_beside_what_it_counts(reviewing: ImportPage) -> None:
    coverage = reviewing.review.coverage
    for width in range(340, 700, 24):
        coverage.setFixedWidth(width)
        QApplication.processEvents()
        shown = [words for words in coverage.findChildren(Words) if words.isVisible()]
        lines = [words.mapTo(coverage, words.rect().topLeft()).y() for words in shown]
        assert lines[::2] == lines[1::2], width
