"""The right side of a plan: head fields, objectives, materials, mix check, after class."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from casedesk.domain.lesson import LessonPlan, Per
from casedesk.domain.plan_checks import MixLine
from casedesk.domain.plan_steps import MaterialLine, group_count, materials
from casedesk.domain.sessions import start_at
from casedesk.texts import N_, tr, tr_n
from casedesk.ui.dates import to_qdate, to_qtime
from casedesk.ui.lessons.block_words import PER_NAMES, mix_sentence
from casedesk.ui.lessons.plan_fields import (
    BASICS,
    BEFORE_AND_AFTER,
    FIELDS,
    OBJECTIVES,
    POINTS,
    PRESETS,
    PlanField,
    choose_fields,
    chosen_fields,
    field_value,
    with_field,
)
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.growing_text import GrowingText
from casedesk.ui.widgets.labels import Glyph
from casedesk.ui.widgets.muted_label import MutedLabel
from casedesk.ui.widgets.spin_boxes import DateBox, NumberBox, TimeBox
from casedesk.ui.widgets.surfaces import set_surface

LABEL_WIDTH = 72


class PlanInspector(QScrollArea):
    """Everything about a plan but its blocks. `edited` carries the new plan and the field."""

    edited = Signal(object, str)
    """(LessonPlan, field)"""
    after_class_requested = Signal()
    figures_requested = Signal()

    def __init__(self, appearance: Appearance, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._settings = settings
        self._plan: LessonPlan | None = None
        self._texts: dict[str, GrowingText] = {}
        self._labels: dict[str, QLabel] = {}
        self._narrow: list[QWidget] = []
        self._headings: list[QLabel] = []
        set_surface(self, "side", edge="left")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(4)
        self._build()
        self.setWidget(self._body)
        self._dress()
        appearance.changed.connect(self._dress)

    def show_plan(self, plan: LessonPlan) -> None:
        """Show a plan; nothing is said to have been edited."""
        self._plan = plan
        for path, field in self._texts.items():
            field.set_text(field_value(plan, path))
        with QSignalBlocker(self._has_day), QSignalBlocker(self._day), QSignalBlocker(self._start):
            self._has_day.setChecked(plan.day is not None)
            self._day.setEnabled(plan.day is not None)
            self._day.setDate(to_qdate(plan.day or date.today()))  # noqa: DTZ011 - the trainer's own day
            self._start.setTime(to_qtime(plan.start))
        with QSignalBlocker(self._heads), QSignalBlocker(self._target):
            self._heads.setValue(plan.head_count)
            self._target.setValue(plan.target)
        self._target.setEnabled(not plan.sessions)
        self._show_fields()
        self._show_materials(plan, materials(plan))

    def show_mix(self, lines: Sequence[MixLine]) -> None:
        """Show what the mix check found."""
        _clear(self._mix)
        for row, line in enumerate(lines):
            name, role = ("ph.check", "ok") if line.is_good else ("ph.warning", "warn")
            icon = Glyph(self._appearance, name, role=role, parent=self._body)
            icon.setAccessibleName(tr("Good") if line.is_good else tr("Mind"))
            words = QLabel(mix_sentence(line), self._body)
            words.setWordWrap(True)
            self._mix.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            self._mix.addWidget(words, row, 1)
        self._mix_heading.setVisible(bool(lines))

    def add_part(self, part: QWidget) -> None:
        """Put a part of somebody else's before what comes after class."""
        self._column.insertWidget(self._column.indexOf(self._after_heading), part)

    def _build(self) -> None:
        self._build_head()
        grid = self._grid()
        self._add_texts(grid, BASICS)
        self._add_when(grid)
        self._goals_heading = self._heading(tr("Objectives"))
        self._add_texts(self._grid(), OBJECTIVES)
        self._points_heading = self._heading(tr("Key and difficult points"))
        self._add_texts(self._grid(), POINTS)
        self._around_heading = self._heading(tr("Before and after"))
        self._add_texts(self._grid(), BEFORE_AND_AFTER)
        self._materials_heading = self._heading(tr("Materials"))
        self._materials = self._grid()
        self._materials.setColumnStretch(0, 1)
        self._materials.setColumnStretch(1, 0)
        self._mix_heading = self._heading(tr("Mix check"))
        self._mix = self._grid()
        self._after_heading = self._heading(tr("After class"))
        self._reflection = self._text(PlanField("reflection", N_("Reflection"), N_("How it went, what to change")))
        self._column.addWidget(self._reflection)
        self._add_after_class()
        self._column.addStretch(1)

    def _build_head(self) -> None:
        line = QHBoxLayout()
        label = MutedLabel(self._appearance, tr("Basics"), self._body)
        self._headings.append(label)
        choose = IconButton(self._appearance, "ph.check-square", tr("Choose the fields"), self._body)
        self._menu = QMenu(choose)
        self._menu.aboutToShow.connect(self._fill_menu)
        choose.setMenu(self._menu)
        choose.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        line.addWidget(label)
        line.addStretch(1)
        line.addWidget(choose)
        self._column.addLayout(line)

    def _fill_menu(self) -> None:
        """The presets, and every field on its own."""
        self._menu.clear()
        chosen = chosen_fields(self._settings)
        for name, paths in PRESETS.items():
            preset = self._menu.addAction(tr(name))
            preset.setCheckable(True)
            preset.setChecked(paths == chosen)
            preset.triggered.connect(partial(self._choose, paths))
        self._menu.addSeparator()
        for field in FIELDS:
            action = self._menu.addAction(tr(field.label))
            action.setCheckable(True)
            action.setChecked(field.path in chosen)
            action.triggered.connect(partial(self._choose, chosen ^ {field.path}))

    def _choose(self, paths: frozenset[str]) -> None:
        choose_fields(self._settings, paths)
        self._show_fields()

    def _show_fields(self) -> None:
        """Show the fields that are wanted, and every one in which something stands."""
        chosen, plan = chosen_fields(self._settings), self._plan
        shown = {
            path for path in self._labels if path in chosen or (plan is not None and field_value(plan, path).strip())
        }
        for path, label in self._labels.items():
            label.setVisible(path in shown)
            self._texts[path].setVisible(path in shown)
        parts = (
            (self._goals_heading, OBJECTIVES),
            (self._points_heading, POINTS),
            (self._around_heading, BEFORE_AND_AFTER),
        )
        for heading, fields in parts:
            heading.setVisible(any(field.path in shown for field in fields))

    def _add_when(self, grid: QGridLayout) -> None:
        self._has_day = QCheckBox(tr("Date"), self._body)
        self._day = DateBox(self._body)
        self._day.setAccessibleName(tr("Date"))
        self._start = TimeBox(self._body)
        self._heads = _number(self._body, tr("Number of people"), 0, 9999)
        self._heads.setSpecialValueText("–")
        self._target = _number(self._body, tr("Minutes there are"), 1, 6000)
        rows = (
            (self._has_day, self._day),
            (self._label(tr("Start"), self._start), self._start),
            (self._label(tr("People"), self._heads), self._heads),
            (self._label(tr("Minutes"), self._target), self._target),
        )
        for row, (label, field) in enumerate(rows, grid.rowCount()):
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)
        self._narrow.append(self._has_day)
        self._has_day.toggled.connect(self._on_day)
        self._day.dateChanged.connect(self._on_date)
        self._start.timeChanged.connect(self._on_start)
        self._heads.valueChanged.connect(partial(self._put, "head_count"))
        self._target.valueChanged.connect(partial(self._put, "target"))

    def _add_after_class(self) -> None:
        button = LinkButton(tr("Note the real minutes…"), self._body)
        button.setIcon(self._appearance.icon("ph.note-pencil", "accent"))
        button.clicked.connect(self.after_class_requested)
        figures = LinkButton(tr("What was taught over the year…"), self._body)
        figures.setIcon(self._appearance.icon("ph.chart-bar", "accent"))
        figures.clicked.connect(self.figures_requested)
        for link in (button, figures):
            line = QHBoxLayout()
            line.addWidget(link)
            line.addStretch(1)
            self._column.addLayout(line)

    def _heading(self, text: str) -> QLabel:
        label = MutedLabel(self._appearance, text, self._body)
        label.setContentsMargins(0, 12 if self._headings else 0, 0, 4)
        self._headings.append(label)
        self._column.addWidget(label)
        return label

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)
        return grid

    def _add_texts(self, grid: QGridLayout, fields: Sequence[PlanField]) -> None:
        for row, spec in enumerate(fields, grid.rowCount()):
            field = self._text(spec)
            label = self._labels[spec.path] = self._label(tr(spec.label), field)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)

    def _text(self, spec: PlanField) -> GrowingText:
        field = GrowingText(
            name=tr(spec.label), placeholder=tr(spec.hint), single_line=spec.single_line, parent=self._body
        )
        field.edited.connect(partial(self._typed, spec.path))
        self._texts[spec.path] = field
        return field

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = MutedLabel(self._appearance, text, self._body)
        label.setContentsMargins(0, 4, 0, 0)
        self._narrow.append(label)
        label.setWordWrap(True)
        label.setBuddy(buddy)
        return label

    def _show_materials(self, plan: LessonPlan, lines: Sequence[MaterialLine]) -> None:
        _clear(self._materials)
        units = {Per.PERSON: plan.head_count, Per.GROUP: group_count(plan)}
        for row, line in enumerate(lines):
            each = tr("{n} for {whom}").format(n=line.material.amount, whom=tr(PER_NAMES[line.material.per]))
            if line.material.spare:
                each = tr("{each}, {n} spare").format(each=each, n=line.material.spare)
            is_known = line.material.per is Per.CLASS or units[line.material.per] > 0
            total = QLabel(str(line.total) if is_known else "–", self._body)
            total.setAlignment(Qt.AlignmentFlag.AlignRight)
            name = QLabel(line.material.name, self._body)
            name.setWordWrap(True)
            self._materials.addWidget(name, row, 0)
            muted = MutedLabel(self._appearance, "" if line.material.per is Per.CLASS else each, self._body)
            self._materials.addWidget(muted, row, 1)
            self._materials.addWidget(total, row, 2)
        self._materials_heading.setVisible(bool(lines))
        count, groups = plan.head_count, group_count(plan)
        people = tr_n("{n} person", "{n} people", count).format(n=count) if count else tr("number of people not set")
        known = [people, *([tr_n("{n} group", "{n} groups", groups).format(n=groups)] if groups else [])]
        self._materials_heading.setText("　".join((tr("Materials"), tr(", ").join(known))))

    def _typed(self, path: str, text: str) -> None:
        if self._plan is not None:
            self._plan = with_field(self._plan, path, text)
            self.edited.emit(self._plan, path)

    def _put(self, name: str, value: object) -> None:
        if self._plan is not None:
            self._plan = replace(self._plan, **{name: value})  # pyright: ignore[reportArgumentType]
            self.edited.emit(self._plan, name)

    def _on_start(self) -> None:
        if self._plan is not None:
            self._plan = start_at(self._plan, cast(time, self._start.time().toPython()))
            self.edited.emit(self._plan, "start")

    def _on_date(self) -> None:
        self._on_day(self._has_day.isChecked())

    def _on_day(self, has_day: bool) -> None:
        self._day.setEnabled(has_day)
        self._put("day", self._day.date().toPython() if has_day else None)

    def _dress(self) -> None:
        for label in self._narrow:
            label.setFixedWidth(self._appearance.px(LABEL_WIDTH))
        for field in self._texts.values():
            field.setFont(self._appearance.font("ui"))


def _number(parent: QWidget, name: str, low: int, high: int) -> NumberBox:
    spin = NumberBox(parent)
    spin.setRange(low, high)
    spin.setAccessibleName(name)
    return spin


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
