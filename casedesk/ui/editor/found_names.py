"""What looks like a name in a case, each with a stand-in: the trainer ticks those that are names."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casedesk.domain.stand_ins import FoundName, NameKind
from casedesk.texts import N_, tr, tr_n
from casedesk.ui.editor.flyout import Flyout
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField

_WIDTH, _MOST_SHOWN = 460, 8
_KINDS: Mapping[NameKind, str] = {
    NameKind.PERSON: N_("Person"),
    NameKind.PLACE: N_("Place"),
    NameKind.FIRM: N_("Firm"),
}


class FoundNamesPanel(Flyout):
    """A row for each; nothing is kept that is not ticked."""

    def __init__(
        self,
        appearance: Appearance,
        found: Sequence[tuple[FoundName, str]],
        *,
        keep: Callable[[Mapping[str, str]], None],
        owner: QWidget,
    ) -> None:
        super().__init__(appearance, owner)
        self.setAccessibleName(tr("Names in this case"))
        self._keep = keep
        self._names = [name.text for name, _ in found]
        self.ticks: list[QCheckBox] = []
        self.fields: list[LineField] = []
        self._rows = QWidget(self)
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        for name, stand_in in found:
            self._add_row(name, stand_in)
        self.save = Button("", "primary", parent=self)
        self.save.clicked.connect(self._take)
        self.all = LinkButton(tr("Tick all"), self)
        self.all.clicked.connect(self._tick_all)
        self._lay_out()
        self._count()
        if self.ticks:
            self.setFocusProxy(self.ticks[0])

    def _add_row(self, name: FoundName, stand_in: str) -> None:
        row = len(self.ticks)
        tick = QCheckBox(name.text.replace("&", "&&"), self._rows)
        tick.toggled.connect(self._count)
        n = tr_n("{n} time", "{n} times", name.count).format(n=name.count)
        kind = Words(self._appearance, f"{tr(_KINDS[name.kind])} · {n}", kind="meta", tone="ink2", parent=self._rows)
        field = LineField(self._rows)
        field.setText(stand_in)
        field.setAccessibleName(tr("Stand-in for “{name}”").format(name=name.text))
        field.textEdited.connect(lambda: tick.setChecked(True))
        for column, part in enumerate((tick, kind, field)):
            self._grid.addWidget(part, row, column)
        self.ticks.append(tick)
        self.fields.append(field)

    def _lay_out(self) -> None:
        head = Words(self._appearance, tr("Names in this case"), kind="ui_medium", parent=self)
        about = tr("Tick what is a name. Each stand-in counts in the whole library; the text stays as it is.")
        sentence = Words(self._appearance, about, kind="meta", tone="ink2", wraps=True, parent=self)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._rows)
        area.viewport().setAutoFillBackground(False)
        self._rows.setAutoFillBackground(False)
        row = self.fields[0].sizeHint().height() + 4 if self.fields else 0
        area.setFixedHeight(row * min(_MOST_SHOWN, len(self.fields)) + 4)
        buttons = QHBoxLayout()
        buttons.addWidget(self.all)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (head, sentence, area):
            column.addWidget(part)
        column.addLayout(buttons)
        self.setFixedWidth(min(self._appearance.px(_WIDTH), self.window().width() - 16))

    def _chosen(self) -> dict[str, str]:
        rows = zip(self._names, self.ticks, self.fields, strict=True)
        return {name: field.text().strip() for name, tick, field in rows if tick.isChecked()}

    def _count(self) -> None:
        n = len(self._chosen())
        self.save.setEnabled(n > 0)
        self.save.setText(tr_n("Keep {n} name", "Keep {n} names", n).format(n=n))

    def _tick_all(self) -> None:
        for tick in self.ticks:
            tick.setChecked(True)

    def _take(self) -> None:
        self._keep(self._chosen())
        self.close()
