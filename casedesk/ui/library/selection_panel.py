"""Several cases are selected: what can be done with all of them, with a preview before anything is changed."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casedesk.domain.bulk_values import BULK_FACETS, ValueChange, Wish, takes_several
from casedesk.domain.case import Case, Facet
from casedesk.texts import tr, tr_n
from casedesk.ui.actions import Actions
from casedesk.ui.library.case_edits import preview
from casedesk.ui.models.value_names import code_values, facet_name, value_name
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton, Segments
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import SectionHeading, Words
from casedesk.ui.widgets.surfaces import set_completion_surface

_LOADED_AT_ONCE = 400
MOST_COUNTED = 2000
"""A change of more cases than this is counted on a page of its own, by a job."""
_WIDTH = 520


class SelectionPanel(QWidget):
    """Stands in the case's place while more than one case is selected."""

    change_requested = Signal(object, object)
    """(tuple of cases, Wish)"""
    plan_requested = Signal()
    trash_requested = Signal()
    collection_requested = Signal()
    """A new collection of these cases."""
    look_requested = Signal(object, object)
    """(Facet, ValueChange): what would change shall be seen case by case."""

    def __init__(
        self, session: LibrarySession, appearance: Appearance, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._ids: tuple[int, ...] = ()
        self._cases: list[Case] = []
        self._loaded = 0
        self._loading = QTimer(self)
        self._loading.timeout.connect(self._load_more)
        self._title = Words(appearance, kind="title", parent=self)
        self._facets = QComboBox(self)
        self._changes = Segments(
            {
                ValueChange.ADD: tr("Add"),
                ValueChange.REMOVE: tr("Take away"),
                ValueChange.SET: tr("Set"),
            },
            name=tr("What to do"),
            parent=self,
        )
        self._words = QLineEdit(self)
        self._codes = QComboBox(self)
        self._preview = Words(appearance, tone="ink2", wraps=True, parent=self)
        self._apply = Button(tr("Change"), parent=self)
        self.look = LinkButton(tr("See every change first…"), self)
        self._completions = QStringListModel(self)
        self._build(actions)
        self._connect()
        self._choose_facet()

    def show_cases(self, case_ids: Sequence[int]) -> None:
        """Work on these cases. They are loaded when a value is named, a few at a time."""
        self._ids = tuple(case_ids)
        self._cases = []
        self._loaded = 0
        self._loading.stop()
        n = len(self._ids)
        self._title.setText(tr_n("{n} case selected", "{n} cases selected", n).format(n=f"{n:,}"))
        self._refresh()

    def focus_value(self) -> None:
        """Begin to type the value to add."""
        self._changes.choose(ValueChange.ADD)
        (self._codes if self._codes.isVisibleTo(self) else self._words).setFocus()

    @property
    def wish(self) -> Wish | None:
        """What is asked for; None while no value is named."""
        facet = self._facet
        change = ValueChange(self._changes.key())
        value = str(self._codes.currentData() or "") if code_values(facet) else self._words.text().strip()
        if not value and change is not ValueChange.SET:
            return None
        if not value and not self._words.isModified():
            return None
        return Wish(change, facet, value)

    @property
    def preview_text(self) -> str:
        """The sentence that says what would change."""
        return self._preview.text()

    @property
    def _facet(self) -> Facet:
        return Facet(self._facets.currentData())

    def _build(self, actions: Actions) -> None:
        for facet in BULK_FACETS:
            self._facets.addItem(facet_name(facet), facet.value)
        self._facets.setAccessibleName(tr("What to change"))
        self._codes.setAccessibleName(tr("Value"))
        self._words.setAccessibleName(tr("Value"))
        self._words.setPlaceholderText(tr("Value"))
        completer = QCompleter(self._completions, self)
        set_completion_surface(completer)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._words.setCompleter(completer)
        head = FlowLayout(spacing=8)
        head.addWidget(self._facets)
        head.addWidget(self._changes)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addSpacing(72)
        column.addWidget(self._title)
        column.addLayout(self._links(actions))
        column.addSpacing(12)
        column.addWidget(SectionHeading(self._appearance, tr("Change in all of them"), self))
        column.addLayout(head)
        for widget in (self._words, self._codes, self._preview):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(self._apply)
        buttons.addWidget(self.look)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
        holder = QWidget(self)
        holder.setMaximumWidth(self._appearance.px(_WIDTH))
        column.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(column)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.addStretch(1)
        layout.addWidget(holder, 12)
        layout.addStretch(1)

    def _links(self, actions: Actions) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        basket = LinkButton(tr("Put into the basket"), self)
        basket.clicked.connect(actions.action("case.basket").trigger)
        reviewed = LinkButton(tr("Mark as reviewed"), self)
        reviewed.clicked.connect(actions.action("case.reviewed").trigger)
        collection = LinkButton(tr("New collection of them"), self)
        collection.clicked.connect(self.collection_requested)
        plan = LinkButton(tr("Make a lesson plan"), self)
        plan.clicked.connect(self.plan_requested)
        replacing = LinkButton(tr("Find and replace…"), self)
        replacing.clicked.connect(actions.action("edit.replace").trigger)
        trash = LinkButton(tr("Move to the trash"), self)
        trash.clicked.connect(self.trash_requested)
        for place, link in enumerate((basket, reviewed, collection, plan, replacing, trash)):
            grid.addWidget(link, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        return grid

    def _connect(self) -> None:
        self._facets.currentIndexChanged.connect(self._choose_facet)
        self._changes.group.idToggled.connect(self._refresh)
        self._words.textChanged.connect(self._refresh)
        self._words.returnPressed.connect(self._do)
        self._codes.currentIndexChanged.connect(self._refresh)
        self._apply.clicked.connect(self._do)
        self.look.clicked.connect(self._look)

    def _choose_facet(self) -> None:
        codes = code_values(self._facet)
        self._codes.blockSignals(True)
        self._codes.clear()
        for code in codes:
            self._codes.addItem(value_name(self._facet, code), code)
        self._codes.blockSignals(False)
        self._codes.setVisible(bool(codes))
        self._words.setVisible(not codes)
        if not codes:
            self._completions.setStringList(list(self._session.library.known_values(self._facet)))
        self._changes.choose(ValueChange.ADD if takes_several(self._facet) else ValueChange.SET)
        self._refresh()

    def _refresh(self) -> None:
        wish = self.wish
        is_counted = len(self._ids) <= MOST_COUNTED
        self._apply.setVisible(is_counted)
        if not is_counted:
            self._preview.setText(tr("So many cases are looked at on a page of their own."))
            return
        if wish is not None and self._loaded < len(self._ids) and not self._loading.isActive():
            self._loading.start(0)
        is_ready = wish is not None and self._is_loaded
        self._apply.setEnabled(is_ready)
        if wish is None:
            self._preview.setText(tr("Name a value to see what would change."))
        elif not is_ready:
            self._preview.setText(tr("Counting…"))
        else:
            self._preview.setText(preview(self._cases, wish))

    @property
    def _is_loaded(self) -> bool:
        return 0 < len(self._ids) <= self._loaded

    def _load_more(self) -> None:
        """A step of loading, short enough for the window to stay alive between two of them."""
        part = self._ids[self._loaded : self._loaded + _LOADED_AT_ONCE]
        self._cases += self._session.library.cases.get_many(part)
        self._loaded += len(part)
        if self._loaded >= len(self._ids):
            self._loading.stop()
        self._refresh()

    def _look(self) -> None:
        self.look_requested.emit(self._facet, ValueChange(self._changes.key()))

    def _do(self) -> None:
        wish = self.wish
        if wish is not None and self._is_loaded:
            self._words.clear()
            self.change_requested.emit(tuple(self._cases), wish)
            self.show_cases(self._ids)
