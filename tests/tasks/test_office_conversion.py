"""Old files by way of LibreOffice: a stand-in that is a real program, and the real one where it is installed."""

import os
import select
import shutil
import struct
import sys
from pathlib import Path

import pytest

from casedesk.domain.errors import UnreadableFileError
from casedesk.tasks.import_documents import import_documents, read_bytes, read_file
from casedesk.tasks.office_conversion import converted
from casedesk.tasks.office_program import office_program
from casedesk.tasks.office_run import ConversionError
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.reading_process import Limits
from tests.importing.files import p, word_bytes

STORY = "案例一：门口的雨伞\r雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。\r点评：先看人。\r"
WORD_2 = struct.pack("<HH6xH", 0xA5DB, 0x2D, 0).ljust(600, b"\x00")
PROTECTED_WORD_2 = struct.pack("<HH6xH", 0xA5DB, 0x2D, 0x0100).ljust(600, b"\x00")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")

GOOD = """
import pathlib, shutil, sys
arguments = sys.argv[1:]
folder = pathlib.Path(arguments[arguments.index("--outdir") + 1])
source = pathlib.Path(arguments[-1])
profile = pathlib.Path("profile/user/registrymodifications.xcu").read_text()
assert "--headless" in arguments and "DisableMacrosExecution" in profile and source.read_bytes()[:2] == b"\\xdb\\xa5"
folder.mkdir()
shutil.copy({made!r}, folder / "in.docx")
"""
HANGING = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path({note!r}).write_text(f"{{child.pid}} {{os.getcwd()}}")
time.sleep(60)
"""


class Watcher:
    """Notes what is told."""

    is_cancelled = False

    def __init__(self) -> None:
        self.told: list[str] = []

    def report(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - the words matter here
        self.told.append(text)


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A program called soffice, the first on the path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(folder), os.environ["PATH"])))
    return program


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "旧案例.doc"
    path.write_bytes(WORD_2)
    return path


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    if sys.platform != "linux":
        return True
    return ") Z " not in Path(f"/proc/{pid}/stat").read_text("utf-8")


def wait_for_the_end(pid: int) -> None:
    """Return once the process has ended, or after half a minute in which it has not."""
    if sys.platform != "linux":
        return
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        select.select([process], [], [], 30)
    finally:
        os.close(process)


@needs_shell
def test_an_old_file_is_read_by_way_of_libreoffice(tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_bytes("".join(p(line) for line in STORY.split("\r"))))
    stand_in(tmp_path, monkeypatch, GOOD.format(made=str(made)))
    watcher = Watcher()
    imported = import_documents([old], watcher)
    (file,) = imported.files
    assert (file.name, file.data) == (old.name, WORD_2)
    assert file.proposal.source.media_type == "application/msword"
    assert [draft.title for draft in file.proposal.drafts] == ["门口的雨伞"]
    assert f"{old.name}, being converted by LibreOffice" in watcher.told
    assert list(tmp_path.glob(".~lock*")) == []
    assert read_bytes(WORD_2, old.name).proposal == file.proposal


@needs_shell
def test_cancelling_ends_libreoffice_and_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "note"
    program = stand_in(tmp_path, monkeypatch, HANGING.format(note=str(note)))
    assert office_program() == program
    with pytest.raises(NoLongerWanted):
        converted(WORD_2, ".doc", program, seconds=30, is_cancelled=lambda: note.exists() and bool(note.read_text()))
    pid, folder = note.read_text().split(" ", 1)
    wait_for_the_end(int(pid))
    assert not is_running(int(pid))
    assert not Path(folder).exists()


@needs_shell
def test_one_that_hangs_costs_one_file(tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, HANGING.format(note=str(tmp_path / "note")))
    (tmp_path / "新.txt").write_text(STORY.replace("\r", "\n"), "utf-8")
    imported = import_documents([old, tmp_path / "新.txt"], limits=Limits(conversion=0.5))
    assert [file.name for file in imported.files] == ["新.txt"]
    assert imported.problems[0].sentence.startswith("LibreOffice took too long")


@needs_shell
@pytest.mark.parametrize("script", ["raise SystemExit(1)", "pass", "import os; os.abort()"])
def test_where_it_fails_the_first_refusal_is_told(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    with pytest.raises(UnreadableFileError) as refused:
        read_file(old)
    assert str(refused.value) == (
        "The file was made with Word 95 or older. Open it in Word and save it as .docx. "
        "LibreOffice could not open it either."
    )


def test_a_program_that_cannot_be_started_is_a_failed_conversion(tmp_path: Path) -> None:
    with pytest.raises(ConversionError):
        converted(WORD_2, ".doc", tmp_path / "nothing", seconds=5)


def test_without_libreoffice_the_refusal_says_that_it_would_help(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEDESK_LIBREOFFICE", "")
    with pytest.raises(UnreadableFileError, match="Where LibreOffice is installed, CaseDesk reads such files"):
        read_file(old)


@needs_shell
@pytest.mark.parametrize(
    ("name", "data"),
    [("a.doc", PROTECTED_WORD_2), ("a.wps", bytes(range(256)) * 9), ("a.pdf", b"%PDF-1.4 nothing more")],
)
def test_protected_and_meaningless_files_are_not_given_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    note = tmp_path / "note"
    stand_in(tmp_path, monkeypatch, HANGING.format(note=str(note)))
    with pytest.raises(UnreadableFileError):
        read_bytes(data, name)
    assert not note.exists()


@pytest.mark.skipif(not (shutil.which("soffice") and sys.platform == "linux"), reason="LibreOffice is not installed")
def test_the_real_one_reads_a_document_of_write(tmp_path: Path) -> None:
    path = tmp_path / "a.wri"
    path.write_bytes(write_bytes("The umbrella at the door\r\nIt rained hard, and an old man stopped.\r\n"))
    file = read_file(path)
    assert "It rained hard, and an old man stopped." in file.proposal.source.text
    assert file.data == path.read_bytes()


def write_bytes(text: str) -> bytes:
    """A document of Windows Write: a head, the text, and pages that say that nothing in it is special."""
    words = text.encode("cp1252")
    end = 128 + len(words)
    pages = -(-end // 128)
    head = bytearray(128)
    struct.pack_into("<HHH", head, 0, 0xBE31, 0, 0xAB00)
    struct.pack_into("<I", head, 14, end)
    struct.pack_into("<H", head, 18, pages + 1)
    struct.pack_into("<5H", head, 20, *[pages + 2] * 5)
    struct.pack_into("<H", head, 96, pages + 2)
    formats = struct.pack("<IIH", 128, end, 0xFFFF).ljust(127, b"\x00") + b"\x01"
    return bytes(head) + words.ljust((pages - 1) * 128, b"\x00") + formats * 2
