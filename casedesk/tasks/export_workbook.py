"""Cases as an Excel workbook: a row for each, and sheets with questions, lesson plans and use records."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from casedesk import asides
from casedesk.domain.case import Case, Facet, Role, Section
from casedesk.domain.estimates import characters
from casedesk.domain.lesson import LessonPlan, planned_minutes, schedule, time_of_day
from casedesk.domain.library import UseRecord
from casedesk.handout.canonical_html import plain_of
from casedesk.storage.library import Library
from casedesk.tasks.progress import NoLongerWanted, Progress
from casedesk.tasks.value_names import (
    KIND_NAMES,
    NEED_NAMES,
    STATE_NAMES,
    depth_name,
    facet_name,
    question_kind_name,
    role_name,
    value_name,
)
from casedesk.tasks.workbook_sheets import Book, Column, Sheet, Value, Width, pieces
from casedesk.texts import tr

_CHUNK = 200
_LINES_OF_A_CASE = 6
"""So that many cases are in sight; the whole text is in the cell."""
_LINES = 20
_FACETS = (Facet.INDUSTRY, Facet.THEME, Facet.AUDIENCE, Facet.TAG)
_CODES = (Facet.OUTCOME, Facet.DIFFICULTY, Facet.STATE, Facet.LANGUAGE)


def write_workbook(
    library: Library, ids: Sequence[int], plans: Sequence[LessonPlan], target: Path, title: str, progress: Progress
) -> None:
    """Write cases and plans as a workbook. Raises NoLongerWanted when cancelled."""
    with asides.folder(target.parent) as aside, Book(target, title=title, aside=aside) as book:
        _Writing(library, book, progress).write(ids, plans)


class _Writing:
    def __init__(self, library: Library, book: Book, progress: Progress) -> None:
        self._library = library
        self._book = book
        self._progress = progress
        self._collections: dict[int, list[str]] = {}
        for collection in library.collections.all():
            for id_ in collection.case_ids:
                self._collections.setdefault(id_, []).append(collection.name)
        self._titles: dict[int, str] = {}
        self._uses: dict[int, list[UseRecord]] = {}
        for record in library.uses.all():
            self._uses.setdefault(record.case_id, []).append(record)
        self._batches = {batch.id: batch.name for batch in library.batches.all()}

    def write(self, ids: Sequence[int], plans: Sequence[LessonPlan]) -> None:
        """All sheets; those that would be empty are left out."""
        widths = self._most_pieces(ids)
        cases = self._book.sheet(tr("Cases"), _case_columns(widths), lines=_LINES_OF_A_CASE)
        questions = self._book.sheet(tr("Questions"), _question_columns(), lines=_LINES)
        for done, case in enumerate(self._cases(ids)):
            self._progress.report(len(ids) + done, 2 * len(ids), case.title)
            cases.add([*self._facts(case), *_sections(case, widths)])
            self._titles[case.id] = case.title
            for row in _questions(case):
                questions.add(row)
        cases.finish()
        questions.finish()
        self._use_records()
        if plans:
            self._plans(plans)

    def _cases(self, ids: Sequence[int]) -> Iterator[Case]:
        for start in range(0, len(ids), _CHUNK):
            for case in self._library.cases.get_many(ids[start : start + _CHUNK]):
                if self._progress.is_cancelled:
                    raise NoLongerWanted
                yield case

    def _most_pieces(self, ids: Sequence[int]) -> dict[str, int]:
        """How many columns each kind of text needs: more than one where one is too long for a cell."""
        most = Counter[str]({role_name(Role.BODY): 1})
        for done, case in enumerate(self._cases(ids)):
            self._progress.report(done, 2 * len(ids))
            for heading, text in _texts(case).items():
                most[heading] = max(most[heading], len(pieces(text)))
        return {heading: most[heading] for heading in _texts(Case()) if most[heading]}

    def _use_records(self) -> None:
        records = [
            (self._titles[id_], record) for id_, found in self._uses.items() if id_ in self._titles for record in found
        ]
        if records:
            uses = self._book.sheet(tr("Uses"), _use_columns(), lines=_LINES)
            for title, record in records:
                uses.add(_use(title, record))
            uses.finish()

    def _facts(self, case: Case) -> Iterator[Value]:
        records = self._uses.get(case.id, [])
        yield from (case.id, case.title, case.learner_title)
        yield from (_joined(case.values_of(facet)) for facet in _FACETS)
        yield _joined(self._collections.get(case.id, ()))
        for facet in _CODES:
            yield _joined([value_name(facet, value) for value in case.values_of(facet)])
        yield from (case.source, case.licence, case.minutes)
        yield characters(plain_of("".join(section.html for section in case.sections)))
        days = [record.day for record in records if record.day]
        yield from (len(records) or None, max(days, default=None))
        yield self._batches.get(case.batch_id or 0, "")
        yield from (moment.date() if moment else None for moment in (case.created, case.modified))
        yield case.note

    def _plans(self, plans: Sequence[LessonPlan]) -> None:
        sheet = self._book.sheet(tr("Lesson plans"), _plan_columns(), lines=_LINES)
        blocks = self._book.sheet(tr("Blocks of the lesson plans"), _block_columns(), lines=_LINES)
        for plan in plans:
            sheet.add(list(_plan(plan)))
            _add_blocks(blocks, plan)
        sheet.finish()
        blocks.finish()


def _joined(values: Sequence[str]) -> str:
    return "\n".join(values)


def _case_columns(widths: dict[str, int]) -> list[Column]:
    names = [Column(facet_name(facet)) for facet in _FACETS]
    # Our own importer would take a column called Outcome for what became of the story.
    codes = [Column(tr("Good or bad end") if facet is Facet.OUTCOME else facet_name(facet)) for facet in _CODES]
    sections = [
        Column(heading if place == 1 else f"{heading} ({place})", Width.TEXT)
        for heading, count in widths.items()
        for place in range(1, count + 1)
    ]
    return [
        Column("#", Width.FIGURE),
        Column(tr("Title"), Width.LINE),
        Column(tr("Learner title"), Width.NAME),
        *names,
        Column(facet_name(Facet.COLLECTION)),
        *codes,
        Column(facet_name(Facet.SOURCE), Width.NAME),
        Column(tr("Licence")),
        Column(tr("Minutes"), Width.FIGURE),
        Column(tr("Characters"), Width.FIGURE),
        Column(tr("Times taught"), Width.FIGURE),
        Column(tr("Last taught")),
        Column(facet_name(Facet.BATCH), Width.NAME),
        Column(tr("Created")),
        Column(tr("Last changed")),
        Column(tr("Note"), Width.LINE),
        *sections,
    ]


def _sections(case: Case, widths: dict[str, int]) -> Iterator[str]:
    texts = _texts(case)
    for heading, count in widths.items():
        found = pieces(texts[heading])
        yield from (*found, *("",) * (count - len(found)))


def _texts(case: Case) -> dict[str, str]:
    """The words of a case by the heading of their column, answers beside the questions."""
    texts: dict[str, str] = {}
    for role in Role:
        texts[role_name(role)] = "\n".join(filter(None, map(_text, (s for s in case.sections if s.role is role))))
        if role is Role.QUESTION:
            answers = (f"{number}. {question.answer}" for number, question in enumerate(case.questions, start=1))
            texts[tr("Answers")] = "\n".join(answers) if any(q.answer for q in case.questions) else ""
    return texts


def _text(section: Section) -> str:
    """The words of a section under its own heading, and its questions."""
    asked = (f"{number}. {question.text}" for number, question in enumerate(section.questions, start=1))
    return "\n".join(filter(None, (section.title, plain_of(section.html), *asked)))


def _question_columns() -> list[Column]:
    return [
        Column(tr("Number of the case"), Width.FIGURE),
        Column(tr("Title"), Width.NAME),
        Column("#", Width.FIGURE),
        Column(tr("Question"), Width.TEXT),
        Column(tr("Expected answer"), Width.TEXT),
        Column(tr("Minutes"), Width.FIGURE),
        Column(tr("Answer lines"), Width.FIGURE),
        Column(tr("Kind")),
        Column(tr("For whom")),
        Column(tr("Points"), Width.FIGURE),
    ]


def _questions(case: Case) -> Iterator[list[Value]]:
    for number, question in enumerate(case.questions, start=1):
        whom = depth_name(question.depth)
        figures = (question.minutes, question.lines, question_kind_name(question.kind), whom, question.points or None)
        texts = zip_pieces(question.text, question.answer)
        for text, answer in texts:
            yield [case.id, case.title, number, text, answer, *figures]


def zip_pieces(text: str, answer: str) -> list[tuple[str, str]]:
    """Both texts side by side in as many rows as the longer one needs; nearly always one."""
    left, right = pieces(text), pieces(answer)
    rows = max(len(left), len(right), 1)
    return list(zip((*left, *("",) * (rows - len(left))), (*right, *("",) * (rows - len(right))), strict=True))


def _use_columns() -> list[Column]:
    return [
        Column(tr("Number of the case"), Width.FIGURE),
        Column(tr("Title"), Width.NAME),
        Column(tr("Day")),
        Column(tr("Group"), Width.NAME),
        Column(tr("Planned minutes"), Width.FIGURE),
        Column(tr("Real minutes"), Width.FIGURE),
        Column(tr("How it went"), Width.LINE),
        Column(tr("Number of the plan"), Width.FIGURE),
    ]


def _use(title: str, record: UseRecord) -> list[Value]:
    planned = record.planned or None
    return [record.case_id, title, record.day, record.group, planned, record.real, record.note, record.plan_id]


def _plan_columns() -> list[Column]:
    short = (tr("Day"), tr("Start"), tr("Minutes"), tr("Planned minutes"), tr("People"))
    texts = (
        tr("Knowledge"),
        tr("Skill"),
        tr("Attitude"),
        tr("Main points"),
        tr("Difficult"),
        tr("Methods"),
        tr("Prior knowledge"),
        tr("Assessment"),
        tr("Pre-work"),
        tr("Preparation"),
        tr("Board plan"),
        tr("Homework"),
        tr("Reflection"),
    )
    return [
        Column("#", Width.FIGURE),
        Column(tr("Title"), Width.LINE),
        Column(tr("Course"), Width.NAME),
        Column(tr("Group"), Width.NAME),
        *(Column(name) for name in short),
        Column(tr("Place")),
        Column(tr("Trainer")),
        Column(tr("Periods")),
        Column(facet_name(Facet.STATE)),
        *(Column(name, Width.LINE) for name in texts),
    ]


def _plan(plan: LessonPlan) -> Iterator[Value]:
    yield from (plan.id, plan.title, plan.course, plan.audience, plan.day, plan.start.isoformat("minutes"))
    yield from (plan.target, planned_minutes(plan.blocks), plan.head_count or None, plan.place, plan.trainer)
    yield from (plan.periods, tr(STATE_NAMES[plan.state]))
    goals = plan.objectives
    yield from (goals.knowledge, goals.skill, goals.attitude, plan.key_points, plan.difficult_points, plan.methods)
    yield from (plan.prior, plan.assessment, plan.prework, plan.preparation, plan.board_plan, plan.homework)
    yield plan.reflection


def _block_columns() -> list[Column]:
    return [
        Column(tr("Number of the plan"), Width.FIGURE),
        Column(tr("Title"), Width.NAME),
        Column(tr("Start")),
        Column(tr("Minutes"), Width.FIGURE),
        Column(tr("Real minutes"), Width.FIGURE),
        Column(tr("Block"), Width.NAME),
        Column(tr("Kind")),
        Column(tr("Need")),
        Column(tr("Cases in it"), Width.NAME),
        Column(tr("Intent"), Width.LINE),
        Column(tr("Trainer does"), Width.LINE),
        Column(tr("Learners do"), Width.LINE),
        Column(tr("Materials"), Width.NAME),
        Column(tr("Notes"), Width.LINE),
        Column(tr("Changes"), Width.LINE),
    ]


def _add_blocks(sheet: Sheet, plan: LessonPlan) -> None:
    for block, slot in zip(plan.blocks, schedule(plan), strict=True):
        trainer = "\n".join(filter(None, (block.trainer, block.transition)))
        learners = "\n".join(filter(None, (block.learners, *(f"{track.name} {track.task}" for track in block.tracks))))
        sheet.add(
            [
                plan.id,
                plan.title,
                time_of_day(plan, slot.start).isoformat("minutes"),
                block.minutes,
                block.real,
                block.title,
                tr(KIND_NAMES[block.kind]),
                tr(NEED_NAMES[block.need]),
                _joined([use.title for use in block.cases]),
                block.intent,
                trainer,
                learners,
                _joined([item.name for item in block.materials]),
                block.notes,
                block.changes,
            ]
        )
