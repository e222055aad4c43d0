"""The HTML of a document that is asked for after every pause in typing: what has not changed is not read again."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextDocument

from casedesk.domain import richtext
from casedesk.ui.editor.block_paths import Leaf, nested
from casedesk.ui.editor.rich_document import leaf_of_block, leaf_of_frame

_UNREAD = -1
"""The state of a block that is new, or has changed since it was read."""


class DocumentHtml(QObject):
    """Reads one document. Plain paragraphs remember their HTML; lists, quotations and tables are read each time."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._known: dict[int, str] = {}
        self._last = 0
        document.documentLayout()  # without one a document tells of no change
        document.contentsChange.connect(self._forget)

    def html(self) -> str:
        """What `rich_document.html_of` says."""
        parts: list[str] = []
        leaves: list[Leaf] = []
        seen: dict[int, str] = {}
        place = self._document.rootFrame().begin()
        while not place.atEnd():
            if (frame := place.currentFrame()) is not None:  # pyright: ignore[reportUnnecessaryComparison]
                leaves.extend(leaf_of_frame(frame))
            else:
                block = place.currentBlock()
                words = self._known.get(block.userState())
                if words is None:
                    words = self._read(block, leaves)
                if words is not None:
                    _end(leaves, parts)
                    parts.append(words)
                    seen[block.userState()] = words
            place += 1
        _end(leaves, parts)
        self._known = seen
        return "".join(parts)

    def _read(self, block: QTextBlock, leaves: list[Leaf]) -> str | None:
        """The HTML of a paragraph by itself; None for one that goes to the leaves, or is not there."""
        leaf = leaf_of_block(block)
        if leaf is None:
            return None
        path, paragraph = leaf
        if path:
            leaves.append(leaf)
            return None
        self._last += 1
        block.setUserState(self._last)
        return richtext.serialise((paragraph,))

    def _forget(self, at: int, _removed: int, added: int) -> None:
        block = self._document.findBlock(at)
        while block.isValid() and block.position() <= at + added:
            block.setUserState(_UNREAD)
            block = block.next()


def _end(leaves: list[Leaf], parts: list[str]) -> None:
    if leaves:
        parts.append(richtext.serialise(nested(leaves)))
        leaves.clear()
