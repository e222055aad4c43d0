"""The cases of a block: which, and which of their sections and questions are used."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casedesk.domain.case import Case, Role
from casedesk.domain.lesson import CaseUse
from casedesk.domain.plan_steps import has_changed, use_print
from casedesk.domain.search_text import filled_roles
from casedesk.texts import tr
from casedesk.ui.models.value_names import role_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words

_USED_ROLES = (Role.BODY, Role.QUESTION, Role.ANALYSIS, Role.RESOLUTION, Role.LESSON)


class _UseRow(QWidget):
    """One case: open it, choose what is used of it, take it out."""

    edited = Signal(object)
    """CaseUse"""
    removed = Signal()
    open_requested = Signal()
    unfolded = Signal(bool)
    """The questions are shown, or no longer."""

    def __init__(
        self, appearance: Appearance, use: CaseUse, case: Case | None, *, is_unfolded: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._use = use
        self._case = case
        known = case or use.kept
        self._questions = tuple(question.text for question in known.questions) if known else ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 4)
        self._layout.setSpacing(4)
        self._layout.addLayout(self._head())
        self._layout.addLayout(self._sections())
        self._list = self._question_list()
        self._list.setVisible(is_unfolded and bool(self._questions))

    def _head(self) -> QHBoxLayout:
        use = self._use
        title = LinkButton(use.title or tr("Untitled case"), self)
        title.setToolTip(tr("Read the copy that the plan keeps") if self._case is None else tr("Open the case"))
        title.setEnabled(self._case is not None or use.kept is not None)
        title.clicked.connect(self.open_requested)
        name = tr("Take “{title}” out of the block").format(title=use.title)
        remove = IconButton(self._appearance, "ph.x", name, self, size=14)
        remove.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(remove)
        head.addStretch(1)
        if self._case is not None and has_changed(use, self._case):
            head.addWidget(Words(self._appearance, tr("changed since it was put in"), kind="meta", tone="warn"))
            seen = LinkButton(tr("I have seen it"), self)
            seen.clicked.connect(self._mark_seen)
            head.addWidget(seen)
        return head

    def _sections(self) -> FlowLayout:
        flow = FlowLayout(spacing=12)
        for role in self._offered():
            box = QCheckBox(role_name(role), self)
            box.setChecked(role in self._use.roles)
            box.toggled.connect(partial(self._toggle_role, role))
            flow.addWidget(box)
        if self._questions:
            self._fold = LinkButton(self._chosen(), self)
            self._fold.setToolTip(tr("Choose the questions that are put in this class"))
            self._fold.clicked.connect(self._unfold)
            flow.addWidget(self._fold)
        return flow

    def _offered(self) -> tuple[Role, ...]:
        """The sections that the case has; all of them where nobody knows the case any more."""
        known = self._case or self._use.kept
        filled = filled_roles(known) if known else _USED_ROLES
        return tuple(role for role in _USED_ROLES if role in filled)

    def _question_list(self) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(2)
        for text in self._questions:
            line = " ".join(text.split())
            box = QCheckBox(line.replace("&", "&&"), holder)
            box.setToolTip(text)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setChecked(text not in self._use.omitted)
            box.toggled.connect(partial(self._toggle_question, text))
            column.addWidget(box)
        self._layout.addWidget(holder)
        return holder

    def _chosen(self) -> str:
        put = sum(text not in self._use.omitted for text in self._questions)
        return tr("{n} of {all} questions").format(n=put, all=len(self._questions))

    def _unfold(self) -> None:
        is_shown = self._list.isHidden()
        self._list.setVisible(is_shown)
        self.unfolded.emit(is_shown)

    def _mark_seen(self) -> None:
        assert self._case is not None
        self.edited.emit(replace(self._use, seen=use_print(self._case), title=self._case.title))

    def _toggle_role(self, role: Role, is_used: bool) -> None:
        roles = self._use.roles | {role} if is_used else self._use.roles - {role}
        self._put(replace(self._use, roles=roles))

    def _toggle_question(self, text: str, is_put: bool) -> None:
        omitted = self._use.omitted - {text} if is_put else self._use.omitted | {text}
        self._put(replace(self._use, omitted=omitted & frozenset(self._questions)))
        self._fold.setText(self._chosen())

    def _put(self, use: CaseUse) -> None:
        self._use = use
        self.edited.emit(use)


class BlockCases(QWidget):
    """One row for every case, and a button to add one."""

    edited = Signal(object)
    """tuple[CaseUse, ...]"""
    case_open_requested = Signal(object)
    """The CaseUse."""
    case_pick_requested = Signal()
    height_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: tuple[tuple[CaseUse, Case | None], ...] | None = None
        self._rows: list[QWidget] = []
        self._unfolded: set[int] = set()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._add = LinkButton(tr("Add a case…"), self)
        self._add.setIcon(appearance.icon("ph.plus", "accent"))
        self._add.clicked.connect(self.case_pick_requested)
        self._layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_uses(self, uses: tuple[CaseUse, ...], cases: Mapping[int, Case]) -> None:
        """Show these cases; `cases` are those that are in the library, by id."""
        shown = tuple((use, cases.get(use.case_id)) for use in uses)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(position, *entry) for position, entry in enumerate(shown)]
        for position, row in enumerate(self._rows):
            self._layout.insertWidget(position, row)
        self.height_changed.emit()

    def _row(self, position: int, use: CaseUse, case: Case | None) -> _UseRow:
        is_unfolded = use.case_id in self._unfolded
        row = _UseRow(self._appearance, use, case, is_unfolded=is_unfolded, parent=self)
        row.edited.connect(partial(self._put, position))
        row.removed.connect(lambda: self._put(position, None))
        row.open_requested.connect(lambda: self.case_open_requested.emit(use))
        row.unfolded.connect(partial(self._fold, use.case_id))
        return row

    def _fold(self, case_id: int, is_shown: bool) -> None:
        if is_shown:
            self._unfolded.add(case_id)
        else:
            self._unfolded.discard(case_id)
        self.height_changed.emit()

    def _put(self, position: int, use: CaseUse | None) -> None:
        assert self._shown is not None
        uses = [shown for shown, _ in self._shown]
        if use is None:
            del uses[position]
        else:
            uses[position] = use
            case = self._shown[position][1]
            if use.seen == self._shown[position][0].seen:  # the boxes show it already, and keep the focus
                self._shown = (*self._shown[:position], (use, case), *self._shown[position + 1 :])
        self.edited.emit(tuple(uses))
