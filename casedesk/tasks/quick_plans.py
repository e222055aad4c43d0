"""Ten minutes to class: a whole plan from the library's own cases, found without reading all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from casedesk.domain.case import Case, Facet, Role
from casedesk.domain.filters import CaseFilter, Condition, Order, Range
from casedesk.domain.lesson import BlockKind, LessonPlan
from casedesk.domain.library import UseRecord
from casedesk.domain.plain_text import plain
from casedesk.domain.plan_making import make_plan
from casedesk.domain.plan_wish import Candidate, MadePlan, PlanWish
from casedesk.domain.query import parse_query
from casedesk.domain.topics import named_values, parts_of, query_of, speaks_of
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from casedesk.tasks.case_times import timed
from casedesk.tasks.methods import all_methods
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.texts import tr

CANDIDATES = 120
"""So many of the best of each kind are read; more would not make a better choice of six."""
_LINE = 80
TOPIC_FACETS = (Facet.THEME, Facet.INDUSTRY, Facet.TAG, Facet.COLLECTION)


def quick_plan(
    path: Path, wish: PlanWish, *, language: str, characters_a_minute: int, progress: Progress = SILENCE
) -> MadePlan:
    """A plan for a wish from the library at `path`. It opens it for reading only, so it may run in a worker."""
    with Library.open(path, create=False, read_only=True) as library:
        searcher = Searcher(path, characters_a_minute=characters_a_minute)
        try:
            found = _Finding(library, searcher, wish, progress)
            candidates = found.candidates()
            total, wish = found.total, replace(wish, topic=found.topic)
        finally:
            searcher.close()
        methods = all_methods(library, language)
    made = make_plan(wish, candidates, methods, characters_a_minute=characters_a_minute, total=total)
    return replace(made, plan=_complete(made.plan, wish, {item.case.id: item.case for item in candidates}))


def _complete(plan: LessonPlan, wish: PlanWish, cases: Mapping[int, Case]) -> LessonPlan:
    """The plan with a title, with names for its plain blocks, and with what its cases are to teach."""
    names = {BlockKind.OPENING: tr("Opening"), BlockKind.SUMMARY: tr("Summary"), BlockKind.BREAK: tr("Break")}
    told = {
        BlockKind.OPENING: tr("Say in one sentence what this is about, and why today"),
        BlockKind.SUMMARY: tr("Everybody names one thing to take along; nothing new any more"),
    }
    blocks = tuple(
        block if block.title else replace(block, title=names[block.kind], trainer=told.get(block.kind, ""))
        for block in plan.blocks
    )
    points = (_point(cases[id_]) for id_ in plan.case_ids)
    methods = (block.title for block in plan.blocks if block.title and block.trainer)
    topic = wish.topic.strip()
    title = topic or (
        tr("Class with {group}").format(group=wish.audience) if wish.audience else tr("A class made of my cases")
    )
    return replace(
        plan,
        title=title,
        course=topic,
        blocks=blocks,
        key_points="\n".join(dict.fromkeys(filter(None, points))),
        methods=tr(", ").join(methods),
    )


def _point(case: Case) -> str:
    """What a case is to teach, in one line; empty where it does not say."""
    for role in (Role.KEY_POINTS, Role.LESSON):
        section = case.section(role)
        lines = plain(section.html).split("\n") if section else []
        if line := next((line.strip() for line in lines if line.strip()), ""):
            return line if len(line) <= _LINE else line[:_LINE] + "…"
    return ""


class _Finding:
    """The search for what may be taught."""

    def __init__(self, library: Library, searcher: Searcher, wish: PlanWish, progress: Progress) -> None:
        self._library = library
        self._searcher = searcher
        self._wish = wish
        self._progress = progress
        self._asked = parse_query(wish.topic)
        self._parts = parts_of(self._asked.text)
        self.total = 0
        self.topic = wish.topic
        """The topic, in the words that were meant where pinyin was typed."""

    def candidates(self) -> tuple[Candidate, ...]:
        """Cases that may be taught, with what speaks for them."""
        values = {facet: self._named(facet, self._wish.topic) for facet in TOPIC_FACETS}
        audiences = self._named(Facet.AUDIENCE, self._wish.audience)
        whole = set(self._ids(self._asked, Order.RELEVANCE)) if self._wish.topic.strip() else set[int]()
        some = set[int]() if whole else self._with_parts()
        by_value = {
            (facet, value): set(self._ids(CaseFilter().including(facet, value), Order.MODIFIED))
            for facet, named in values.items()
            for value in named[:8]
        }
        ids = dict.fromkeys((*whole, *some))
        for found in by_value.values():
            ids.update(dict.fromkeys(found))
        if not ids:
            ids.update(dict.fromkeys(self._ids(CaseFilter(), Order.MODIFIED)))
        used = {record.case_id: record.day for record in self._uses()}
        cases = timed(self._library, self._library.cases.get_many(id_ for id_ in ids if id_ not in self._wish.without))
        return tuple(
            Candidate(
                case,
                values=tuple(value for (_, value), found in by_value.items() if case.id in found),
                has_words=case.id in whole,
                has_some_words=case.id in some,
                suits_audience=any(name in audiences for name in case.audiences),
                used=used.get(case.id),
                is_used=case.id in used,
            )
            for case in cases
            if _can_be_taught(case)
        )

    def _with_parts(self) -> set[int]:
        """Cases in which parts of the topic stand, or what may have been meant by it."""
        if not self._asked.text:
            return set()
        if self._parts:
            ids = self._ids(replace(self._asked, text=query_of(self._parts)), Order.RELEVANCE)
            texts = ((case.id, _text(case)) for case in self._library.cases.get_many(ids))
            if found := {id_ for id_, text in texts if speaks_of(text, self._parts)}:
                return found
        for word in self._asked.text.split()[:4]:
            for meant in self._searcher.meant(CaseFilter(text=word)):
                if found := set(self._ids(CaseFilter(text=meant), Order.RELEVANCE)):
                    self.topic = meant
                    return found
        return set()

    def _ids(self, wanted: CaseFilter, order: Order) -> Sequence[int]:
        """The best cases for a filter: first those that the group has not had, then the others."""
        cancelled = self._is_cancelled
        wanted = replace(wanted, minutes=wanted.minutes or Range(1, None))
        ids = self._searcher.find(self._fresh(wanted), order, is_cancelled=cancelled)
        self.total = max(self.total, ids.library_total)
        if len(ids.ids) >= CANDIDATES or not self._wish.audience:
            return ids.ids[:CANDIDATES]
        known = self._searcher.find(wanted, order, is_cancelled=cancelled).ids
        return tuple(dict.fromkeys((*ids.ids, *known)))[:CANDIDATES]

    def _fresh(self, wanted: CaseFilter) -> CaseFilter:
        if not self._wish.audience:
            return wanted
        now = wanted.condition(Facet.USED)
        return wanted.with_condition(Condition(Facet.USED, now.included, now.excluded | {self._wish.audience}))

    def _named(self, facet: Facet, words: str) -> tuple[str, ...]:
        return named_values(words, self._library.known_values(facet)) if words.strip() else ()

    def _uses(self) -> Iterable[UseRecord]:
        return self._library.uses.of_group(self._wish.audience) if self._wish.audience else ()

    def _is_cancelled(self) -> bool:
        return self._progress.is_cancelled


def _can_be_taught(case: Case) -> bool:
    return case.trashed is None and bool(case.sections)


def _text(case: Case) -> str:
    """What a topic may stand in."""
    told = (plain(section.html) for section in case.sections)
    return "\n".join((case.title, case.learner_title, *told, *(question.text for question in case.questions)))
