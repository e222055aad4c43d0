"""A draft beside the story that it is like, with what differs marked, and what to do about the two."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.draft import Decision, LikenessKind, Twin
from casedesk.domain.passages import RunKind, aligned
from casedesk.domain.story_words import telling_places
from casedesk.domain.twins import with_twin
from casedesk.tasks.twin_texts import TwinTexts, twin_texts
from casedesk.texts import tr
from casedesk.ui.review.draft_card import KeyButton
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.review.review_words import likeness_words
from casedesk.ui.review.text_positions import TextPositions, shown
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import Rule

Cases = Callable[[Iterable[int]], tuple[Case, ...]]


class LikenessPane(QWidget):
    """Follows the selected draft while it is shown. What it decides is a step of the review, with undo."""

    case_requested = Signal(int)
    closed = Signal()
    said = Signal(str)
    """A sentence: why nothing was done."""

    def __init__(self, state: ReviewState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        self._cases: Cases = lambda _ids: ()
        self._texts: TwinTexts | None = None
        self._sentence = Words(appearance, kind="ui_medium", wraps=True, parent=self)
        self._titles = (ElidedLabel(parent=self), ElidedLabel(parent=self))
        self._draft_place = Words(appearance, tr("This draft"), kind="meta", tone="ink2", parent=self)
        self._twin_place = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._papers = (_Paper(self), _Paper(self))
        self._keys = QWidget(self)
        self._open = LinkButton(tr("Open the case"), self._keys)
        self._build()
        self._connect()
        self._take_looks()

    @property
    def letters(self) -> Mapping[str, Callable[[], None]]:
        """What the plain keys do, also while the pane is not shown."""
        return {
            "d": lambda: self._decide(Twin.DISTINCT),
            "f": lambda: self._decide(Twin.FAMILY),
            "r": lambda: self._decide(Twin.UPDATE),
            "x": self._skip,
        }

    def set_cases(self, cases: Cases) -> None:
        """Where to read the cases of the library."""
        self._cases = cases

    def show_twin(self) -> bool:
        """Show the selected draft with its twin; False where it has none."""
        draft = self._state.draft
        if draft is None:
            return False
        found = twin_texts(self._state.files, self._state.file, draft, self._cases)
        if found is None:
            return False
        self._texts = found
        self._sentence.setText(likeness_words(draft))
        self._titles[0].setText(found.title)
        self._titles[1].setText(found.twin_title)
        self._twin_place.setText(tr("In the library") if found.case_id is not None else tr("In this import"))
        self._open.setVisible(found.case_id is not None)
        self._update.setVisible(found.case_id is not None)
        self._mark(draft.likeness.kind if draft.likeness else LikenessKind.NEAR)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        places = (self._draft_place, self._twin_place)
        for side, (place, title, paper) in enumerate(zip(places, self._titles, self._papers, strict=True)):
            grid.addWidget(self._head(place, title), 0, side * 2)
            grid.addWidget(paper, 1, side * 2)
            grid.setColumnStretch(side * 2, 1)
        line = Rule(self)
        line.setFixedWidth(1)
        line.setMinimumHeight(0)
        line.setMaximumHeight(1 << 20)
        line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        grid.addWidget(line, 0, 1, 2, 1)
        self._papers[0].setAccessibleName(tr("This draft"))
        self._papers[1].setAccessibleName(tr("The story it is like"))
        self._sentence.setContentsMargins(20, 12, 24, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._sentence)
        column.addWidget(Rule(self))
        column.addLayout(grid, 1)
        column.addWidget(Rule(self))
        column.addWidget(self._keys)
        self._build_keys()

    def _head(self, place: Words, title: ElidedLabel) -> QWidget:
        head = QWidget(self)
        rows = QVBoxLayout(head)
        rows.setContentsMargins(20, 8, 20, 8)
        rows.setSpacing(4)
        rows.addWidget(place)
        rows.addWidget(title)
        return head

    def _build_keys(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._keys.setSizePolicy(policy)
        self._keys.setContentsMargins(20, 8, 20, 8)
        flow = FlowLayout(self._keys, spacing=16, line_spacing=4)
        self._distinct = self._key(tr("Not a duplicate"), "ph.git-fork", "D")
        self._have = self._key(tr("Skip, I have it"), "ph.trash", "X")
        self._family = self._key(tr("Keep as another telling"), "ph.users-three", "F")
        self._update = self._key(tr("Update the case in the library"), "ph.arrows-clockwise", "R")
        self._back = self._key(tr("Back to the source"), "ph.arrow-left", "C")
        for button in (self._distinct, self._have, self._family, self._update, self._back):
            flow.addWidget(button)
        self._open.setMinimumHeight(self._back.sizeHint().height())
        flow.addWidget(self._open)

    def _key(self, words: str, icon: str, keys: str) -> KeyButton:
        button = KeyButton(self._appearance, words, icon=icon, keys=keys, is_first=False, parent=self._keys)
        button.button.setToolTip(f"{words} ({keys})")
        return button

    def _connect(self) -> None:
        letters = self.letters
        for key, letter in ((self._distinct, "d"), (self._have, "x"), (self._family, "f"), (self._update, "r")):
            key.button.clicked.connect(letters[letter])
        self._back.button.clicked.connect(self.closed)
        self._open.clicked.connect(self._ask_for_case)
        self._state.selected.connect(self._follow)
        self._state.changed.connect(self._follow)
        self._appearance.changed.connect(self._take_looks)
        left, right = (paper.verticalScrollBar() for paper in self._papers)
        left.valueChanged.connect(right.setValue)
        right.valueChanged.connect(left.setValue)

    def _ask_for_case(self) -> None:
        if self._texts is not None and self._texts.case_id is not None:
            self.case_requested.emit(self._texts.case_id)

    def _decide(self, twin: Twin) -> None:
        draft = self._state.draft
        if draft is None or draft.likeness is None:
            self.said.emit(tr("This draft is like no other story."))
            return
        if twin is Twin.UPDATE and draft.likeness.case_id is None:
            self.said.emit(tr("Its twin is no case of the library yet; there is nothing to update."))
            return
        words = {
            Twin.OPEN: tr("Leave “{title}” open"),
            Twin.DISTINCT: tr("“{title}” is not a duplicate"),
            Twin.FAMILY: tr("Keep “{title}” as another telling"),
            Twin.UPDATE: tr("Update the case by “{title}”"),
        }
        proposal = with_twin(self._state.proposal, self._state.index, twin)
        self._state.push(words[twin].format(title=draft.title), proposal)
        self._state.select(self._state.next_undecided(self._state.index))

    def _skip(self) -> None:
        draft = self._state.draft
        if draft is None or draft.likeness is None:
            self.said.emit(tr("This draft is like no other story."))
        else:
            self._state.decide(Decision.DROP)

    def _follow(self) -> None:
        if self.isVisible() and not self.show_twin():
            self.closed.emit()

    def _mark(self, kind: LikenessKind) -> None:
        """Mark what differs; where a story is retold nearly all of it does, so there the words are marked that tell."""
        texts = self._texts
        if texts is None:
            return
        if kind is LikenessKind.RETOLD:
            left, right = telling_places(texts.text, texts.twin_text)
        else:
            runs = [run for run in aligned(texts.text, texts.twin_text) if run.kind is not RunKind.COMMON]
            left = tuple((run.left_start, run.left_end) for run in runs)
            right = tuple((run.right_start, run.right_end) for run in runs)
        for paper, text, places in zip(self._papers, (texts.text, texts.twin_text), (left, right), strict=True):
            paper.show_text(text, places, self._format())

    def _format(self) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setBackground(self._appearance.theme.mark)
        look.setForeground(self._appearance.theme.mark_ink)
        return look

    def _take_looks(self) -> None:
        for title in self._titles:
            title.setFont(self._appearance.font("ui_medium"))
        for paper in self._papers:
            paper.setFont(self._appearance.font("reading"))
        self._follow()


class _Paper(QTextEdit):
    """A text that is read and not written, with stretches marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(20)

    def show_text(self, text: str, marked: Iterable[tuple[int, int]], look: QTextCharFormat) -> None:
        """Show a text from its beginning."""
        self.document().setPlainText(shown(text))  # the widget's own would go on with the look of what was marked last
        places = TextPositions(text)
        cursor = QTextCursor(self.document())
        for start, end in marked:
            if end > start:
                cursor.setPosition(places.position(start))
                cursor.setPosition(places.position(end), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(look)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Scrolling and copying are its own; letters are for whoever holds it."""
        if e.text().isalpha() and not e.modifiers():
            e.ignore()
        else:
            super().keyPressEvent(e)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)
