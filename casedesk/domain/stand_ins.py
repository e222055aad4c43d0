"""Names of people, places and firms: finding them in a text, and making stand-ins that are not given twice."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from casedesk.domain.library import Pseudonym
from casedesk.domain.pinyin import initials, is_ideograph

_MOST_OFFERS = 3


class NameKind(StrEnum):
    """What bears a name."""

    PERSON = "person"
    PLACE = "place"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class FoundName:
    """What looks like a name in a text, and how often it stands there."""

    kind: NameKind
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class NameRules:
    """How names look, and what stand-ins are made of (see resources/editor/names.toml)."""

    found: tuple[tuple[NameKind, re.Pattern[str]], ...]
    letters: Mapping[str, str]
    """The letter that stands in for a family name."""
    double: frozenset[str]
    patterns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, str]
    suffixes: Mapping[str, tuple[str, ...]]


def names_in(texts: Iterable[str], rules: NameRules, *, known: Collection[str] = ()) -> tuple[FoundName, ...]:
    """What looks like a name in these texts and is not known yet, the most frequent first."""
    kinds: dict[str, NameKind] = {}
    all_texts = tuple(texts)
    for text in all_texts:
        for kind, pattern in rules.found:
            for match in pattern.finditer(text):
                kinds.setdefault(match.group().strip(), kind)
    for name in known:
        kinds.pop(name, None)
    counts = Counter({name: sum(text.count(name) for text in all_texts) for name in kinds})
    return tuple(FoundName(kinds[name], name, n) for name, n in counts.most_common())


def kind_of(name: str, rules: NameRules) -> NameKind:
    """What bears this name, as far as it can be told from the name alone."""
    if any(name.endswith(suffix) for key in ("firm", "firm_en") for suffix in rules.suffixes[key]):
        return NameKind.FIRM
    if any(len(name) > len(suffix) + 1 and name.endswith(suffix) for suffix in rules.suffixes["place"]):
        return NameKind.PLACE
    return NameKind.PERSON


def offers(name: str, kind: NameKind, taken: Collection[str], rules: NameRules) -> tuple[str, ...]:
    """Stand-ins for a name that nothing else in the library has, the best first; at least one."""
    free = (_free(pattern, taken, rules.rows) for pattern in _filled(name.strip(), kind, rules))
    return tuple(dict.fromkeys(words for words in free if words and words != name))[:_MOST_OFFERS]


class ConflictKind(StrEnum):
    """Why a name and its stand-in may not do what is wished."""

    NO_STAND_IN = "no_stand_in"
    SAME_NAME = "same_name"
    TELLS = "tells"
    REAL_STAND_IN = "real_stand_in"
    SAME_STAND_IN = "same_stand_in"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is the matter with a name, and with which other one."""

    kind: ConflictKind
    other: str = ""


def conflicts(item: Pseudonym, others: Sequence[Pseudonym]) -> tuple[Conflict, ...]:
    """What is the matter with a name among all of the library, gravest first; `others` may hold the item itself."""
    if not item.real:
        return ()
    rest = [other for other in others if other.id != item.id and other.real]
    found: list[Conflict] = []
    if not item.stand_in:
        found.append(Conflict(ConflictKind.NO_STAND_IN))
    elif item.real in item.stand_in:
        found.append(Conflict(ConflictKind.TELLS))
    for other in rest:
        if other.real == item.real:
            found.append(Conflict(ConflictKind.SAME_NAME, other.stand_in))
        elif item.stand_in and other.real == item.stand_in:
            found.append(Conflict(ConflictKind.REAL_STAND_IN, other.real))
        elif item.stand_in and other.stand_in == item.stand_in:
            found.append(Conflict(ConflictKind.SAME_STAND_IN, other.real))
        if item.real != other.real and item.real in other.real:
            found.append(Conflict(ConflictKind.INSIDE, other.real))
    order = list(ConflictKind)
    return tuple(sorted(found, key=lambda conflict: order.index(conflict.kind)))


def _filled(name: str, kind: NameKind, rules: NameRules) -> Iterator[str]:
    """The patterns for a name, with what the name itself gives put in."""
    is_wide = any(map(is_ideograph, name))
    values = _parts(name, rules) if is_wide else _latin_parts(name)
    if kind is not NameKind.PERSON:
        language = "zh" if is_wide else "en"
        words = rules.suffixes[f"{kind.value}_{language}" if kind is NameKind.FIRM and not is_wide else kind.value]
        default = {"firm_zh": "单位", "place_zh": "地", "firm_en": "Firm", "place_en": ""}[f"{kind.value}_{language}"]
        values["suffix"] = next((suffix for suffix in words if name.endswith(suffix)), default)
        form = kind.value
    else:
        form = "called" if values["call"] else "titled" if values["title"] else "person"
    for pattern in rules.patterns[f"{form}_{'zh' if is_wide else 'en'}"]:
        filled = pattern
        for key, value in values.items():
            filled = filled.replace(f"{{{key}}}", value)
        yield filled.replace("{next}", "{next_zh}" if is_wide else "{next_en}").replace("{row}", "{next_en}")


def _parts(name: str, rules: NameRules) -> dict[str, str]:
    """Of 王先生 the letter W and the title 先生; of 小王 what he is called by, too."""
    call = name[0] if name[0] in "小老阿" and len(name) == 2 else ""
    rest = name.removeprefix(call) if call else name
    family = rest[:2] if rest[:2] in rules.double else rest[:1]
    letter = rules.letters.get(family) or initials(family)[:1].upper()
    given = rest[len(family) :]
    title = next((given[at:] for at in range(len(given)) if given[at:] in rules.suffixes["title"]), "")
    return {"call": call, "letter": letter, "title": title}


def _latin_parts(name: str) -> dict[str, str]:
    """Of Mr Smith the title and the letter S."""
    words = name.split()
    title = words[0] if len(words) > 1 and words[0].rstrip(".") in {"Mr", "Mrs", "Ms", "Miss", "Dr", "Mx"} else ""
    letter = words[-1][:1].upper() if words else ""
    return {"call": "", "letter": letter, "title": title}


def _free(pattern: str, taken: Collection[str], rows: Mapping[str, str]) -> str:
    """What a pattern gives that nothing has yet; empty where it has no choice and is taken."""
    for key in ("next_zh", "next_en"):
        if f"{{{key}}}" in pattern:
            row = rows[key.removeprefix("next_")]
            return next(
                words for at in count() if (words := pattern.replace(f"{{{key}}}", _of_row(row, at))) not in taken
            )
    return "" if pattern in taken else pattern


def _of_row(row: str, at: int) -> str:
    """甲, 乙 … 癸, and 甲2 behind them."""
    again = at // len(row)
    return row[at % len(row)] + (str(again + 1) if again else "")
