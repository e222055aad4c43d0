"""The composition root: arguments, language, log, and then either a verb of the terminal or the window."""

import io
import logging
import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from casedesk import paths, texts
from casedesk.cli import verbs
from casedesk.cli.arguments import BAD_INPUT, FAILED, LANGUAGES, files_to_open, parser
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.importing.messages import WORKER_OPTION
from casedesk.log import log_file, logging_to_file
from casedesk.tasks.sealing_process import SEALING_OPTION
from casedesk.texts import tr

INTERRUPTED = 130
"""The exit status after Ctrl+C, as shells have it."""
log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run CaseDesk with these arguments, or those of the process; its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == [WORKER_OPTION]:
        return _read_files(int(words[1]))
    if words[:1] == [SEALING_OPTION]:
        return _seal_or_open()
    _speak_utf8()
    texts.set_language(_language_before_parsing(words))
    with logging_to_file():
        return _run(words)


def _read_files(memory: int) -> int:
    """Be the process that reads files: a frozen program has no Python beside it that could."""
    from casedesk.importing import reading_worker

    return reading_worker.main(memory)


def _seal_or_open() -> int:
    """Be the process that seals and opens packs, for the same reason."""
    from casedesk.tasks import sealing_worker

    return sealing_worker.main()


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
    except Exception:  # ours: the place goes to the log, a sentence to the user
        log.exception("a bug")
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
