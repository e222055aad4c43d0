"""One job in one folder, again and again, with another call failing each time; and what must hold then."""

import ctypes
import errno
import hashlib
import json
import os
import pickle
import re
import shutil
import tempfile
import traceback
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casedesk.domain.errors import CaseDeskError, DamagedError
from casedesk.domain.library_faults import Trouble
from casedesk.storage import keyring, passphrases
from casedesk.storage.library import Library
from casedesk.tasks import sealed_pack
from casedesk.tasks.backup_reading import opened_backup
from casedesk.tasks.pack_file import PackArchive
from tests.faults.writing_jobs import NAME, WORDS, Job, fill
from tests.storage.steps import contents

_NOT_CONTENT = frozenset({"blob", "attachment", "setting"})
"""Tables that are written ahead of what the user sees as one step."""
_VARYING = re.compile(r"\b[0-9a-f]{32}\b|\b\d{4}-\d\d-\d\d[T ][\d:.]+(\+[\d:]+)?|\b\d{13,}\b")
"""What differs from run to run: numbers made up by chance, and moments."""

_UNFINISHED = ".casedesk-"
"""What the names of files begin with that are not finished."""

State = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """The call that fails, counted from 1; 0 for none."""

    number: int
    error: int
    is_once: bool

    def __str__(self) -> str:
        return f"call {self.number}, {errno.errorcode[self.error]}, {'once' if self.is_once else 'from then on'}"


NONE = Fault(0, 0, is_once=True)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How work ended: "done", "told" with a sentence, or "bug". `states` are those after its steps, where asked for."""

    ending: str
    words: str
    said: int
    calls: int
    failed: str
    """The call that failed, such as "write"."""
    states: Sequence[State] = ()


class FaultError(AssertionError):
    """What must never happen has happened."""


def state_of(path: Path) -> State:
    """What a library holds, without what differs from run to run; the bytes of one that is damaged."""
    if not path.exists():
        return ("none", None)
    if keyring.is_locked(path):
        passphrases.unlock(path, WORDS)
    try:
        with Library.open(path, create=False) as library:
            faults = library.check()
    except DamagedError:
        return _damaged(path)
    if any(fault.trouble is Trouble.FILE for fault in faults):
        return _damaged(path)
    if faults:
        raise FaultError(f"{path.name}: {faults}")
    rows = {name: _VARYING.sub("…", repr(rows)) for name, rows in contents(path).items() if name not in _NOT_CONTENT}
    return ("protected" if passphrases.is_protected(path) else "plain", rows)


def _damaged(path: Path) -> State:
    return ("damaged", hashlib.sha256(path.read_bytes()).hexdigest())


class Trial:
    """One job in one folder, again and again."""

    def __init__(self, job: Job, folder: Path, shim: ctypes.CDLL) -> None:
        self._job = job
        self._folder = folder / "here"
        self._prepared = folder / "prepared"
        self._shim = shim
        os.environ["CASEDESK_HOME"] = str(self._folder / "home")
        for place in (self._folder, self._prepared):
            shutil.rmtree(place, ignore_errors=True)
        self._folder.mkdir(parents=True)
        if self._run(NONE, prepares=True).ending != "done":
            raise FaultError(f"{job.name} cannot be prepared")
        shutil.copytree(self._folder, self._prepared)
        self._first = state_of(self._folder / NAME)
        self._anew()
        found = self._run(NONE, tells_states=True)
        if found.ending != "done":
            raise FaultError(f"{job.name}: {found.words}")
        self._states = (self._first, *found.states)
        self._anew()
        self.calls = self._run(NONE).calls

    def fail(self, fault: Fault) -> Outcome:
        """Let a call fail, look at what is left, and do the work again without a fault."""
        self._anew()
        found = self._run(fault)
        try:
            self._look(found)
            self._repeat(fault, found)
        except (FaultError, CaseDeskError, OSError, zipfile.BadZipFile) as error:
            ended = f"{found.ending} “{found.words}”; then: {error}"
            raise FaultError(f"{self._job.name}, {fault} ({found.failed}): {ended}") from error
        return found

    def _look(self, found: Outcome) -> None:
        if found.ending == "bug":
            raise FaultError("no sentence")
        if _UNFINISHED in found.words:
            raise FaultError("the sentence names a file that nobody has ever seen")
        now = state_of(self._folder / NAME)
        if now not in self._states[found.said : found.said + 2]:
            kinds = [at for at, state in enumerate(self._states) if state == now]
            raise FaultError(f"said {found.said} times, found state {kinds or now[0]} of {len(self._states)}")
        if self._job.keeps and now != self._first:
            kept = [_state_aside(file) for file in self._folder.glob("*.casedesk") if file.name != NAME]
            if self._first not in kept:
                raise FaultError("what was replaced is not kept")
        for file in self._folder.rglob("*"):
            is_finished = not any(part.startswith(".") for part in file.relative_to(self._folder).parts)
            if is_finished and file.is_file():
                self._prove(file)

    def _repeat(self, fault: Fault, found: Outcome) -> None:
        again = self._run(NONE)
        if again.ending != "done":
            raise FaultError(f"the work cannot be done again: {again.words}")
        state_of(self._folder / NAME)
        left = [file.relative_to(self._folder) for file in self._folder.rglob(".*") if file.suffix != ".lock"]
        if left and fault.is_once and not found.failed.startswith("unlink"):
            raise FaultError(f"left behind: {left}")

    def _prove(self, file: Path) -> None:
        """Whether a file that has its name is whole."""
        match file.suffix:
            case ".casedesk" if file.name != NAME:
                self._prove_copy(file)
            case ".casepack":
                if sealed_pack.is_sealed(file):
                    sealed_pack.unseal(file, WORDS)
                with PackArchive(file) as pack:
                    for name in pack.names:
                        pack.read(name)
            case ".docx":
                with zipfile.ZipFile(file) as archive:
                    if archive.testzip() is not None:
                        raise FaultError(f"{file.name} is not whole")
            case ".json":
                json.loads(file.read_text("utf-8"))
            case ".ics":
                if not file.read_bytes().endswith(b"END:VCALENDAR\r\n"):
                    raise FaultError(f"{file.name} is not whole")
            case _:
                pass

    def _prove_copy(self, file: Path) -> None:
        """Whether a backup can be read as the program reads it, and what was set aside as any library."""
        if file.parent == self._folder:
            if _state_aside(file)[0] == "damaged" != self._first[0]:
                raise FaultError(f"{file.name} is damaged")
            return
        with opened_backup(file) as copy:
            if faults := copy.check():
                raise FaultError(f"{file.name}: {faults}")

    def _anew(self) -> None:
        shutil.rmtree(self._folder)
        shutil.copytree(self._prepared, self._folder)
        keyring.forget_all()

    def _run(self, fault: Fault, *, tells_states: bool = False, prepares: bool = False) -> Outcome:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.close(reading)
                outcome = self._work(fault, tells_states=tells_states, prepares=prepares)
                with os.fdopen(writing, "wb") as told:
                    pickle.dump(outcome, told)
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            data = told.read()
        os.waitpid(child, 0)
        return pickle.loads(data) if data else Outcome("bug", "the process fell over", 0, 0, "")

    def _work(self, fault: Fault, *, tells_states: bool, prepares: bool) -> Outcome:
        """In the process of its own."""
        folder, states, said = self._folder, list[State](), 0
        (folder / "temporary").mkdir(exist_ok=True)
        tempfile.tempdir = str(folder / "temporary")

        def say() -> None:
            nonlocal said
            said += 1
            if tells_states:
                states.append(_state_aside(folder / NAME))

        ending, words = "done", ""
        self._shim.faults_arm(os.fsencode(folder), fault.number, fault.error, fault.is_once)
        try:
            if prepares:
                (self._job.prepare or fill)(folder)
            else:
                self._job.work(folder, say)
        except CaseDeskError as error:
            ending, words = "told", str(error)
        except BaseException:  # noqa: BLE001 - whatever it is, it is told
            ending, words = "bug", traceback.format_exc()
        calls, failed = self._shim.faults_seen(), self._shim.faults_failed().decode()
        self._shim.faults_arm(b"", 0, 0, 1)
        return Outcome(ending, words, said, calls, failed, states)


def _state_aside(path: Path) -> State:
    """The same as `state_of`, of a copy: the library itself may be open, or is not to be touched."""
    with tempfile.TemporaryDirectory(dir=path.parent.parent) as folder:
        copy = Path(folder) / path.name
        for ending in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + ending), copy.with_name(path.name + ending))
        return state_of(copy)
