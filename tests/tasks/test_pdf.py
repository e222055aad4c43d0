"""Handouts as PDF: a stand-in that is a real program, and LibreOffice itself where it is installed."""

import sys
import threading
from pathlib import Path

import pypdfium2
import pytest

from casedesk.domain.handout import HandoutOptions
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from casedesk.tasks import pdf
from casedesk.tasks.office_program import office_program
from casedesk.tasks.pdf import NoPdfError, can_make_pdf, pdf_of
from casedesk.tasks.progress import NoLongerWanted
from tests.handout import sample
from tests.tasks.test_office_conversion import HANGING, is_running, needs_shell, stand_in, wait_for_the_end

COUNTING = """
import pathlib, sys
arguments = sys.argv[1:]
folder = pathlib.Path(arguments[arguments.index("--outdir") + 1])
source = pathlib.Path(arguments[-1])
assert arguments[arguments.index("--convert-to") + 1] == "pdf:writer_pdf_Export" and source.suffix == ".docx"
note = pathlib.Path({note!r})
others = pathlib.Path({note!r} + ".busy")
others.touch(exist_ok=False)
note.write_text(note.read_text() + "x" if note.exists() else "x")
folder.mkdir()
(folder / "in.pdf").write_bytes(b"%PDF of " + source.read_bytes())
others.unlink()
"""


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_memory", pdf._Memory())


@needs_shell
def test_the_same_bytes_are_converted_once_and_never_two_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "note"
    stand_in(tmp_path, monkeypatch, COUNTING.format(note=str(note)))
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda wanted=name: made.append(pdf_of(wanted))) for name in (b"one", b"two", b"one")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [b"%PDF of one", b"%PDF of one", b"%PDF of two"]
    assert note.read_text() == "xx"


@needs_shell
def test_what_is_remembered_has_a_bound_and_the_newest_always_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "note"
    stand_in(tmp_path, monkeypatch, COUNTING.format(note=str(note)))
    monkeypatch.setattr(pdf, "ROOM", 1)
    for name in (b"one", b"one", b"two", b"one"):
        assert pdf_of(name) == b"%PDF of " + name
    assert note.read_text() == "xxx"


@needs_shell
def test_cancelling_ends_the_program_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "note"
    stand_in(tmp_path, monkeypatch, HANGING.format(note=str(note)))
    with pytest.raises(NoLongerWanted):
        pdf_of(b"one", is_cancelled=lambda: note.exists() and bool(note.read_text()))
    pid = int(note.read_text().split(" ", 1)[0])
    wait_for_the_end(pid)
    assert not is_running(pid)


@needs_shell
def test_who_waits_for_another_can_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note, gone = tmp_path / "note", threading.Event()
    stand_in(tmp_path, monkeypatch, HANGING.format(note=str(note)))

    def first() -> None:
        with pytest.raises(NoLongerWanted):
            pdf_of(b"one", is_cancelled=gone.is_set)

    thread = threading.Thread(target=first)
    with pdf._turn(bool):
        thread.start()
        gone.set()
        thread.join()
    assert not note.exists()


@needs_shell
@pytest.mark.parametrize("script", ["raise SystemExit(1)", "pass", "import os; os.abort()"])
def test_a_program_that_fails_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    stand_in(tmp_path, monkeypatch, script)
    with pytest.raises(NoPdfError, match="could not make a PDF"):
        pdf_of(b"one")


@needs_shell
def test_one_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, HANGING.format(note=str(tmp_path / "note")))
    with pytest.raises(NoPdfError, match="took too long"):
        pdf_of(b"one", seconds=0.5)


def test_without_a_program_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEDESK_LIBREOFFICE", "")
    assert not can_make_pdf()
    with pytest.raises(NoPdfError, match="not installed"):
        pdf_of(b"one")


@pytest.mark.skipif(office_program() is None or sys.platform != "linux", reason="LibreOffice is not installed")
def test_the_real_one_lays_a_handout_out() -> None:
    handout = build(sample.PLAN, sample.CASES, HandoutOptions())
    document = pypdfium2.PdfDocument(pdf_of(assemble(handout, sample.picture)))
    assert len(document) > 1
    document.close()
