"""What a case is filed under: a line of chips below the titles; a click turns it into a field with completion."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from casedesk.domain.case import Case, Facet, State
from casedesk.domain.draft import Suggestion
from casedesk.domain.pinyin import syllables
from casedesk.texts import tr
from casedesk.ui.editor.case_words import ADD_FACET
from casedesk.ui.editor.value_editor import ValueEditor
from casedesk.ui.models.value_names import code_values, facet_name, value_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import grow_icon
from casedesk.ui.widgets.chips import Chip
from casedesk.ui.widgets.flow_layout import FlowLayout

LINE = (Facet.INDUSTRY, Facet.THEME, Facet.OUTCOME, Facet.DIFFICULTY, Facet.AUDIENCE, Facet.TAG)
_ROOM_AROUND = 9
"""What a button without a frame has to the left of its words, at any size of the text."""
Known = Callable[[Facet], tuple[str, ...]]


class FacetChips(QWidget):
    """The values of some facets as chips, with a quiet button to add where there are none."""

    edit_requested = Signal(object)
    """The Facet whose values shall be changed."""

    def __init__(self, appearance: Appearance, facets: Sequence[Facet], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._facets = tuple(facets)
        self._shown: tuple[tuple[Facet, str], ...] | None = None
        self._flow = FlowLayout(self, spacing=4, hanging=_room_around)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._wanted: Facet | None = None

    def show_case(self, case: Case) -> None:
        """Show the values of a case."""
        shown: list[tuple[Facet, str]] = []
        for facet in self._facets:
            shown.extend((facet, value) for value in case.values_of(facet))
        shown.extend((facet, "") for facet in self._facets if facet is Facet.TAG or not case.values_of(facet))
        if tuple(shown) == self._shown:
            return
        self._shown = tuple(shown)
        self._clear()
        for facet, value in shown:
            self._flow.addWidget(self._chip(facet, value) if value else self._adder(facet))
        for at in range(self._flow.count()):
            item = self._flow.itemAt(at)
            if item is not None and (widget := item.widget()):
                widget.show()
        self.updateGeometry()

    def focus_first(self) -> None:
        """Put the focus on the first chip."""
        item = self._flow.itemAt(0)
        if item is not None and (widget := item.widget()):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _chip(self, facet: Facet, value: str) -> Chip:
        words = value_name(facet, value)
        chip = Chip(self._appearance, words, parent=self)
        chip.setAccessibleName(tr("{facet}: {value}, change").format(facet=facet_name(facet), value=words))
        chip.setToolTip(facet_name(facet))
        chip.clicked.connect(self._asker(facet))
        return chip

    def _adder(self, facet: Facet) -> QToolButton:
        button = QToolButton(self)
        button.setText(tr(ADD_FACET[facet]))
        button.setAccessibleName(tr("Add to {facet}").format(facet=facet_name(facet)))
        button.setIcon(self._appearance.icon("plus", "ink2"))
        grow_icon(button, self._appearance, QSize(12, 12))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("kind", "text")
        button.setFont(self._appearance.font("meta"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._asker(facet))
        return button

    def _asker(self, facet: Facet) -> Callable[[], None]:
        return lambda: self.edit_requested.emit(facet)


class FacetLine(QWidget):
    """Chips, and in their place the field while a facet is being changed. The last chip of the line is the state."""

    values_changed = Signal(object, object)
    """(Facet, the values as they shall be)."""
    editing_begun = Signal(object, object)
    """(Case, Facet): words of one's own are being given."""

    def __init__(
        self,
        appearance: Appearance,
        known: Known,
        facets: Sequence[Facet] = LINE,
        *,
        has_state: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._known = known
        self._case = Case()
        self._chips = FacetChips(appearance, facets, self)
        self._editor = ValueEditor(appearance, is_named=len(facets) > 1, parent=self)
        self.state = QToolButton(self)
        self.state.setVisible(has_state)
        self.state.setProperty("kind", "text")
        self.state.setProperty("flush", not facets)
        self.state.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        grow_icon(self.state, appearance, QSize(14, 14))
        self.state.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.state.clicked.connect(self._toggle_state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._chips, 1)
        row.addWidget(self._editor, 1)
        row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self._has_chips = bool(facets)
        self._chips.setVisible(self._has_chips)
        if not facets:
            row.addStretch(1)
        self._editor.hide()
        self._chips.edit_requested.connect(self.edit)
        self._editor.values_changed.connect(self.values_changed)
        self._editor.closed.connect(self._show_chips)
        appearance.changed.connect(self._show_state)
        self._show_state()

    def show_case(self, case: Case) -> None:
        """Show the values of a case."""
        is_other, is_other_state = case.id != self._case.id, case.state is not self._case.state
        self._case = case
        self._chips.show_case(case)
        if is_other_state:
            self._show_state()
        if is_other:
            self._show_chips()

    def edit(self, facet: Facet) -> None:
        """Let the values of a facet be changed: a menu for a closed set, a field for words of one's own."""
        if codes := code_values(facet):
            self._show_codes(facet, codes)
            return
        QThreadPool.globalInstance().start(_learn_pinyin)
        self._chips.hide()
        self._editor.edit(facet, self._case.values_of(facet), self._known(facet))
        self.editing_begun.emit(self._case, facet)

    def show_suggestions(self, case_id: int, facet: Facet, suggestions: Sequence[Suggestion]) -> None:
        """Offer values while this facet of this case is being changed."""
        if case_id == self._case.id and self._editor.isVisible():
            self._editor.take_suggestions(facet, suggestions)

    def _show_codes(self, facet: Facet, codes: tuple[str, ...]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self._case.values_of(facet)
        for code in codes:
            action = menu.addAction(value_name(facet, code))
            action.setCheckable(True)
            action.setChecked(code in current)
            action.triggered.connect(self._chooser(facet, code))
        menu.addSeparator()
        menu.addAction(value_name(facet, "")).triggered.connect(self._chooser(facet, ""))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _chooser(self, facet: Facet, code: str) -> Callable[[], None]:
        return lambda: self.values_changed.emit(facet, (code,) if code else ())

    def _show_chips(self) -> None:
        now = QApplication.focusWidget()
        had_focus = now is not None and self._editor.isAncestorOf(now)
        self._editor.hide()
        self._chips.setVisible(self._has_chips)
        if had_focus:
            self._chips.focus_first()

    def _show_state(self) -> None:
        is_reviewed = self._case.state is State.REVIEWED
        role = "ok" if is_reviewed else "warn"
        words = value_name(Facet.STATE, self._case.state)
        self.state.setText(words)
        self.state.setAccessibleName(tr("Status: {state}, change").format(state=words))
        self.state.setIcon(self._appearance.icon("check-circle" if is_reviewed else "circle-dashed", role))
        self.state.setProperty("tone", role)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.state.setFont(self._appearance.font("meta"))

    def _toggle_state(self) -> None:
        wanted = State.PENDING if self._case.state is State.REVIEWED else State.REVIEWED
        self.values_changed.emit(Facet.STATE, (wanted.value,))


def _room_around(widget: QWidget | None) -> int:
    return 0 if isinstance(widget, Chip) else _ROOM_AROUND


def _learn_pinyin() -> None:
    syllables()
