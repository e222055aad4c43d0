"""Labels that a document teaches: words that recur once in each of its cases, at the same place, before a text.

No list holds every name that a trainer gives to the parts of a case ("班会三连击", "Coach's corner"). Where the cases
can be told by their headings, or by a label that everybody knows, another label that comes in most of them, once in
each and behind the same other label, is the name of a part. What the part is for is guessed: from what the label says,
or else from what stands under it and before it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casedesk.domain.case import Role
from casedesk.domain.draft import Style
from casedesk.importing import rules
from casedesk.importing.alike import addresses
from casedesk.importing.headings import reader_of
from casedesk.importing.labels import Label, labels_of
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.markers import Marker, markers_of
from casedesk.importing.marks import Family
from casedesk.importing.names import names_in
from casedesk.importing.story_signs import story_share

_FEWEST_CASES = 3
_SHARE_OF_CASES = 0.6
_SAME_PLACE = 0.75
_SHORTEST_TEXT = 20
_LONGEST_HEAD = 50
_SHORTEST_ENGLISH = 40
_STORY = 0.35
_ASKED = 0.5


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label stands: in which case, behind which other label or heading and how far, and where its text ends."""

    label: Label
    case: int
    behind: str
    distance: int
    end: int


def learned_markers(
    canon: str, lines: Sequence[Line], markers: Sequence[Marker], heads: Sequence[int]
) -> Iterator[Marker]:
    """The markers that the document teaches; `heads` are the places where its cases begin."""
    for places in _recurring(canon, lines, markers, sorted(heads)):
        role = None if _is_somebody(places[0].label) else _role(canon, places)
        if role is None:
            continue
        for label in (place.label for place in places):
            yield Marker(label.start, label.end, role, canon[label.start : label.end].strip())


def learned_words(canon: str, lines: Sequence[Line]) -> frozenset[str]:
    """The lines that recur in a document as the labels of its parts do, before anything else is known about it."""
    heads = sorted({mark.start for mark in reader_of(canon).marks_of(lines) if mark.family is Family.CASE})
    markers = [marker for marker in markers_of(canon, lines) if marker.start not in heads]
    return frozenset(marker.word for marker in learned_markers(canon, lines, markers, heads))


def _recurring(
    canon: str, lines: Sequence[Line], markers: Sequence[Marker], heads: Sequence[int]
) -> Iterator[list[_Place]]:
    if len(heads) < _FEWEST_CASES:
        heads = _anchors(markers)
    if len(heads) < _FEWEST_CASES:
        return
    known = dict.fromkeys(heads, "") | {marker.start: marker.word for marker in markers}
    candidates = _candidates(canon, lines, known)
    edges = sorted([*known, *(label.start for labels in candidates.values() for label in labels)])
    words = dict(known) | {label.start: label.words for labels in candidates.values() for label in labels}
    for labels in candidates.values():
        places = [_place(label, heads, edges, words, len(canon)) for label in labels]
        if _is_part(places, len(heads)):
            yield places


def _anchors(markers: Sequence[Marker]) -> list[int]:
    """The places of the label that comes most often: it stands once in every case."""
    words = Counter(marker.word for marker in markers).most_common(1)
    return [marker.start for marker in markers if marker.word == words[0][0]] if words else []


def _candidates(canon: str, lines: Sequence[Line], known: Mapping[int, str]) -> dict[str, list[Label]]:
    """The labels that nobody knows and that come in several cases, by their words."""
    found: dict[str, list[Label]] = {}
    own = labels_of(canon)
    field = rules.pattern(rules.table("headings")["byline"])
    before: Line | None = None
    is_headed = False
    for line in lines:
        if (
            line.starts_line
            and line.start not in known
            and line.block.style is not Style.TABLE
            and not addresses(canon, line)
        ):
            label = own.at(line)
            begins = before is None or is_headed or _may_end(canon, before, known)
            if label and begins and not label.words[-1].isdigit() and not field.match(canon, line.start, line.end):
                found.setdefault(label.words, []).append(label)
        is_headed = before is not None and before.start in known
        before = line
    return {words: labels for words, labels in found.items() if len(labels) >= _FEWEST_CASES}


def _may_end(canon: str, line: Line, known: Mapping[int, str]) -> bool:
    """Whether a paragraph may end with a line: with a sentence, or as a heading."""
    return (
        is_ended(canon[max(line.start, line.end - 2) : line.end]) or line.start in known or len(line) < _SHORTEST_TEXT
    )


def _place(label: Label, heads: Sequence[int], edges: Sequence[int], words: Mapping[int, str], end: int) -> _Place:
    case = bisect_right(heads, label.start) - 1
    at = bisect_left(edges, label.start)
    following = edges[at + 1] if at + 1 < len(edges) else end
    before = edges[at - 1] if at else 0
    return _Place(label, case, words.get(before, ""), label.start - before, following)


def _is_part(places: Sequence[_Place], cases: int) -> bool:
    inside = [place for place in places if place.case >= 0]
    counts = Counter(place.case for place in inside)
    if len(counts) < max(_FEWEST_CASES, _SHARE_OF_CASES * cases) or len(inside) > len(counts):
        return False
    behind = Counter(place.behind for place in inside)
    lengths = sorted(place.end - place.label.end for place in inside)
    shortest = _SHORTEST_ENGLISH if inside[0].label.words.isascii() else _SHORTEST_TEXT
    return behind.most_common(1)[0][1] >= _SAME_PLACE * len(inside) and lengths[len(lengths) // 2] >= shortest


def _is_somebody(label: Label) -> bool:
    """Whether a label is nothing but a name: of who speaks, or of who is spoken to."""
    return label.words in names_in(label.words, 0, len(label.words))


def _role(canon: str, places: Sequence[_Place]) -> Role | None:
    """What a label is for; None where nothing tells."""
    words = places[0].label.words
    texts = [(place.label.end, place.end) for place in places]
    distances = sorted(place.distance for place in places)
    is_asking = sum("?" in canon[start:end] for start, end in texts) > _ASKED * len(texts) and _are_short(texts)
    if not places[-1].behind and distances[len(distances) // 2] < (_LONGEST_HEAD * (2 if words.isascii() else 1)):
        return Role.QUESTION if is_asking else Role.BODY
    for role, pattern in _stems():
        if rules.pattern(pattern).search(words):
            return role
    if is_asking:
        return Role.QUESTION
    told = sum(story_share(canon, start, end) for start, end in texts) / len(texts)
    return Role.ANALYSIS if told < _STORY and not places[-1].behind else None


def _are_short(texts: Sequence[tuple[int, int]]) -> bool:
    return sum(end - start for start, end in texts) < 200 * len(texts)


@lru_cache(maxsize=1)
def _stems() -> Sequence[tuple[Role, str]]:
    return [(Role(rule["role"]), rule["pattern"]) for rule in rules.table("sections")["stem"]]
