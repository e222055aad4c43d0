"""The rows of the case list, with the words of the search marked where the reader sees them."""

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseSummary
from casedesk.domain.fold import fold
from casedesk.domain.search_text import body_text
from casedesk.domain.term_patterns import pattern
from casedesk.domain.words import Term
from casedesk.storage.driver import sqlite3
from casedesk.storage.ordering import MINUTES
from casedesk.storage.private_words import health_words
from casedesk.storage.shapes import moment
from casedesk.storage.stories import stories_of

Ranges: TypeAlias = tuple[tuple[int, int], ...]
BEFORE = 24
"""Characters of a snippet that stand before its first hit."""
LENGTH = 120
_ELLIPSIS = "…"
_SPACE = re.compile(r"\s")
_SUMMARY = (
    "SELECT id, title, learner_title, snippet, outcome, state, health, {minutes}, difficulty, source, length,"
    " (SELECT count(*) FROM question WHERE question.case_id = cases.id), created, modified,"
    " (SELECT max(day) FROM use_record WHERE use_record.case_id = cases.id),"
    " (SELECT group_name FROM use_record WHERE use_record.case_id = cases.id ORDER BY day DESC, id DESC LIMIT 1)"
    " FROM cases"
    " JOIN case_figures ON case_figures.case_id = id"
    " JOIN case_snippet ON case_snippet.case_id = id WHERE id IN (SELECT value FROM json_each(?))"
)
_FACETS = (
    "SELECT case_id, facet, value FROM case_facet WHERE facet IN ('industry', 'theme')"
    " AND case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, facet, position"
)
_SECTIONS = (
    "SELECT case_id, position, title, html FROM section"
    " WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, position"
)
_QUESTIONS = (
    "SELECT case_id, section, text, answer FROM question"
    " WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, section, position"
)


def marks(text: str, terms: Iterable[Term]) -> Ranges:
    """Where the terms stand in plain text, as ranges that neither overlap nor touch."""
    return _marks_in_folded(fold(text), terms)


def _marks_in_folded(folded: str, terms: Iterable[Term]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(match.span(1) for term in terms for match in pattern(term).finditer(folded)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def summaries(
    connection: sqlite3.Connection, ids: Sequence[int], terms: Sequence[Term], characters_a_minute: int
) -> tuple[CaseSummary, ...]:
    """The rows of these cases in their order; unknown ids are skipped."""
    listed = json.dumps(list(ids))
    facets: dict[tuple[int, str], list[str]] = defaultdict(list)
    for case_id, facet, value in connection.execute(_FACETS, (listed,)):
        facets[case_id, facet].append(value)
    query = _SUMMARY.format(minutes=MINUTES.format(pace=characters_a_minute))
    rows = {row[0]: row for row in connection.execute(query, (listed,))}
    bodies = _bodies(connection, listed) if terms else {}
    tellings = {story[0]: len(story) for story in stories_of(connection, ids)}

    def summary(id_: int) -> CaseSummary:
        _, title, learner_title, start, outcome, state, health, minutes, *rest = rows[id_]
        difficulty, source, length, questions, created, modified, used, used_by = rest
        snippet, hits = cut(bodies.get(id_, ""), terms, start) if terms else (start, ())
        return CaseSummary(
            id_, title, learner_title, snippet, minutes, outcome=outcome or "", state=state,
            industries=tuple(facets[id_, Facet.INDUSTRY.value]), themes=tuple(facets[id_, Facet.THEME.value]),
            health=health_words(health), title_hits=marks(title, terms), snippet_hits=hits,
            difficulty=difficulty or "", source=source, length=length, questions=questions,
            created=moment(created), modified=moment(modified), used=date.fromisoformat(used) if used else None,
            used_by=used_by or "", tellings=tellings.get(id_, 0),
        )  # fmt: skip

    return tuple(summary(id_) for id_ in ids if id_ in rows)


def _bodies(connection: sqlite3.Connection, listed: str) -> dict[int, str]:
    """What `search_text` calls the body, of each of the listed cases; whole cases would take twice as long to read."""
    asked: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for case_id, section, text, answer in connection.execute(_QUESTIONS, (listed,)):
        asked[case_id, section].append((text, answer))
    sections: dict[int, list[tuple[str, str, list[tuple[str, str]]]]] = defaultdict(list)
    for case_id, position, title, html in connection.execute(_SECTIONS, (listed,)):
        sections[case_id].append((title, html, asked.get((case_id, position), [])))
    return {case_id: body_text(parts) for case_id, parts in sections.items()}


def cut(body: str, terms: Sequence[Term], start: str) -> tuple[str, Ranges]:
    """The piece of a case's body that shows most of the terms, and where they are; `start` where it has none."""
    folded = fold(body)
    found = sorted((*hit.span(1), index) for index, term in enumerate(terms) for hit in pattern(term).finditer(folded))
    if not found:
        return start, marks(start, terms)
    reach = LENGTH - BEFORE
    begin = max(found, key=lambda hit: (_shown(found, hit[0], reach), -hit[0]))[0]
    first, last = max(0, begin - BEFORE), min(len(body), begin + reach)
    ahead = _ELLIPSIS if first else ""
    behind = _ELLIPSIS if last < len(body) else ""
    piece = _SPACE.sub(" ", body[first:last])
    hits = _marks_in_folded(folded[first:last], terms)
    moved = len(ahead)
    return f"{ahead}{piece}{behind}", tuple((low + moved, high + moved) for low, high in hits)


def _shown(found: Sequence[tuple[int, int, int]], begin: int, reach: int) -> int:
    """How many different terms stand in a piece that begins at a hit; the hits are in order."""
    first, behind = bisect_left(found, (begin,)), bisect_left(found, (begin + reach,))
    return len({index for _, end, index in found[first:behind] if end <= begin + reach})
