"""Files shown by other programs: opened in the one for their kind, or shown where they lie."""

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from casedesk.domain.errors import CaseDeskError
from casedesk.texts import N_

_NO_PROGRAM = N_("No program on this computer opens “{name}”.")


def open_outside(path: Path) -> None:
    """Open a file or a folder in the program for it. Raises CaseDeskError where there is none."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise CaseDeskError(_NO_PROGRAM, name=path.name)


def reveal(path: Path) -> None:
    """Show a file in the system's file manager, selected where that can be asked for."""
    match sys.platform:
        case "win32":
            QProcess.startDetached("explorer.exe", ["/select,", QDir.toNativeSeparators(str(path))])
        case "darwin":
            QProcess.startDetached("open", ["-R", str(path)])
        case _:
            open_outside(path.parent)
