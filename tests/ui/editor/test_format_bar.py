from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casedesk.storage.library import Library
from casedesk.ui.editor.format_bar import FormatBar
from casedesk.ui.editor.formats import FORMATS, Format
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton


def shown(bar: FormatBar) -> list[IconButton]:
    return [button for button in bar.findChildren(IconButton) if button.isVisible()]


def test_buttons_without_room_are_not_squeezed(qtbot: QtBot, appearance: Appearance):
    bar = FormatBar(appearance)
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint())
    bar.show()
    everything = len(shown(bar))
    assert everything == sum(spec.on_toolbar for spec in FORMATS) + 1
    bar.resize(bar.sizeHint().width() // 2, bar.height())
    assert 1 < len(shown(bar)) < everything
    assert bar.more in shown(bar)
    layout = bar.layout()
    assert layout is not None
    layout.activate()
    assert all(button.width() >= button.minimumSizeHint().width() for button in shown(bar))
    bar.resize(bar.minimumSizeHint())
    assert shown(bar) == [bar.more]


def test_the_menu_has_every_format(qtbot: QtBot, appearance: Appearance, library: Library):
    bar = FormatBar(appearance)
    edit = RichTextEdit(appearance, LibraryPictures(library), name="Body")
    for widget in (bar, edit):
        qtbot.addWidget(widget)
    assert not bar.more.isEnabled()
    bar.follow(edit)
    edit.set_html("<p>一</p>")
    edit.selectAll()
    menu = bar.menu()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == len(FORMATS)
    names = [spec.format for spec in FORMATS]
    menu.actions()[names.index(Format.NUMBERS)].trigger()
    assert edit.html() == "<ol><li><p>一</p></li></ol>"
