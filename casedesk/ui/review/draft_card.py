"""The selected draft, unfolded: why it was cut so, what it would be filed under, and what can be done with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.draft import Decision, Draft, Proposal, SpanKind
from casedesk.domain.source_parts import counts_as
from casedesk.texts import tr, tr_n
from casedesk.ui.review.draft_delegate import RIGHT, TITLE_LEFT
from casedesk.ui.review.draft_details import DraftDetails
from casedesk.ui.review.review_words import (
    DECISION_ICONS,
    DECISION_ROLES,
    KEYS,
    LABELS,
    decision_name,
    kind_name,
    percent,
    section_lengths,
)
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import ElidedLabel, Words


class TitleEdit(QLineEdit):
    """The title while it is edited; Esc leaves it as it was."""

    given_up = Signal()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(arg__1)
        arg__1.accept()


class KeyButton(QWidget):
    """A link with its key beside it."""

    def __init__(
        self, appearance: Appearance, words: str, *, icon: str, keys: str, is_first: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.button = Button(words, "link" if is_first else "quiet_link", appearance=appearance, icon=icon, parent=self)
        self.button.setProperty("voice", "" if is_first else "ink")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.button)
        row.addWidget(Words(appearance, keys, kind="meta", tone="ink2", parent=self))


class DraftCard(QWidget):
    """Shows one draft. Everything it can do is a signal; it changes nothing itself."""

    keep_requested = Signal()
    drop_requested = Signal()
    split_requested = Signal()
    join_requested = Signal()
    alike_requested = Signal()
    titles_requested = Signal()
    """The titles of the others shall be made as this one is."""
    relabel_requested = Signal(str)
    """The SpanKind that the text under the cursor shall be."""
    renamed = Signal(str)
    value_refused = Signal(str)
    like_requested = Signal()
    """The story that the draft is like shall be seen beside it."""
    height_changed = Signal()
    editing_ended = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._draft: Draft | None = None
        self._is_editing = False
        self._share = Words(appearance, parent=self)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._title = ElidedLabel(parent=self)
        self._edit = TitleEdit(self)
        self._edit.setAccessibleName(tr("Title"))
        self._sign = QLabel(self)
        self._decision = Words(appearance, kind="meta", parent=self)
        self._lengths = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._details = DraftDetails(appearance, self)
        self._keys = QWidget(self)
        self._alike = LinkButton("", self._keys)
        self._titles_alike = LinkButton("", self._keys)
        self._build()
        self._connect()
        self._take_looks()

    def show_draft(self, proposal: Proposal, draft: Draft, *, alike: int, titles: int, can_join: bool) -> None:
        """Show a draft; `alike` is how many would be decided with it, itself among them, and `titles` how many others
        would get another title by the way it has its own."""
        self._draft = draft
        decision = counts_as(draft)
        role = DECISION_ROLES[decision]
        self._share.setText(percent(draft.confidence))
        self._share.set_tone("ink2" if decision is Decision.KEEP else role)
        self._title.setText(draft.title)
        side = self._appearance.px(14)
        self._sign.setPixmap(self._appearance.icon(DECISION_ICONS[decision], role).pixmap(QSize(side, side)))
        self._decision.setText(decision_name(decision))
        self._decision.set_tone(role)
        self._lengths.setText(section_lengths(proposal, draft))
        self._join.setEnabled(can_join)
        self._alike.setVisible(alike > 1)
        sentence = (
            tr_n("Drop all {n} like this", "Drop all {n} like this", alike)
            if decision is Decision.DROP
            else tr_n("Keep all {n} like this", "Keep all {n} like this", alike)
        )
        self._alike.setText(sentence.format(n=f"{alike:,}"))
        self._titles_alike.setVisible(titles > 0)
        sentence = tr_n("{n} more title the same way", "{n} more titles the same way", titles)
        self._titles_alike.setText(sentence.format(n=f"{titles:,}"))
        self._details.show_draft(draft)
        self.end_editing()
        self.updateGeometry()
        self.height_changed.emit()

    def edit_title(self) -> None:
        """Let the title be edited."""
        if self._draft is None:
            return
        self._edit.setText(self._draft.title)
        self._is_editing = True
        self._titles.setCurrentWidget(self._edit)
        self._edit.setFocus()
        self._edit.selectAll()

    def end_editing(self) -> None:
        """Show the title as it is."""
        self._is_editing = False  # first: hiding the field takes its focus, which would count as done with it
        self._titles.setCurrentWidget(self._title)

    @property
    def is_editing(self) -> bool:
        """Whether the title is being edited."""
        return self._is_editing

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._appearance.theme.wash)
            painter.fillRect(0, 0, 3, self.height(), self._appearance.theme.accent)

    def _build(self) -> None:
        px = self._appearance.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), px(RIGHT), px(12))
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(0)
        self._share.setFixedWidth(px(TITLE_LEFT - 16))
        self._titles = QStackedLayout()
        self._titles.addWidget(self._title)
        self._titles.addWidget(self._edit)
        head.addWidget(self._share)
        head.addSpacing(px(16))
        head.addLayout(self._titles, 1)
        head.addSpacing(12)
        head.addWidget(self._sign)
        head.addSpacing(4)
        head.addWidget(self._decision)
        body = QVBoxLayout()
        body.setContentsMargins(px(TITLE_LEFT), 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._lengths)
        body.addWidget(self._details)
        body.addWidget(self._keys)
        column.addLayout(head)
        column.addLayout(body)
        self._build_keys()

    def _build_keys(self) -> None:
        flow = FlowLayout(self._keys, spacing=16, line_spacing=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._keys.setSizePolicy(policy)
        self._keep = self._key(tr("Keep"), "ph.check", "Enter", is_first=True)
        self._drop = self._key(tr("Drop"), "ph.trash", "Del")
        self._split = self._key(tr("Split"), "ph.scissors", "S", hint=tr("Split at the cursor in the text at the left"))
        self._join = self._key(tr("Join with previous"), "ph.arrow-up", "J")
        self._relabel = self._key(tr("Relabel"), "ph.tag", "1–5", hint=tr("Name the text under the cursor at the left"))
        self._relabel.button.setProperty("menu", True)
        self._relabel.button.setMenu(self._relabel_menu())
        for button in (self._keep, self._drop, self._split, self._join, self._relabel):
            flow.addWidget(button)
        self._alike.setToolTip(tr("All undecided drafts that began with this kind of heading") + " (A)")
        self._titles_alike.setToolTip(tr("Make their titles of their headings as you made this one") + " (T)")
        flow.addWidget(self._alike)
        flow.addWidget(self._titles_alike)

    def _key(self, words: str, icon: str, keys: str, *, is_first: bool = False, hint: str = "") -> KeyButton:
        button = KeyButton(self._appearance, words, icon=icon, keys=keys, is_first=is_first, parent=self._keys)
        button.button.setToolTip(f"{hint or words} ({keys})")
        return button

    def _relabel_menu(self) -> QMenu:
        menu = QMenu(self)
        keys = {kind: key for key, kind in KEYS.items()}
        for kind in LABELS:
            key = keys.get(kind, "")
            action = menu.addAction(f"{kind_name(kind)}\t{key}" if key else kind_name(kind))
            action.setData(kind.value)
        menu.triggered.connect(self._tell_kind)
        return menu

    def _connect(self) -> None:
        self._keep.button.clicked.connect(self.keep_requested)
        self._drop.button.clicked.connect(self.drop_requested)
        self._split.button.clicked.connect(self.split_requested)
        self._join.button.clicked.connect(self.join_requested)
        self._alike.clicked.connect(self.alike_requested)
        self._titles_alike.clicked.connect(self.titles_requested)
        self._details.value_refused.connect(self.value_refused)
        self._details.like_requested.connect(self.like_requested)
        self._edit.returnPressed.connect(self._take_title)
        self._edit.editingFinished.connect(self._take_title)
        self._edit.given_up.connect(self._give_up)
        self._appearance.changed.connect(self._take_looks)

    def _tell_kind(self, action: object) -> None:
        kind = SpanKind(str(action.data()))  # type: ignore[attr-defined]
        self.relabel_requested.emit(kind.value)

    def _take_title(self) -> None:
        if not self.is_editing:
            return
        self.end_editing()
        self.renamed.emit(self._edit.text())
        self.editing_ended.emit()

    def _give_up(self) -> None:
        self.end_editing()
        self.editing_ended.emit()

    def _take_looks(self) -> None:
        self._title.setFont(self._appearance.font("ui_medium"))
        self._edit.setFont(self._appearance.font("ui_medium"))
        self.update()
