"""What lines look like, and the rows that lines of one look make: where cases may begin whatever their headings say.

No list of words is asked. A line's look is what it may share with the headings of other cases: the signs around it, the
label before its colon, its words but for the numbers in them, how it begins or ends, its number, the blank lines before
it. And what stands behind a label that closes each case ("Trainer notes:") begins the next one, however that looks.
Every row is only offered here; `judging` tells which of them, if any, divides the text into cases.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from casedesk.domain.case import Role
from casedesk.domain.draft import Style
from casedesk.importing import rules
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.markers import role_of_label
from casedesk.importing.marks import NUMBER_IN_LABEL, Family, Mark
from casedesk.importing.numbers import number_of
from casedesk.importing.titles import is_title_like

BY_LOOK = "look"
"""The rule of headings that look alike."""
BY_GAP = "gap"
"""The rule of lines before which more blank lines stand than elsewhere."""
BEHIND = "behind"
"""The rule of lines that stand behind a label which closes each case; the label is the word of their marks."""
_LABELS = ("label", "same")
_CLOSING = frozenset({Role.ANALYSIS, Role.LESSON, Role.QUESTION, Role.FOLLOW_UP})
_FEWEST = 3
_LONGEST = 50
_FARTHEST = 4
"""How many lines behind a closing label the next case may begin."""
_ABOVE = "above"
_LONGEST_ABOVE = 20
_QUOTES = "“\"「『《'‘"
_PARAGRAPH = 40
"""A line so long is a paragraph, not a title, and not a line of a list; in English twice that."""
_CLOSEST = 40
"""Headings that stand nearer to each other, mostly, divide no stories."""
_FARTHEST_APART = 5000
"""Nor do those that stand farther from each other, on the whole."""
_WIDE_GAP = 3
_FRAMED = re.compile(r"(?P<sign>[^\w\s,。!?;:、…“”\"'‘’()《》「」『』&@$¥]{1,40}) *(?P<words>\w.*)")
LABEL = re.compile(r"(?P<label>[^\s:,。!?;“”\"(][^:,。!?;“”\"\n]{0,24}) ?: ?")
"""A line that begins with a few words and a colon."""
_DIGITS = re.compile(r"[0-9]+")
_COUNT = re.compile(
    rf"\(?(?:(?P<formal>[壹贰叁肆伍陆柒捌玖拾]{{1,3}})|(?P<number>{rules.NUMBER})|(?P<roman>[IVX]{{1,5}})|(?P<letter>[A-H]))"
    r"\)?(?P<sign>[ .、/|:)])"
)
_ENGLISH_WORDS = re.compile(r"[A-Za-z']+(?: [A-Za-z']+)?")


@dataclass(frozen=True, slots=True)
class LookRow:
    """Lines that may each begin a case, as marks."""

    heads: tuple[Mark, ...]
    is_behind: bool = False
    """They stand behind a label that recurs, and may look as they like."""


def look_rows(canon: str, lines: Sequence[Line]) -> list[LookRow]:
    """The rows of three and more lines that look alike, or stand behind lines that do, with a text between them."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for index in range(len(lines)):
        for look, end in _looks(canon, lines, index):
            groups.setdefault(look, []).append((index, end))
    found: dict[tuple[int, ...], LookRow] = {}
    for look, places in groups.items():
        if len(places) < _FEWEST or not _divide(lines, [index for index, _ in places]):
            continue
        if look == _ABOVE and places[0][0] == 0 and len(places) > _FEWEST:
            places = places[1:] if _is_short(lines, places) else places
        for row in _rows(canon, lines, look, places):
            found.setdefault(tuple(mark.start for mark in row.heads), row)
    return list(found.values())


def _rows(canon: str, lines: Sequence[Line], look: str, places: Sequence[tuple[int, int]]) -> Iterator[LookRow]:
    kind, _, words = look.partition(":")
    role = role_of_label(words.strip(" :")) if kind in _LABELS else None
    rule = BY_GAP if kind == BY_GAP else BY_LOOK
    if role not in _CLOSING:
        heads = (Mark(lines[index].start, end, Family.STYLED, rule, word=look) for index, end in places)
        yield LookRow(tuple(_counted(canon, head) for head in heads))
    indexes = [index for index, _ in places]
    opens = sum(lines[index].after_gap for index in indexes) * 2 > len(indexes)
    if kind not in _LABELS or (opens and role not in _CLOSING) or _DIGITS.search(words):
        return
    for step, is_more in product(range(_FARTHEST + 1), (False, True)):
        if behind := _behind(lines, indexes, step, is_more=is_more):
            starts = (lines[index].start for index in behind)
            heads = tuple(Mark(start, start, Family.STYLED, BEHIND, word=words) for start in starts)
            yield LookRow(heads, is_behind=True)


def _behind(lines: Sequence[Line], indexes: Sequence[int], step: int, *, is_more: bool) -> list[int]:
    """The lines that begin cases when each label closes one: behind the next gap (step 0), or so many lines further.
    One more may begin behind the last label, which then closes none."""
    found: list[int] = []
    ends = [*indexes[1:], len(lines)]
    for index, until in zip(indexes if is_more else indexes[:-1], ends, strict=False):
        following = range(index + 1, until)
        place = next((i for i in following if lines[i].after_gap), None) if step == 0 else index + step
        if place is None or place >= until:
            return []
        found.append(place)
    first = _first(lines, indexes[0], [index - place for place, index in zip(found, indexes[1:], strict=False)], found)
    return [] if first is None else [first, *found]


def _first(lines: Sequence[Line], label: int, depths: Sequence[int], others: Sequence[int]) -> int | None:
    """Where the first case begins, which no label stands in front of: where a line looks as the others do, or as far
    above its own label as the others begin above theirs."""
    usual = sorted(depths)[len(depths) // 2]
    are_apart = sum(lines[index].after_gap for index in others) * 5 >= len(others) * 4
    candidates = [index for index in range(label) if lines[index].after_gap or index == 0 or not are_apart]
    lengths = sorted(len(lines[index]) for index in others)
    length = lengths[len(lengths) // 2]
    return min(
        candidates,
        key=lambda index: (abs(label - index - usual) + abs(len(lines[index]) - length) / 20, -index),
        default=None,
    )


def _counted(canon: str, mark: Mark) -> Mark:
    """The mark with the number in what it covers, however that is written."""
    number = NUMBER_IN_LABEL.search(canon, mark.start, mark.end)
    return replace(mark, number=number_of(number.group())) if number else mark


def _divide(lines: Sequence[Line], indexes: Sequence[int]) -> bool:
    """Whether lines stand as far from each other as the headings of stories do, through most of the text."""
    starts = [lines[index].start for index in indexes]
    distances = sorted(after - before for before, after in pairwise(starts))
    whole = lines[-1].end - lines[0].start
    is_all_through = (starts[-1] - starts[0]) * 2 >= whole or starts[-1] - starts[0] + _FARTHEST_APART >= whole
    return is_all_through and distances[len(distances) // 2] >= _CLOSEST and whole <= _FARTHEST_APART * len(indexes)


def _looks(canon: str, lines: Sequence[Line], index: int) -> Iterator[tuple[str, int]]:
    """The looks of a line, each with where the sign, the number or the label ends that makes it."""
    line = lines[index]
    if not line.starts_line or line.block.style is Style.TABLE:
        return
    words = canon[line.start : line.end]
    if index and canon.count("\n", lines[index - 1].end, line.start) >= _WIDE_GAP:
        yield BY_GAP, line.start
    if label := LABEL.match(words):
        yield "label:" + _DIGITS.sub("0", label["label"].strip()), line.start + label.end()
    if not line.ends_line or len(words) > _LONGEST * (2 if words.isascii() else 1):
        return
    if _is_above(canon, lines, index):
        yield _ABOVE, line.start
    if framed := _FRAMED.fullmatch(words):
        last = words[-1] if not words[-1].isalnum() else ""
        yield f"sign:{framed['sign'][:3]}{last}", line.start + framed.start("words")
    if not is_title_like(words) or line.block.style is Style.LIST_ITEM:
        if words.rstrip().endswith(":"):
            yield "same:" + words, line.start
        return
    yield "same:" + words, line.start
    if count := _COUNT.match(words):
        yield f"count:{_kind(count)}{count['sign']}", line.start + count.end()
    shape = _DIGITS.sub("0", words)
    if shape != words:
        yield "shape:" + shape, line.end
    yield from _edges(words, line)


def _is_short(lines: Sequence[Line], places: Sequence[tuple[int, int]]) -> bool:
    """Whether less stands under the first of some headings than under most others: it is the title of the source."""
    lengths = [lines[second].start - lines[first].start for (first, _), (second, _) in pairwise(places)]
    return lengths[0] * 3 < sorted(lengths)[len(lengths) // 2] * 2


def _is_above(canon: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a lone title without a number, between two paragraphs or above the first."""
    line = lines[index]
    words = canon[line.start : line.end]
    wide = 2 if words.isascii() else 1
    if index + 1 == len(lines) or len(words) > _LONGEST_ABOVE * wide:
        return False
    if (count := _COUNT.match(words)) and not (count["letter"] and count["sign"] == " "):
        return False
    is_title = is_title_like(words) and (words[0].isalnum() or words[0] in _QUOTES)
    if not is_title or len(lines[index + 1]) < _PARAGRAPH * wide:
        return False
    if index <= 1:
        return index == 0  # below the title of the source stands its subtitle
    before = lines[index - 1]
    return line.after_gap or is_ended(canon[max(0, before.end - 2) : before.end])


def _kind(count: re.Match[str]) -> str:
    kind = next(name for name in ("formal", "number", "roman", "letter") if count[name])
    return "digits" if kind == "number" and count[kind].isdigit() else kind


def _edges(words: str, line: Line) -> Iterator[tuple[str, int]]:
    """How a line begins and ends."""
    if words[0].isascii():
        if first := _ENGLISH_WORDS.match(words):
            yield "first:" + first.group().lower().split(" ")[0], line.start
        yield "last:" + words.lower().rsplit(" ", 1)[-1], line.start
    else:
        yield "first:" + words[:2], line.start
        yield "last:" + words[-2:], line.start
