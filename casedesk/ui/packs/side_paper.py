"""One side of a field that differs: mine or theirs, with what the other side does not have marked."""

import html
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.tasks.field_words import field_name
from casedesk.texts import tr
from casedesk.ui.packs.wording import PACK, Wording
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface

_PIECE = re.compile(r"[^。！？；，、.!?;,\n]*(?:[。！？；，、.!?;,\n]+|$)")
_WORD = re.compile(r"[A-Za-z0-9’'-]+|\s+|.", re.DOTALL)
_REFINED = 1_500
"""Characters of a stretch that is compared word by word, or ideograph by ideograph."""
_LONGEST = 20_000
"""Characters of a text that are shown and held against the other one; a story has a tenth of that."""


class SidePaper(QWidget):
    """A radio button over the words; a click anywhere takes the side."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QRadioButton(name, self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setFont(appearance.font("ui"))
        self.button.setFont(appearance.font("meta"))
        set_surface(self, "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.button)
        column.addWidget(self._words)
        column.addStretch(1)

    def show_words(self, markup: str) -> None:
        """Show words that have been escaped."""
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setText(markup)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.button.click()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())


class FieldPair(QWidget):
    """A field in which two cases differ: its name, who has changed it, and the two sides to choose from."""

    chosen = Signal(str, bool)
    """(name of the field, whether theirs is taken)"""

    def __init__(
        self, appearance: Appearance, name: str, *, changed: str, wording: Wording = PACK, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._appearance = appearance
        self._texts = ("", "")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(appearance, field_name(name), kind="ui_medium", parent=self))
        head.addWidget(Words(appearance, changed, kind="meta", tone="ink2", parent=self))
        head.addStretch(1)
        self.mine = SidePaper(appearance, tr(wording.mine), self)
        self.theirs = SidePaper(appearance, tr(wording.theirs), self)
        for paper in (self.mine, self.theirs):
            spoken = tr("{field}: {side}").format(field=field_name(name), side=paper.button.text())
            paper.button.setAccessibleName(spoken)
        self._group = QButtonGroup(self)
        sides = QHBoxLayout()
        sides.setSpacing(8)
        for paper in (self.mine, self.theirs):
            self._group.addButton(paper.button)
            sides.addWidget(paper, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(sides)
        self._group.buttonClicked.connect(self._tell)
        appearance.changed.connect(self._mark)

    def show_texts(self, mine: str, theirs: str) -> None:
        """Show what stands on both sides."""
        self._texts = (mine, theirs)
        self._mark()

    def show_taken(self, *, is_theirs: bool) -> None:
        """Show which side is taken."""
        (self.theirs if is_theirs else self.mine).button.setChecked(True)

    def _tell(self) -> None:
        self.chosen.emit(self._name, self.theirs.button.isChecked())

    def _mark(self) -> None:
        theme = self._appearance.theme
        style = f"background-color:{theme.mark.name()};color:{theme.mark_ink.name()}"
        empty = html.escape(tr("Nothing"))
        for paper, markup in zip((self.mine, self.theirs), marked(*self._texts, style=style), strict=True):
            paper.show_words(markup or f'<span style="color:{theme.ink3.name()}">{empty}</span>')


def marked(mine: str, theirs: str, *, style: str) -> tuple[str, str]:
    """Both texts, escaped, with the pieces marked that the other one does not have."""
    mine, theirs = _cut(mine), _cut(theirs)
    sides: tuple[list[str], list[str]] = ([], [])
    for is_same, own, other in _aligned(mine, theirs, _PIECE):
        is_short = len(own) + len(other) <= _REFINED
        parts = [(is_same, own, other)] if is_same or not is_short else _aligned(own, other, _WORD)
        for same, mine_part, their_part in parts:
            for side, words in zip(sides, (mine_part, their_part), strict=True):
                safe = html.escape(words).replace("\n", "<br>")
                if safe:
                    side.append(safe if same else f'<span style="{style}">{safe}</span>')
    return "".join(sides[0]), "".join(sides[1])


def _aligned(own: str, other: str, pieces: re.Pattern[str]) -> Iterator[tuple[bool, str, str]]:
    """Stretches of both texts, each with whether they are the same."""
    mine, theirs = pieces.findall(own), pieces.findall(other)
    # Pieces that are everywhere align nothing, and would keep the comparison of a hostile text busy for minutes.
    for tag, start, end, other_start, other_end in SequenceMatcher(None, mine, theirs).get_opcodes():
        yield tag == "equal", "".join(mine[start:end]), "".join(theirs[other_start:other_end])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
