"""Text that stands twice in a row: lines pasted twice, sentences doubled by copying, slides that build up."""

import itertools
import re
from collections.abc import Iterator, Sequence

from casedesk.domain.draft import Style
from casedesk.importing.lines import Line, is_ended
from casedesk.texts import tr

_SHORTEST_TITLE = 6
_LONGEST_TITLE = 60
_SHORTEST_PARAGRAPH = 20
_SHORTEST_SENTENCE = 15
_SHORTEST_SLIDE = 20
_SENTENCE = re.compile(r"[^。!?]+[。!?]+[”\"』」]*")
_NO_WORD = re.compile(r"[\W_]+")


def lines(canon: str, lines: Sequence[Line]) -> dict[int, str]:
    """Why lines are left out that only say again what stands beside them, by where they start."""
    found: dict[int, str] = {}
    for before, line in itertools.pairwise(lines):
        if _is_again(canon, before, line):
            found[line.start] = tr("The same line stands here twice")
    found.update(dict.fromkeys(_built_up(canon, lines), tr("The next slide shows this again, with more")))
    return found


def sentences(canon: str, line: Line) -> Iterator[tuple[int, int]]:
    """Long sentences of a line that follow their own likes."""
    if len(line) < 2 * _SHORTEST_SENTENCE or line.block.style is Style.TABLE:
        return
    previous = ""
    for match in _SENTENCE.finditer(canon, line.start, line.end):
        words = match[0].strip()
        if words == previous and len(words) >= _SHORTEST_SENTENCE:
            yield match.span()
        previous = words


def _is_again(canon: str, before: Line, line: Line) -> bool:
    """Whether a line says the same as the one before it: a paragraph, or a title, but not what is called out twice."""
    if Style.TABLE in (before.block.style, line.block.style):
        return False
    words = canon[line.start : line.end]
    if len(line) != len(before) or words != canon[before.start : before.end]:
        return False
    if len(words) >= _SHORTEST_PARAGRAPH:
        return True
    return len(words) >= _SHORTEST_TITLE and not is_ended(words) and words[0] not in '“"「『—-'


def _built_up(canon: str, lines: Sequence[Line]) -> Iterator[int]:
    """The lines of slides and pages that the next one shows again and adds something to."""
    pages = [list(page) for place, page in itertools.groupby(lines, lambda line: line.block.place) if place]
    for page, following in itertools.pairwise(pages):
        pairs = zip(page, following, strict=False)
        if len(page) > len(following) or any(_key(canon, line) != _key(canon, again) for line, again in pairs):
            continue
        if sum(len(_key(canon, line)) for line in page) >= _SHORTEST_SLIDE:
            yield from (line.start for line in page)


def _key(canon: str, line: Line) -> str:
    return _NO_WORD.sub("", canon[line.start : line.end])
