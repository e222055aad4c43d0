"""The band above a case: where it stands in the list, when it was saved, basket, focus and more."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from casedesk.texts import tr, tr_n
from casedesk.ui.actions import Actions
from casedesk.ui.editor.format_bar import FormatBar
from casedesk.ui.page_action import writing
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, grow_icon
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.saved_words import SavedWords

_MENU = (
    ("case.reviewed", "case.basket"),
    ("case.duplicate", "case.split", "case.join"),
    ("case.next_gap", "case.history"),
    ("case.read", "case.project", "case.two_languages"),
    ("case.stand_in", "case.find_names", "case.stand_ins_shown", "case.names"),
    ("case.delete",),
)


class CaseHeader(QWidget):
    """The band. In focus it leads back to the list and carries the buttons for formats."""

    back_requested = Signal()
    details_requested = Signal()
    part_requested = Signal(str)
    """"add", "source" or "plain": what the menu asks the view for."""

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._actions = actions
        self._total = 0
        self.back = QToolButton(self)
        self.back.setProperty("kind", "text")
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.setIcon(appearance.icon("arrow-left"))
        grow_icon(self.back, appearance, QSize(16, 16))
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.clicked.connect(self.back_requested)
        self._place = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.saved = SavedWords(appearance, self)
        self.formats = FormatBar(appearance, self)
        self.split = IconButton(appearance, "scissors", tr("Split the case here"), self)
        self.split.follow(actions.action("case.split"))
        self.previous = self._follower("caret-up", tr("Previous case"), "case.previous")
        self.next = self._follower("caret-down", tr("Next case"), "case.next")
        self.hits = QToolButton(self)
        self.hits.setProperty("kind", "text")
        self.hits.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        grow_icon(self.hits, appearance, QSize(14, 14))
        self.hits.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hits.clicked.connect(actions.action("edit.find_next").trigger)
        self.basket = IconButton(appearance, "shopping-bag-open", tr("In the basket"), self, is_checkable=True)
        self.basket.clicked.connect(self._toggle_basket)
        self.stand_ins = IconButton(appearance, "face-mask", tr("Read with stand-ins"), self, is_checkable=True)
        self.stand_ins.follow(actions.action("case.stand_ins_shown"))
        self.focus = IconButton(appearance, "corners-out", tr("Write in focus"), self)
        self.focus.follow(actions.action("case.focus"))
        self.details = IconButton(
            appearance, "sliders-horizontal", tr("What is known of this case"), self, is_checkable=True
        )
        self.details.clicked.connect(self.details_requested)
        self.details.hide()
        self.more = IconButton(appearance, "dots-three", tr("More for this case"), self)
        self.more.clicked.connect(self._show_menu)
        self._lay_out()
        appearance.changed.connect(self._dress)
        self._dress()
        self.show_place(0, 0)
        self.show_hits(0, 0)
        self.set_focused(on=False)

    def show_place(self, at: int, total: int) -> None:
        """Say which case of how many this is; 0 of 0 where that has no meaning."""
        self._total = total
        self._place.setText(f"{at:,} / {total:,}" if at and total else "")
        words = tr_n("{n} hit", "{n} hits", total).format(n=f"{total:,}")
        self.back.setText(words if total else tr("Back to the list"))

    def show_hits(self, at: int, total: int) -> None:
        """Say which of the marked words is selected and how many there are; a click goes to the next."""
        self.hits.setVisible(total > 0)
        self.hits.setText(f"{at:,} / {total:,}" if at else f"{total:,}")
        n = tr_n("{n} hit", "{n} hits", total).format(n=f"{total:,}")
        name = tr("Hit {at} of {total}").format(at=at, total=total) if at else n
        self.hits.setAccessibleName(name)
        key = self._actions.action("edit.find_next").shortcut().toString()
        self.hits.setToolTip(tr("{hits} in this case; {key} goes to the next").format(hits=name, key=key))

    def set_has_names(self, *, on: bool) -> None:
        """Say whether the library has stand-ins, which the case can be read with."""
        self.stand_ins.setVisible(on)

    def set_in_basket(self, *, on: bool) -> None:
        """Say whether the case is in the basket."""
        self.basket.setChecked(on)
        self.basket.set_name(tr("Take out of the basket") if on else tr("Put into the basket"))

    def show_details(self, is_offered: bool, is_shown: bool) -> None:
        """Offer what is known of the case where it has to be called for; it takes the focus back when it goes."""
        had_focus = self.details.isChecked() and not is_shown
        self.details.setVisible(is_offered)
        self.details.setChecked(is_shown)
        if had_focus and is_offered:
            self.details.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_focused(self, *, on: bool) -> None:
        """Show what the band needs in focus, or beside the list."""
        self.back.setVisible(on)
        self.formats.setVisible(on)
        self.split.setVisible(on)
        self.focus.setVisible(not on)
        self._row.setContentsMargins(12 if on else 24, 0, 12, 0)  # the words of a button begin inside it

    def _follower(self, icon: str, name: str, action: str) -> IconButton:
        button = IconButton(self._appearance, icon, name, self, size=16)
        button.follow(self._actions.action(action))
        return button

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self._place)
        row.addSpacing(8)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.hits)
        row.addStretch(1)
        row.addWidget(self.formats)
        row.addWidget(self.split)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addWidget(self.stand_ins)
        row.addWidget(self.basket)
        row.addWidget(self.focus)
        row.addWidget(self.details)
        row.addWidget(self.more)
        self._place.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def _dress(self) -> None:
        self.setFixedHeight(max(48, self._appearance.px(48)))
        self.back.setFont(self._appearance.font("ui"))
        self.hits.setFont(self._appearance.font("meta"))
        self.hits.setIcon(self._appearance.icon("ph.highlighter-circle"))

    def _toggle_basket(self) -> None:
        self.basket.setChecked(not self.basket.isChecked())  # its owner says what it is after the action
        self._actions.action("case.basket").trigger()

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add = writing(menu.addAction(tr("Add a section")))
        add.triggered.connect(self._asker("add"))
        find = tr("Find and replace in this case")
        menu.addAction(f"{find}\tCtrl+F").triggered.connect(self._asker("find"))
        menu.addAction(tr("Show the original")).triggered.connect(self._asker("source"))
        for part in _MENU:
            menu.addSeparator()
            for action_id in part:
                menu.addAction(self._actions.action(action_id))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _asker(self, part: str):
        return lambda: self.part_requested.emit(part)
