"""Whether a case passes a filter, said plainly: the oracle that the search is held against.

It reads every case and is slow; the program itself asks `storage.search`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from casedesk.domain.case import FREE_FACETS, Case, Facet
from casedesk.domain.estimates import CHARACTERS_A_MINUTE, body_characters, class_minutes, length_class
from casedesk.domain.filters import EMPTY, NAMELESS, TREE_FACETS, CaseFilter, Condition, DateRange, Tellings, parents
from casedesk.domain.fold import fold
from casedesk.domain.health import health
from casedesk.domain.search_text import filled_roles, search_text, word_runs
from casedesk.domain.words import All, AnyOf, Node, Not, Term, find, parse_words


def _nothing(_case: Case) -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True)
class MatchContext:
    """What a filter asks about a case that is not kept in the case: names by the id of the case, or of the batch."""

    collections: Mapping[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    groups: Mapping[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    batches: Mapping[int, str] = field(default_factory=dict[int, str])
    taught: Mapping[int, frozenset[date]] = field(default_factory=dict[int, frozenset[date]])
    private: Callable[[Case], Collection[str]] = _nothing
    """Which kinds of private data rules find in a case."""
    real: Mapping[int, int] = field(default_factory=dict[int, int])
    """What classes with a case took on average."""
    files: Mapping[int, str] = field(default_factory=dict[int, str])
    """Names of source files by the id of the document."""
    alike: Mapping[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])
    """By case the cases that are like it."""
    stories: Collection[tuple[int, ...]] = ()
    """Every story that is told more than once: its tellings outside the trash, the best one first."""
    characters_a_minute: int = CHARACTERS_A_MINUTE


def matches(case: Case, wanted: CaseFilter, context: MatchContext) -> bool:
    """Whether a case passes a filter."""
    return (
        (case.trashed is not None) == wanted.trashed
        and all(_meets(case, condition, context) for condition in wanted.conditions)
        and (
            wanted.minutes is None
            or class_minutes(case, real=context.real.get(case.id), characters_a_minute=context.characters_a_minute)
            in wanted.minutes
        )
        and (wanted.length is None or body_characters(case) in wanted.length)
        and _is_within(case.created if case.batch_id is not None else None, wanted.imported)
        and _is_within(case.modified, wanted.modified)
        and _is_within(case.created, wanted.created)
        and (wanted.taught is None or any(_holds(wanted.taught, day) for day in context.taught.get(case.id, ())))
        and (wanted.questions is None or len(case.questions) in wanted.questions)
        and (not wanted.depth or any(question.depth is wanted.depth for question in case.questions))
        and wanted.having <= filled_roles(case)
        and wanted.lacking.isdisjoint(filled_roles(case))
        and (not wanted.file or _comes_from(case, wanted.file, context))
        and (wanted.similar is None or case.id in context.alike.get(wanted.similar, ()))
        and _is_telling(case.id, wanted, context)
        and has_words(case, parse_words(wanted.text))
        and (wanted.within is None or matches(case, wanted.within, context))
    )


def has_words(case: Case, node: Node | None) -> bool:
    """Whether the words of a query are in a case.

    Each word must lie within its titles, its sections, its notes or one of its industries, themes, audiences and tags.
    """
    text = search_text(case)
    values = (name for facet in FREE_FACETS for value in case.values_of(facet) for name in (*parents(value), value))
    columns = [tuple(word_runs(fold(part))) for part in (text.title, text.body, text.notes, *values)]

    def holds(node: Node) -> bool:
        match node:
            case Term():
                return any(True for runs in columns for _ in find(node, runs))
            case Not(inner):
                return not holds(inner)
            case All(nodes):
                return all(map(holds, nodes))
            case AnyOf(nodes):
                return any(map(holds, nodes))

    return node is None or holds(node)


def facet_values(case: Case, facet: Facet, context: MatchContext) -> frozenset[str]:
    """The values of a case for any facet, also those that are worked out or kept elsewhere; EMPTY where it has none."""
    match facet:
        case Facet.LENGTH:
            values: Iterable[str] = (length_class(body_characters(case)),)
        case Facet.HEALTH:
            values = health(case)
        case Facet.COLLECTION:
            values = context.collections.get(case.id, ())
        case Facet.USED:
            values = context.groups.get(case.id, ())
        case Facet.PRIVATE:
            values = context.private(case)
        case Facet.BATCH:
            values = () if case.batch_id is None else (context.batches.get(case.batch_id, "") or NAMELESS,)
        case _:
            values = case.values_of(facet)
    named = frozenset(str(value) for value in values if value)
    if facet in TREE_FACETS:
        named |= {parent for value in named for parent in parents(value)}
    return named or frozenset({EMPTY})


def facet_counts(cases: Iterable[Case], wanted: CaseFilter, context: MatchContext) -> dict[Facet, dict[str, int]]:
    """How many cases there would be with each value under the filter's other facets; only values that occur.

    Where a case must have all the values asked for, these count too: a further one would narrow them.
    """
    everything = tuple(cases)
    counts: dict[Facet, dict[str, int]] = {}
    for facet in Facet:
        now = wanted.condition(facet)
        kept = replace(now, excluded=frozenset[str]()) if now.needs_all else Condition(facet)
        others = wanted.with_condition(kept)
        counts[facet] = dict(
            Counter(
                value
                for case in everything
                if matches(case, others, context)
                for value in facet_values(case, facet, context)
            )
        )
    return counts


def _meets(case: Case, condition: Condition, context: MatchContext) -> bool:
    values = facet_values(case, condition.facet, context)
    if condition.needs_all:
        return values >= condition.included and not values & condition.excluded
    is_wanted = not condition.included or bool(values & condition.included)
    return is_wanted and not values & condition.excluded


def _is_within(moment: datetime | None, wanted: DateRange | None) -> bool:
    if wanted is None:
        return True
    if moment is None:
        return False
    return _holds(wanted, moment.astimezone().date())


def _holds(wanted: DateRange, day: date) -> bool:
    return (wanted.first is None or day >= wanted.first) and (wanted.last is None or day <= wanted.last)


def _is_telling(case_id: int, wanted: CaseFilter, context: MatchContext) -> bool:
    story = next((story for story in context.stories if case_id in story), ())
    if wanted.family is not None and wanted.family != case_id and wanted.family not in story:
        return False
    match wanted.tellings:
        case Tellings.MANY:
            return bool(story)
        case Tellings.BEST:
            return case_id not in story[1:]
        case None:
            return True


def _comes_from(case: Case, words: str, context: MatchContext) -> bool:
    return case.origin is not None and is_named(context.files.get(case.origin.document_id, ""), words)


def is_named(name: str, words: str) -> bool:
    """Whether all of some words stand anywhere in the name of a file."""
    folded = fold(name)
    return all(word in folded for word in fold(words).split())
