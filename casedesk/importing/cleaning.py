"""What a page carries beside its text: found as stretches of the source, each with the reason to leave it out."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice, takewhile
from typing import TypeAlias

from casedesk.domain.draft import Span, SpanKind, Style
from casedesk.importing import alike, doubled, rare_characters, recurring, rules
from casedesk.importing.copied_tables import CopiedTable, copied_table
from casedesk.importing.headings import reader_of
from casedesk.importing.learned_labels import learned_words
from casedesk.importing.lines import Line, cut
from casedesk.importing.markers import is_section_label
from casedesk.importing.marks import Family
from casedesk.texts import tr

_Hit: TypeAlias = tuple[int, int, str]
_REPEATS = 3
_LONGEST_REPEAT = 45
_SHORTEST_HEADER = 4
_EDGE = 2
"""How many lines at the head and at the foot of a page may be running headers."""
_LONGEST_FURNITURE = 420
_WORDY = re.compile(r"[^\W_]{4}")
_GARBAGE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f\x7f]")

_MISREAD = re.compile("锟斤拷|烫烫烫|屯屯屯")
"""What becomes of bytes that were read in the wrong encoding, or never written."""


def clean(
    text: str, canon: str, lines: Sequence[Line], table: CopiedTable | None = None
) -> tuple[list[Line], list[Span]]:
    """The lines that remain, and the furniture, each stretch with its reason. `canon` is the text in plain form;
    `table` has been read already."""
    furniture: list[Span] = []
    remaining: list[Line] = []
    repeated = _repeated_lines(canon, lines)
    again = doubled.lines(canon, lines)
    at_edges = _at_page_edges(canon, (line for line in lines if line.start not in again))
    inside = _Inside(text, canon)
    table = table or copied_table(canon, lines)
    cells = table.cells | {mark.start for mark in table.rows} if table else frozenset[int]()
    for line in lines:
        if line.start in cells:
            remaining.append(line)
            continue
        reason = again.get(line.start) or _whole_reason(canon[line.start : line.end], line, repeated, at_edges)
        if reason:
            furniture.append(Span(line.start, line.end, SpanKind.FURNITURE, reason))
            continue
        remaining.extend(inside.without(line, furniture))
    return remaining, furniture


@lru_cache(maxsize=1)
def _whole_rules() -> list[tuple[str, re.Pattern[str]]]:
    return [(rule["kind"], rules.pattern(rule["pattern"])) for rule in rules.table("furniture")["whole"]]


@lru_cache(maxsize=1)
def _worth_trying() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a line must hold for the rules to be tried that say what they need, and all rules that do not say so.

    What they need is words written out, no sets of characters at their beginning: those are found the fastest.
    """
    table = rules.table("furniture")["whole"]
    needs = "|".join(rule["needs"] for rule in table if "needs" in rule)
    others = "|".join(f"(?:{rule['pattern']})" for rule in table if "needs" not in rule)
    return rules.pattern(needs), rules.pattern(others)


def _rule_kind(words: str) -> str:
    """The kind of furniture that a whole line is by the rules; empty for text. Most lines are, and must be fast."""
    needs, others = _worth_trying()
    if not others.fullmatch(words) and not needs.search(words):
        return ""
    return next((kind for kind, pattern in _whole_rules() if pattern.fullmatch(words)), "")


def _whole_reason(words: str, line: Line, repeated: Counter[str], at_edges: frozenset[str]) -> str:
    if line.block.style is Style.TABLE:
        return ""
    if len(words) <= _LONGEST_FURNITURE and (kind := _rule_kind(words)):
        return _reason(kind)
    if is_garbage(words):
        return tr("Characters that are no text")
    if len(words) > _LONGEST_REPEAT:
        return ""
    key = _repeat_key(words)
    if key in at_edges:
        return _reason("running_header")
    count = repeated.get(key, 0)
    if count >= _REPEATS:
        return tr("The same line stands here {n} times, like a running header").format(n=count)
    return ""


def _reason(kind: str) -> str:
    match kind:
        case "page_number":
            return tr("A page number")
        case "running_header":
            return tr("A running header or footer")
        case "advert":
            return tr("Advertising")
        case "copyright":
            return tr("A copyright line")
        case "rule":
            return tr("A dividing line")
        case "markup":
            return tr("A remainder of web markup")
        case "closing":
            return tr("Closing words of a document")
        case _:
            return tr("Text of a download site")


def is_garbage(words: str) -> bool:
    """Whether a line is no text: replacement or private characters, or hardly any letters."""
    if len(words) < 4:
        return bool(_GARBAGE.search(words)) and not any(char.isalnum() for char in words)
    if _MISREAD.search(words):
        return True
    if (_GARBAGE.search(words) and len(_GARBAGE.findall(words)) * 4 > len(words)) or rare_characters.is_strange(words):
        return True
    if len(words) <= 12 or _WORDY.search(words):
        return False
    return sum(char.isalnum() for char in words) * 6 < len(words) and "_" not in words


_NUMBER = re.compile(r"[0-9]{1,12}")


def _repeat_key(words: str) -> str:
    return re.sub(r"[0-9\s]+", "#", words)


def _repeated_lines(canon: str, lines: Iterable[Line]) -> Counter[str]:
    """Short lines that recur between other lines, with how often; labels of cases and sections are none, nor are lines
    whose numbers go up and down, as those of orders do and those of pages do not."""
    counts: Counter[str] = Counter()
    numbers: dict[str, list[tuple[int, ...]]] = {}
    previous = ""
    for line in lines:
        if len(line) > _LONGEST_REPEAT or line.block.style in (Style.TABLE, Style.HEADING):
            previous = ""
            continue
        words = canon[line.start : line.end]
        key = _repeat_key(words)
        if key != previous and _may_be_header(key):
            counts[key] += 1
            numbers.setdefault(key, []).append(tuple(map(int, _NUMBER.findall(words))))
        previous = key
    for key, found in numbers.items():
        if found != sorted(found):
            del counts[key]
    if any(count >= _REPEATS for count in counts.values()):
        for words in learned_words(canon, list(lines)):
            counts.pop(_repeat_key(words), None)
        heads = {mark.start for mark in reader_of(canon).marks_of(list(lines)) if mark.family is Family.CASE}
        for words in (*recurring.labels(canon, list(lines), heads), *alike.dates(canon, list(lines))):
            counts.pop(_repeat_key(words), None)
    return counts


def _at_page_edges(canon: str, lines: Iterable[Line]) -> frozenset[str]:
    """What stands among the first or the last lines of two pages and more, by the key of the line."""
    counts: Counter[str] = Counter()
    for place, page in groupby(lines, lambda line: line.block.place):
        if place:
            edge = list(page)
            edge = edge if len(edge) <= 2 * _EDGE else [*edge[:_EDGE], *edge[-_EDGE:]]
            words = (canon[line.start : line.end] for line in edge if line.block.style is Style.PARAGRAPH)
            counts.update({_repeat_key(each) for each in words if _heads_pages(each)})
    return frozenset(key for key, count in counts.items() if count > 1)


def _heads_pages(words: str) -> bool:
    """Whether a line may be a running header or footer: short, no sentence, and no label of a case or a section."""
    if not _SHORTEST_HEADER <= len(words) <= _LONGEST_REPEAT or _is_said(words) or is_section_label(words):
        return False
    return _may_be_header(_repeat_key(words)) or not any(char.isdigit() for char in words)


def _is_said(key: str) -> bool:
    """Whether words are those of a story rather than a line by itself."""
    return key[-1] in "。:?!,;" or key[0] in '“"「'


_STRUCTURE = re.compile(
    r"案|例|篇|评|析|题|思考|启示|讨论|问题|结果|处理|经过|背景|[第之].?#|^[(一二三四五六七八九十#①-⑳【\[]|[:?。!;]$"
    r"|^[^\s:|]{2,12}:(?!.*页)|^[A-Za-z ]{2,20}:(?!.*(?i:page))"
    r"|(?i:case|question|analys|lesson|comment|discuss|result|incident|report|story|scenario)"
)


def _may_be_header(key: str) -> bool:
    if len(key) < 3 or _STRUCTURE.search(key):
        return False
    return not is_section_label(key.replace("#", " "))


class _Inside:
    """What is left out inside of lines that stay."""

    def __init__(self, text: str, canon: str) -> None:
        self._text = text
        self._canon = canon
        self._hits = sorted(_hits(text, canon))

    def without(self, line: Line, furniture: list[Span]) -> Iterator[Line]:
        """The pieces of the line that remain; what is left out is added to `furniture`."""
        hits = list(_apart([*self._within(line), *_said_again(self._canon, line)]))
        if not hits:
            yield line
            return
        furniture.extend(Span(start, end, SpanKind.FURNITURE, reason) for start, end, reason in hits)
        inside = {(start, end) for start, end, _ in hits}
        for piece in cut(line, self._text, [edge for hit in hits for edge in hit[:2]]):
            if not any(start <= piece.start < end for start, end in inside):
                yield piece

    def _within(self, line: Line) -> Iterator[_Hit]:
        first = bisect_left(self._hits, (line.start, 0, ""))
        return takewhile(lambda hit: hit[1] <= line.end, islice(self._hits, first, None))


def _hits(text: str, canon: str) -> Iterator[_Hit]:
    for rule in rules.table("furniture")["part"]:
        for match in rules.pattern(rule["pattern"]).finditer(canon):
            if match.end() > match.start():
                yield match.start(), match.end(), _reason(rule["kind"])
    for start, end in rare_characters.runs(text):
        yield start, end, tr("Characters that are no text")


def _said_again(canon: str, line: Line) -> Iterator[_Hit]:
    for start, end in doubled.sentences(canon, line):
        yield start, end, tr("The same sentence stands here twice")


def _apart(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """The hits in order, without those that reach into another."""
    position = 0
    for start, end, reason in sorted(hits):
        if start >= position:
            yield start, end, reason
            position = end
