"""The language of the search box: words, and clauses such as `industry:酒店 minutes:<20 -tag:x`.

What does not look like a known clause is plain text, so a title with a colon still finds itself. Several values of a
facet (`theme:投诉,服务`, or the clause twice) mean any of them, with `all:theme` all of them; clauses of different
facets must all hold. `within:"…"` is a filter in a filter: the part of the library that counts as the whole.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from casedesk.domain.case import Facet
from casedesk.domain.filters import EMPTY, CaseFilter
from casedesk.domain.health import Health
from casedesk.domain.query_values import read_days, read_range, write_days, write_range
from casedesk.domain.query_vocabulary import (
    ALL_KEYS,
    ANY_WORDS,
    CLOSED_VALUES,
    CREATED_KEYS,
    DEPTH_KEYS,
    DEPTHS,
    EMPTY_WORDS,
    FACET_KEYS,
    FAMILY_KEYS,
    FILE_KEYS,
    HAS_KEYS,
    IMPORTED_KEYS,
    LACKS_KEYS,
    LENGTH_KEYS,
    MINUTES_KEYS,
    MODIFIED_KEYS,
    PART_KEYS,
    PLACE_KEYS,
    QUESTIONS_KEYS,
    ROLE_KEYS,
    SIMILAR_KEYS,
    TAUGHT_KEYS,
    TELLINGS,
    TRASH_WORDS,
    WITHIN_KEYS,
)

_QUOTED = r'"(?:[^"]|"")*"'
_ITEM = rf'{_QUOTED}|[^\s,，"]+'
_CLAUSE = re.compile(
    r"(?P<minus>-?)(?P<key>[^\s:：\"()（）-][^\s:：\"]*)[:：]" rf"(?P<value>(?:{_ITEM})(?:[,，](?:{_ITEM}))*)(?!\S)"
)
_ITEMS = re.compile(_ITEM)
_PLAIN = re.compile(
    r"-?(?P<opens>[(（]*)"
    r'(?:(?P<unclosed>["“”][^"“”]*$)|["“”][^"“”]*["“”](?P<closes>[)）]*)|\S*?(?P<ends>[)）]*)(?=\s|$))'
)
_NUMBER = re.compile("[1-9][0-9]{0,17}")
_WRITTEN_KEYS = {facet: key for key, facet in reversed(FACET_KEYS.items())}
_WRITTEN_ROLES = {role: key for key, role in reversed(ROLE_KEYS.items())}
_RANGES = {"minutes": MINUTES_KEYS, "length": LENGTH_KEYS, "questions": QUESTIONS_KEYS}
_DAY_RANGES = {
    "imported": IMPORTED_KEYS,
    "modified": MODIFIED_KEYS,
    "created": CREATED_KEYS,
    "taught": TAUGHT_KEYS,
}
_WRITTEN_PARTS = {health: key for key, health in reversed(PART_KEYS.items())}


@dataclass(frozen=True, slots=True)
class _Item:
    """One value of a clause; a quoted one stands for itself, whatever it says."""

    text: str
    is_quoted: bool

    @property
    def word(self) -> str:
        """The value as a word of the language; empty where it is quoted."""
        return "" if self.is_quoted else self.text.casefold()


def parse_query(text: str, *, today: date | None = None) -> CaseFilter:
    """The filter that a query stands for. Any text means something; none is wrong.

    `today` is what the word means in `imported:today`; this computer's date where it is not given.
    """
    wanted = CaseFilter()
    plain: list[str] = []
    needing_all: set[Facet] = set()
    depth = place = 0
    now = today or datetime.now().astimezone().date()
    while (place := _skip_spaces(text, place)) < len(text):
        clause = _CLAUSE.match(text, place) if depth == 0 else None
        if clause and (facets := _needing_all(clause)):
            needing_all |= facets
            place = clause.end()
            continue
        narrowed = _narrowed(wanted, clause, now) if clause else None
        if clause and narrowed:
            wanted, place = narrowed, clause.end()
            continue
        match = _PLAIN.match(text, place)
        assert match is not None
        plain.append(match.group())
        depth = _depth_after(match, depth)
        place = match.end()
    for facet in needing_all:
        wanted = wanted.with_condition(replace(wanted.condition(facet), needs_all=True))
    return replace(wanted, text=" ".join(plain))


def format_query(wanted: CaseFilter) -> str:
    """The query that stands for a filter: its words, then its clauses. Parsing it gives the filter back."""
    clauses = " ".join(_clauses(wanted))
    parts = (clauses, wanted.text) if _has_open_end(wanted.text) else (wanted.text, clauses)
    return " ".join(filter(None, parts))


def _skip_spaces(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _depth_after(token: re.Match[str], depth: int) -> int:
    """How many brackets are open after a token; inside brackets there are no clauses."""
    return max(0, depth + len(token["opens"]) - len(token["closes"] or token["ends"] or ""))


def _has_open_end(text: str) -> bool:
    """Whether what follows the text would fall into a quotation or a bracket that it has left open."""
    depth = 0
    for token in _PLAIN.finditer(text):
        if token["unclosed"]:
            return True
        depth = _depth_after(token, depth)
    return depth > 0


def _needing_all(clause: re.Match[str]) -> set[Facet]:
    """The facets of a clause such as `all:theme,tag`; none for any other clause."""
    if clause["key"].casefold() not in ALL_KEYS or clause["minus"]:
        return set()
    facets = [FACET_KEYS.get(_item(match.group()).word) for match in _ITEMS.finditer(clause["value"])]
    return {facet for facet in facets if facet} if all(facets) else set()


def _narrowed(wanted: CaseFilter, clause: re.Match[str], today: date) -> CaseFilter | None:
    """The filter with a clause added; None where the clause is none that we know."""
    key = clause["key"].casefold()
    is_excluded = bool(clause["minus"])
    items = [_item(match.group()) for match in _ITEMS.finditer(clause["value"])]
    if narrowed := _with_parts(wanted, key, items, is_excluded=is_excluded):
        return narrowed
    if key in WITHIN_KEYS and len(items) == 1 and not is_excluded:
        inner = parse_query(items[0].text, today=today)
        return replace(wanted, within=inner) if inner != CaseFilter() else None
    if len(items) == 1 and not is_excluded and (narrowed := _with_figure(wanted, key, items[0], today)):
        return narrowed
    facet = FACET_KEYS.get(key)
    if facet is Facet.PRIVATE and len(items) == 1 and items[0].word in ANY_WORDS:
        return _with_values(wanted, facet, (EMPTY,), is_excluded=not is_excluded)
    values = [_value(facet, item) for item in items] if facet else []
    if facet is None or not all(value is not None for value in values):
        return None
    return _with_values(wanted, facet, (value for value in values if value is not None), is_excluded=is_excluded)


def _with_figure(wanted: CaseFilter, key: str, item: _Item, today: date) -> CaseFilter | None:
    if key in PLACE_KEYS and item.word in TRASH_WORDS:
        return replace(wanted, trashed=True)
    if key in FILE_KEYS and item.text.strip():
        return replace(wanted, file=item.text)
    if key in DEPTH_KEYS and item.word in DEPTHS:
        return replace(wanted, depth=DEPTHS[item.word])
    if key in SIMILAR_KEYS and _NUMBER.fullmatch(item.word):
        return replace(wanted, similar=int(item.word))
    if key in FAMILY_KEYS and _NUMBER.fullmatch(item.word):
        return replace(wanted, family=int(item.word))
    if key in FAMILY_KEYS and item.word in TELLINGS:
        return replace(wanted, tellings=TELLINGS[item.word])
    for name, keys in _RANGES.items():
        if key in keys and (figures := read_range(item.word)):
            return replace(wanted, **{name: figures})
    for name, keys in _DAY_RANGES.items():
        if key in keys and (days := read_days(item.word, today)):
            return replace(wanted, **{name: days})
    return None


def _with_parts(wanted: CaseFilter, key: str, items: list[_Item], *, is_excluded: bool) -> CaseFilter | None:
    """`questions:none`, `has:questions` and their opposites, which all speak of what a case lacks."""
    if key in HAS_KEYS | LACKS_KEYS:
        named = [item.word for item in items]
        lacks = (key in LACKS_KEYS) is not is_excluded
    elif len(items) == 1 and items[0].word in EMPTY_WORDS | ANY_WORDS:
        named = [key]
        lacks = (items[0].word in EMPTY_WORDS) is not is_excluded
    else:
        return None
    if any(name not in PART_KEYS and name not in ROLE_KEYS for name in named):
        return None
    faults = [PART_KEYS[name] for name in named if name in PART_KEYS]
    roles = frozenset(ROLE_KEYS[name] for name in named if name in ROLE_KEYS)
    wanted = _with_values(wanted, Facet.HEALTH, faults, is_excluded=not lacks) if faults else wanted
    return replace(wanted, lacking=wanted.lacking | roles) if lacks else replace(wanted, having=wanted.having | roles)


def _with_values(wanted: CaseFilter, facet: Facet, values: Iterable[str], *, is_excluded: bool) -> CaseFilter:
    now = wanted.condition(facet)
    added = frozenset(map(str, values))
    if is_excluded:
        return wanted.with_condition(replace(now, excluded=now.excluded | added))
    return wanted.with_condition(replace(now, included=now.included | added))


def _item(text: str) -> _Item:
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return _Item(text[1:-1].replace('""', '"'), is_quoted=True)
    return _Item(text, is_quoted=False)


def _value(facet: Facet, item: _Item) -> str | None:
    """The facet value that an item stands for; None for a word that a closed facet does not know."""
    if item.word in EMPTY_WORDS:
        return EMPTY
    closed = CLOSED_VALUES.get(facet)
    if closed is None:
        return item.text or None
    found = closed.get(item.word or item.text)
    return None if found is None else str(found)


def _clauses(wanted: CaseFilter) -> Iterator[str]:
    for condition in wanted.conditions:
        yield from _facet_clauses(condition.facet, condition.included, "")
        yield from _facet_clauses(condition.facet, condition.excluded, "-")
    if all_of := [_WRITTEN_KEYS[item.facet] for item in wanted.conditions if item.needs_all]:
        yield f"all:{','.join(all_of)}"
    for name in (*_RANGES, *_DAY_RANGES):
        value = getattr(wanted, name)
        written = "" if value is None else write_range(value) if name in _RANGES else write_days(value)
        if written:
            yield f"{name}:{written}"
    yield from (f"has:{_WRITTEN_ROLES[role]}" for role in sorted(wanted.having))
    yield from (f"lacks:{_WRITTEN_ROLES[role]}" for role in sorted(wanted.lacking))
    if wanted.depth:
        yield f"depth:{wanted.depth}"
    if wanted.file:
        yield f"file:{_quoted(wanted.file)}"
    if wanted.similar is not None:
        yield f"similar:{wanted.similar}"
    if wanted.tellings is not None:
        yield f"family:{wanted.tellings}"
    if wanted.family is not None:
        yield f"family:{wanted.family}"
    if wanted.trashed:
        yield "in:trash"
    if wanted.within is not None and wanted.within != CaseFilter():
        yield f"within:{_quoted(format_query(wanted.within))}"


def _facet_clauses(facet: Facet, values: frozenset[str], minus: str) -> Iterator[str]:
    others = sorted(values)
    if facet is Facet.HEALTH:
        parts = [value for value in others if value in _WRITTEN_PARTS]
        others = [value for value in others if value not in _WRITTEN_PARTS]
        for value in parts:
            part = _WRITTEN_PARTS[Health(value)]
            yield f"has:{part}" if minus else f"{part}:none"
    if others:
        yield f"{minus}{_WRITTEN_KEYS[facet]}:{','.join(_written(facet, value) for value in others)}"


def _written(facet: Facet, value: str) -> str:
    if value == EMPTY:
        return "never" if facet is Facet.USED else "none"
    is_word = re.fullmatch(r'[^\s,，"]+', value) and value.casefold() not in EMPTY_WORDS
    return value if is_word else _quoted(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
