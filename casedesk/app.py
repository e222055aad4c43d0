"""The composition root: arguments, language, log, and then either a verb of the terminal or the window."""

import io
import logging
import os
import sys
import traceback
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

from casedesk import paths, texts
from casedesk.cli import verbs
from casedesk.cli.arguments import BAD_INPUT, FAILED, LANGUAGES, files_to_open, parser
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.importing.messages import WORKER_OPTION
from casedesk.texts import tr

INTERRUPTED = 130
"""The exit status after Ctrl+C, as shells have it."""
LOG_BYTES = 500_000
log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run CaseDesk with these arguments, or those of the process; its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == [WORKER_OPTION]:
        return _read_files(int(words[1]))
    _speak_utf8()
    texts.set_language(_language_before_parsing(words))
    with _logging_to_file():
        return _run(words)


def _read_files(memory: int) -> int:
    """Be the process that reads files: a frozen program has no Python beside it that could."""
    from casedesk.importing import reading_worker

    return reading_worker.main(memory)


def _run(words: Sequence[str]) -> int:
    try:
        if (opened := files_to_open(words)) is not None:
            return open_window(opened.library, speaks=opened.speaks, files=opened.files)
        args = parser().parse_args(words)
        if args.verb is None:
            return open_window(args.library, speaks=LANGUAGES.get(args.lang, ""))
        status = verbs.run(args)
        sys.stdout.flush()
        if args.verb == "demo" and status == 0 and not args.no_window and has_screen():
            return open_window(args.library, speaks=LANGUAGES.get(args.lang, ""))
        return status
    except SystemExit as finished:  # argparse has said what there was to say
        return int(finished.code or 0)
    except CaseDeskError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT if isinstance(error, BadInputError) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as bug:  # noqa: BLE001 - ours: the place goes to the log, a sentence to the user
        frames = "".join(traceback.format_tb(bug.__traceback__))
        log.error("%s\n%s", type(bug).__name__, frames)  # without its words, which could be a client's
        sentence = tr("Something went wrong inside CaseDesk; the details are in {path}.")
        print(sentence.format(path=log_file()), file=sys.stderr)
        return FAILED


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_window(library: Path | None, *, speaks: str = "", files: Sequence[Path] = ()) -> int:
    """Open the window on a library, the user's own where none is named; the exit status once it is closed.

    `files` are read for import.
    """
    if not has_screen():
        sentence = tr("There is no screen here to open the window on; “casedesk --help” shows what works without one.")
        print(sentence, file=sys.stderr)
        return BAD_INPUT
    from casedesk.ui.starting import run

    return run(library or paths.default_library(), speaks=speaks, files=files)


def log_file() -> Path:
    """Where the log is."""
    return paths.data_dir() / "logs" / "casedesk.log"


class _LogFile(RotatingFileHandler):
    """The log. Its folder is made with the first record, so that a run with nothing to tell leaves no trace."""

    @override
    def _open(self) -> io.TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


@contextmanager
def _logging_to_file() -> Generator[None]:
    """Log into a file that never grows large. No text of a case is ever written to it."""
    handler = _LogFile(log_file(), maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("casedesk")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()


def _speak_utf8() -> None:
    """Pipes get UTF-8 everywhere, also on a Windows whose code page knows no Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="replace")


def _language_before_parsing(words: Sequence[str]) -> str:
    """The language of the help and of the errors, which are spoken before the arguments are known to be right."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        chosen = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and chosen in LANGUAGES:
            return LANGUAGES[chosen]
    return texts.system_language()
