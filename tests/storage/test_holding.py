"""One writer at a time: who it is, and how everybody else learns of it."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casedesk.domain.errors import HeldError, UnwritableError
from casedesk.storage import holding
from casedesk.storage.library import Library

_HOLDER = """
import sys
from pathlib import Path
from casedesk.storage import holding
hold = holding.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def _note_of_another(path: Path, *, seen: datetime) -> None:
    since = seen - timedelta(hours=1)
    told = {"computer": "BÜRO-PC", "person": "Li", "process": 1}
    note = told | {"since": since.isoformat(), "seen": seen.isoformat()}
    holding.note_path(path).write_text(json.dumps(note), "utf-8")


def test_the_second_learns_who_writes_and_since_when(tmp_path: Path):
    path = tmp_path / "a.casedesk"
    before = datetime.now(UTC)
    with Library.open(path), pytest.raises(HeldError) as told:
        Library.open(path)
    holder = told.value.holder
    assert holder is not None
    assert holder.computer == holding.this_computer()
    assert before <= holder.since <= datetime.now(UTC)
    assert not holding.is_elsewhere(holder)
    assert holding.holder_of(path) is None  # it was closed


def test_a_program_that_was_killed_holds_nothing(tmp_path: Path):
    path = tmp_path / "a.casedesk"
    Library.open(path).close()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(HeldError):
            holding.hold(path)
        other.kill()
        other.wait()
        assert holding.holder_of(path) is not None  # its note is still there, and nobody believes it
        with Library.open(path) as library:
            assert not library.is_read_only


def test_in_a_synced_folder_a_note_is_believed_while_it_is_renewed(tmp_path: Path):
    path = tmp_path / "Dropbox" / "a.casedesk"
    Library.open(path).close()
    _note_of_another(path, seen=datetime.now(UTC))
    with pytest.raises(HeldError) as told:
        Library.open(path)
    assert told.value.holder is not None
    assert told.value.holder.computer == "BÜRO-PC"
    _note_of_another(path, seen=datetime.now(UTC) - holding.SILENT_FOR)
    with Library.open(path) as library:
        renewed = holding.holder_of(path)
        library.say_still_here()
        again = holding.holder_of(path)
        assert renewed is not None
        assert again is not None
        assert again.since == renewed.since
        assert again.seen > renewed.seen


def test_a_note_that_makes_no_sense_is_nobodys(tmp_path: Path):
    path = tmp_path / "a.casedesk"
    for words in ("", "[]", "{}", '{"since": 1}', "\x00", '{"computer": 1, "since": "2026-01-01", "seen": "x"}'):
        holding.note_path(path).write_text(words, "utf-8")
        assert holding.holder_of(path) is None


def test_where_nothing_can_be_written_the_library_is_read(tmp_path: Path):
    path = tmp_path / "a.casedesk"
    Library.open(path).close()
    holding.lock_path(path).unlink(missing_ok=True)
    holding.lock_path(path).mkdir()  # as good as a folder that cannot be written to, for whoever is root too
    with pytest.raises(UnwritableError):
        Library.open(path)
    with Library.open(path, read_only=True) as library:
        assert library.is_read_only
