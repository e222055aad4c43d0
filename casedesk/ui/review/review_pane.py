"""Step two of an import: the source at the left, its drafts at the right, and what will come of them below."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.draft import Decision, SpanKind
from casedesk.texts import tr, tr_n
from casedesk.ui.review.coverage_bar import CoverageBar
from casedesk.ui.review.draft_list import DraftList
from casedesk.ui.review.draft_rows import DraftOrder
from casedesk.ui.review.encoding_strip import EncodingStrip
from casedesk.ui.review.review_footer import ReviewFooter
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.review.review_words import KEYS, decision_name
from casedesk.ui.review.source_view import SourceView
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule, set_surface

_LOW = 480
"""Below this height the lines over and under the text say less."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ReviewPane(QWidget):
    """Everything here works by keyboard, wherever in the pane the focus is: Enter keep, Del drop, S split, J join,
    1-5 relabel, F2 title, Alt+Up and Alt+Down move a boundary, Ctrl+Z undo.
    """

    add_requested = Signal()
    later_requested = Signal()
    case_requested = Signal(int)
    encoding_requested = Signal(str)
    said = Signal(str)
    """A sentence: why nothing was done."""

    def __init__(
        self, state: ReviewState, *, appearance: Appearance, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        self._settings = settings
        self.source = SourceView(state, appearance, self)
        self.drafts = DraftList(state, appearance, self)
        self.coverage = CoverageBar(appearance, self)
        self.encodings = EncodingStrip(appearance, self)
        self._total = Words(appearance, kind="ui_medium", parent=self)
        self._counts = {
            decision: Words(appearance, kind="meta", tone=tone, parent=self)
            for decision, tone in ((Decision.KEEP, "ink2"), (Decision.DROP, "ink2"), (Decision.UNDECIDED, "warn"))
        }
        self._nothing = Words(appearance, tone="ink2", wraps=True, parent=self)
        self._nothing.setText(tr("No case was found here. Select its text at the left and press 1 to begin one."))
        self._nothing.setContentsMargins(20, 8, 24, 8)
        self._order = LinkButton("", self, is_quiet=True)
        self.footer = ReviewFooter(appearance, self)
        self._build()
        self._connect()

    @override
    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the review while the focus is in it; the library's wait for their page."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _undo_or_redo(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (step := _undo_or_redo(event)) is not None:
            (self._state.undo_stack.undo if step == "undo" else self._state.undo_stack.redo)()
        elif control == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._nudge(-1 if key == Qt.Key.Key_Up else 1)
        elif control or not self._take_key(key, event.text()):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < self._appearance.px(_LOW)
        self.coverage.set_brief(is_brief=is_low)
        self.encodings.set_brief(is_brief=is_low)

    def next_panel(self) -> None:
        """Go round: drafts, source, coverage, the button that adds."""
        panels: tuple[QWidget, ...] = (self.drafts, self.source, self.coverage.bar, self.footer.add)
        focused = next((at for at, panel in enumerate(panels) if panel.hasFocus()), -1)
        panels[(focused + 1) % len(panels)].setFocus()

    def refresh(self) -> None:
        """Show the counts as they are now."""
        if not self._state.is_open:
            return
        count = len(self._state.proposal.drafts)
        self._nothing.setVisible(not count)
        self._total.setText(tr_n("{n} draft", "{n} drafts", count).format(n=count))
        for decision, label in self._counts.items():
            number = self._state.count_here(decision)
            label.setText(f"{decision_name(decision)} {number}")
            label.setVisible(bool(number) or decision is Decision.KEEP)
        if self.source.parts is not None:
            self.coverage.show_parts(self.source.parts)
        self.footer.show_counts(self._state.count(Decision.KEEP), self._state.count(Decision.UNDECIDED))

    def _build(self) -> None:
        left = self._column(self.encodings, self.source, self.coverage)
        right = self._column(self._list_head(), self.drafts, self.footer)
        if isinstance(column := right.layout(), QVBoxLayout):
            column.insertWidget(1, self._nothing)
        left.setMinimumWidth(320)
        right.setMinimumWidth(360)
        set_surface(right, "paper", edge="left")
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(right)
        self._splitter.setSizes([600, 720])
        state = self._settings.state("review")
        if not state.isEmpty():
            self._splitter.restoreState(state)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    def _column(self, head: QWidget, middle: QWidget, foot: QWidget) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(middle, 1)
        column.addWidget(Rule(holder))
        column.addWidget(foot)
        return holder

    def _list_head(self) -> QWidget:
        head = QWidget(self)
        head.setMinimumHeight(self._appearance.px(44))
        self._order.setProperty("menu", True)
        self._order.setMenu(self._order_menu())
        counts = QWidget(head)
        flow = FlowLayout(counts, spacing=16, line_spacing=0)
        for label in (self._total, *self._counts.values()):
            label.setMinimumHeight(self._order.sizeHint().height())
            flow.addWidget(label)
        _let_wrap(counts)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(16)
        row.addWidget(counts, 1)
        row.addWidget(self._order, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        chosen = self._settings.text("draft_order", DraftOrder.DOUBTFUL_FIRST)
        for order, words in (
            (DraftOrder.DOUBTFUL_FIRST, tr("Doubtful first")),
            (DraftOrder.SOURCE, tr("In the order of the file")),
        ):
            action = menu.addAction(words)
            action.setData(order.value)
            action.setCheckable(True)
            group.addAction(action)
            if order == chosen:
                action.setChecked(True)
                self._take_order(action)
        menu.triggered.connect(self._take_order)
        return menu

    def _take_order(self, action: QAction) -> None:
        order = DraftOrder(str(action.data()))
        self._settings.set_text("draft_order", order)
        self._order.setText(action.text())
        self.drafts.rows.set_order(order)

    def _connect(self) -> None:
        card = self.drafts.card
        card.keep_requested.connect(self._keep)
        card.drop_requested.connect(self._drop)
        card.split_requested.connect(self._split)
        card.join_requested.connect(self._join)
        card.alike_requested.connect(self._state.decide_alike)
        card.relabel_requested.connect(self._relabel_to)
        card.renamed.connect(self._state.rename)
        card.value_refused.connect(self._state.leave_out_value)
        card.like_requested.connect(self.case_requested)
        self.coverage.height_changed.connect(self.footer.setMinimumHeight)
        self.coverage.place_requested.connect(self.source.go_to)
        self.source.offset_moved.connect(self.coverage.set_place)
        self.encodings.chosen.connect(self.encoding_requested)
        self.footer.later_requested.connect(self.later_requested)
        self.footer.add_requested.connect(self.add_requested)
        self._state.changed.connect(self.refresh)
        self._state.files_changed.connect(self.refresh)
        self._state.file_changed.connect(self._take_file)
        self._splitter.splitterMoved.connect(self._remember_splitter)

    def _take_file(self) -> None:
        self.encodings.show_encoding(self._state.proposal.source.encoding)
        self.refresh()

    def _take_key(self, key: Qt.Key, text: str) -> bool:
        """Do what a plain key stands for; False where it stands for nothing."""
        if key in _ENTER:
            if not self.drafts.toggle_fold():
                self._keep()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._drop()
        elif key == Qt.Key.Key_F2:
            self.drafts.card.edit_title()
        elif text.lower() == "s":
            self._split()
        elif text.lower() == "j":
            self._join()
        elif text in KEYS:
            self._relabel(KEYS[text])
        else:
            return False
        return True

    def _keep(self) -> None:
        self._state.decide(Decision.KEEP)

    def _drop(self) -> None:
        self._state.decide(Decision.DROP)

    def _split(self) -> None:
        if not self._state.split(self.source.offset()):
            self.said.emit(tr("Put the cursor into the text of the draft first; it is split there."))

    def _join(self) -> None:
        if not self._state.join():
            self.said.emit(tr("There is no draft before this one."))

    def _relabel_to(self, kind: str) -> None:
        self._relabel(SpanKind(kind))

    def _relabel(self, kind: SpanKind) -> None:
        low, high = self.source.stretch()
        if low < high:
            self._state.relabel(low, high, kind)

    def _nudge(self, lines: int) -> None:
        """Move the boundary above the part under the cursor by a line."""
        offset = self.source.offset()
        piece = self.source.part_begin(offset)
        if piece is None:
            return
        at = piece.span.start
        to = self.source.line_from(at, lines)
        if to != at:
            self._state.move_boundary(at, to)
            self.source.go_to(to)

    def _remember_splitter(self) -> None:
        self._settings.set_state("review", self._splitter.saveState())


def _let_wrap(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def _undo_or_redo(event: QKeyEvent) -> str | None:
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    is_redo = event.matches(QKeySequence.StandardKey.Redo) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )
    return "redo" if is_redo else None
