"""Cases saved as ordinary files from the window."""

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.library import Collection
from casedesk.storage.library import Library
from casedesk.tasks.export_library import ExportKind
from casedesk.ui.export.export_dialog import FilesDialog
from casedesk.ui.export.file_export import FileExport
from casedesk.ui.jobs import Jobs
from casedesk.ui.parts import Parts
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.toast import Toast
from tests.builders import make_case
from tests.tasks.packs import put


@pytest.fixture
def export(parts: Parts, qtbot: QtBot) -> FileExport:
    window = QWidget()
    qtbot.addWidget(window)
    return FileExport(parts, window)


@pytest.fixture(autouse=True)
def cases(library: Library) -> None:
    put(library, make_case(id=1, uid="u1", title="等待"), make_case(id=2, uid="u2", title="雨伞"))
    put(library, Collection(1, "内训", (2,)))


def chosen(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(target.parent))


@pytest.mark.parametrize(("kind", "name"), [(ExportKind.WORD, "a.docx"), (ExportKind.WORKBOOK, "a.xlsx")])
def test_everything_is_written_as_what_is_chosen(
    export: FileExport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, kind: ExportKind, name: str
) -> None:
    chosen(monkeypatch, tmp_path / "a")
    dialog = export.ask(export.library_sources())
    dialog.kinds[kind].setChecked(True)
    with qtbot.waitSignal(export.written) as written:
        dialog.save.click()
    assert written.args == [f"Wrote “{name}”: 2 cases", tmp_path / name]
    assert (tmp_path / name).is_file()
    again = export.ask(export.library_sources())
    assert again.kind is kind
    with qtbot.waitSignal(export.written) as beside:
        again.save.click()
    assert beside.args is not None
    assert beside.args[1] == (tmp_path / name).with_stem("a (2)")


def test_a_collection_becomes_a_folder_that_is_new(
    export: FileExport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    chosen(monkeypatch, tmp_path / "any")
    (tmp_path / "内训").mkdir()
    (tmp_path / "内训" / "mine.txt").write_text("mine")
    dialog = export.ask(export.library_sources())
    dialog.source.setCurrentIndex(next(at for at in range(9) if "内训" in dialog.source.itemText(at)))
    dialog.kinds[ExportKind.MARKDOWN].setChecked(True)
    with qtbot.waitSignal(export.written):
        dialog.save.click()
    assert [path.name for path in (tmp_path / "内训 (2)").iterdir()] == ["雨伞.md"]


def test_the_selection_holds_its_cases_alone(
    export: FileExport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    chosen(monkeypatch, tmp_path / "one.docx")
    with qtbot.waitSignal(export.written):
        export.ask([export.case_source((1,))]).save.click()
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / "one.docx")).paragraphs]
    assert "等待" in words
    assert "雨伞" not in words


def test_nothing_is_written_where_no_name_is_given(
    export: FileExport, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    dialog: FilesDialog = export.ask(export.library_sources())
    dialog.save.click()
    assert dialog.isVisible()
    assert not jobs.all
    dialog.reject()


def test_the_toast_leads_to_what_was_written(
    appearance: Appearance, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casedesk.ui.files_outside import open_outside

    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toLocalFile()) or False)
    room = QWidget()
    qtbot.addWidget(room)
    toast = Toast(appearance, room)
    room.show()
    toast.say("Wrote it", offers={"Open": lambda: open_outside(tmp_path)})
    button = next(found for found in toast.findChildren(QPushButton) if found.text() == "Open")
    with qtbot.waitSignal(toast.refused):
        button.click()
    assert opened == [str(tmp_path)]
    toast.say("Another")
    assert not [found for found in toast._offers if found.isVisible()]  # pyright: ignore[reportPrivateUsage]
