"""One process that reads files for the program: started when needed, watched, ended and replaced.

Whatever a file does to it costs that file. The limits are held from here, where the process has no say, and where the
system lets it, by the process itself too (see `importing.reading_worker`).
"""

import contextlib
import logging
import queue
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self, cast

from casedesk.domain.errors import CaseDeskError, OldFormatError, UnreadableFileError
from casedesk.importing.messages import (
    WORKER_OPTION,
    Answer,
    PageSeen,
    Part,
    ReadOut,
    Ready,
    Refused,
    Request,
    Stumbled,
    TooMuch,
    Unbundled,
    Unpacked,
    Wanted,
    receive,
    send,
)
from casedesk.log import details
from casedesk.tasks.process_group import ENDING, end_group, started
from casedesk.tasks.process_memory import resident_bytes
from casedesk.tasks.progress import NoLongerWanted
from casedesk.texts import N_

log = logging.getLogger(__name__)

TICK = 0.05
"""Seconds between two looks at whether the work is still wanted and in time."""
_LOOK = 0.2
"""Seconds between two looks at the memory; some systems take a while to tell."""

_TOO_LARGE = N_(
    "The file needs more memory than one file is given, so it was not read. Split it into parts and import those."
)
_FELL_OVER = N_(
    "Reading the file failed half-way: it may be damaged. "
    "Open it in the program it was made with, save it again, and import the new file."
)
_TOO_LONG = N_("Reading the file took too long ({n} s), so it was stopped. Split it into parts and import those.")
_BUG = N_("CaseDesk could not cope with this file; the details are in the log.")
_NOT_STARTED = N_("The part of CaseDesk that reads files could not be started. Please install the program again.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: so many seconds and so many more for each of its megabytes, and bytes of memory.

    `conversion` is what LibreOffice may take for a file that CaseDesk cannot read itself.
    """

    seconds: float = 60.0
    seconds_per_megabyte: float = 1.0
    memory: int = 2_000_000_000
    conversion: float = 120.0

    def time_for(self, size: int) -> float:
        """The seconds for a file of so many bytes."""
        return self.seconds + self.seconds_per_megabyte * size / 1_000_000


LIMITS = Limits()


class ReadingProcess:
    """Reads one file at a time. Use it on one thread, and close it; `pid` is 0 while no process runs."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._answered = 0

    @property
    def limits(self) -> Limits:
        """What one file may cost."""
        return self._limits

    @property
    def pid(self) -> int:
        """The number of the process that runs now."""
        return self._process.pid if self._process else 0

    def ask(
        self,
        request: Request,
        size: int,
        *,
        is_cancelled: Callable[[], bool] = bool,
        on_part: Callable[[Part], None] = lambda _part: None,
    ) -> ReadOut | Unbundled:
        """What comes of a request about a file of `size` bytes; `on_part` hears on this thread what comes before.

        Raises UnreadableFileError where the file is at fault, of the kind OldFormatError where an office program may
        help; NoLongerWanted soon after `is_cancelled` says so; CaseDeskError where no process can be started.
        """
        has_worked = self._answered > 0
        answer = self._answer(request, size, is_cancelled, on_part)
        if isinstance(answer, TooMuch | None) and has_worked and request.wanted is not Wanted.BUNDLE:
            # What earlier files have left behind must not be laid to the charge of this one.
            answer = self._answer(request, size, is_cancelled, on_part)
        match answer:
            case ReadOut() | Unbundled():
                return answer
            case Refused() if answer.old_suffix:
                raise OldFormatError("{sentence}", suffix=answer.old_suffix, sentence=answer.sentence)
            case Refused():
                raise UnreadableFileError("{sentence}", sentence=answer.sentence)
            case TooMuch():
                raise UnreadableFileError(_TOO_LARGE)
            case Stumbled():
                log.error("a bug while reading a file", extra=details(f"{answer.frames}{answer.kind}"))
                raise UnreadableFileError(_BUG)
            case None:
                raise UnreadableFileError(_FELL_OVER)

    def close(self) -> None:
        """End the process, at once and whatever it is doing."""
        if self._process is not None:
            end_group(self._process)
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # half a request that nobody will read
                    cast("BinaryIO", pipe).close()
        self._process = None
        self._answered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answer(
        self, request: Request, size: int, is_cancelled: Callable[[], bool], on_part: Callable[[Part], None]
    ) -> Answer | None:
        """The answer; None where the process fell over. After anything but a good answer the process is gone."""
        if self._process is None:
            self._process = _started(self._limits.memory)
        process = self._process
        inbox: queue.SimpleQueue[Part | Answer | None] = queue.SimpleQueue()
        talk = threading.Thread(target=_talk, args=(process, request, inbox), name="reading", daemon=True)
        talk.start()
        answer: Answer | None = None
        try:
            answer = self._awaited(process, inbox, self._limits.time_for(size), is_cancelled, on_part)
        finally:
            is_spent = answer is None or isinstance(answer, TooMuch)
            if is_spent:
                end_group(process)
            talk.join(ENDING)
            if is_spent or resident_bytes(process.pid) > self._limits.memory // 4:
                self.close()
        return answer

    def _awaited(
        self,
        process: subprocess.Popen[bytes],
        inbox: "queue.SimpleQueue[Part | Answer | None]",
        seconds: float,
        is_cancelled: Callable[[], bool],
        on_part: Callable[[Part], None],
    ) -> Answer | None:
        began = looked = time.monotonic()
        is_ready = self._answered > 0
        while True:
            now = time.monotonic()
            if is_cancelled():
                raise NoLongerWanted
            if now - began > seconds:
                raise UnreadableFileError(_TOO_LONG, n=round(seconds))
            if now - looked > _LOOK:
                looked = now
                if resident_bytes(process.pid) > self._limits.memory:
                    return TooMuch()
            try:
                message = inbox.get(timeout=TICK)
            except queue.Empty:
                continue
            match message:
                case Ready():
                    is_ready = True
                case PageSeen() | Unpacked():
                    on_part(message)
                case None if not is_ready:
                    raise CaseDeskError(_NOT_STARTED)
                case None:
                    return None
                case _:
                    self._answered += 1
                    return message


def _talk(process: subprocess.Popen[bytes], request: Request, inbox: "queue.SimpleQueue[Part | Answer | None]") -> None:
    """Hand over the request and pass on what comes back, up to the answer, or None where none comes."""
    with contextlib.suppress(OSError, ValueError):  # it fell over, or talks nonsense, which is the same
        send(cast("BinaryIO", process.stdin), request)
        while (message := receive(cast("BinaryIO", process.stdout))) is not None and not isinstance(message, Request):
            inbox.put(message)
            if not isinstance(message, Part):
                return
    inbox.put(None)


def _started(memory: int) -> subprocess.Popen[bytes]:
    try:
        return started(WORKER_OPTION, "casedesk.importing.reading_worker", str(memory))
    except OSError as error:
        raise CaseDeskError(_NOT_STARTED) from error
