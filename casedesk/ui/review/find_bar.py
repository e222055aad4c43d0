"""Finding words in the source: a line over the text with the number of hits, and steps from one to the next."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.fold import fold
from casedesk.texts import tr
from casedesk.ui.review.source_view import SourceView
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField

_PAUSE = 120


class FindLine(LineField):
    """Where the words are typed; Enter goes on, Shift+Enter back, Esc away."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_composing = False

    @override
    def inputMethodEvent(self, arg__1: QInputMethodEvent) -> None:
        self.is_composing = bool(arg__1.preeditString())
        super().inputMethodEvent(arg__1)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        is_back = bool(arg__1.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match arg__1.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self.stepped.emit(-1 if is_back else 1)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(arg__1)
        arg__1.accept()  # what is typed here is no step of the review


class FindBar(QWidget):
    """Hidden until it is asked for. The hits are marked in the text; case, width and script of letters do not count."""

    def __init__(self, source: SourceView, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._hits: list[int] = []
        self._length = 0
        self._folded: tuple[str, str] = ("", "")
        self.line = FindLine(self)
        self.line.setPlaceholderText(tr("Find in the text of the file"))
        self.line.setAccessibleName(tr("Find in the text of the file"))
        self.count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._previous = IconButton(appearance, "ph.caret-up", tr("Previous hit") + " (Shift+F3)", self)
        self._next = IconButton(appearance, "ph.caret-down", tr("Next hit") + " (F3)", self)
        self._close = IconButton(appearance, "ph.x", tr("Close") + " (Esc)", self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._find_near)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 16, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addSpacing(4)
        for widget in (self.count, self._previous, self._next, self._close):
            row.addWidget(widget)
        self.line.textChanged.connect(self._wait)
        self.line.stepped.connect(self.step)
        self.line.left.connect(self.leave)
        self._previous.clicked.connect(self._step_back)
        self._next.clicked.connect(self._step_on)
        self._close.clicked.connect(self.leave)
        self.hide()

    def open(self) -> None:
        """Let words be typed; those selected in the text are taken."""
        words = self._source.textCursor().selectedText()
        if words and "\u2029" not in words:
            self.line.setText(words)
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self._search()

    def leave(self) -> None:
        """Hide, and give the focus to the text, where the hit is."""
        self.hide()
        self._source.set_hits((), 0)
        self._source.setFocus()

    def take_file(self) -> None:
        """Another text is shown."""
        if self.isVisible():
            self._search()

    def step(self, by: int) -> None:
        """Go to the next hit or the one before, round the ends."""
        if not self.isVisible():
            self.open()
            return
        self._search()
        if not self._hits:
            return
        start = self._source.selection_start()
        at = bisect_right(self._hits, start) if by > 0 else bisect_left(self._hits, start) - 1
        self._show_hit(at % len(self._hits))

    def _step_on(self) -> None:
        self.step(1)

    def _step_back(self) -> None:
        self.step(-1)

    def _wait(self) -> None:
        self._pause.start()

    def _find_near(self) -> None:
        """Show the first hit from the cursor on, while the words are being typed."""
        if self.line.is_composing:
            return
        self._search()
        if self._hits:
            at = bisect_left(self._hits, self._source.selection_start())
            self._show_hit(at % len(self._hits))

    def _search(self) -> None:
        self._pause.stop()
        wanted = fold(self.line.text().strip())
        text = self._source.text
        if self._folded[0] is not text:
            self._folded = (text, fold(text))
        self._hits = _places(self._folded[1], wanted)
        self._length = len(wanted)
        self._source.set_hits(self._hits, self._length)
        self._tell(-1, has_words=bool(wanted))

    def _show_hit(self, at: int) -> None:
        self._source.choose(self._hits[at], self._hits[at] + self._length)
        self._tell(at, has_words=True)

    def _tell(self, at: int, *, has_words: bool) -> None:
        count = len(self._hits)
        self.count.setText(
            ""
            if not has_words
            else tr("Not found")
            if not count
            else tr("{n} of {total}").format(n=f"{at + 1:,}", total=f"{count:,}")
            if at >= 0
            else f"{count:,}"
        )
        for button in (self._previous, self._next):
            button.setEnabled(bool(count))


def _places(text: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + len(wanted))
    return found
