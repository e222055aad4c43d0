"""Answers to the questions of all cases that stand together behind them, and to which case each belongs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.draft import Draft, Span, SpanKind
from casedesk.importing import rules
from casedesk.importing.lines import Line, Wrapping, trim
from casedesk.importing.numbers import number_of
from casedesk.texts import tr

_FEWEST = 2
_SHORTEST_TITLE = 4
_SHORTEST_STORY = 60
_FEWEST_TOLD = 3
_BRACKETED = re.compile(rf"\(({rules.NUMBER})\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """The answers for one case: the number or the title they stand under, their label, and their lines."""

    number: int | None
    title: str
    label: tuple[int, int]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """Answers that stand together: their heading, and an entry for each case."""

    heading: Line
    entries: tuple[Entry, ...]


def answer_blocks(canon: str, lines: Sequence[Line]) -> tuple[list[Line], list[AnswerBlock]]:
    """The lines without the blocks of answers, and the blocks. An entry repeats the label or the title of a case."""
    remaining: list[Line] = []
    blocks: list[AnswerBlock] = []
    position = 0
    while position < len(lines):
        block = _block(canon, lines, position, remaining)
        if block:
            blocks.append(block)
            position += 1 + sum(len(entry.lines) for entry in block.entries)
        else:
            remaining.append(lines[position])
            position += 1
    return remaining, blocks


def with_answers(
    text: str, canon: str, drafts: Sequence[Draft], blocks: Sequence[AnswerBlock]
) -> tuple[tuple[Draft, ...], list[Span]]:
    """The drafts with the answers that belong to them, and the stretches that are left out where they stand."""
    result = list(drafts)
    left_out: list[Span] = []
    for block in blocks:
        before = [at for at, draft in enumerate(result) if draft.end <= block.heading.start]
        found = [(entry, _owner(canon, result, before, entry)) for entry in block.entries]
        for entry, owner in found:
            if owner is not None:
                result[owner] = replace(result[owner], answers=(*result[owner].answers, *_texts(text, entry)))
                left_out.extend(_left(line) for line in entry.lines)
        if any(owner is not None for _, owner in found):
            left_out.append(_left(block.heading))
    return tuple(result), left_out


def _left(line: Line) -> Span:
    return Span(line.start, line.end, SpanKind.FURNITURE, tr("Answers, taken over into the cases they belong to"))


def _texts(text: str, entry: Entry) -> Iterator[Span]:
    """The paragraphs of an entry, without its label."""
    wrapping = Wrapping(text, entry.lines)
    held: Span | None = None
    previous: Line | None = None
    for line in entry.lines:
        start, end = trim(text, max(line.start, entry.label[1]), line.end)
        if start >= end:
            continue
        if held and previous and wrapping.continues(previous, line):
            held = replace(held, end=end)
        else:
            if held:
                yield held
            held = Span(start, end, SpanKind.RESOLUTION)
        previous = line
    if held:
        yield held


def _block(canon: str, lines: Sequence[Line], position: int, before: Sequence[Line]) -> AnswerBlock | None:
    line = lines[position]
    if not line.starts_line or not _heading().fullmatch(canon[line.start : line.end].strip(" :【】[]()")):
        return None
    numbers, titles = _known(canon, before)
    told = _told(canon, before)
    entries: list[Entry] = []
    for following in lines[position + 1 :]:
        entry = _entry(canon, following, numbers, titles) or _counted_entry(canon, following, told)
        if entry:
            if entry.number and any(other.number and other.number >= entry.number for other in entries):
                break
            entries.append(entry)
        elif not entries:
            return None
        else:
            entries[-1] = replace(entries[-1], lines=(*entries[-1].lines, following))
    return AnswerBlock(line, tuple(entries)) if len(entries) >= _FEWEST else None


def _heading() -> re.Pattern[str]:
    return rules.pattern(rules.table("sections")["answers"]["heading"])


def _known(canon: str, lines: Sequence[Line]) -> tuple[set[int], set[str]]:
    """The numbers of the labels, and the lines that may be titles, among the lines before a block."""
    labels = (_label(canon, line.start, line.end) for line in lines if line.starts_line)
    titles = {canon[line.start : line.end].strip() for line in lines if line.starts_line and len(line) <= 60}
    return {number for number, _ in filter(None, labels)}, titles


def _label(canon: str, start: int, end: int) -> tuple[int, int] | None:
    """The number of the label with which a stretch begins, and where the label ends."""
    match = rules.pattern(rules.table("sections")["answers"]["entry"]).match(canon, start, end)
    if match is None:
        return None
    number = number_of(next(value for value in match.groups() if value))
    return (number, match.end()) if number is not None else None


def _entry(canon: str, line: Line, numbers: set[int], titles: set[str]) -> Entry | None:
    if not line.starts_line:
        return None
    label = _label(canon, line.start, line.end)
    words = canon[line.start : line.end].strip()
    if label and label[0] in numbers:
        return Entry(label[0], "", (line.start, line.end if words in titles else label[1]), (line,))
    if len(words) >= _SHORTEST_TITLE and words in titles:
        return Entry(None, words, (line.start, line.end), (line,))
    before, colon, _ = words.partition(":")
    if colon and len(before) >= _SHORTEST_TITLE and before in titles:
        return Entry(None, before, (line.start, line.start + len(before) + 1), (line,))
    return None


def _told(canon: str, lines: Sequence[Line]) -> set[int]:
    """The numbers in brackets with which lines begin that tell a story; none where they are few."""
    found = {
        number
        for line in lines
        if line.starts_line and len(line) >= _SHORTEST_STORY and (number := _bracketed(canon, line.start, line.end))
    }
    return found if len(found) >= _FEWEST_TOLD else set()


def _counted_entry(canon: str, line: Line, told: set[int]) -> Entry | None:
    number = _bracketed(canon, line.start, line.end) if line.starts_line and len(line) < _SHORTEST_STORY else None
    if number not in told:
        return None
    return Entry(number, "", (line.start, line.start + canon[line.start : line.end].index(")") + 1), (line,))


def _bracketed(canon: str, start: int, end: int) -> int | None:
    match = _BRACKETED.match(canon, start, end)
    return number_of(match.group(1)) if match else None


def _owner(canon: str, drafts: Sequence[Draft], before: Sequence[int], entry: Entry) -> int | None:
    """The last of the drafts before a block whose label has the number of an entry, or whose heading is its title."""
    for at in reversed(before):
        heading = next((span for span in drafts[at].spans if span.kind is SpanKind.HEADING), None)
        if heading is None:
            continue
        label = _label(canon, heading.start, heading.end)
        number = label[0] if label else _bracketed(canon, heading.start, heading.end)
        words = canon[drafts[at].start : heading.end]
        if (entry.number and number == entry.number) or (entry.title and entry.title in words):
            return at
    return None
