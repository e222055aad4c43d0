"""The menu bar, drawn from the table of actions."""

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from casedesk.texts import N_, tr
from casedesk.ui.actions import MENUS, Actions
from casedesk.ui.page_action import PageAction

_SUBMENUS = {"scheme": N_("Light and dark"), "language": N_("Language")}
"""Choices that fold into a menu of their own."""


def menu_bar(actions: Actions, parent: QWidget) -> QMenuBar:
    """A menu for every one in the table that has rows."""
    bar = QMenuBar(parent)
    for menu_id, title in MENUS.items():
        rows = actions.of_menu(menu_id)
        if rows:
            menu = bar.addMenu(tr(title))
            menu.setToolTipsVisible(False)
            _fill(menu, rows)
    return bar


def _fill(menu: QMenu, rows: tuple[PageAction, ...]) -> None:
    part = rows[0].spec.part
    submenus: dict[str, QMenu] = {}
    for action in rows:
        spec = action.spec
        if spec.part != part:
            menu.addSeparator()
            part = spec.part
        title = spec.under or _SUBMENUS.get(spec.choice)
        if not title:
            menu.addAction(action)
            continue
        if title not in submenus:
            submenus[title] = menu.addMenu(tr(title))
        submenus[title].addAction(action)
