"""From a file on the disk to cases in the library, and back."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.draft import Decision
from casedesk.domain.errors import LibraryError
from casedesk.storage.library import Library
from casedesk.tasks.batches import batch_entries
from casedesk.tasks.import_documents import read_pasted
from casedesk.ui.jobs import Job, Jobs
from casedesk.ui.parts import Parts
from casedesk.ui.review.choose_pane import BatchLink, BatchRow, batch_line
from casedesk.ui.review.encoding_strip import EncodingLink
from casedesk.ui.review.import_page import ImportPage
from casedesk.ui.review.reading_run import ReadingRun
from casedesk.ui.session import LibrarySession
from casedesk.ui.widgets.labels import Words
from tests.importing.stories import TITLES
from tests.ui.review.conftest import TEXT, doubtful, sentences


def link(page: ImportPage, words: str) -> BatchLink:
    page.choose.show()
    return next(
        button for button in page.choose.findChildren(BatchLink) if button.text() == words and button.isVisible()
    )


def test_a_file_without_trouble_goes_straight_to_review(page: ImportPage, file: Path) -> None:
    page.import_paths([file])
    assert page.review.isVisible()
    assert [draft.title for draft in page.state.proposal.drafts] == list(TITLES)
    assert page.undo_stack is page.state.undo_stack


def test_kept_drafts_become_cases_and_undo_takes_all_of_them_back(
    reviewing: ImportPage, session: LibrarySession, qtbot: QtBot
) -> None:
    said = sentences(reviewing, session)
    reviewing.state.select(0)
    for _ in range(4):
        reviewing.state.decide(Decision.KEEP)
    assert reviewing.review.footer.add.text() == "Add 4 cases"
    with qtbot.waitSignal(reviewing.import_finished) as finished:
        reviewing.review.footer.add.click()
    library = session.library
    assert [case.title for case in library.cases.get_many(library.cases.ids())] == list(TITLES)
    assert said == ["Added 4 cases"]
    assert reviewing.choose.isVisible()
    assert reviewing.undo_stack is None
    assert finished.args is not None
    batch = library.batches.get(finished.args[0])
    assert batch.review == ""
    assert library.documents.original(library.documents.get(batch.document_ids[0]).digest).decode() == TEXT
    session.undo_stack.undo()
    assert library.cases.count() == 0
    assert link(reviewing, "Go on").isVisible()  # the review is back where it was
    session.undo_stack.redo()
    assert library.cases.count() == 4


def test_undecided_drafts_wait_for_later(reviewing: ImportPage, session: LibrarySession) -> None:
    reviewing.state.select(1)
    reviewing.state.decide(Decision.KEEP)
    reviewing.review.footer.add.click()
    assert session.library.cases.count() == 1
    rows = reviewing.choose.findChildren(BatchRow)
    assert [row.isVisible() for row in rows] == [True]  # half done, and not among the earlier ones too
    assert "1 file, 4 drafts, 3 undecided, 1 case in the library" in batch_line(batch_entries(session.library)[0])
    assert link(reviewing, "Take out again").isVisible()
    link(reviewing, "Go on").click()
    assert "Already added 1" in [words.text() for words in reviewing.review.head.findChildren(Words)]
    assert [draft.decision for draft in reviewing.state.proposal.drafts] == [
        Decision.UNDECIDED,
        Decision.ADDED,
        Decision.UNDECIDED,
        Decision.UNDECIDED,
    ]
    reviewing.state.decide_many((0, 2, 3), Decision.KEEP)
    reviewing.review.footer.add.click()
    assert sorted(case.title for case in session.library.cases.get_many(session.library.cases.ids())) == sorted(TITLES)
    assert session.library.check() == ()


def test_a_review_survives_a_restart(
    reviewing: ImportPage, session: LibrarySession, parts: Parts, qtbot: QtBot
) -> None:
    reviewing.state.select(2)
    reviewing.state.rename("忘带的钥匙")
    reviewing.save_now()
    again = ImportPage(parts)
    qtbot.addWidget(again)
    again.show()
    link(again, "Go on").click()
    assert again.state.proposal.drafts[2].title == "忘带的钥匙"
    assert len(session.library.batches.all()) == 1
    again.review_later()  # the library is closed next


def test_a_step_is_kept_by_itself_after_a_moment(reviewing: ImportPage, session: LibrarySession, qtbot: QtBot) -> None:
    reviewing.state.select(0)
    reviewing.state.decide(Decision.DROP)
    qtbot.waitUntil(lambda: bool(session.library.batches.all()))
    (file,) = json.loads(session.library.batches.all()[0].review)["files"]
    assert file["drafts"][0]["decision"] == "drop"
    assert not session.undo_stack.canUndo()


def test_originals_are_kept_one_by_one_before_the_review_is(
    page: ImportPage, session: LibrarySession, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "b.txt"
    other.write_text(TEXT.replace("小方", "小郑"), encoding="utf-8")
    page.import_paths([file, other])
    documents = session.library.documents
    digests = [each.original.digest for each in page.state.files]
    page.keeper._keep_next()
    assert [documents.has(digest) for digest in digests] == [True, False]
    assert page.state.batch is None
    qtbot.waitUntil(lambda: page.state.batch is not None)
    assert [documents.has(digest) for digest in digests] == [True, True]


def test_giving_a_review_up_can_be_undone(reviewing: ImportPage, session: LibrarySession) -> None:
    reviewing.review_later()
    link(reviewing, "Give it up").click()
    assert session.library.batches.all() == ()
    session.undo_stack.undo()
    assert link(reviewing, "Go on").isVisible()


def test_an_import_is_taken_out_again_but_for_what_was_changed(reviewing: ImportPage, session: LibrarySession) -> None:
    reviewing.state.decide_many(range(4), Decision.KEEP)
    reviewing.review.footer.add.click()
    case = session.library.cases.get(1)
    edited = replace(case, note="mine", modified=datetime.now(UTC))
    session.apply(Edit("note", (Replacement(case, edited),)))
    said = sentences(reviewing, session)
    link(reviewing, "Take out again").click()
    why = "1 stays because it was changed or is in a lesson plan"
    assert said == [f"Took out 3 cases; {why}: “{TITLES[0]}”"]
    assert session.library.cases.ids() == (1,)
    session.undo_stack.undo()
    assert session.library.cases.count() == 4


def test_a_bad_file_says_why_and_the_others_go_on(page: ImportPage, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    page.import_paths([bad, file])
    assert page.choose.isVisible()
    first, second = page.choose.reading.files.shown
    assert not first.is_read
    assert "damaged" in first.line
    assert second.is_read
    assert "4 drafts" in second.line
    page.choose.reading.review.click()
    assert page.review.isVisible()


def test_a_review_opens_at_the_first_file_that_holds_cases(page: ImportPage, file: Path, tmp_path: Path) -> None:
    (tmp_path / "0.txt").write_text("没有案例的一页。\n", encoding="utf-8")
    page.import_paths([tmp_path / "0.txt", file])
    assert [held.name for held in page.state.files] == ["0.txt", file.name]
    assert page.state.file.name == file.name
    assert page.state.name.startswith(file.name)


def test_a_folder_without_documents_says_so(page: ImportPage, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    page.import_paths([folder])
    assert "There is no file in it that can be read." in [
        words.text() for words in page.choose.reading.findChildren(Words) if words.isVisible()
    ]


def test_reading_in_a_worker_can_be_stopped(
    page: ImportPage, session: LibrarySession, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    jobs = Jobs()
    page._reading._jobs = jobs
    page.import_paths(sorted(tmp_path.glob("*.txt")))
    assert page.choose.reading.isVisible()
    page.choose.reading.stop_requested.emit()
    run = page._reading.run
    assert run is not None
    assert run.is_over, "at once, whatever the worker is about"
    assert not page._reading.is_running
    jobs.close()
    assert len(run.outcomes) <= 41


def test_a_batch_that_is_stopped_before_its_first_file_says_that(page: ImportPage, file: Path) -> None:
    page.choose.reading.begin(ReadingRun([file], file, total=50, is_over=True))
    shown = [words.text() for words in page.choose.reading.findChildren(Words)]
    assert "Stopped before the first file was read." in shown
    assert "There is no file in it that can be read." not in shown


def test_going_on_with_a_review_is_begun_once_however_often_it_is_clicked(
    reviewing: ImportPage, session: LibrarySession, qtbot: QtBot
) -> None:
    reviewing.review_later()
    (batch,) = session.library.batches.all()
    jobs = Jobs()
    reviewing._going_on._jobs = jobs
    begun: list[Job] = []
    jobs.started.connect(begun.append)
    reviewing.resume(batch.id)
    reviewing.resume(batch.id)
    qtbot.waitUntil(lambda: reviewing.state.is_open)
    assert len(begun) == 1
    jobs.close()


def test_review_begins_before_all_is_read_and_takes_each_file_once(page: ImportPage, file: Path) -> None:
    page.import_paths([file])
    page.review_later()
    run = ReadingRun([file], file)
    page._reading.run = run
    page._taken = page._done_with = 0

    def has_read(name: str) -> None:
        run.outcomes.append((file, read_pasted(TEXT.replace("小方", name), name)))
        page._reading.advanced.emit(name)

    has_read("甲")
    has_read("乙")
    page.choose.reading.review_requested.emit()
    has_read("丙")
    assert [read.name for read in page.state.files] == ["甲", "乙", "丙"]
    page.review_later()
    has_read("丁")
    assert not page.state.is_open
    page._reading.finished.emit()
    assert [read.name for read in page.state.files] == ["丁"]


def test_several_files_are_switched_between_and_added_together(
    page: ImportPage, session: LibrarySession, file: Path, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_heading("案例一：雨后的地板", 1)
    story = "清晨六点，保洁员发现大堂的地板湿了一片，一位老人推着箱子走过来。她放下拖把，先扶住了他。"
    document.add_paragraph(story * 3)
    document.save(str(tmp_path / "b.docx"))
    page.import_paths([file, tmp_path / "b.docx"])
    for at in range(2):
        page.state.show_file(at)
        page.state.decide_many(range(len(page.state.proposal.drafts)), Decision.KEEP)
    assert page.review.source.toPlainText().startswith("案例一") or "雨后" in page.review.source.toPlainText()
    page.review.footer.add.click()
    titles = {case.title for case in session.library.cases.get_many(session.library.cases.ids())}
    assert titles >= {*TITLES, "雨后的地板"}
    assert len(session.library.batches.all()) == 1


def test_files_held_anywhere_over_the_page_would_be_taken(page: ImportPage, file: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    corner = page.rect().bottomRight() - QPoint(9, 9)
    entered = QDragEnterEvent(corner, Qt.DropAction.CopyAction, files, left, none)
    QApplication.sendEvent(page, entered)
    assert entered.isAccepted()
    assert page.choose.drop.is_over
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not page.choose.drop.is_over
    QApplication.sendEvent(page, QDragEnterEvent(corner, Qt.DropAction.CopyAction, files, left, none))
    QApplication.sendEvent(page, QDropEvent(corner.toPointF(), Qt.DropAction.CopyAction, files, left, none))
    assert not page.choose.drop.is_over
    assert page.state.file.name == file.name


def test_an_import_of_a_folder_is_called_like_the_folder(page: ImportPage, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "前厅 2019"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    page.import_paths([folder])
    assert page.state.name == "前厅 2019"
    page.import_paths([folder / "a.txt", folder / "b.txt"])
    assert page.state.name == "a.txt and 1 more"


def test_undo_in_another_file_shows_that_file(page: ImportPage, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text(TEXT.replace("小方", "小郑"), encoding="utf-8")
    page.import_paths([file, other])
    page.state.select(0)
    page.state.decide(Decision.DROP)
    page.state.show_file(1)
    assert "小郑" in page.review.source.toPlainText()
    page.state.undo_stack.undo()
    assert page.state.at == 0
    assert "小方" in page.review.source.toPlainText()


def test_the_encoding_is_switched_with_one_click(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "台北.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    page.import_paths([path])
    strip = page.review.encodings
    assert strip.isVisible()
    links = {button.text(): button for button in strip.findChildren(EncodingLink)}
    assert not links["GB18030"].isVisible()
    links["Big5"].click()
    assert "案例一" not in page.review.source.toPlainText()
    links["GB18030"].click()
    assert "案例一" in page.review.source.toPlainText()
    assert page.review.drafts.hasFocus()


def test_a_reading_in_which_fewer_cases_are_found_takes_the_place_of_the_other(page: ImportPage, file: Path) -> None:
    """The cursor stands in the last draft, which is none any more."""
    page.import_paths([file])
    page.state.select(len(page.state.proposal.drafts) - 1)
    page.review.encoding_requested.emit("utf-16-le")
    assert page.state.is_open
    assert not page.state.proposal.drafts
    page.review.encoding_requested.emit("utf-8")
    assert page.state.proposal.drafts


def test_importing_the_same_file_again_shows_what_is_there_already(
    reviewing: ImportPage, session: LibrarySession, file: Path
) -> None:
    reviewing.state.decide_many(range(3), Decision.KEEP)
    reviewing.state.select(3)
    reviewing.state.decide(Decision.DROP)
    reviewing.review.footer.add.click()
    reviewing.import_paths([file])
    assert [draft.decision for draft in reviewing.state.proposal.drafts[:3]] == [Decision.ADDED] * 3
    assert reviewing.state.proposal.drafts[0].likeness is not None
    assert reviewing.state.proposal.drafts[0].likeness.share == 1.0


def test_a_library_open_for_reading_keeps_nothing(page: ImportPage, file: Path, library: Library) -> None:
    page.import_paths([file])
    doubtful(page)
    library.is_read_only = True
    page.save_now()
    page.review_later()
    assert page.choose.isVisible()


def test_a_review_that_cannot_be_kept_stays_on_the_screen(
    reviewing: ImportPage, session: LibrarySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_edit: Edit) -> Changes:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(session.library, "apply", refuse)
        reviewing.state.select(0)
        reviewing.state.decide(Decision.DROP)
        reviewing.review_later()
        assert reviewing.state.is_open
        assert reviewing.unsaved == (reviewing.state.name,)
    reviewing.review_later()
    assert not reviewing.state.is_open
    (batch,) = session.library.batches.all()
    assert json.loads(batch.review)["files"][0]["drafts"][0]["decision"] == "drop"
