"""The dialogs that ask what to import; they begin where the last import was."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from casedesk.domain.casepack import SUFFIX
from casedesk.importing import SUFFIXES
from casedesk.texts import tr
from casedesk.ui.settings import Settings


def ask_for_files(parent: QWidget, settings: Settings) -> tuple[Path, ...]:
    """The files the user has chosen; none when the dialog was closed."""
    endings = " ".join(sorted(f"*{suffix}" for suffix in {*SUFFIXES, SUFFIX}))
    kinds = ";;".join((tr("Documents ({endings})").format(endings=endings), tr("All files (*)")))
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Import files"), settings.import_folder, kinds)
    if names:
        settings.import_folder = str(Path(names[0]).parent)
    return tuple(map(Path, names))


def ask_for_folder(parent: QWidget, settings: Settings) -> tuple[Path, ...]:
    """The folder the user has chosen; none when the dialog was closed."""
    name = QFileDialog.getExistingDirectory(parent, tr("Import a folder"), settings.import_folder)
    if not name:
        return ()
    settings.import_folder = name
    return (Path(name),)
