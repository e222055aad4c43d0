"""The process that reads files, apart from the program: `python -m casedesk.importing.reading_worker BYTES`.

Files come from everywhere, and the libraries that take them apart are not all written in Python. Here one of them may
hang, eat the memory or fall over, and it costs one file. The process takes requests from its standard input and
answers on its standard output, one after the other, until its input ends. It opens what it is asked to read and
nothing else: no library, no settings, no log; on Linux and macOS the system does not even let it write a file.
A frozen program is its own Python: there `casedesk --reading-worker BYTES` comes here.
"""

import contextlib
import faulthandler
import os
import sys
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import BinaryIO

from casedesk import texts
from casedesk.domain.draft import Proposal
from casedesk.domain.errors import OldFormatError, UnreadableFileError
from casedesk.importing.bundles import members
from casedesk.importing.confinement import confine, pipes
from casedesk.importing.messages import (
    Answer,
    Message,
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
    encoded,
    receive,
)
from casedesk.importing.proposing import propose
from casedesk.importing.reading import bytes_of, read_data, read_html, read_text

GRACE = 5.0
"""Seconds beyond the time of a file after which the process ends itself, when whoever started it is gone."""


def main(memory: int) -> int:
    """Answer requests until there are no more. `memory` is how many bytes the process may use; 0 for no limit."""
    requests, answers = pipes()
    with contextlib.suppress(OSError):  # nobody listens any more
        confine(memory)
        _put(answers, Ready())
        while isinstance(request := receive(requests), Request):
            with _ending_after(request.seconds + GRACE):
                _put(answers, answer(request, lambda part: _put(answers, part)))
    return 0


def answer(request: Request, on_part: Callable[[Part], None]) -> Answer:
    """What comes of a request; `on_part` hears what comes on the way. Bugs become an answer too."""
    texts.set_language(request.language)
    try:
        match request.wanted:
            case Wanted.FILE:
                data = bytes_of(Path(request.path))
                return ReadOut(data, _proposal(request, data, on_part))
            case Wanted.DATA:
                return ReadOut(b"", _proposal(request, request.data, on_part))
            case Wanted.TEXT:
                return ReadOut(b"", propose(read_text(_pasted(request), request.name)))
            case Wanted.HTML:
                return ReadOut(b"", propose(read_html(_pasted(request), request.name)))
            case Wanted.BUNDLE:
                for member in members(Path(request.path)):
                    on_part(Unpacked(member.name, member.data))
                return Unbundled()
    except OldFormatError as error:
        return Refused(str(error), error.suffix)
    except UnreadableFileError as error:
        return Refused(str(error))
    except MemoryError:
        return TooMuch()
    except BrokenPipeError:
        raise
    except Exception as bug:  # noqa: BLE001 - ours, but the other five hundred files must not suffer for it
        return Stumbled(type(bug).__name__, "".join(traceback.format_tb(bug.__traceback__)))


def _proposal(request: Request, data: bytes, on_part: Callable[[Part], None]) -> Proposal:
    def on_page(page: int, pages: int) -> None:
        on_part(PageSeen(page, pages))

    return propose(read_data(data, request.name, encoding=request.encoding, on_page=on_page))


def _pasted(request: Request) -> str:
    return request.data.decode("utf-8", "surrogatepass")


def _put(pipe: BinaryIO, message: Message) -> None:
    try:
        pieces = encoded(message)
    except MemoryError:
        pieces = encoded(TooMuch())
    pipe.writelines(pieces)
    pipe.flush()


@contextlib.contextmanager
def _ending_after(seconds: float) -> Generator[None]:
    """The process is over after so many seconds, even in the middle of a library that listens to nobody."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
