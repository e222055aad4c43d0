"""What the handout page asks for while the trainer chooses: looks, the leak check, and the files themselves.

Everything with a path opens the library for reading only, so that it can run in a worker.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from casedesk import asides
from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.domain.handout_format import HandoutFormat
from casedesk.domain.handout_look import HandoutLook
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.paper import Paper
from casedesk.handout import docx_writer, file_names, files, saving
from casedesk.handout.imposition import imposed, needs_sheets
from casedesk.handout.look import look_of
from casedesk.handout.pagination import needs_pages
from casedesk.handout.pdf_pages import PdfPages
from casedesk.storage.library import Library
from casedesk.tasks import plan_cases
from casedesk.tasks.editions import lists_files
from casedesk.tasks.export_handout import (
    ClassFolder,
    export_class_folder,
    files_of,
    free_name,
    handout_of,
    paged_handout,
)
from casedesk.tasks.paginated import NOBODY, Office
from casedesk.tasks.pdf import pdf_of
from casedesk.tasks.privacy import masks_by_case
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress, stop_if_cancelled
from casedesk.tasks.templates import suited

PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One edition of what is made for a class."""

    plan: LessonPlan
    options: HandoutOptions
    editions: tuple[HandoutOptions, ...]
    """All that is made, this one among them."""
    template: Path | None
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Outlined:
    """What is printed, and the numbers and addresses in the plan's cases with what they would be masked as."""

    handout: Handout
    masks: Mapping[str, str]


def outlined(library: Path, wanted: Wanted) -> Outlined:
    """The outline of an edition; the pages in its lists are estimated. Raises BadInputError where it has no cases."""
    with Library.open(library, create=False, read_only=True) as opened:
        masks = masks_by_case(opened, plan_cases.cases_of(opened, wanted.plan))
        listed = wanted.editions if lists_files(wanted.options.edition) else ()
        jobs = files_of(opened, wanted.plan, listed, spare=wanted.spare)
        handout = handout_of(opened, wanted.plan, wanted.options, jobs=jobs)
    return Outlined(handout, {mask.real: mask.stand_in for items in masks.values() for mask in items})


def look(handout: Handout) -> HandoutLook:
    """How the handout looks on paper."""
    return look_of(handout)


def sheets_of(pages: PdfPages, paper: Paper) -> PdfPages | None:
    """The sheets that small pages are printed on, two to a sheet; None for pages that are printed as they are."""
    return PdfPages(imposed(pages.data(), paper)) if needs_sheets(paper) else None


def class_folder_name(plan: LessonPlan, language: str) -> str:
    """The name of the folder that the handouts of a plan go into."""
    return file_names.folder_name(plan, language)


def prove(library: Path, handout: Handout, template: Path | None) -> None:
    """Write a handout to a temporary folder and read it back. Raises LeakError as saving it would."""
    with Library.open(library, create=False, read_only=True) as opened:
        _prove(opened, handout, template, partial(stop_if_cancelled, SILENCE))


def prove_all(
    library: Path, plan: LessonPlan, editions: Sequence[HandoutOptions], template: Path | None, progress: Progress
) -> None:
    """As prove, for editions of a plan, one after the other. Raises NoLongerWanted when cancelled."""
    with Library.open(library, create=False, read_only=True) as opened:
        for options in editions:
            stop_if_cancelled(progress)
            handout = handout_of(opened, plan, suited(options, template))
            stop_if_cancelled(progress)
            _prove(opened, handout, template, partial(stop_if_cancelled, progress))


def _prove(library: Library, handout: Handout, template: Path | None, watch: Callable[[], None]) -> None:
    def picture(digest: str) -> bytes:
        watch()
        return library.attachments.data(digest)

    with asides.folder() as folder:
        docx_writer.write(handout, folder / "proof.docx", template=template, picture=picture)


def laid_out(library: Path, wanted: Wanted, progress: Progress, *, has_numbers: bool) -> PdfPages:
    """The pages of an edition's Word file; with the page numbers in it that it asks for, which takes longer.

    Raises NoPdfError, and NoLongerWanted when cancelled.
    """
    setter = Office(lambda: progress.is_cancelled) if has_numbers else NOBODY
    with Library.open(library, create=False, read_only=True) as opened:
        handout = paged_handout(
            opened,
            wanted.plan,
            wanted.options,
            editions=wanted.editions,
            template=wanted.template,
            spare=wanted.spare,
            setter=setter,
        )
        data = docx_writer.document_of(handout, template=wanted.template, picture=opened.attachments.data)
    return PdfPages(pdf_of(data, is_cancelled=lambda: progress.is_cancelled))


def asks_for_numbers(handout: Handout) -> bool:
    """Whether the handout tells on which page something stands, or how many pages there are."""
    edition = handout.options.edition
    return needs_pages(handout) or edition is Edition.TRAINER or lists_files(edition)


def save_class_folder(
    library: Path,
    plan: LessonPlan,
    parent: Path,
    editions: Sequence[HandoutOptions],
    template: Path | None,
    *,
    spare: int = 0,
    progress: Progress = SILENCE,
    only: Edition | None = None,
    formats: Collection[HandoutFormat] = (HandoutFormat.WORD,),
) -> ClassFolder:
    """Write the class folder of a plan below `parent`, with page numbers where LibreOffice is; what is there stays."""
    setter = Office(lambda: progress.is_cancelled)
    with Library.open(library, create=False, read_only=True) as opened:
        return export_class_folder(
            opened,
            plan,
            parent,
            editions=editions,
            template=template,
            spare=spare,
            setter=setter,
            progress=progress,
            only=only,
            formats=formats,
        )


def file_stem(plan: LessonPlan, options: HandoutOptions) -> str:
    """What the file of a handout is called, without its ending."""
    return file_names.file_name(plan, options).removesuffix(HandoutFormat.WORD)


def save_as(
    library: Path,
    plan: LessonPlan,
    target: Path,
    editions: Sequence[HandoutOptions],
    template: Path | None,
    *,
    only: HandoutOptions,
    spare: int = 0,
    progress: Progress = SILENCE,
) -> tuple[Path, ...]:
    """Save one edition as the kind of file that the target's name says, proved as ever; what is there is replaced. The
    files that it consists of, the target first.

    Raises NoPdfError where a PDF is wanted and cannot be made.
    """
    if target.suffix.lower() == PDF:
        return save_pdf(library, plan, target, editions, template, only=only, spare=spare, progress=progress)
    setter = Office(lambda: progress.is_cancelled)
    with Library.open(library, create=False, read_only=True) as opened:
        handout = paged_handout(opened, plan, only, editions=editions, template=template, spare=spare, setter=setter)
        if progress.is_cancelled:
            raise NoLongerWanted
        return files.write(handout, target, template=template, picture=opened.attachments.data)


def save_pdf(
    library: Path,
    plan: LessonPlan,
    target: Path,
    editions: Sequence[HandoutOptions],
    template: Path | None,
    *,
    only: HandoutOptions,
    spare: int = 0,
    progress: Progress = SILENCE,
) -> tuple[Path, ...]:
    """Save one edition as PDF, the same as its Word file, proved like that; of pages that go two to a sheet the sheets
    too, beside it. Raises NoPdfError where that is no good.
    """
    with asides.folder() as folder:
        made = save_class_folder(
            library, plan, folder, editions, template, spare=spare, progress=progress, only=only.edition
        )
        if not made.files:
            raise NoLongerWanted
        pdf = pdf_of(made.files[0].read_bytes(), is_cancelled=lambda: progress.is_cancelled)
    saving.save(pdf, target)
    if not needs_sheets(only.page):
        return (target,)
    laid_out = imposed(pdf, only.page)
    sheets = free_name(file_names.sheets_beside(target, only.language), laid_out)
    saving.save(laid_out, sheets)
    return target, sheets
