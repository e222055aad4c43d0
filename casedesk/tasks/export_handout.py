"""A plan on paper: one Word file, or the class folder with all of them. Nothing is replaced unasked."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from casedesk.domain import plan_steps
from casedesk.domain.case import Case
from casedesk.domain.errors import BadInputError
from casedesk.domain.estimates import CHARACTERS_A_MINUTE
from casedesk.domain.handout import Edition, Handout, HandoutOptions, PrintJob
from casedesk.domain.lesson import LessonPlan
from casedesk.handout import docx_writer, file_names, outline
from casedesk.handout.editions.table import recipe_of
from casedesk.storage.library import Library
from casedesk.tasks import plan_cases, templates
from casedesk.tasks.editions import title_of
from casedesk.tasks.print_run import PageCount, nobody_counts, print_run
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.texts import N_, tr


def language_of(cases: Sequence[Case]) -> str:
    """The language of the handout that goes with most of the cases, "zh" or "en"."""
    english = sum(case.language.startswith("en") for case in cases)
    return "en" if english * 2 > len(cases) else "zh"


def options_for(edition: Edition, *, language: str) -> HandoutOptions:
    """The usual choices for an edition; only where its recipe says so each case takes a new page."""
    return HandoutOptions(edition, language, new_page=recipe_of(edition).new_page)


def plan_of_cases(cases: Sequence[Case], *, trainer: str = "") -> LessonPlan:
    """A plan that is not kept, for the handouts of a few cases: each in a block of the minutes that it takes."""
    blocks = tuple(plan_steps.case_block(case, characters_a_minute=CHARACTERS_A_MINUTE) for case in cases)
    title = cases[0].printed_title if len(cases) == 1 else tr("Cases")
    return LessonPlan(title=title, trainer=trainer, blocks=blocks)


def handout_of(
    library: Library, plan: LessonPlan, options: HandoutOptions, *, jobs: Sequence[PrintJob] = ()
) -> Handout:
    """The outline of a plan's handout, the same for the preview and for the file.

    `jobs` are all files of the class, for the editions that list them.
    """
    cases = plan_cases.cases_of(library, plan)
    if not cases and recipe_of(options.edition).needs_cases:
        raise BadInputError(N_("The plan “{title}” has no cases yet, so there is nothing to print."), title=plan.title)
    handout = outline.build(plan, cases, options, pseudonyms=library.pseudonyms.all(), jobs=jobs)
    return replace(handout, organisation=templates.organisation(library))


def files_of(
    library: Library,
    plan: LessonPlan,
    options: Sequence[HandoutOptions],
    *,
    spare: int = 0,
    count: PageCount = nobody_counts,
) -> tuple[PrintJob, ...]:
    """The files of a class with pages and copies; none where no edition lists them, for counting takes time."""
    if not any(recipe_of(item.edition).lists_files for item in options):
        return ()
    return print_run(plan, options, partial(handout_of, library, plan), spare=spare, count=count)


def export_handout(
    library: Library,
    plan: LessonPlan,
    options: HandoutOptions,
    target: Path,
    *,
    template: Path | None = None,
    replace_existing: bool = False,
    jobs: Sequence[PrintJob] = (),
) -> None:
    """Write one handout. Raises BadInputError where the target exists, LeakError where a learner file would leak."""
    if target.exists() and not replace_existing:
        raise BadInputError(N_("“{path}” exists already; please choose another name."), path=target)
    if template is not None and not template.is_file():
        raise BadInputError(N_("There is no file “{path}”."), path=template)
    handout = handout_of(library, plan, templates.suited(options, template), jobs=jobs)
    target.parent.mkdir(parents=True, exist_ok=True)
    docx_writer.write(handout, target, template=template, picture=library.attachments.data)


@dataclass(frozen=True, slots=True)
class ClassFolder:
    """What was written for a class: the folder and its files; not all of them where it was cancelled."""

    folder: Path
    files: tuple[Path, ...]


def export_class_folder(
    library: Library,
    plan: LessonPlan,
    parent: Path,
    *,
    editions: Sequence[HandoutOptions],
    template: Path | None = None,
    spare: int = 0,
    count: PageCount = nobody_counts,
    progress: Progress = SILENCE,
) -> ClassFolder:
    """Write the handouts of a class into a folder of its own below `parent`.

    A file that is there with the same content is left as it is; one with other content stays, and the new one is
    written beside it with a number: "… (2).docx". Cancelling leaves the files that are written already.
    """
    folder = parent / file_names.folder_name(plan, editions[0].language)
    folder.mkdir(parents=True, exist_ok=True)
    jobs: tuple[PrintJob, ...] = ()
    files: list[Path] = []
    # Those that list the files come last: their pages are counted meanwhile, and a leak is known before.
    for place, options in enumerate(sorted(editions, key=lambda item: recipe_of(item.edition).lists_files)):
        if progress.is_cancelled:
            break
        progress.report(place, len(editions), title_of(options.edition))
        if not jobs and recipe_of(options.edition).lists_files:
            jobs = files_of(library, plan, editions, spare=spare, count=count)
        files.append(_place(library, plan, options, folder, template, jobs))
    return ClassFolder(folder, tuple(files))


def _place(
    library: Library,
    plan: LessonPlan,
    options: HandoutOptions,
    folder: Path,
    template: Path | None,
    jobs: Sequence[PrintJob],
) -> Path:
    with tempfile.TemporaryDirectory(prefix=".casedesk-", dir=folder) as aside:
        written = Path(aside) / file_names.file_name(plan, options)
        export_handout(library, plan, options, written, template=template, jobs=jobs)
        target = _free_name(folder / written.name, written.read_bytes())
        written.replace(target)
    return target


def _free_name(target: Path, data: bytes) -> Path:
    """The target, or the first numbered name that is free or holds the same data."""
    candidate, number = target, 2
    while candidate.exists() and candidate.read_bytes() != data:
        candidate = target.with_stem(f"{target.stem} ({number})")
        number += 1
    return candidate
