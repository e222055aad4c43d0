"""LibreOffice, where the user has it: found by itself, for the few old files that CaseDesk cannot read on its own."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

_NAMES = ("soffice", "libreoffice")


def office_program() -> Path | None:
    """The program to call, or None where there is none. Not one in a sandbox, which would not see our files.

    The variable CASEDESK_LIBREOFFICE names one in an unusual place; naming none, it keeps CaseDesk from looking.
    """
    named = os.environ.get("CASEDESK_LIBREOFFICE")
    if named is not None:
        return Path(named) if Path(named).is_file() else None
    for name in _NAMES:
        if (found := shutil.which(name)) and not found.startswith(("/snap/", "/var/lib/flatpak/")):
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    match sys.platform:
        case "win32":
            yield from _windows_places()
        case "darwin":
            for folder in (Path("/Applications"), Path.home() / "Applications"):
                yield folder / "LibreOffice.app/Contents/MacOS/soffice"
        case _:
            for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt"):
                yield from sorted(Path(folder).glob("libreoffice*/program/soffice"), reverse=True)


def _windows_places() -> Iterator[Path]:
    folders = [os.environ.get(name) for name in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")]
    if local := os.environ.get("LOCALAPPDATA"):
        folders.append(str(Path(local, "Programs")))
    for folder in filter(None, folders):
        # The .com waits until the work is done; the .exe is for people with a mouse.
        yield from sorted(Path(folder).glob("LibreOffice*/program/soffice.com"), reverse=True)
