"""Step two of an import: the source at the left, its drafts at the right, and what will come of them below."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.draft import Decision, SpanKind
from casedesk.texts import tr
from casedesk.ui.review.coverage_bar import CoverageBar
from casedesk.ui.review.draft_head import DraftHead
from casedesk.ui.review.draft_list import DraftList
from casedesk.ui.review.encoding_strip import EncodingStrip
from casedesk.ui.review.find_bar import FindBar
from casedesk.ui.review.likeness_pane import LikenessPane
from casedesk.ui.review.place_strip import PlaceStrip
from casedesk.ui.review.review_footer import ReviewFooter
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.review.review_steps import make_parts_alike, make_titles_alike, switch_furniture, switch_kind
from casedesk.ui.review.review_words import KEYS
from casedesk.ui.review.source_view import SourceView
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule, set_surface

_LOW = 480
"""Below this height the lines over and under the text say less."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ReviewPane(QWidget):
    """Everything here works by keyboard, wherever in the pane the focus is; see `keys_panel` for the keys."""

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
        self.finder = FindBar(self.source, appearance, self)
        self.place = PlaceStrip(appearance, self)
        self.head = DraftHead(state, self.drafts, appearance=appearance, settings=settings, parent=self)
        self._nothing = Words(appearance, tone="ink2", wraps=True, parent=self)
        self._nothing.setText(tr("No case was found here. Select its text at the left and press 1 to begin one."))
        self._nothing.setContentsMargins(20, 8, 24, 8)
        self.footer = ReviewFooter(appearance, self)
        self.twins = LikenessPane(state, appearance, self)
        self._letters = {
            **self.twins.letters,
            "c": self._compare,
            "s": self._split,
            "j": self._join,
            "u": self._leave_open,
            "n": self._next_doubtful,
            "a": self._state.decide_alike,
            "t": self._title_alike,
            "b": self._switch_furniture,
            "l": self._make_parts_alike,
            "?": self.head.show_keys,
            "？": self.head.show_keys,
        }
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
        elif not self._take_chord(key, control) and (
            control & ~Qt.KeyboardModifier.ShiftModifier or not self._take_key(key, event.text())
        ):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < self._appearance.px(_LOW)
        self.coverage.set_brief(is_brief=is_low)
        self.encodings.set_brief(is_brief=is_low)
        self.footer.set_brief(is_brief=is_low)

    def next_panel(self) -> None:
        """Go round: drafts, source, coverage, the button that adds."""
        panels: tuple[QWidget, ...] = (self.drafts, self.source, self.coverage.bar, self.footer.add)
        focused = next((at for at, panel in enumerate(panels) if panel.hasFocus()), -1)
        panels[(focused + 1) % len(panels)].setFocus()

    def refresh(self) -> None:
        """Show the counts as they are now."""
        if not self._state.is_open:
            return
        self._nothing.setVisible(not self._state.proposal.drafts)
        self.head.refresh()
        if self.source.parts is not None:
            self.coverage.show_parts(self.source.parts)
            self._tell_place()
        self.footer.show_counts(self._state.count(Decision.KEEP), self._state.count(Decision.UNDECIDED))

    def _build(self) -> None:
        left = self._column(self.encodings, self.source, self.coverage)
        right = self._column(self.head, self.drafts, self.footer)
        if isinstance(column := left.layout(), QVBoxLayout):
            column.insertWidget(1, self.finder)
            column.insertWidget(column.count() - 1, self.place)
        if isinstance(column := right.layout(), QVBoxLayout):
            column.insertWidget(1, self._nothing)
        left.setMinimumWidth(352)
        right.setMinimumWidth(360)
        set_surface(right, "paper", edge="left")
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._left = QStackedWidget(self)
        self._left.addWidget(left)
        self._left.addWidget(self.twins)
        self._splitter.addWidget(self._left)
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

    def _connect(self) -> None:
        card = self.drafts.card
        card.keep_requested.connect(self._keep)
        card.drop_requested.connect(self._drop)
        card.split_requested.connect(self._split)
        card.join_requested.connect(self._join)
        card.alike_requested.connect(self._state.decide_alike)
        card.titles_requested.connect(self._title_alike)
        self.head.decided.connect(self._decide)
        self.place.one_switched.connect(self._switch_furniture)
        self.place.kind_switched.connect(self._switch_kind)
        self.place.parts_made_alike.connect(self._make_parts_alike)
        card.relabel_requested.connect(self._relabel_to)
        card.renamed.connect(self._state.rename)
        card.value_refused.connect(self._state.leave_out_value)
        card.like_requested.connect(self._compare)
        self.twins.case_requested.connect(self.case_requested)
        self.twins.closed.connect(self._show_source)
        self.twins.said.connect(self.said)
        self.coverage.height_changed.connect(self.footer.setMinimumHeight)
        self.coverage.place_requested.connect(self.source.go_to)
        self.source.offset_moved.connect(self.coverage.set_place)
        self.source.offset_moved.connect(self._tell_place)
        self.source.boundary_dropped.connect(self._move_boundary)
        self.encodings.chosen.connect(self.encoding_requested)
        self.footer.later_requested.connect(self.later_requested)
        self.footer.add_requested.connect(self.add_requested)
        self._state.changed.connect(self.refresh)
        self._state.files_changed.connect(self.refresh)
        self._state.file_changed.connect(self._take_file)
        self._splitter.splitterMoved.connect(self._remember_splitter)

    def _take_file(self) -> None:
        self.encodings.show_file(self._state.file)
        self.finder.take_file()
        self.refresh()

    def _tell_place(self) -> None:
        if self._state.is_open and self.source.parts is not None:
            offset = self.source.offset()
            self.place.show_place(self._state.proposal, self.source.piece_at(offset), offset)

    def _take_chord(self, key: Qt.Key, control: Qt.KeyboardModifier) -> bool:
        """Do what a key with Ctrl, Alt or Shift stands for, or a function key; False where it stands for nothing."""
        match control, key:
            case (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up):
                self._nudge(-1)
            case (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down):
                self._nudge(1)
            case (_, Qt.Key.Key_F3):
                self.finder.step(-1 if control == Qt.KeyboardModifier.ShiftModifier else 1)
            case (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_F):
                self.finder.open()
            case (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_PageDown | Qt.Key.Key_PageUp):
                self._show_file_beside(1 if key == Qt.Key.Key_PageDown else -1)
            case (Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_B):
                self.place.switch_kind()
            case _:
                return False
        return True

    def _take_key(self, key: Qt.Key, text: str) -> bool:
        """Do what a plain key stands for; False where it stands for nothing."""
        letter = text.lower()
        if key in _ENTER:
            if self.drafts.chosen() or not self.drafts.toggle_fold():
                self._keep()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._drop()
        elif key == Qt.Key.Key_F2:
            self.drafts.card.edit_title()
        elif letter in self._letters:
            self._letters[letter]()
        elif text in KEYS:
            self._relabel(KEYS[text])
        else:
            return False
        return True

    def _decide(self, decision: Decision) -> None:
        """Decide the selected draft, or all that are chosen together."""
        chosen = self.drafts.chosen()
        if chosen:
            self.drafts.choose_none()
            self._state.decide_many(chosen, decision)
            self._state.select(self._state.next_undecided(self._state.index))
        else:
            self._state.decide(decision)
        self.drafts.setFocus()

    def _keep(self) -> None:
        self._decide(Decision.KEEP)

    def _drop(self) -> None:
        self._decide(Decision.DROP)

    def _compare(self) -> None:
        """Show the selected draft beside its twin, or the source again."""
        if self._left.currentWidget() is self.twins:
            self._show_source()
        elif self.twins.show_twin():
            self._left.setCurrentWidget(self.twins)
        else:
            self.said.emit(tr("This draft is like no other story."))

    def _show_source(self) -> None:
        had_focus = self.twins.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._left.setCurrentIndex(0)
        if had_focus:
            self.drafts.setFocus()

    def _leave_open(self) -> None:
        self._decide(Decision.UNDECIDED)

    def _next_doubtful(self) -> None:
        if not self._state.go_to_next_waiting():
            self.said.emit(tr("Nothing is undecided any more."))

    def _show_file_beside(self, by: int) -> None:
        self._state.show_file((self._state.at + by) % len(self._state.files))

    def _switch_furniture(self) -> None:
        if not switch_furniture(self._state, self.source.offset()):
            self.said.emit(tr("Put the cursor into text that was cleaned away; it is struck through."))

    def _switch_kind(self, kind: str, is_back: bool) -> None:
        switch_kind(self._state, kind, is_back=is_back)

    def _make_parts_alike(self) -> None:
        if not make_parts_alike(self._state, self.source.offset()):
            self.said.emit(tr("There is no other part like this one that is called something else."))

    def _title_alike(self) -> None:
        if not make_titles_alike(self._state):
            self.said.emit(tr("No other title would change. Rename this draft first, with words of its heading."))

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
        if to != at and self._move_boundary(at, to):
            self.source.go_to(to)

    def _move_boundary(self, at: int, to: int) -> bool:
        has_moved = self._state.move_boundary(at, to)
        if not has_moved:
            self.said.emit(tr("A boundary stays between the parts it divides. To put two drafts together, press J."))
        return has_moved

    def _remember_splitter(self) -> None:
        self._settings.set_state("review", self._splitter.saveState())


def _undo_or_redo(event: QKeyEvent) -> str | None:
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    is_redo = event.matches(QKeySequence.StandardKey.Redo) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )
    return "redo" if is_redo else None
