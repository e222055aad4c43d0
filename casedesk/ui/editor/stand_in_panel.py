"""A small panel for one name: its stand-in, those that are offered, and what gets in its way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.library import Pseudonym
from casedesk.domain.stand_ins import conflicts
from casedesk.texts import tr
from casedesk.ui.editor.flyout import Flyout
from casedesk.ui.editor.stand_in_words import conflict_sentence, is_grave
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField

_WIDTH = 320


class StandInPanel(Flyout):
    """Enter keeps the stand-in, Esc leaves everything as it was."""

    def __init__(
        self,
        appearance: Appearance,
        item: Pseudonym,
        names: Sequence[Pseudonym],
        offered: Sequence[str],
        *,
        keep: Callable[[str, str], None],
        remove: Callable[[Pseudonym], None],
        owner: QWidget,
    ) -> None:
        """`item` is new where its id is 0; `names` are all of the library, `offered` stand-ins that are free."""
        super().__init__(appearance, owner)
        self.setAccessibleName(tr("Stand-in for a name"))
        self._item = item
        self._names = names
        self._keep = keep
        self._remove = remove
        self.real = LineField(self)
        self.real.setText(item.real)
        self.real.setAccessibleName(tr("Real name"))
        self.stand_in = LineField(self)
        self.stand_in.setText(item.stand_in or next(iter(offered), ""))
        self.stand_in.setAccessibleName(tr("Stand-in"))
        self.stand_in.setMinimumWidth(appearance.px(_WIDTH) // 2)
        self.warning = Words(appearance, kind="meta", tone="warn", wraps=True, parent=self)
        about = tr("It counts in all cases and handouts of this library. The text of the cases stays as it is.")
        self._about = Words(appearance, about, kind="meta", tone="ink2", wraps=True, parent=self)
        self.save = Button(tr("Keep the stand-in"), "primary", parent=self)
        self.drop = Button(tr("Take off the list"), "quiet", parent=self)
        self.drop.setVisible(bool(item.id))
        self.offers = [self._offer(appearance, words) for words in offered]
        self._lay_out()
        self.save.clicked.connect(self._take)
        self.drop.clicked.connect(self._drop)
        for field in (self.real, self.stand_in):
            field.textChanged.connect(self._judge)
        self.setFixedWidth(appearance.px(_WIDTH) + 32)
        self.setFocusProxy(self.stand_in)
        self._judge()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.drop.hasFocus():
            self._take()
        else:
            super().keyPressEvent(event)

    def _offer(self, appearance: Appearance, words: str) -> LinkButton:
        link = LinkButton(words.replace("&", "&&"), self)
        link.setFont(appearance.font("meta"))
        link.setAccessibleName(tr("Take “{title}”").format(title=words))
        link.clicked.connect(lambda: self.stand_in.setText(words))
        return link

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.addRow(tr("Real name"), self.real)
        form.addRow(tr("Stand-in"), self.stand_in)
        links = QHBoxLayout()
        links.setSpacing(12)
        for link in self.offers:
            links.addWidget(link)
        links.addStretch(1)
        form.addRow("", links)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.warning)
        column.addWidget(self._about)
        column.addLayout(buttons)

    def _judge(self) -> None:
        item = Pseudonym(self._item.id, self.real.text().strip(), self.stand_in.text().strip())
        found = conflicts(item, self._names)
        self.warning.setText("\n".join(map(conflict_sentence, found)))
        self.warning.set_tone("warn" if any(map(is_grave, found)) else "ink2")
        self.warning.setVisible(bool(found))
        self.save.setEnabled(bool(item.real))
        layout = self.layout()
        if layout is not None:  # pyright: ignore[reportUnnecessaryComparison]
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def _take(self) -> None:
        if self.real.text().strip():
            self._keep(self.real.text().strip(), self.stand_in.text().strip())
            self.close()

    def _drop(self) -> None:
        self._remove(self._item)
        self.close()
