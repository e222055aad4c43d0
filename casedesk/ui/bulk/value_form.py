"""Which value is to be added, taken away, set or put in the place of another one."""

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from casedesk.domain.bulk_values import BULK_COLUMNS, MOST_MINUTES, Column, Detail, ValueChange, Wish, takes_several
from casedesk.domain.case import Facet
from casedesk.texts import tr
from casedesk.ui.bulk.bulk_words import column_name
from casedesk.ui.models.value_names import code_values, value_name
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Segments
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField
from casedesk.ui.widgets.surfaces import set_completion_surface

_TWO_VALUES = ValueChange.REPLACE


class ValueField(QWidget):
    """One value of a column: typed with completion, or chosen where the values are fixed."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = LineField(self)
        self.codes = QComboBox(self)
        self.words.setPlaceholderText(name)
        for widget in (self.words, self.codes):
            widget.setAccessibleName(name)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        set_completion_surface(completer)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.words.setCompleter(completer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.codes)
        self.words.textChanged.connect(self.changed)
        self.words.returnPressed.connect(self.submitted)
        self.codes.currentIndexChanged.connect(self.changed)
        self.setFocusProxy(self.words)

    @property
    def value(self) -> str:
        """The value; empty for none."""
        return self.words.text().strip() if self.codes.isHidden() else str(self.codes.currentData() or "")

    def offer(self, column: Column, session: LibrarySession) -> None:
        """Take values of this column; the field becomes empty."""
        codes = code_values(column) if isinstance(column, Facet) else ()
        with QSignalBlocker(self):
            self.words.clear()
            self.codes.clear()
            self.codes.addItem(tr("Choose…"), "")
            for code in codes:
                assert isinstance(column, Facet)
                self.codes.addItem(value_name(column, code), code)
            known = session.library.known_values(column) if isinstance(column, Facet) and not codes else ()
            self._known.setStringList(list(known))
        self.codes.setVisible(bool(codes))
        self.words.setVisible(not codes)
        self.setFocusProxy(self.codes if codes else self.words)


class ValueForm(QWidget):
    """The form; `changed` after every change of it."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, session: LibrarySession, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.columns = QComboBox(self)
        self.changes = Segments(
            {
                ValueChange.ADD: tr("Add"),
                ValueChange.REMOVE: tr("Take away"),
                ValueChange.SET: tr("Set"),
                ValueChange.REPLACE: tr("Exchange"),
            },
            name=tr("What to do"),
            parent=self,
        )
        self.value = ValueField(tr("Value"), self)
        self.new = ValueField(tr("The value that comes for it"), self)
        self._hint = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        for at, column in enumerate(BULK_COLUMNS):
            self.columns.addItem(column_name(column), at)
        self.columns.setAccessibleName(tr("What to change"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self.columns)
        layout.addWidget(self.changes, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.value, self.new, self._hint):
            layout.addWidget(part)
        self.columns.currentIndexChanged.connect(self._choose_column)
        self.changes.group.idToggled.connect(self._choose_change)
        for field in (self.value, self.new):
            field.changed.connect(self._say)
            field.submitted.connect(self.submitted)
        self.setFocusProxy(self.columns)
        self._choose_column()

    @property
    def column(self) -> Column:
        """The column that is changed."""
        return BULK_COLUMNS[self.columns.currentIndex()]

    @property
    def wish(self) -> Wish | None:
        """What is asked for; None while something is missing. To take away no value in particular clears the column."""
        change, value, new = ValueChange(self.changes.key()), self.value.value, self.new.value
        if self.column is Detail.MINUTES and not all(_is_minutes(words) for words in (value, new)):
            return None
        if change is _TWO_VALUES:
            return Wish(change, self.column, value, new) if value and value != new else None
        if change is ValueChange.REMOVE and not value:
            return Wish(ValueChange.SET, self.column)
        return Wish(change, self.column, value) if value else None

    def choose_column(self, column: Column, change: ValueChange | None = None) -> None:
        """Begin with a column, and with what shall be done."""
        self.columns.setCurrentIndex(BULK_COLUMNS.index(column))
        if change is not None:
            self.changes.choose(change)

    def let_undo_pass(self) -> None:
        """From now on Undo is the library's, until something is typed again."""
        for field in (self.value, self.new):
            field.words.forget_steps()

    def _choose_column(self) -> None:
        several = takes_several(self.column)
        for field in (self.value, self.new):
            field.offer(self.column, self._session)
        with QSignalBlocker(self.changes.group):
            self.changes.choose(ValueChange.ADD if several else ValueChange.SET)
            for at, change in enumerate(ValueChange):
                is_possible = several or change is not ValueChange.ADD
                is_possible = is_possible and not (change is ValueChange.REMOVE and self.column is Facet.STATE)
                self.changes.group.button(at).setEnabled(is_possible)
        self._choose_change()

    def _choose_change(self) -> None:
        self.new.setVisible(ValueChange(self.changes.key()) is _TWO_VALUES)
        self._say()

    def _say(self) -> None:
        wish = self.wish
        sentence = ""
        if self.column is Detail.MINUTES and not (_is_minutes(self.value.value) and _is_minutes(self.new.value)):
            sentence = tr("Minutes are a whole number up to {most}.").format(most=MOST_MINUTES)
        elif wish is not None and wish.change is ValueChange.SET and not wish.value:
            sentence = tr("Without a value, all values are taken away.")
        elif wish is not None and wish.change is _TWO_VALUES and not wish.new:
            sentence = tr("An empty second value takes the first one away.")
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))
        self.changed.emit()


def _is_minutes(words: str) -> bool:
    return not words or (words.isascii() and words.isdecimal() and int(words) <= MOST_MINUTES)
