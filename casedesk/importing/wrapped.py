"""Texts typed to a width, every line of a paragraph broken off where it was full: read as the paragraphs they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.draft import Draft, Proposal, SourceBlock, SourceText, Span, Style
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.plain_form import plain_form
from casedesk.importing.titles import is_title_like

_FEWEST = 6
_SHARE = 0.15
"""How many lines must break off a sentence, and how large a part of all lines, before a text counts as wrapped."""
_NARROWEST, _WIDEST = 20, 160
"""The widths, in columns, to which texts are typed: an ideograph takes up two."""
_LONGER = 0.03
"""How large a part of the lines may be longer than the width."""
_HANGING = 4
_SLACK = 4
_RAGGED = 0.7
"""How full a line is that was broken off by hand."""
_SIGNALLED = 0.15
_BEGINS = re.compile(
    r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[IVX]{1,4})[.、)）:：\s]|[(（【\[<《◆●★■○□▲※*•·-]"
    r"|第[^,，。]{1,3}[章节篇回则例]"
)
"""What a line begins with that counts or names something, and hardly goes on with a sentence."""
_LABELLED = re.compile(r"[^,，。!！?？\n]{1,24}[:：]|(?i:case|scenario|story|situation|incident) ")
_FIRST_WORD = re.compile(r"[!-~’‘“”]+")
_MIDST = ":：;；"
_COMMA = re.compile("[，,、；;]")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A source whose paragraphs are whole, and where each of its characters stood before."""

    source: SourceText
    original: SourceText
    places: Sequence[int]

    def restored(self, proposal: Proposal) -> Proposal:
        """What was proposed for the whole paragraphs, as of the source that they were wrapped in."""
        return Proposal(
            self.original,
            tuple(self._draft(draft) for draft in proposal.drafts),
            tuple(map(self._span, proposal.left_out)),
        )

    def _draft(self, draft: Draft) -> Draft:
        return replace(draft, spans=tuple(map(self._span, draft.spans)), answers=tuple(map(self._span, draft.answers)))

    def _span(self, span: Span) -> Span:
        return replace(span, start=self.places[span.start], end=self.places[span.end - 1] + 1)


def unwrapped(source: SourceText, lines: Sequence[Line]) -> Unwrapped | None:
    """The source with its paragraphs whole; None where it was not typed to a width."""
    if len(lines) <= _FEWEST or any(block.html or block.style is not Style.PARAGRAPH for block in source.blocks):
        return None
    widths = [width_of(source.text[line.start : line.end]) for line in lines]
    width = sorted(widths)[round((len(widths) - 1) * (1 - _LONGER))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    breaks = list(_Typed(source.text, lines, widths, width).breaks())
    return _joined(source, breaks) if len(breaks) >= max(_FEWEST, _SHARE * len(lines)) else None


def width_of(words: str) -> int:
    """How many columns words take up: two for an ideograph and its punctuation."""
    return len(words) if words.isascii() else sum(2 if char >= "\u1100" else 1 for char in words)


class _Typed:
    """A text that may have been typed to a width, and where its lines break off paragraphs."""

    def __init__(self, text: str, lines: Sequence[Line], widths: Sequence[int], width: int) -> None:
        self._text = text
        self._lines = lines
        self._widths = widths
        self._width = width
        starts = sum(line.after_gap or self._is_indented(line) for line in lines)
        self._shows_paragraphs = len(lines) * _SIGNALLED <= starts <= len(lines) * (1 - _SIGNALLED)

    def breaks(self) -> Iterator[tuple[int, int]]:
        """The stretches between lines that belong to one sentence, or to one paragraph that is shown to be one."""
        cuts: list[bool] = []
        for index in range(len(self._lines) - 1):
            cuts.append(self._is_cut(index, goes_on=bool(cuts) and cuts[-1]))
        for index, (is_cut, then) in enumerate(zip(cuts, [*cuts[1:], False], strict=True)):
            end, start = self._lines[index].end, self._lines[index + 1].start
            if is_cut and (then or self._is_ended(index + 1) or self._text[start].islower()):
                yield end, start

    def _is_cut(self, index: int, *, goes_on: bool) -> bool:
        """Whether the line `index` breaks off what the next goes on with; `goes_on` where it does itself."""
        line, after = self._lines[index : index + 2]
        if after.after_gap or self._is_indented(after) or _BEGINS.match(self._text, after.start):
            return False
        if self._widths[index] > self._width + _HANGING:
            return False
        word = _FIRST_WORD.match(self._text, after.start, after.end)
        room = self._width - self._widths[index] - (word.end() - word.start() + 1 if word else 2)
        runs_on = self._text[after.start].islower() or (goes_on and self._text[line.end - 1] in _MIDST)
        is_full = room < (0 if word else _SLACK)
        if self._is_ended(index) and not (runs_on and room < _SLACK):
            is_labelled = _LABELLED.match(self._text, after.start, after.end)
            return is_full and not is_labelled and (self._shows_paragraphs or self._is_text(index + 1))
        if is_full:
            return True
        is_sentence = goes_on or self._is_indented(line) or _COMMA.search(self._text, line.start, line.end)
        return bool(is_sentence or self._text[after.start].islower()) and self._widths[index] >= _RAGGED * self._width

    def _is_text(self, index: int) -> bool:
        """Whether a line is surely no title: it ends a sentence, or breaks one off."""
        line = self._lines[index]
        if not is_title_like(plain_form(self._text[line.start : line.end])):
            return True
        return index + 1 < len(self._lines) and not self._is_ended(index) and self._is_cut(index, goes_on=False)

    def _is_ended(self, index: int) -> bool:
        line = self._lines[index]
        return is_ended(self._text[max(line.start, line.end - 2) : line.end])

    def _is_indented(self, line: Line) -> bool:
        before = self._text[max(0, line.start - 4) : line.start].rpartition("\n")[2]
        return before.isspace() and before != " "


def _joined(source: SourceText, breaks: Sequence[tuple[int, int]]) -> Unwrapped:
    """The source without its breaks; between words of letters a space is left of each."""
    parts: list[str] = []
    places: list[int] = []
    position = 0
    for end, start in [*breaks, (len(source.text), len(source.text))]:
        parts.append(source.text[position:end])
        places.extend(range(position, end))
        if start > end and source.text[end - 1].isascii() and source.text[start].isascii():
            parts.append(" ")
            places.append(end)
        position = start
    blocks = tuple(_blocks(source, places, {start for _, start in breaks}))
    return Unwrapped(replace(source, text="".join(parts), blocks=blocks), source, places)


def _blocks(source: SourceText, places: Sequence[int], goes_on: set[int]) -> Iterator[SourceBlock]:
    """The blocks of the whole paragraphs, each as its first line was."""
    new = {old: at for at, old in enumerate(places)}
    held: SourceBlock | None = None
    for block in source.blocks:
        words = source.text[block.start : block.end]
        first = block.start + len(words) - len(words.lstrip())
        end = new[block.start + len(words.rstrip()) - 1] + 1
        if held is not None and first in goes_on:
            held = replace(held, end=end)
            continue
        if held is not None:
            yield held
        held = replace(block, start=new[block.start], end=end)
    if held is not None:
        yield held
