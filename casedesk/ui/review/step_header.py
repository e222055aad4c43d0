"""The band over the import page: which step it is, and which file of how many."""

from enum import StrEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from casedesk.texts import N_, tr, tr_n
from casedesk.ui.review.popup_panel import PopupPanel
from casedesk.ui.review.problems_panel import problems_sheet
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule, set_surface


class Step(StrEnum):
    """Where an import is."""

    CHOOSE = "choose"
    REVIEW = "review"
    ADD = "add"


_NAMES = {Step.CHOOSE: N_("Choose"), Step.REVIEW: N_("Review"), Step.ADD: N_("Add to the library")}
_ICONS = {Step.CHOOSE: "ph.number-circle-one", Step.REVIEW: "ph.number-circle-two", Step.ADD: "ph.number-circle-three"}


class StepHeader(QWidget):
    """Three steps in words; those behind are ticked, and the first leads back."""

    back_requested = Signal()

    def __init__(self, state: ReviewState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        self.setFixedHeight(max(48, appearance.px(48)))
        set_surface(self, "paper", edge="bottom")
        self._signs = {step: QLabel(self) for step in Step}
        self._first = Button(tr(_NAMES[Step.CHOOSE]), "quiet_link", parent=self)
        self._first.clicked.connect(self.back_requested)
        self._names = {
            step: Words(appearance, tr(name), parent=self) for step, name in _NAMES.items() if step is not Step.CHOOSE
        }
        self._file = Button("", "quiet_link", appearance=appearance, icon="ph.file-text", parent=self)
        self._file.setAccessibleName(tr("File"))
        self._menu = QMenu(self._file)
        self._file.setProperty("menu", True)
        self._file.setProperty("voice", "ink")
        self._file.setMenu(self._menu)
        self._menu.triggered.connect(self._switch)
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.problems = LinkButton("", self)
        self._problems_panel = PopupPanel(appearance, tr("Files that were not read"), width=440, parent=self)
        self.problems.clicked.connect(self._show_problems)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._build()
        state.files_changed.connect(self.refresh)
        state.file_changed.connect(self.refresh)
        appearance.changed.connect(self._take_looks)
        self.show_step(Step.CHOOSE)

    def show_step(self, step: Step) -> None:
        """Show where the import is."""
        self._step = step
        steps = list(Step)
        for each, sign in self._signs.items():
            is_done = steps.index(each) < steps.index(step)
            role = "accent" if each is step else "ink2"
            icon = self._appearance.icon("ph.check-circle" if is_done else _ICONS[each], role)
            side = self._appearance.px(18)
            sign.setPixmap(icon.pixmap(QSize(side, side)))
        for each, name in self._names.items():
            name.set_tone("accent" if each is step else "ink2")
        self._first.setProperty("kind", "link" if step is Step.CHOOSE else "quiet_link")
        self._first.style().unpolish(self._first)
        self._first.style().polish(self._first)
        self._first.setEnabled(True)
        self.refresh()

    def refresh(self) -> None:
        """Show which file it is."""
        is_shown = self._step is Step.REVIEW and self._state.is_open
        self._file.setVisible(is_shown)
        self._count.setVisible(is_shown and len(self._state.files) > 1)
        count = len(self._state.problems)
        self.problems.setVisible(is_shown and count > 0)
        self.problems.setText(tr_n("{n} not read", "{n} not read", count).format(n=count))
        if not is_shown:
            return
        name = self._state.file.name
        metrics = self._file.fontMetrics()
        room = max(120, self.width() - self._appearance.px(480 if not count else 580))
        self._file.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room).replace("&", "&&"))
        self._file.setToolTip(tr("{name} (Ctrl+PgUp, Ctrl+PgDown: the other files)").format(name=name))
        self._count.setText(tr("{n} / {total} files").format(n=self._state.at + 1, total=len(self._state.files)))

    def _fill_menu(self) -> None:
        """Every file with what is left to do in it: the menu tells where the review stands."""
        self._menu.clear()
        for at, file in enumerate(self._state.files):
            waiting = self._state.waiting_in(at)
            drafts = len(file.proposal.drafts)
            how = (
                tr_n("{n} undecided", "{n} undecided", waiting).format(n=waiting)
                if waiting
                else tr_n("{n} draft, decided", "{n} drafts, decided", drafts).format(n=drafts)
                if drafts
                else tr("no case")
            )
            action = self._menu.addAction(f"{file.name}\t{how}".replace("&", "&&"))
            action.setData(at)
            action.setCheckable(True)
            action.setChecked(at == self._state.at)

    def _show_problems(self) -> None:
        self._problems_panel.open_under(self.problems, problems_sheet(self._appearance, self._state.problems))

    def _switch(self, action: QAction) -> None:
        self._state.show_file(int(action.data()))

    def _take_looks(self) -> None:
        self.setFixedHeight(max(48, self._appearance.px(48)))
        self.show_step(self._step)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 24, 0)
        row.setSpacing(8)
        for step in Step:
            if step is not Step.CHOOSE:
                line = Rule(self)
                line.setFixedWidth(24)
                row.addSpacing(4)
                row.addWidget(line)
                row.addSpacing(4)
            row.addWidget(self._signs[step])
            row.addWidget(self._first if step is Step.CHOOSE else self._names[step])
        row.addStretch(1)
        self._file.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self._file)
        row.addWidget(self._count)
        row.addWidget(self.problems)
