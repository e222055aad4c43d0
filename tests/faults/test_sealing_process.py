"""The process that seals and opens packs: killed, cancelled, missing, slow, and never in the way of other threads."""

import io
import itertools
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from casedesk.domain.errors import CaseDeskError, PassphraseError
from casedesk.storage.library import Library
from casedesk.tasks import sealing_process
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.sealed_pack import unseal
from casedesk.tasks.sealing_process import Work
from casedesk.tasks.write_pack import everything, write_pack
from tests.builders import make_case
from tests.faults.stuck import processes_of
from tests.tasks.packs import ALL, put

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc")

WORDS = "vier gute alte Wörter 老地方"
DATA = bytes(range(256)) * 5000


def sealing_processes() -> set[int]:
    """Those that run now."""
    return processes_of("sealing_worker")


def worked(work: Work, data: bytes, words: str = WORDS, *, is_cancelled: Callable[[], bool] = bool) -> bytes:
    """What comes of the data of a file “a”."""
    done = io.BytesIO()
    sealing_process.carry_out(work, io.BytesIO(data), done, words, name="a", is_cancelled=is_cancelled)
    return done.getvalue()


def kill_it() -> bool:
    """Asked whether the work is no longer wanted, kills the process and says that it is."""
    for pid in sealing_processes():
        os.kill(pid, signal.SIGKILL)
    return False


@pytest.fixture(autouse=True)
def _nothing_is_left_running():
    yield
    assert sealing_processes() == set()


def test_what_was_sealed_is_opened_and_other_words_are_refused():
    sealed = worked(Work.SEAL, DATA)
    assert worked(Work.OPEN, sealed) == DATA
    with pytest.raises(PassphraseError, match="not the passphrase of “a”"):
        worked(Work.OPEN, sealed, WORDS + " ")


def test_other_threads_go_on_meanwhile():
    """The thread sees the process at its work, which it could not where the work held the interpreter."""
    is_over = threading.Event()
    seen: list[set[int]] = []

    def tick() -> None:
        while not is_over.is_set():
            if running := sealing_processes():
                seen.append(running)

    ticking = threading.Thread(target=tick)
    ticking.start()
    worked(Work.SEAL, DATA)
    is_over.set()
    ticking.join()
    assert len(seen) > 1


@pytest.mark.parametrize("work", list(Work))
def test_one_that_is_killed_is_a_sentence_and_no_wrong_passphrase(work: Work):
    data = DATA if work is Work.SEAL else pyrage.passphrase.encrypt(DATA, WORDS)
    with pytest.raises(CaseDeskError, match="broke off half-way") as told:
        worked(work, data, is_cancelled=kill_it)
    assert not isinstance(told.value, PassphraseError)


def test_what_is_no_longer_wanted_ends_it():
    asked = itertools.count()
    with pytest.raises(NoLongerWanted):
        worked(Work.SEAL, DATA, is_cancelled=lambda: next(asked) > 0)


def test_a_pack_that_is_cancelled_while_it_is_sealed_leaves_nothing(tmp_path: Path):
    class Impatient:
        @property
        def is_cancelled(self) -> bool:
            return bool(sealing_processes())

        def report(self, done: int, total: int, text: str = "") -> None:
            """Nobody listens."""

    (tmp_path / "out").mkdir()
    with Library.open(tmp_path / "my.casedesk") as library:
        put(library, make_case(id=1, uid="u1"))
        written = write_pack(
            library, everything("all", ALL), tmp_path / "out" / "a.casepack", Impatient(), passphrase=WORDS
        )
    assert not written.is_written
    assert list((tmp_path / "out").iterdir()) == []


def test_a_program_without_its_sealing_part_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(CaseDeskError, match="could not be started"):
        worked(Work.SEAL, DATA)


def test_a_computer_that_is_too_slow_is_no_wrong_passphrase(tmp_path: Path):
    """age refuses what would take the computer far longer than a second; so it does with a cost that nobody can pay."""
    file = tmp_path / "dear.casepack"
    sealed = pyrage.passphrase.encrypt(b"x", WORDS)
    head, _, rest = sealed.partition(b"\n-> scrypt ")
    salt, _, after = rest.partition(b" ")
    file.write_bytes(head + b"\n-> scrypt " + salt + b" 40" + after[after.index(b"\n") :])
    with pytest.raises(CaseDeskError, match="too busy") as told:
        unseal(file, WORDS)
    assert not isinstance(told.value, PassphraseError)


def test_a_frozen_program_becomes_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """It is its own Python, and is started with an option instead of a module."""
    frozen = tmp_path / "casedesk"
    frozen.write_text(
        f"#!{sys.executable}\nimport sys\nfrom casedesk.app import main\nraise SystemExit(main(sys.argv[1:]))\n"
    )
    frozen.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(frozen))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert pyrage.passphrase.decrypt(worked(Work.SEAL, DATA), WORDS) == DATA


def test_words_and_data_are_on_no_command_line_and_in_no_environment():
    told: list[bytes] = []

    def look() -> bool:
        for pid in sealing_processes():
            told.extend((Path("/proc") / str(pid) / name).read_bytes() for name in ("cmdline", "environ"))
        return False

    worked(Work.SEAL, DATA, is_cancelled=look)
    assert told
    assert not any(WORDS.encode() in part for part in told)
