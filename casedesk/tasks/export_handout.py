"""A plan on paper: one Word file, or the class folder with all of them. Nothing is replaced unasked."""

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial
from pathlib import Path

from casedesk import asides
from casedesk.domain import plan_steps
from casedesk.domain.case import Case
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.domain.estimates import CHARACTERS_A_MINUTE
from casedesk.domain.handout import Edition, Handout, HandoutOptions, PrintJob
from casedesk.domain.handout_format import HandoutFormat
from casedesk.domain.lesson import LessonPlan
from casedesk.handout import docx_writer, file_names, files, outline
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.saving import telling_of_the_disk
from casedesk.storage.library import Library
from casedesk.tasks import plan_cases, templates
from casedesk.tasks.editions import title_of
from casedesk.tasks.paginated import NOBODY, Document, PageSetter
from casedesk.tasks.print_run import print_run
from casedesk.tasks.privacy import masks_by_case
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress, stop_if_cancelled
from casedesk.texts import N_, tr

_NO_FOLDER = N_("Nothing can be written into the folder “{name}”. Choose another folder.")


class Step(IntEnum):
    """What is done for one file, in this order."""

    OUTLINE = 0
    PAGES = 1
    FILE = 2


def _unwatched(_step: Step) -> None:
    return None


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
    library: Library,
    plan: LessonPlan,
    options: HandoutOptions,
    *,
    jobs: Sequence[PrintJob] = (),
    learner_pages: Mapping[int, int] | None = None,
) -> Handout:
    """The outline of a plan's handout, the same for the preview and for the file.

    `jobs` are all files of the class, for the editions that list them; `learner_pages` are as in `outline.build`.
    """
    cases = plan_cases.cases_of(library, plan)
    if not cases and recipe_of(options.edition).needs_cases:
        raise BadInputError(N_("The plan “{title}” has no cases yet, so there is nothing to print."), title=plan.title)
    names = library.pseudonyms.all()
    masks = masks_by_case(library, cases) if options.masks else {}
    handout = outline.build(plan, cases, options, pseudonyms=names, masks=masks, jobs=jobs, learner_pages=learner_pages)
    return replace(handout, organisation=templates.organisation(library))


def files_of(
    library: Library,
    plan: LessonPlan,
    options: Sequence[HandoutOptions],
    *,
    spare: int = 0,
    template: Path | None = None,
    setter: PageSetter = NOBODY,
    counting: Callable[[Edition], None] | None = None,
) -> tuple[PrintJob, ...]:
    """The files of a class with pages and copies; none where no edition lists them, for counting takes time.

    `counting` is told whose pages come next.
    """
    if not any(recipe_of(item.edition).lists_files for item in options):
        return ()
    document = _document(library, template)

    def count(handout: Handout) -> int | None:
        if counting is not None:
            counting(handout.options.edition)
        return setter.count(handout, document)

    return print_run(plan, options, partial(handout_of, library, plan), spare=spare, count=count)


def _document(library: Library, template: Path | None) -> Document:
    return partial(docx_writer.document_of, template=template, picture=library.attachments.data)


def export_handout(
    library: Library,
    plan: LessonPlan,
    options: HandoutOptions,
    target: Path,
    *,
    template: Path | None = None,
    replace_existing: bool = False,
    jobs: Sequence[PrintJob] = (),
    learner_pages: Mapping[int, int] | None = None,
    setter: PageSetter = NOBODY,
) -> Handout:
    """Write one handout as the kind of file that the target's name says; what was written is returned, with its pages
    where the setter knew them.

    Raises BadInputError where the target exists, LeakError where a learner file would leak.
    """
    if target.exists() and not replace_existing:
        raise BadInputError(N_("“{path}” exists already; please choose another name."), path=target)
    _refuse_missing(template)
    suited = templates.suited(options, template)
    outlined = handout_of(library, plan, suited, jobs=jobs, learner_pages=learner_pages)
    handout = setter.paged(outlined, _document(library, template))
    _make(target.parent)
    files.write(handout, target, template=template, picture=library.attachments.data)
    return handout


def _refuse_missing(template: Path | None) -> None:
    if template is not None and not template.is_file():
        raise BadInputError(N_("There is no file “{path}”."), path=template)


@dataclass(frozen=True, slots=True)
class ClassFolder:
    """What was written for a class: the folder and its files; not all of them where it was cancelled."""

    folder: Path
    files: tuple[Path, ...]
    editions: tuple[Edition, ...] = ()
    """What each of the files is."""


def export_class_folder(
    library: Library,
    plan: LessonPlan,
    parent: Path,
    *,
    editions: Sequence[HandoutOptions],
    template: Path | None = None,
    spare: int = 0,
    setter: PageSetter = NOBODY,
    progress: Progress = SILENCE,
    only: Edition | None = None,
    formats: Collection[HandoutFormat] = (HandoutFormat.WORD,),
) -> ClassFolder:
    """Write the handouts of a class into a folder of its own below `parent`, in every one of the formats.

    A file that is there with the same content is left as it is; one with other content stays, and the new one is
    written beside it with a number: "… (2).docx". Pages that go two to a sheet come as a PDF of these sheets too, where
    the setter can make it. Cancelling leaves the files that are written already. `only` one edition is written where it
    is named; it is the same file as if all were.
    """
    wanted = sorted(formats, key=tuple(HandoutFormat).index)
    _refuse_missing(template)
    folder = parent / file_names.folder_name(plan, editions[0].language)
    _make(folder)
    writing = _Writing(library, plan, folder, template, setter)
    with suppress(NoLongerWanted):
        for place, options in enumerate(sorted(editions, key=_turn)):
            watch = partial(_tell_step, progress, place, len(editions), options.edition)
            stop_if_cancelled(progress)
            if only is not None and options.edition is not only:
                if only is Edition.TRAINER:
                    writing.look_through(options, watch)
                continue
            if not writing.jobs and recipe_of(options.edition).lists_files:
                counting = partial(_tell_counting, progress, place, len(editions))
                writing.jobs = files_of(
                    library, plan, editions, spare=spare, template=template, setter=setter, counting=counting
                )
            writing.write(options, wanted, watch)
    return ClassFolder(folder, tuple(writing.files), tuple(writing.editions))


def paged_handout(
    library: Library,
    plan: LessonPlan,
    options: HandoutOptions,
    *,
    editions: Sequence[HandoutOptions],
    template: Path | None = None,
    spare: int = 0,
    setter: PageSetter = NOBODY,
) -> Handout:
    """One edition as it is written where all of `editions` are: with all the pages that it tells."""
    writing = _Writing(library, plan, Path(), template, setter)
    if options.edition is Edition.TRAINER:
        for other in editions:
            writing.look_through(other)
    if recipe_of(options.edition).lists_files:
        writing.jobs = files_of(library, plan, editions, spare=spare, template=template, setter=setter)
    return writing.paged(options)


def _tell_step(progress: Progress, done: int, total: int, edition: Edition, step: Step) -> None:
    stop_if_cancelled(progress)
    progress.report(done * len(Step) + step, total * len(Step), title_of(edition))


def _tell_counting(progress: Progress, done: int, total: int, edition: Edition) -> None:
    progress.report(
        done * len(Step), total * len(Step), tr("Counting the pages of “{name}”").format(name=title_of(edition))
    )


def _turn(options: HandoutOptions) -> tuple[bool, bool]:
    """First the learner handout, whose pages others tell; last those that list the files, when a leak is known."""
    return recipe_of(options.edition).lists_files, options.edition is not Edition.LEARNER


class _Writing:
    """The files of a class folder, one after the other."""

    def __init__(
        self, library: Library, plan: LessonPlan, folder: Path, template: Path | None, setter: PageSetter
    ) -> None:
        self._library = library
        self._plan = plan
        self._folder = folder
        self._template = template
        self._setter = setter
        self._learner_pages: Mapping[int, int] = {}
        self.jobs: tuple[PrintJob, ...] = ()
        self.files: list[Path] = []
        self.editions: list[Edition] = []

    def look_through(self, options: HandoutOptions, watch: Callable[[Step], None] = _unwatched) -> None:
        """Find the pages that other editions tell, without writing this one."""
        if options.edition is Edition.LEARNER:
            self._learner_pages = case_pages(self._library, self._plan, self.paged(options, watch))

    def paged(self, options: HandoutOptions, watch: Callable[[Step], None] = _unwatched) -> Handout:
        """One edition as it will be written."""
        watch(Step.OUTLINE)
        suited = templates.suited(options, self._template)
        outlined = handout_of(self._library, self._plan, suited, jobs=self.jobs, learner_pages=self._learner_pages)
        watch(Step.PAGES)
        return self._setter.paged(outlined, _document(self._library, self._template))

    def write(self, options: HandoutOptions, formats: Sequence[HandoutFormat], watch: Callable[[Step], None]) -> None:
        """Write one edition to where it does not replace another content. What `watch` raises ends it."""

        def picture(digest: str) -> bytes:
            watch(Step.FILE)
            return self._library.attachments.data(digest)

        handout = self.paged(options, watch)
        watch(Step.FILE)
        with _aside(self._folder) as aside:
            for kind in formats:
                name = aside / file_names.file_name(self._plan, options, kind)
                written = files.write(handout, name, template=self._template, picture=picture)
                self._place(written, options.edition)
                if kind is HandoutFormat.WORD:
                    self._place_sheets(aside, options)
        if options.edition is Edition.LEARNER:
            self._learner_pages = case_pages(self._library, self._plan, handout)

    def _place_sheets(self, aside: Path, options: HandoutOptions) -> None:
        sheets = self._setter.sheets(self.files[-1].read_bytes(), options.page)
        if sheets is not None:
            laid_out = aside / file_names.sheets_name(self._plan, options)
            with telling_of_the_disk(laid_out):
                laid_out.write_bytes(sheets)
            self._place((laid_out,), options.edition)

    def _place(self, written: Sequence[Path], edition: Edition) -> None:
        """Put a file into the folder, and its pictures, whose names tell what they show, where it looks for them."""
        file, *pictures = written
        target = free_name(self._folder / file.name, file.read_bytes())
        with telling_of_the_disk(target):
            for picture in pictures:
                kept = self._folder / picture.relative_to(file.parent)
                kept.parent.mkdir(exist_ok=True)
                picture.replace(kept)
            file.replace(target)
        self.files.append(target)
        self.editions.append(edition)


def case_pages(library: Library, plan: LessonPlan, learner_handout: Handout) -> dict[int, int]:
    """On which page of the learner handout each case begins, by the case's id; empty where nobody has set it."""
    if learner_handout.pages is None:
        return {}
    cases = plan_cases.cases_of(library, plan)
    return {case.id: page for case, page in zip(cases, learner_handout.pages.headings, strict=True)}


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseDeskError(_NO_FOLDER, name=folder) from error


@contextmanager
def _aside(folder: Path) -> Generator[Path]:
    """A folder in the folder, for files that are not finished."""
    with ExitStack() as stack:
        try:
            made = stack.enter_context(asides.folder(folder))
        except OSError as error:
            raise CaseDeskError(_NO_FOLDER, name=folder) from error
        yield made


def free_name(target: Path, data: bytes) -> Path:
    """The target, or the first numbered name that is free or holds the same data."""
    candidate, number = target, 2
    while candidate.exists() and candidate.read_bytes() != data:
        candidate = target.with_stem(f"{target.stem} ({number})")
        number += 1
    return candidate
