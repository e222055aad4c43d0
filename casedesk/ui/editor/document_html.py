"""The HTML of a document that is asked for after every pause in typing: what has not changed is not read again."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextDocument, QTextFrame

from casedesk.domain import richtext
from casedesk.domain.richtext import Block, Paragraph
from casedesk.ui.editor import rich_formats
from casedesk.ui.editor.block_paths import Leaf, flattened, nested
from casedesk.ui.editor.rich_document import leaf_of_block, leaf_of_frame

_UNREAD = -1
"""The number of a block that is new, or has changed since it was read."""
_PARAGRAPH = re.compile(r"<(p|h3)\b[^>]*>.*?</\1>", re.DOTALL)
_Place = QTextBlock | QTextFrame
_Numbers = tuple[int, ...]


class DocumentHtml(QObject):
    """Reads one document. Every block that was read has a number until it changes. The HTML is remembered of each
    plain paragraph by its number, and of lists, quotations and tables in a row by the numbers of all their blocks.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._known: dict[_Numbers, str] = {}
        self._plain: set[int] = set()
        """Numbers of paragraphs that stand in no list or quotation; none is given twice."""
        self._last = 0
        document.documentLayout()  # without one a document tells of no change
        document.contentsChange.connect(self._forget)

    def html(self) -> str:
        """What `rich_document.html_of` says."""
        seen: dict[_Numbers, str] = {}
        for numbers, places in self._pieces():
            words = self._known.get(numbers)
            seen[numbers] = _html_of(places) if words is None else words
        self._known = seen
        return "".join(seen.values())

    def learn(self, html: str, blocks: Sequence[Block]) -> None:
        """Take it that the document, written just now, holds these blocks, of which this is the canonical HTML."""
        learnt: dict[_Numbers, str] = {}
        at = 0
        for piece, (numbers, places) in zip(_parted(blocks), self._pieces(), strict=False):
            found = _PARAGRAPH.match(html, at) if isinstance(piece[0], Paragraph) else None
            words = found[0] if found else richtext.serialise(piece)
            if len(places) != sum(1 for _ in flattened(piece)):
                return
            learnt[numbers] = words
            at += len(words)
        if "".join(learnt.values()) == html:
            self._known = learnt

    def _pieces(self) -> Iterator[tuple[_Numbers, Sequence[_Place]]]:
        """The plain paragraphs one by one, and all that stands between two of them, with the numbers of its blocks."""
        row: list[_Place] = []
        numbers: list[int] = []
        for place in self._places():
            if isinstance(place, QTextFrame):
                row.append(place)
                numbers += map(self._number, _blocks_of(place))
            elif self._is_plain(place):
                if row:
                    yield tuple(numbers), row
                    row, numbers = [], []
                yield (place.userState(),), (place,)
            else:
                row.append(place)
                numbers.append(place.userState())
        if row:
            yield tuple(numbers), row

    def _places(self) -> Iterator[_Place]:
        """The paragraphs and tables of the document, without the blocks that it only needs beside a table."""
        place = self._document.rootFrame().begin()
        while not place.atEnd():
            if (frame := place.currentFrame()) is not None:  # pyright: ignore[reportUnnecessaryComparison]
                yield frame
            elif (block := place.currentBlock()).length() > 1 or not rich_formats.is_filler(block.blockFormat()):
                yield block
            place += 1

    def _is_plain(self, block: QTextBlock) -> bool:
        number = self._number(block)
        if number in self._plain:
            return True
        if block.blockFormat().hasProperty(rich_formats.Property.PATH):
            return False
        self._plain.add(number)
        return True

    def _number(self, block: QTextBlock) -> int:
        number = block.userState()
        if number == _UNREAD:
            self._last = number = self._last + 1
            block.setUserState(number)
        return number

    def _forget(self, at: int, _removed: int, added: int) -> None:
        block = self._document.findBlock(at)
        while block.isValid() and block.position() <= at + added:
            block.setUserState(_UNREAD)
            block = block.next()


def _parted(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Paragraphs one by one, and all that stands between two of them."""
    for is_paragraph, run in groupby(blocks, key=lambda block: isinstance(block, Paragraph)):
        if is_paragraph:
            yield from ((block,) for block in run)
        else:
            yield tuple(run)


def _blocks_of(frame: QTextFrame) -> Iterator[QTextBlock]:
    block = frame.firstCursorPosition().block()
    while block.isValid() and block.position() <= frame.lastPosition():
        yield block
        block = block.next()


def _html_of(places: Sequence[_Place]) -> str:
    leaves: list[Leaf] = []
    for place in places:
        if isinstance(place, QTextFrame):
            leaves.extend(leaf_of_frame(place))
        elif (leaf := leaf_of_block(place)) is not None:
            leaves.append(leaf)
    return richtext.serialise(nested(leaves))
