"""What can be done to a selected picture: its width, and the words for those who cannot see it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QMenu, QSpinBox, QWidget
from typing_extensions import override

from casedesk.domain.richtext import Picture
from casedesk.texts import N_, tr
from casedesk.ui.editor.flyout import Flyout
from casedesk.ui.editor.picture_frame import PictureFrame
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.line_field import LineField

_SHARES = (
    (25, N_("A quarter of the line")),
    (50, N_("Half the line")),
    (75, N_("Three quarters")),
    (100, N_("The whole line")),
)
_WIDEST = 4000
_FIELD_WIDTH = 280


class PicturePanel(Flyout):
    """The width and the description of a picture; Enter takes them, Esc leaves everything as it was."""

    def __init__(
        self, appearance: Appearance, picture: Picture, take: Callable[[Picture], None], owner: QWidget
    ) -> None:
        super().__init__(appearance, owner)
        self.setAccessibleName(tr("Picture"))
        self._picture = picture
        self._take = take
        self.alt = LineField(self)
        self.alt.setText(picture.alt)
        self.alt.setPlaceholderText(tr("What is to be seen"))
        self.alt.setMinimumWidth(appearance.px(_FIELD_WIDTH))
        self.width_box = QSpinBox(self)
        self.width_box.setRange(0, _WIDEST)
        self.width_box.setSuffix(tr(" px"))
        self.width_box.setSpecialValueText(tr("Its own size"))
        self.width_box.setValue(picture.width)
        form = QFormLayout(self)
        form.setContentsMargins(16, 12, 16, 12)
        form.addRow(tr("Description"), self.alt)
        form.addRow(tr("Width"), self.width_box)
        self.alt.setAccessibleName(tr("Description"))
        self.width_box.setAccessibleName(tr("Width"))
        self.setFocusProxy(self.alt)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(replace(self._picture, alt=self.alt.text().strip(), width=self.width_box.value()))
            self.close()
        else:
            super().keyPressEvent(event)


def add_picture_steps(menu: QMenu, frame: PictureFrame, describe: Callable[[], None]) -> None:
    """Fill a menu with what can be done to the selected picture."""
    picture = frame.picture
    if picture is None:
        return
    for share, words in _SHARES:
        width = frame.room * share // 100
        action = menu.addAction(tr(words))
        action.setCheckable(True)
        action.setChecked(picture.width == width)
        action.triggered.connect(_changer(frame, replace(picture, width=width)))
    own = menu.addAction(tr("Its own size"))
    own.setCheckable(True)
    own.setChecked(not picture.width)
    own.triggered.connect(_changer(frame, replace(picture, width=0)))
    menu.addSeparator()
    menu.addAction(tr("Description and width…")).triggered.connect(describe)


def show_panel(appearance: Appearance, frame: PictureFrame, at: QPoint, owner: QWidget) -> PicturePanel | None:
    """Let description and width of the selected picture be written."""
    picture = frame.picture
    if picture is None:
        return None
    panel = PicturePanel(appearance, picture, frame.change, owner)
    panel.show_at(at)
    return panel


def _changer(frame: PictureFrame, picture: Picture) -> Callable[[], None]:
    return lambda: frame.change(picture)
