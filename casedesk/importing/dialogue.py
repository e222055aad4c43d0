"""Speech in a story: paragraphs that people say by turns, each with a name before its colon."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from casedesk.domain.blocks import Block, Paragraph, ParagraphKind
from casedesk.importing import rules
from casedesk.importing.names import names_in
from casedesk.importing.plain_form import plain_form

_FEWEST = 2
"""So many lines in a row, and so many speakers, are dialogue."""
_LINE = re.compile(
    r" *([^\W\d_][^\s:,.。;!?()\"“”「」、]{0,7}|[A-Z][\w.'-]*(?: [A-Za-z][\w.'-]*){0,3})"
    r"(?: ?\([^()\n]{1,16}\))? ?: ?(\S.*)",
    re.DOTALL,
)
_COLON = re.compile("[:：︰﹕∶]")
_SENTENCE = re.compile(r"[。!?….~][”\"」)]? *$")
_ADDRESSED = re.compile(r"[我你您咱吗呢吧啊!?]|…|\.{3}|\b(?:I|(?i:you|your|my|me|we|please))\b")
"""What is said to somebody holds such a sign."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph; where somebody may be saying it, the name of who, and what is said."""

    block: Block
    name: str = ""
    words: str = ""


def with_dialogue(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a story, with what people say by turns made dialogue; in doubt a paragraph stays what it is."""
    lines = [_line(block) for block in blocks]
    speakers = _speakers(lines)
    if len(speakers) < _FEWEST:
        return tuple(line.block for line in lines)
    result: list[Block] = []
    for is_speech, group in groupby(zip(lines, _are_speech(lines, speakers), strict=True), key=itemgetter(1)):
        run = [line for line, _ in group]
        is_dialogue = is_speech and _is_dialogue(run)
        result.extend(_said(line.block) if is_dialogue else line.block for line in run)
    return tuple(result)


def _line(block: Block) -> _Line:
    if not isinstance(block, Paragraph) or block.kind is not ParagraphKind.TEXT or not _COLON.search(block.text, 0, 40):
        return _Line(block)
    found = _LINE.match(plain_form(block.text))
    return _Line(block, found[1], found[2]) if found else _Line(block)


def _speakers(lines: Sequence[_Line]) -> set[str]:
    """The names of people, and those that are heard again and again and speak in sentences."""
    heard = Counter(line.name for line in lines if line.name)
    whole = Counter(line.name for line in lines if line.name and _SENTENCE.search(line.words))
    return {name for name, count in heard.items() if _is_somebody(name) or (count > 1 and whole[name] * 2 >= count)}


def _are_speech(lines: Sequence[_Line], speakers: set[str]) -> list[bool]:
    """Which lines somebody says: a speaker, or whoever puts in a sentence between two of them."""
    sure = [line.name in speakers for line in lines]
    put_in = [bool(line.name and _SENTENCE.search(line.words)) for line in lines]
    inner = [before and here and after for before, here, after in zip(sure, put_in[1:], sure[2:], strict=False)]
    return [known or between for known, between in zip(sure, (False, *inner, False), strict=False)]


def _is_dialogue(run: Sequence[_Line]) -> bool:
    return len(run) >= _FEWEST and sum(bool(_ADDRESSED.search(line.words)) for line in run) * 2 >= len(run)


def _said(block: Block) -> Block:
    assert isinstance(block, Paragraph)
    return replace(block, kind=ParagraphKind.DIALOGUE)


@lru_cache(maxsize=256)
def _is_somebody(name: str) -> bool:
    return bool(_people().search(name)) or name in names_in(name, 0, len(name))


@lru_cache(maxsize=1)
def _people() -> re.Pattern[str]:
    stories = rules.table("stories")
    return re.compile(rf"(?:{stories['people']}|{stories['english_people']})[甲乙丙丁A-D1-9]?$")
