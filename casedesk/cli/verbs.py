"""One function for every verb: arguments in, lines out, an exit status back.

The database is loaded by the verbs that open one.
"""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from casedesk.cli import json_out
from casedesk.cli.passphrase_verb import protect, unlock_named
from casedesk.cli.say import case_lines, note_error, plan_line, plan_lines, say
from casedesk.domain.case import Case
from casedesk.domain.errors import BadInputError
from casedesk.domain.lesson import LessonPlan
from casedesk.texts import N_, tr, tr_n

if TYPE_CHECKING:
    from casedesk.storage.library import Library


def run(args: argparse.Namespace) -> int:
    """Do what the arguments say; the exit status. Raises CaseDeskError."""
    unlock_named(args)
    if not _only_reads(args) or args.library is None or not args.library.is_file():
        return VERBS[args.verb](args)
    from casedesk.storage.reading_copy import readable

    with readable(args.library) as args.library:
        return VERBS[args.verb](args)


def _only_reads(args: argparse.Namespace) -> bool:
    """Whether a verb leaves the library as it is, so that it also reads one of an older version through a copy."""
    return args.verb in {"search", "handout", "export"} or (args.verb, getattr(args, "action", "")) in {
        ("plan", "list"),
        ("plan", "show"),
        ("pack", "write"),
        ("pack", "show"),
    }


def library_path(args: argparse.Namespace) -> Path:
    """The library that was named. Raises BadInputError where none was."""
    if args.library is None:
        raise BadInputError(N_("Please name the library with --library FILE."))
    return args.library


def _present(args: argparse.Namespace) -> Path:
    path = library_path(args)
    if not path.is_file():
        raise BadInputError(N_("There is no library “{path}”."), path=path)
    return path


def _reading(args: argparse.Namespace) -> "Library":
    from casedesk.storage.library import Library

    return Library.open(_present(args), create=False, read_only=True)


def _demo(args: argparse.Namespace) -> int:
    from casedesk.cli.demo_verb import demo

    return demo(args)


def _import(args: argparse.Namespace) -> int:
    from casedesk.cli.import_verb import import_files

    return import_files(args)


def _search(args: argparse.Namespace) -> int:
    from casedesk.tasks.search import search

    found = search(_present(args), args.query, limit=args.limit, left_out=note_error)
    if args.json:
        json_out.print_json(json_out.found_json(found))
        return 0
    say(case_lines(found.summaries))
    say([tr("{n} of {total} cases").format(n=found.hits.total, total=found.hits.library_total)])
    return 0


def _plan(args: argparse.Namespace) -> int:
    match args.action:
        case "new":
            return _show(_new_plan(args), as_json=args.json)
        case "show":
            with _reading(args) as library:
                return _show(library.plans.get(args.plan), as_json=args.json)
        case _:
            with _reading(args) as library:
                library.leave_out(note_error)
                plans = library.plans.all()
    if args.json:
        json_out.print_json(json_out.plans_json(plans))
    else:
        say(plan_line(plan) for plan in plans)
    return 0


def _new_plan(args: argparse.Namespace) -> LessonPlan:
    from casedesk.storage.library import Library
    from casedesk.tasks.export_handout import language_of
    from casedesk.tasks.plans import new_plan

    path = _present(args)
    ids = args.cases or _found_ids(path, args.search, args.limit)
    with Library.open(path, create=False) as library:
        cases: tuple[Case, ...] = tuple(library.cases.get(id_) for id_ in dict.fromkeys(ids))
        plan, edit = new_plan(
            library,
            cases,
            title=args.title or tr("New lesson plan"),
            target=args.minutes,
            language=language_of(cases),
            audience=args.group,
            now=datetime.now(UTC),
        )
        library.apply(edit)
    return plan


def _found_ids(library: Path, query: str, limit: int) -> tuple[int, ...]:
    from casedesk.tasks.search import search

    ids = search(library, query, limit=0).hits.ids[:limit]
    if not ids:
        raise BadInputError(N_("The search “{query}” finds no case for the plan."), query=query)
    return ids


def _show(plan: LessonPlan, *, as_json: bool) -> int:
    if as_json:
        json_out.print_json(json_out.plan_json(plan))
    else:
        say(plan_lines(plan))
    return 0


def _handout(args: argparse.Namespace) -> int:
    from casedesk.cli.handout_verb import handout

    return handout(args, _present(args))


def _export(args: argparse.Namespace) -> int:
    from casedesk.cli.export_verb import export

    return export(args, _present(args))


def _read_back(args: argparse.Namespace) -> int:
    from casedesk.cli.read_back_verb import read_back

    return read_back(args, _present(args))


def _pack(args: argparse.Namespace) -> int:
    from casedesk.cli import exchange_verb, pack_verb

    match args.action:
        case "send":
            return exchange_verb.send(args, _present(args))
        case "fetch":
            return exchange_verb.fetch(args, library_path(args))
        case "write":
            return pack_verb.write(args, _present(args))
        case "add":
            return pack_verb.add(args, library_path(args))
        case _:
            return pack_verb.show(args, args.library)


def _check(args: argparse.Namespace) -> int:
    from casedesk.cli.check_verb import check

    return check(args, _present(args))


def _backup(args: argparse.Namespace) -> int:
    from casedesk.tasks.library_care import back_up

    back_up(_present(args), args.out)
    say([tr("Wrote {path}.").format(path=args.out)])
    return 0


def _restore(args: argparse.Namespace) -> int:
    from casedesk.tasks.left_out import count_lacking
    from casedesk.tasks.library_care import bring_back

    aside = bring_back(args.backup, library_path(args))
    say([tr("The library is back as it was in {backup}.").format(backup=args.backup)])
    if lacking := count_lacking(library_path(args)):
        words = tr_n("{n} picture or original was not found.", "{n} pictures and originals were not found.", lacking)
        say([words.format(n=lacking)])
    if aside is not None:
        say([tr("What stood there before is kept as {path}.").format(path=aside)])
    return 0


def _protect(args: argparse.Namespace) -> int:
    return protect(args, _present(args))


VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "import": _import,
    "search": _search,
    "plan": _plan,
    "handout": _handout,
    "pack": _pack,
    "read-back": _read_back,
    "export": _export,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "protect": _protect,
}
