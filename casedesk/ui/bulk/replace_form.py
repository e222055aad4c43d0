"""What to look for and what to put there, how it is meant, and in which fields."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from casedesk.domain.case_texts import SECTION_FIELDS, Field
from casedesk.domain.replace_pattern import Manner, Pattern
from casedesk.texts import tr
from casedesk.ui.bulk.bulk_words import field_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.labels import SectionHeading, Words
from casedesk.ui.widgets.line_field import LineField

FIELDS = (Field.TITLE, Field.LEARNER_TITLE, Field.BODY, Field.QUESTION, Field.ANSWER, *SECTION_FIELDS[2:], Field.NOTE)
_LONGEST_ENTRY = 24
_TWO_COLUMNS_TO = 150
"""The size of the interface, in percent, up to which two columns of fields have room."""


class ReplaceForm(QWidget):
    """The form; `changed` after every change of it. The words of an error stand below the first field."""

    changed = Signal()
    submitted = Signal()
    """Enter in one of the two fields."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.wanted = LineField(self)
        self.replacement = LineField(self)
        self.manner = QComboBox(self)
        self.recent = IconButton(appearance, "ph.clock-counter-clockwise", tr("Patterns used last"), self)
        self.recent_menu = QMenu(self)
        self.cases = QCheckBox(tr("Upper and lower case differ"), self)
        self.scripts = QCheckBox(tr("简 and 繁 are alike"), self)
        self.widths = QCheckBox(tr("Full and half width are alike"), self)
        self.error = Words(appearance, kind="meta", tone="bad", wraps=True, parent=self)
        self._hint = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._boxes = {field: QCheckBox(field_name(field), self) for field in FIELDS}
        self._build()
        self._connect()
        self._follow_manner()
        self.setFocusProxy(self.wanted)
        self.setTabOrder(self.wanted, self.replacement)
        self.setTabOrder(self.replacement, self.recent)
        self.setTabOrder(self.recent, self.manner)

    @property
    def pattern(self) -> Pattern:
        """What is asked for."""
        return Pattern(
            self.wanted.text().strip("\n"),  # a line copied whole brings its end along, which nobody sees
            self.replacement.text(),
            Manner(self.manner.currentData()),
            is_case_sensitive=self.cases.isChecked(),
            is_script_blind=self.scripts.isChecked(),
            is_width_blind=self.widths.isChecked(),
        )

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that are looked through."""
        return frozenset(field for field, box in self._boxes.items() if box.isChecked())

    def box(self, field: Field) -> QCheckBox:
        """The box of a field."""
        return self._boxes[field]

    def show_pattern(self, pattern: Pattern) -> None:
        """Fill the form."""
        with QSignalBlocker(self):
            self.wanted.setText(pattern.find)
            self.replacement.setText(pattern.replacement)
            self.manner.setCurrentIndex(self.manner.findData(pattern.manner.value))
            self.cases.setChecked(pattern.is_case_sensitive)
            self.scripts.setChecked(pattern.is_script_blind)
            self.widths.setChecked(pattern.is_width_blind)
        self.changed.emit()

    def let_undo_pass(self) -> None:
        """From now on Undo is the library's, until something is typed again."""
        for line in (self.wanted, self.replacement):
            line.forget_steps()

    def show_recent(self, patterns: Sequence[Pattern]) -> None:
        """Offer these patterns."""
        self.recent_menu.clear()
        for pattern in patterns:
            find, new = (_short(words) for words in (pattern.find, pattern.replacement))
            text = tr("{find}  →  {new}").format(find=find, new=new or tr("nothing"))
            action = self.recent_menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(partial(self._take, pattern))
        self.recent.setEnabled(bool(patterns))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the pattern; nothing where it is well."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _build(self) -> None:
        for manner, words in (
            (Manner.PLAIN, tr("As it is written")),
            (Manner.WORD, tr("Whole words only")),
            (Manner.REGEX, tr("Regular expression")),
        ):
            self.manner.addItem(words, manner.value)
        self.wanted.setAccessibleName(tr("Look for"))
        self.replacement.setAccessibleName(tr("Put in its place"))
        self.manner.setAccessibleName(tr("How it is meant"))
        self.wanted.setPlaceholderText(tr("Look for"))
        self.replacement.setPlaceholderText(tr("Put in its place; empty takes it away"))
        self.widths.setChecked(True)
        self._hint.setText(tr("Brackets make groups; \\1 or $1 puts the first one in, \\n breaks the line."))
        self.error.hide()
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.wanted, 1)
        first.addWidget(self.recent)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(8)
        column.addLayout(first)
        for part in (self.error, self.replacement, self.manner, self._hint):
            column.addWidget(part)
        for box in (self.cases, self.scripts, self.widths):
            column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        heading = SectionHeading(self._appearance, tr("In these fields"), self)
        self._all = LinkButton(tr("All"), self)
        self._none = LinkButton(tr("None"), self)
        heading.add(self._all)
        heading.add(self._none)
        column.addWidget(heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        for box in self._boxes.values():
            box.setChecked(True)
        self._lay_fields()
        column.addLayout(self._grid)

    def _lay_fields(self) -> None:
        """Two columns of fields; one where the text is so large that two have no room."""
        columns = 1 if self._appearance.px(100) > _TWO_COLUMNS_TO else 2
        for place, box in enumerate(self._boxes.values()):
            self._grid.addWidget(box, place // columns, place % columns)

    def _connect(self) -> None:
        self._appearance.changed.connect(self._lay_fields)
        for line in (self.wanted, self.replacement):
            line.textChanged.connect(self.changed)
            line.returnPressed.connect(self.submitted)
        self.manner.currentIndexChanged.connect(self._follow_manner)
        self.manner.currentIndexChanged.connect(self.changed)
        for box in (self.cases, self.scripts, self.widths, *self._boxes.values()):
            box.toggled.connect(self.changed)
        self._all.clicked.connect(partial(self._tick, True))
        self._none.clicked.connect(partial(self._tick, False))
        self.recent.clicked.connect(self._open_recent)

    def _follow_manner(self) -> None:
        self._hint.setVisible(self.manner.currentData() == Manner.REGEX)

    def _tick(self, is_on: bool, _checked: bool = False) -> None:
        with QSignalBlocker(self):
            for box in self._boxes.values():
                box.setChecked(is_on)
        self.changed.emit()

    def _take(self, pattern: Pattern, _checked: bool = False) -> None:
        self.show_pattern(pattern)
        self.wanted.setFocus()

    def _open_recent(self) -> None:
        self.recent_menu.popup(self.recent.mapToGlobal(self.recent.rect().bottomLeft()))


def _short(words: str) -> str:
    words = words.replace("\n", "↵")
    return words if len(words) <= _LONGEST_ENTRY else words[:_LONGEST_ENTRY] + "…"
