"""What can be typed after `casedesk`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, cast

from casedesk.cli.argparse_words import translate_argparse
from casedesk.domain.case import Depth
from casedesk.domain.handout import Edition
from casedesk.domain.handout_template import Shipped
from casedesk.domain.paper import Paper
from casedesk.texts import tr

BAD_INPUT = 2
"""The exit status when what was typed, or a file it names, cannot be used."""
FAILED = 1
"""The exit status when the job could not be done."""

LANGUAGES = {"en": "en", "zh": "zh_CN", "zh_CN": "zh_CN", "zh_TW": "zh_TW"}
"""What may stand after --lang, and the language of the sentences that it means."""

ALL_EDITIONS = "all"
LIBRARY_ENDING = ".casedesk"
_DIFFERING = ("mine", "theirs", "both")
_DEPTHS = tuple(depth for depth in Depth if depth)


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what was wrong."""

    def error(self, message: str) -> NoReturn:
        hint = tr("“{command} --help” explains what can be typed.").format(command=self.prog)
        sentence = tr("{command}: {message}. {hint}").format(command=self.prog, message=message, hint=hint)
        print(sentence, file=sys.stderr)
        raise SystemExit(BAD_INPUT)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; `verb` is None where the window is wanted."""
    translate_argparse()
    root = _Parser(
        prog="casedesk",
        description=tr("Collect cases, find them, teach and print them. Without a verb, the window opens."),
    )
    root.add_argument("--library", type=Path, metavar="FILE", help=tr("the library to use, instead of your own"))
    _language(root, default=None)
    verbs = root.add_subparsers(dest="verb", metavar=tr("VERB"), parser_class=_Parser)
    _demo(verbs)
    _import(verbs)
    _search(verbs)
    _plan(verbs)
    _handout(verbs)
    _pack(verbs)
    _read_back(verbs)
    _export(verbs)
    _care(verbs)
    return root


@dataclass(frozen=True, slots=True)
class ToOpen:
    """What a file manager asks for: a library for the window, and files to read into it."""

    library: Path | None
    speaks: str
    files: tuple[Path, ...]


def files_to_open(words: Sequence[str]) -> ToOpen | None:
    """What to open where nothing but files is named, as by a double click; None where a verb is meant."""
    simple = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    simple.add_argument("--library", type=Path)
    simple.add_argument("--lang", choices=LANGUAGES)
    simple.add_argument("files", type=Path, nargs="*")
    try:
        args, unknown = simple.parse_known_args(words)
    except argparse.ArgumentError:
        return None
    files = cast("list[Path]", args.files)
    if unknown or not files or not all(file.exists() for file in files):
        return None
    libraries = [file for file in files if file.suffix == LIBRARY_ENDING]
    library = args.library or next(iter(libraries), None)
    return ToOpen(library, LANGUAGES.get(args.lang, ""), tuple(file for file in files if file not in libraries))


_Verbs = argparse._SubParsersAction  # pyright: ignore[reportPrivateUsage] - argparse gives it no public name


def _verb(verbs: "_Verbs[_Parser]", name: str, summary: str) -> argparse.ArgumentParser:
    command = verbs.add_parser(name, help=summary, description=summary)
    _language(command, default=argparse.SUPPRESS)
    return command


def _language(command: argparse.ArgumentParser, default: str | None) -> None:
    command.add_argument(
        "--lang", choices=LANGUAGES, default=default, metavar="en|zh", help=tr("the language to speak")
    )


def _library(command: argparse.ArgumentParser) -> None:
    """May stand before the verb as well, so nothing is set here where it is not given."""
    command.add_argument(
        "--library", type=Path, metavar="FILE", default=argparse.SUPPRESS, help=tr("the library to use")
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=tr("print JSON instead of lines for people"))


def _demo(verbs: "_Verbs[_Parser]") -> None:
    command = _verb(verbs, "demo", tr("show the main job: a messy collection becomes a library, a plan and handouts"))
    command.add_argument("--out", type=Path, metavar="DIR", required=True, help=tr("the folder for what is made"))
    _library(command)
    command.add_argument("--no-window", action="store_true", help=tr("do not open the window on the result"))


def _import(verbs: "_Verbs[_Parser]") -> None:
    command = _verb(verbs, "import", tr("take the cases out of files and folders into a library"))
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=tr("a document, or a folder of them"))
    _library(command)
    command.add_argument("--dry-run", action="store_true", help=tr("only show what would be added"))
    _json(command)


def _search(verbs: "_Verbs[_Parser]") -> None:
    command = _verb(verbs, "search", tr("find cases"))
    command.add_argument("query", help=tr("words and clauses, as in the search box: 投诉 industry:酒店 -餐饮"))
    _library(command)
    command.add_argument("--limit", type=_count, default=20, metavar="N", help=tr("how many cases to show (20)"))
    _json(command)


def _plan(verbs: "_Verbs[_Parser]") -> None:
    plan = _verb(verbs, "plan", tr("make and show lesson plans"))
    actions = plan.add_subparsers(dest="action", metavar=tr("ACTION"), required=True, parser_class=_Parser)
    new = _verb(actions, "new", tr("make a plan around cases"))
    _library(new)
    source = new.add_mutually_exclusive_group(required=True)
    source.add_argument("--cases", nargs="+", type=_count, metavar="ID", help=tr("the cases, by number"))
    source.add_argument("--search", metavar="QUERY", help=tr("the first cases that a search finds"))
    new.add_argument("--limit", type=_count, default=5, metavar="N", help=tr("how many cases a search gives (5)"))
    new.add_argument("--minutes", type=_count, default=90, metavar="N", help=tr("how long the class is (90)"))
    new.add_argument("--title", default="", help=tr("what the plan is called"))
    new.add_argument("--group", default="", help=tr("who is taught"))
    _json(new)
    listing = _verb(actions, "list", tr("list the plans of a library"))
    _library(listing)
    _json(listing)
    show = _verb(actions, "show", tr("show a plan with its times"))
    show.add_argument("plan", type=_count, metavar="ID", help=tr("the plan, by number"))
    _library(show)
    _json(show)


def _handout(verbs: "_Verbs[_Parser]") -> None:
    command = _verb(verbs, "handout", tr("write the handouts of a plan, or of a few cases"))
    _library(command)
    source = command.add_mutually_exclusive_group()
    source.add_argument("--plan", type=_count, metavar="ID", help=tr("the plan, by number"))
    source.add_argument(
        "--case",
        type=_count,
        action="append",
        default=[],
        dest="cases",
        metavar="ID",
        help=tr("a case without a plan, by number; several times for several"),
    )
    command.add_argument(
        "--edition",
        action="append",
        choices=[*Edition, ALL_EDITIONS],
        required=True,
        metavar="EDITION",
        help=tr("what to write; several times for several: {names}").format(names=", ".join((*Edition, ALL_EDITIONS))),
    )
    target = command.add_mutually_exclusive_group()
    kinds = tr("the file to write; its ending says whether Word, PDF, a web page or Markdown")
    target.add_argument("--out", type=Path, metavar="FILE.docx|.pdf|.html|.md", help=kinds)
    target.add_argument("--folder", type=Path, metavar="DIR", help=tr("write all into a class folder in this one"))
    also = tr("in the class folder, besides Word files: web pages, Markdown")
    command.add_argument("--also", nargs="+", choices=("html", "md"), default=[], help=also)
    words = tr("a Word file to set it in, or one of ours: {names}").format(names=", ".join(Shipped))
    command.add_argument("--template", default="", metavar="NAME", help=words)
    command.add_argument("--handout-lang", choices=("en", "zh"), help=tr("the language of its own words"))
    command.add_argument(
        "--depth", type=Depth, choices=_DEPTHS, default=Depth.BOTH, help=tr("leave out the questions for others")
    )
    command.add_argument(
        "--paper", type=Paper, choices=list(Paper), default=Paper.A4, help=tr("what learners get: size, or booklet")
    )
    command.add_argument("--gutter", type=_count, default=0, metavar="MM", help=tr("white for staples or rings"))
    command.add_argument("--mirror", action="store_true", help=tr("two-sided, with the gutter at the inner edge"))
    command.add_argument("--no-masks", action="store_true", help=tr("leave phone numbers and the like as they are"))
    command.add_argument("--large-print", action="store_true", help=tr("large letters for learners"))
    command.add_argument("--spare", type=_count, default=0, metavar="N", help=tr("copies more than people"))
    command.add_argument(
        "--side-price", type=_count, default=0, metavar="N", help=tr("what one printed side costs, in hundredths")
    )
    command.add_argument("--force", action="store_true", help=tr("replace the file if it is there"))


def _read_back(verbs: "_Verbs[_Parser]") -> None:
    command = _verb(verbs, "read-back", tr("show what was edited in a handout in Word, and take it over"))
    command.add_argument("file", type=Path, metavar="FILE.docx", help=tr("the edited handout"))
    _library(command)
    take = tr("take over what only the file has changed, or all that it says")
    command.add_argument("--take", choices=("edited", "all"), help=take)


def _export(verbs: "_Verbs[_Parser]") -> None:
    command = _verb(verbs, "export", tr("write cases and lesson plans as ordinary files: Word, Excel or Markdown"))
    _library(command)
    target = tr("a Word file, a workbook, or a new folder for Markdown with its pictures")
    command.add_argument("--out", type=Path, required=True, metavar="FILE.docx|FILE.xlsx|DIR", help=target)
    source = command.add_mutually_exclusive_group()
    source.add_argument("--cases", nargs="+", type=_count, metavar="ID", help=tr("the cases, by number"))
    source.add_argument("--search", metavar="QUERY", help=tr("the cases that a search finds"))
    command.add_argument("--force", action="store_true", help=tr("replace the file if it is there"))


def _pack(verbs: "_Verbs[_Parser]") -> None:
    pack = _verb(verbs, "pack", tr("hand cases to a colleague and take in theirs, as one file"))
    actions = pack.add_subparsers(dest="action", metavar=tr("ACTION"), required=True, parser_class=_Parser)
    _pack_write(actions)
    show = _verb(actions, "show", tr("show what is in a pack, and how it stands in a library"))
    show.add_argument("pack", type=Path, metavar="FILE.casepack", help=tr("the pack"))
    _library(show)
    _json(show)
    add = _verb(actions, "add", tr("add packs to a library; what was changed there stays as it is"))
    add.add_argument("packs", nargs="+", type=Path, metavar="FILE.casepack", help=tr("a pack"))
    _library(add)
    add.add_argument("--dry-run", action="store_true", help=tr("only show what would be added"))
    add.add_argument("--differing", choices=_DIFFERING, help=tr("what to keep of every case that differs"))
    _pack_exchange(actions)


def _pack_exchange(actions: "_Verbs[_Parser]") -> None:
    send = _verb(actions, "send", tr("put everything into the exchange folder, for your other computers"))
    fetch = _verb(actions, "fetch", tr("take over what your other computers have put into the exchange folder"))
    for command in (send, fetch):
        _library(command)
        command.add_argument("--folder", type=Path, metavar="DIR", help=tr("the exchange folder, from now on"))
    send.add_argument("--name", default="", help=tr("what this computer is called, from now on"))
    send.add_argument(
        "--originals",
        action=argparse.BooleanOptionalAction,
        help=tr("with the files that cases were cut out of, from now on"),
    )
    send.add_argument("--protect", action="store_true", help=tr("under a passphrase that is asked for"))
    send.add_argument("--plain", action="store_true", help=tr("without a passphrase, though the library has one"))
    fetch.add_argument("--dry-run", action="store_true", help=tr("only show what would be taken over"))
    fetch.add_argument("--differing", choices=_DIFFERING, help=tr("what to keep of every case that differs"))


def _pack_write(actions: "_Verbs[_Parser]") -> None:
    write = _verb(actions, "write", tr("write a pack; of everything where nothing is named"))
    _library(write)
    write.add_argument("--out", type=Path, required=True, metavar="FILE.casepack", help=tr("the file to write"))
    source = write.add_mutually_exclusive_group()
    source.add_argument("--cases", nargs="+", type=_count, metavar="ID", help=tr("the cases, by number"))
    source.add_argument("--search", metavar="QUERY", help=tr("the cases that a search finds"))
    source.add_argument("--plan", nargs="+", type=_count, metavar="ID", help=tr("the plans, with their cases"))
    source.add_argument("--collection", metavar="NAME", help=tr("the cases of a collection"))
    source.add_argument("--basket", action="store_true", help=tr("the cases in the basket"))
    write.add_argument("--title", default="", help=tr("what the pack is called"))
    write.add_argument("--originals", action="store_true", help=tr("with the files that cases were cut out of"))
    write.add_argument("--notes", action="store_true", help=tr("with the trainer's own notes"))
    write.add_argument("--uses", action="store_true", help=tr("with the records of who was taught what"))
    write.add_argument("--protect", action="store_true", help=tr("under a passphrase that is asked for"))
    write.add_argument("--force", action="store_true", help=tr("replace the file if it is there"))


def _care(verbs: "_Verbs[_Parser]") -> None:
    check = _verb(verbs, "check", tr("check that a library is sound"))
    _library(check)
    check.add_argument("--repair", action="store_true", help=tr("mend what can be mended, after a copy"))
    backup = _verb(verbs, "backup", tr("write a verified copy of a library"))
    _library(backup)
    backup.add_argument("--out", type=Path, required=True, metavar="FILE", help=tr("the copy to write"))
    restore = _verb(verbs, "restore", tr("put a backup in the place of a library, which is set aside"))
    restore.add_argument("backup", type=Path, metavar="BACKUP", help=tr("the backup to bring back"))
    _library(restore)
    protect = _verb(verbs, "protect", tr("encrypt a library and its copies under a passphrase that is asked for"))
    _library(protect)
    protect.add_argument("--off", action="store_true", help=tr("make them plain again"))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a whole number above 0").format(text=text))
    return int(text)
