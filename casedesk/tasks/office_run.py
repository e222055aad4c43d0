"""One file turned into another kind by LibreOffice: apart from the user's own, and nothing is run or followed that
lies in the file."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from casedesk import asides
from casedesk.importing.reading import bytes_of
from casedesk.tasks.process_group import end_group
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.reading_process import TICK

_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Writer/Content/Update", "Chart", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macro, no update of links (2 is never) or fields, and a proxy where nobody answers."""
_NOT_FOR_OTHERS = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LD_PRELOAD", "DISPLAY", "WAYLAND_DISPLAY")
"""Variables that are meant for us: LibreOffice brings its own Python and libraries, and shall show no window."""


class Target(Enum):
    """What can come out: the ending of its name, and LibreOffice's name of the filter."""

    WORD = "docx", "MS Word 2007 XML"
    SLIDES = "pptx", "Impress MS PowerPoint 2007 XML"
    PDF = "pdf", "writer_pdf_Export"


class ConversionError(Exception):
    """LibreOffice gave nothing: it cannot read the file either, or lacks the part that could, or fell over."""


class TookTooLongError(ConversionError):
    """LibreOffice was stopped because its time was over."""


def convert(
    data: bytes,
    suffix: str,
    target: Target,
    program: Path,
    *,
    seconds: float,
    is_cancelled: Callable[[], bool] = bool,
) -> bytes:
    """What LibreOffice makes of a file that is called `suffix`.

    Raises ConversionError, as TookTooLongError after so many seconds, UnreadableFileError where far too much came out,
    and NoLongerWanted when cancelled.
    """
    with asides.folder() as folder:
        source = folder / f"in{suffix}"
        source.write_bytes(data)
        ending, filter_name = target.value
        command = [
            os.fspath(program),
            f"-env:UserInstallation={_profile(folder).as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nologo", "--nodefault"),
            *("--convert-to", f"{ending}:{filter_name}", "--outdir", os.fspath(folder / "out"), os.fspath(source)),
        ]
        _run(command, folder, seconds, is_cancelled)
        made = folder / "out" / f"in.{ending}"
        if not made.is_file() or not made.stat().st_size:
            raise ConversionError
        return bytes_of(made)


def _run(command: list[str], folder: Path, seconds: float, is_cancelled: Callable[[], bool]) -> None:
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
            creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except OSError as error:
        raise ConversionError from error
    until = time.monotonic() + seconds
    try:
        while process.poll() is None:
            if is_cancelled():
                raise NoLongerWanted
            if time.monotonic() > until:
                raise TookTooLongError
            time.sleep(TICK)
    finally:
        end_group(process)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_OTHERS}
    kept["PATH"] = os.pathsep.join(filter(None, (kept.get("PATH"), os.defpath)))  # on Unix it begins as a shell script
    return kept


def _profile(folder: Path) -> Path:
    """A profile for this one file: the user's is left alone, even while their LibreOffice is open."""
    profile = folder / "profile"
    items = [
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, name, value in _SETTINGS
    ]
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{''.join(items)}</oor:items>\n",
        "utf-8",
    )
    return profile
