"""The verb `handout`: the files of a plan or of a few cases, one by one or all into a class folder."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casedesk.cli.arguments import ALL_EDITIONS
from casedesk.cli.bar import Bar
from casedesk.cli.say import note, say
from casedesk.domain.errors import BadInputError
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_format import HandoutFormat
from casedesk.domain.lesson import LessonPlan
from casedesk.texts import N_, tr, tr_n

if TYPE_CHECKING:
    from casedesk.storage.library import Library


def handout(args: argparse.Namespace, library: Path) -> int:
    """Write what was asked for, and say where it is."""
    from casedesk.storage.library import Library

    template = _template(args.template)
    with Library.open(library, create=False, read_only=True) as opened:
        plan = _plan(args, opened)
        editions = _options(args, opened, plan)
        if args.folder is not None:
            return _folder(args, opened, plan, editions, template)
        return _file(args, opened, plan, editions, template)


def _plan(args: argparse.Namespace, library: "Library") -> LessonPlan:
    from casedesk.tasks.export_handout import plan_of_cases

    if args.plan:
        return library.plans.get(args.plan)
    if not args.cases:
        raise BadInputError(N_("Please name a plan with --plan ID, or cases with --case ID."))
    return plan_of_cases([library.cases.get(id_) for id_ in dict.fromkeys(args.cases)])


def _options(args: argparse.Namespace, library: "Library", plan: LessonPlan) -> list[HandoutOptions]:
    from casedesk.tasks.editions import can_be_large
    from casedesk.tasks.export_handout import language_of, options_for
    from casedesk.tasks.plan_cases import cases_of

    language = args.handout_lang or language_of(cases_of(library, plan))
    wanted = (
        tuple(Edition) if ALL_EDITIONS in args.edition else tuple(Edition(name) for name in dict.fromkeys(args.edition))
    )
    return [
        replace(
            options_for(edition, language=language),
            depth=args.depth,
            paper=args.paper,
            gutter=args.gutter,
            mirror=args.mirror,
            large_print=args.large_print and can_be_large(edition),
            masks=not args.no_masks,
            side_price=args.side_price,
        )
        for edition in wanted
    ]


def _template(name: str) -> Path | None:
    """The template; what it will not have filled in is told before anything is written."""
    from casedesk.tasks.templates import facts, path_of

    path = path_of(name)
    if path is not None and (unknown := facts(path).unknown):
        words = tr_n(
            "{n} tag of the template is unknown and stays as it is: {tags}.",
            "{n} tags of the template are unknown and stay as they are: {tags}.",
            len(unknown),
        )
        note(words.format(n=len(unknown), tags=", ".join(f"{{{{{tag}}}}}" for tag in unknown)))
    return path


def _folder(
    args: argparse.Namespace,
    library: "Library",
    plan: LessonPlan,
    editions: list[HandoutOptions],
    template: Path | None,
) -> int:
    from casedesk.tasks.export_handout import export_class_folder
    from casedesk.tasks.paginated import Office

    with Bar() as bar:
        written = export_class_folder(
            library,
            plan,
            args.folder,
            editions=editions,
            template=template,
            spare=args.spare,
            setter=Office(),
            progress=bar,
            formats=(HandoutFormat.WORD, *(HandoutFormat(f".{ending}") for ending in args.also)),
        )
    say(tr("Wrote {path}.").format(path=path) for path in written.files)
    return 0


def _file(
    args: argparse.Namespace,
    library: "Library",
    plan: LessonPlan,
    editions: list[HandoutOptions],
    template: Path | None,
) -> int:
    from casedesk.tasks.export_handout import export_handout, files_of
    from casedesk.tasks.paginated import Office

    if args.out is None or len(editions) != 1:
        raise BadInputError(
            N_("Name one edition and a file with --out FILE.docx, or a folder for several with --folder.")
        )
    if args.out.suffix.lower() == ".pdf":
        return _pdf(args, library, plan, editions[0], template)
    setter = Office()
    files = files_of(library, plan, editions, spare=args.spare, template=template, setter=setter)
    export_handout(
        library,
        plan,
        editions[0],
        args.out,
        template=template,
        replace_existing=args.force,
        jobs=files,
        setter=setter,
    )
    say([tr("Wrote {path}.").format(path=args.out)])
    return 0


def _pdf(
    args: argparse.Namespace, library: "Library", plan: LessonPlan, options: HandoutOptions, template: Path | None
) -> int:
    from casedesk.tasks.handout_preview import save_pdf

    if args.out.exists() and not args.force:
        raise BadInputError(N_("“{path}” exists already; please choose another name."), path=args.out)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with Bar() as bar:
        written = save_pdf(
            library.path, plan, args.out, [options], template, only=options, spare=args.spare, progress=bar
        )
    say(tr("Wrote {path}.").format(path=path) for path in written)
    return 0
