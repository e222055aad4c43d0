"""Cases and lesson plans out of a library as ordinary files: one Word file, one workbook, or a folder of Markdown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from casedesk.domain.case import Case, Facet
from casedesk.domain.errors import BadInputError
from casedesk.domain.lesson import LessonPlan
from casedesk.handout import docx_writer, saving
from casedesk.handout.case_book import case_book
from casedesk.handout.labels import labels_for
from casedesk.storage.library import Library
from casedesk.tasks import plan_cases
from casedesk.tasks.export_handout import language_of
from casedesk.tasks.export_markdown import export_markdown
from casedesk.tasks.progress import SILENCE, Progress, stop_if_cancelled, watched
from casedesk.tasks.search import search
from casedesk.tasks.value_names import facet_name, value_name
from casedesk.texts import N_, tr

_CHUNK = 200
_FACTS = (Facet.AUDIENCE, Facet.TAG, Facet.DIFFICULTY)


class ExportKind(StrEnum):
    """What cases can leave a library as, by the ending of the file; Markdown is a folder, which has none."""

    WORD = ".docx"
    WORKBOOK = ".xlsx"
    MARKDOWN = ""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to go out. `case_ids` None means everything outside the trash, lesson plans with it; a `query` names
    cases by a search that is made then. The cases of the plans that are named go along.
    """

    title: str
    case_ids: tuple[int, ...] | None = ()
    plan_ids: tuple[int, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and how much of it."""

    path: Path
    cases: int
    plans: int


def kind_of(target: Path) -> ExportKind:
    """What a target of this name is: a folder where it has no ending of ours."""
    return next((kind for kind in ExportKind if kind and kind == target.suffix.lower()), ExportKind.MARKDOWN)


def export_library(
    library: Library, wish: ExportWish, target: Path, progress: Progress = SILENCE, *, replace_existing: bool = True
) -> Exported:
    """Write cases and plans as what the target's name says; any thread with a library of its own may do this.

    All is written aside first. Raises BadInputError where there is nothing to write, or something already that is not
    to be replaced (a folder never is), CaseDeskError where it cannot be written, NoLongerWanted when cancelled.
    """
    if target.exists() and not replace_existing and kind_of(target) is not ExportKind.MARKDOWN:
        raise BadInputError(N_("“{path}” is there already; --force replaces it."), path=target)
    plans = library.plans.all() if wish.case_ids is None else library.plans.get_many(wish.plan_ids)
    ids = _case_ids(library, wish, plans)
    if not ids and not plans:
        raise BadInputError(N_("There is nothing to export here."))
    kind = kind_of(target)
    match kind:
        case ExportKind.WORD:
            _write_book(library, ids, plans, target, wish.title, progress)
        case ExportKind.WORKBOOK:
            from casedesk.tasks.export_workbook import write_workbook  # with the writer of workbooks

            with saving.placing(target) as aside:
                write_workbook(library, ids, plans, aside, wish.title, progress)
        case ExportKind.MARKDOWN:
            export_markdown(library, ids, target, progress, plans=plans)
        case _:
            assert_never(kind)
    return Exported(target, len(ids), len(plans))


def _case_ids(library: Library, wish: ExportWish, plans: Sequence[LessonPlan]) -> tuple[int, ...]:
    present = library.cases.ids()
    wanted = present if wish.case_ids is None else wish.case_ids
    if wish.query:
        wanted = (*wanted, *search(library.path, wish.query, limit=0).hits.ids)
    linked = (id_ for plan in plans for id_ in plan.case_ids)
    known = frozenset(present)
    return tuple(id_ for id_ in dict.fromkeys((*wanted, *linked)) if id_ in known)


def _write_book(
    library: Library, ids: Sequence[int], plans: Sequence[LessonPlan], target: Path, title: str, progress: Progress
) -> None:
    progress.report(0, 0)
    cases: list[Case] = []
    for start in range(0, len(ids), _CHUNK):
        stop_if_cancelled(progress)
        cases += library.cases.get_many(ids[start : start + _CHUNK])
    language = language_of(cases)
    told = _facts_in(language)

    def facts(case: Case) -> list[tuple[str, str]]:
        stop_if_cancelled(progress)
        return told(case)

    with_cases = [(plan, plan_cases.cases_of(library, plan)) for plan in plans]
    outline = case_book(title, cases, with_cases, language=language, facts=facts)
    data = docx_writer.document_of(outline, picture=library.attachments.data, watch=_now_and_then(watched(progress)))
    stop_if_cancelled(progress)
    saving.save(data, target)


def _now_and_then(watch: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """The window need not be told of every paragraph."""

    def rarely(done: int, total: int) -> None:
        if done % _CHUNK == 0:
            watch(done, total)

    return rarely


def _facts_in(language: str) -> Callable[[Case], list[tuple[str, str]]]:
    """What the guide for trainers does not say of a case, as rows of the book."""
    labels = labels_for(language)

    def facts(case: Case) -> list[tuple[str, str]]:
        rows = [
            (facet_name(facet), labels.list_gap.join(value_name(facet, value) for value in case.values_of(facet)))
            for facet in _FACTS
        ]
        minutes = labels.minutes.format(minutes=case.minutes) if case.minutes else ""
        return [(name, text) for name, text in (*rows, (tr("Minutes"), minutes)) if text]

    return facts
