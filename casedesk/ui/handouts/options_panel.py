"""The left side of the handout page: what to make and how."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casedesk.domain.case import Depth, Role
from casedesk.domain.handout import AnswerSpace, Edition, Numbering
from casedesk.domain.paper import Paper
from casedesk.texts import N_, tr, tr_n
from casedesk.ui.handouts.edition_list import EditionList
from casedesk.ui.handouts.handout_choices import (
    DEAREST_SIDE,
    GUTTERS,
    LEARNER_CHOICES,
    LOCKED,
    MOST_SPARE,
    HandoutChoices,
)
from casedesk.ui.handouts.template_choice import TemplateChoice
from casedesk.ui.models.value_names import depth_name, role_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.check_boxes import CheckBox
from casedesk.ui.widgets.labels import SectionHeading, Words
from casedesk.ui.widgets.spin_boxes import ChoiceBox, NumberBox, PriceBox

PAPER_NAMES = {
    Paper.A4: N_("A4 portrait"),
    Paper.LETTER: N_("Letter"),
    Paper.A5: N_("A5"),
    Paper.A5_TWO_UP: N_("A5, two copies on a sheet"),
    Paper.A5_BOOKLET: N_("A5 booklet, folded A4"),
    Paper.OFFICIAL: N_("Official document (GB/T 9704)"),
}
SPACE_NAMES = {
    AnswerSpace.LINES: N_("Ruled lines"),
    AnswerSpace.BOX: N_("An empty frame"),
    AnswerSpace.FOOT: N_("Lines, the last to the foot of the page"),
}
_MARGIN = 24
_LIST_PAD = 8
"""The rows of the list of editions go so far beyond the words above and below them."""
_NARROWEST = 96
"""Pixels that a field has at the least, so that the options never scroll sideways."""
_LISTED = 20
"""So many masked numbers are listed at a time."""
_LINES = (None, 0, 2, 3, 4, 6, 8, 12)


class OptionsPanel(QScrollArea):
    """Shows choices; `changed` carries the new ones."""

    changed = Signal(object)
    """HandoutChoices"""
    edition_shown = Signal(object)
    """The Edition whose pages should be shown."""

    _sets: ClassVar[Mapping[str, type[StrEnum]]] = {
        "numbering": Numbering,
        "depth": Depth,
        "paper": Paper,
        "answer_space": AnswerSpace,
    }

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._choices = HandoutChoices()
        self._roles: dict[Role, QCheckBox] = {}
        self._flags: dict[str, QCheckBox] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._body = QWidget(self)
        self._whole = QVBoxLayout(self._body)
        self._whole.setSpacing(8)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_LIST_PAD, 0, _LIST_PAD, 0)
        self._column.setSpacing(8)
        self._labels: list[Words] = []
        self._grids: list[QGridLayout] = []
        self._add_editions()
        self._whole.addLayout(self._column, 1)
        self._add_content()
        self._add_template()
        self._add_page()
        self._add_printing()
        self._column.addStretch(1)
        self.setWidget(self._body)
        appearance.changed.connect(self._align)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def _align(self) -> None:
        """The margins take in the scroll bar, and all fields begin below each other."""
        scroll_bar = self.width() - self.viewport().width()
        side = _MARGIN - _LIST_PAD
        self._whole.setContentsMargins(side, 8, max(0, side - scroll_bar), 16)
        room = (self.width() - 2 * _MARGIN) * 45 // 100
        widest = max(label.fontMetrics().horizontalAdvance(label.text()) for label in self._labels)
        for grid in self._grids:
            grid.setColumnMinimumWidth(0, min(widest, room))

    def show_choices(self, choices: HandoutChoices, *, copies: Mapping[Edition, int], names: int) -> None:
        """Show choices; `copies` are those of each edition, `names` the number of pseudonyms there are."""
        self._choices = choices
        self._editions.show_ticks(choices.editions, copies)
        for role, box in self._roles.items():
            _set(box, role in choices.learner_roles)
        for name, box in self._flags.items():
            _set(box, bool(getattr(choices, name)))
        self._flags["pseudonyms"].setText(
            tr_n("Replace {n} real name", "Replace {n} real names", names).format(n=names)
        )
        self._flags["pseudonyms"].setVisible(bool(names))
        for combo, data in (
            (self._numbering, choices.numbering),
            (self._lines, choices.answer_lines),
            (self._space, choices.answer_space),
            (self._depth, choices.depth),
            (self._language, choices.language),
            (self._paper, choices.paper),
            (self._gutter, choices.gutter),
        ):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(max(0, combo.findData(data)))
        for box, value in ((self._spare, choices.spare), (self._price, choices.side_price)):
            with QSignalBlocker(box):
                box.setValue(value)
        if self._footer.text() != choices.footer:
            self._footer.setText(choices.footer)
        self._fit_to_template()

    def show_masks(self, masks: Mapping[str, str]) -> None:
        """Show the numbers and addresses in the cases, with what they would be masked as."""
        self._flags["masks"].setText(
            tr_n("Mask {n} number or address", "Mask {n} numbers and addresses", len(masks)).format(n=len(masks))
        )
        self._flags["masks"].setToolTip(
            "\n".join(f"{words} → {mask}" for words, mask in islice(masks.items(), _LISTED))
        )
        self._flags["masks"].setVisible(bool(masks))

    def mark_shown(self, edition: Edition) -> None:
        """Mark the edition whose pages are shown."""
        self._editions.mark_shown(edition)

    def _add_editions(self) -> None:
        heading = SectionHeading(self._appearance, tr("What to make"), self._body)
        heading.add(Words(self._appearance, tr("Copies"), kind="meta", tone="ink2", parent=self._body))
        heading.setContentsMargins(_LIST_PAD, 0, _LIST_PAD, 0)
        self._whole.addWidget(heading)
        self._editions = EditionList(self._appearance, self._body)
        self._editions.setAccessibleName(tr("What to make"))
        self._editions.ticked.connect(partial(self._put, "editions"))
        self._editions.shown.connect(self.edition_shown)
        self._whole.addWidget(self._editions)

    def _add_content(self) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(SectionHeading(self._appearance, tr("In the learner handout"), self._body))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, role in enumerate((*LEARNER_CHOICES, *LOCKED)):
            box = CheckBox(role_name(role), self._body)
            if role in LOCKED:
                box.setEnabled(False)
                box.setIcon(self._appearance.icon("ph.lock-simple", "ink3"))
                box.setToolTip(tr("Only trainers get this; it is never in a learner handout."))
                box.setAccessibleDescription(box.toolTip())
            else:
                box.toggled.connect(partial(self._toggle_role, role))
                self._roles[role] = box
            grid.addWidget(box, place // 2, place % 2)
        self._column.addLayout(grid)
        fields = self._fields()
        self._numbering = self._choice(
            fields, tr("Numbers"), "numbering", [(tr("Case 1, Case 2"), Numbering.CASE), (tr("None"), Numbering.NONE)]
        )
        depths = [(depth_name(depth) if depth else tr("All"), depth) for depth in Depth]
        self._depth = self._choice(fields, tr("Questions"), "depth", depths)
        self._depth.setToolTip(tr("Questions for others are left out, in both editions."))
        lines = [(_lines_words(count), count) for count in _LINES]
        self._lines = self._choice(fields, tr("Answer lines"), "answer_lines", lines)
        spaces = [(tr(name), space) for space, name in SPACE_NAMES.items()]
        self._space = self._choice(fields, tr("To write on"), "answer_space", spaces)
        self._flag("new_page", tr("Each case on a new page"))
        self._flag("contents", tr("Contents on the first page"))
        self._flag("house_rules", tr("House rules on the first page"))
        self._flag("takeaway", tr("What I take with me, at the end"))
        self._flag("large_print", tr("Large print"))
        self._flag("pseudonyms", tr("Replace real names"))
        self._flag("masks", tr("Mask numbers and addresses"))

    def _add_template(self) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(SectionHeading(self._appearance, tr("Template"), self._body))
        self.templates = TemplateChoice(self._appearance, self._body)
        self._column.addWidget(self.templates)
        self._field(self._fields(), tr("Organisation"), self.templates.organisation)

    def choose_template(self, key: str) -> None:
        """Use another template from now on."""
        self._put("template", key)
        self._fit_to_template()

    def _fit_to_template(self) -> None:
        """A template has paper and margins of its own."""
        for widget in (self._paper, self._gutter, self._flags["mirror"]):
            widget.setEnabled(not self._choices.template)

    def _add_page(self) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(SectionHeading(self._appearance, tr("Page"), self._body))
        fields = self._fields()
        self._language = self._choice(
            fields, tr("Language"), "language", [(tr("Chinese"), "zh"), (tr("English"), "en")]
        )
        papers = [(tr(name), paper) for paper, name in PAPER_NAMES.items()]
        self._paper = self._choice(fields, tr("Paper"), "paper", papers)
        self._paper.setToolTip(tr("Of the learner handout. The trainer guide is always on A4 or Letter."))
        gutters = [(tr("{n} mm").format(n=gutter) if gutter else tr("None"), gutter) for gutter in GUTTERS]
        self._gutter = self._choice(fields, tr("For binding"), "gutter", gutters)
        self._gutter.setToolTip(tr("White at the edge for staples or rings; the lines stay as long as they are."))
        self._footer = QLineEdit(self._body)
        self._footer.setPlaceholderText(tr("The usual line"))
        self._footer.textEdited.connect(partial(self._put, "footer"))
        self._field(fields, tr("Footer"), self._footer)
        self._flag("mirror", tr("Two-sided"))
        self._flags["mirror"].setToolTip(tr("The binding edge is left and right in turn."))

    def _add_printing(self) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(SectionHeading(self._appearance, tr("For the print shop"), self._body))
        fields = self._fields()
        self._spare = NumberBox(self._body)
        self._spare.setRange(0, MOST_SPARE)
        self._spare.setToolTip(tr("Added where every person gets a copy."))
        self._spare.valueChanged.connect(partial(self._put, "spare"))
        self._field(fields, tr("Spare copies"), self._spare)
        self._price = PriceBox(self._body)
        self._price.setMaximum(DEAREST_SIDE)
        self._price.setSpecialValueText(tr("Not asked"))
        self._price.setToolTip(tr("What printing one side costs; the print-shop sheet adds it up."))
        self._price.valueChanged.connect(partial(self._put, "side_price"))
        self._field(fields, tr("Price of a side"), self._price)
        self._column.addSpacing(8)
        self._column.addWidget(SectionHeading(self._appearance, tr("Besides Word files"), self._body))
        self._flag("web_pages", tr("Web pages, for a screen or the intranet"))
        self._flag("markdown", tr("Markdown text"))
        for name in ("web_pages", "markdown"):
            self._flags[name].setToolTip(tr("In the style of the program: a Word template does not change them."))

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)
        self._grids.append(grid)
        return grid

    def _field(self, grid: QGridLayout, name: str, widget: QWidget) -> None:
        row = grid.rowCount()
        label = Words(self._appearance, name, tone="ink2", wraps=True, parent=self._body)
        label.setBuddy(widget)
        self._labels.append(label)
        widget.setMinimumWidth(_NARROWEST)
        widget.setAccessibleName(name)
        grid.addWidget(label, row, 0)
        grid.addWidget(widget, row, 1)

    def _choice(self, grid: QGridLayout, name: str, field: str, items: Sequence[tuple[str, object]]) -> QComboBox:
        combo = ChoiceBox(self._body)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        for text, data in items:
            combo.addItem(text, data)
        combo.currentIndexChanged.connect(partial(self._chosen, combo, field))
        self._field(grid, name, combo)
        return combo

    def _flag(self, name: str, text: str) -> None:
        box = CheckBox(text, self._body)
        box.toggled.connect(partial(self._put, name))
        self._flags[name] = box
        self._column.addWidget(box)

    def _chosen(self, combo: QComboBox, field: str, _index: int) -> None:
        data = combo.currentData()  # Qt gives back a plain string for a StrEnum
        self._put(field, self._sets[field](data) if field in self._sets else data)

    def _put(self, name: str, value: object) -> None:
        self._choices = replace(self._choices, **{name: value})  # pyright: ignore[reportArgumentType]
        self.changed.emit(self._choices)

    def _toggle_role(self, role: Role, is_on: bool) -> None:
        roles = self._choices.learner_roles
        self._put("learner_roles", roles | {role} if is_on else roles - {role})


def _set(box: QCheckBox, is_on: bool) -> None:
    with QSignalBlocker(box):
        box.setChecked(is_on)


def _lines_words(count: int | None) -> str:
    if count is None:
        return tr("By question")
    return tr_n("{n} line", "{n} lines", count).format(n=count) if count else tr("None")
