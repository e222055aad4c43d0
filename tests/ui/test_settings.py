"""Settings: remembered, brought into bounds, at work at once, and found by their words."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import Pseudonym
from casedesk.tasks.privacy import call_harmless, harmless_words
from casedesk.ui.actions import Actions
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings, settings_file
from casedesk.ui.settings_page.look_section import LookSection
from casedesk.ui.settings_page.pseudonym_section import PseudonymSection
from casedesk.ui.settings_page.settings_page import SettingsPage
from casedesk.ui.settings_page.shortcut_section import ShortcutSection
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.labels import Words
from tests.builders import make_case


def test_a_change_is_told_once_and_remembered(settings: Settings) -> None:
    spy = QSignalSpy(settings.changed)
    settings.trainer = "沈月"
    settings.trainer = "沈月"
    assert spy.count() == 1
    settings.sync()
    assert Settings().trainer == "沈月"


def test_what_anyone_wrote_into_the_file_is_brought_into_bounds(home: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("[General]\nscale=9000\nscheme=pink\nmeasure=wide\ncompact_list=true\n", "utf-8")
    settings = Settings()
    assert (settings.scale, settings.scheme, settings.measure, settings.compact_list) == (200, "system", 42, True)


@pytest.fixture
def page(qtbot: QtBot, parts: Parts, appearance: Appearance) -> SettingsPage:
    appearance.install()
    made = SettingsPage(parts)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_a_choice_takes_effect_at_once_and_the_defaults_come_back(
    page: SettingsPage, settings: Settings, appearance: Appearance
) -> None:
    look = page.section("look")
    assert isinstance(look, LookSection)
    look.scheme.group.button(2).click()
    assert appearance.theme.is_dark
    look.scale.slider.setValue(look.scale.slider.maximum())
    assert appearance.font("ui").pixelSize() == 28
    settings.reset("scheme", "scale")
    assert look.scheme.key() == "system"
    assert appearance.font("ui").pixelSize() == 14


def test_a_setting_is_found_by_its_words(page: SettingsPage) -> None:
    page.box.text_committed.emit("reading speed")
    assert page.section("time").isVisible()
    assert not page.section("look").isVisible()
    page.box.text_committed.emit("")
    assert page.section("look").isVisible()


def test_keys_that_are_taken_are_refused_with_the_name_of_the_other(
    page: SettingsPage, actions: Actions, settings: Settings
) -> None:
    section = page.section("shortcuts")
    assert isinstance(section, ShortcutSection)
    section.fields["file.backup"].keys_chosen.emit("file.backup", QKeySequence("Ctrl+N"))
    assert settings.shortcuts() == {}
    section.fields["file.backup"].keys_chosen.emit("file.backup", QKeySequence("Ctrl+Alt+U"))
    assert actions.action("file.backup").shortcut() == QKeySequence("Ctrl+Alt+U")


def test_stand_ins_are_kept_in_the_library_and_can_be_undone(page: SettingsPage, session: LibrarySession) -> None:
    section = page.section("names")
    assert isinstance(section, PseudonymSection)
    section.add_name()
    item = session.library.pseudonyms.all()[0]
    section.change(item, real=" 王女士 ", stand_in="李女士")
    assert session.library.pseudonyms.get(item.id) == Pseudonym(item.id, "王女士", "李女士")
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.library.pseudonyms.all() == ()


def test_a_name_tells_where_it_stands_and_what_is_the_matter_with_it(
    page: SettingsPage, session: LibrarySession, qtbot: QtBot
) -> None:
    case = replace(make_case("王女士来了。"), id=session.library.new_id(Case), uid="1")
    names = (Pseudonym(session.library.new_id(Pseudonym), "王女士", "W女士"),)
    session.apply(Edit("Add", (Replacement(None, case), *(Replacement(None, name) for name in names))))
    page.open_section("names")
    section = page.section("names")
    assert isinstance(section, PseudonymSection)
    page.show()
    uses = section.list.findChildren(LinkButton)[0]
    qtbot.waitUntil(lambda: "1" in uses.text())
    with qtbot.waitSignal(page.cases_requested) as asked:
        uses.click()
    assert asked.args is not None
    assert "王女士" in asked.args[0].text
    section.change(names[0], real="王女士", stand_in="王女士甲")
    sentences = [label.text() for label in section.list.findChildren(Words) if label.isVisible()]
    assert any("has the name in it" in sentence for sentence in sentences)


def test_what_was_called_harmless_is_listed_and_looked_out_for_again(
    page: SettingsPage, session: LibrarySession
) -> None:
    call_harmless(session.library, "400-820-8820")
    page.open_section("names")
    section = page.section("names")
    assert isinstance(section, PseudonymSection)
    page.show()
    section.harmless.findChildren(IconButton)[0].click()
    assert harmless_words(session.library) == ()
    assert not section.harmless.isVisible()


class ShownWindows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_while_a_section_is_built(page: SettingsPage, app: QApplication) -> None:
    shown = ShownWindows()
    app.installEventFilter(shown)
    for name in ("time", "handouts", "safety", "exchange", "data", "about"):
        page.open_section(name)
    app.removeEventFilter(shown)
    assert shown.names == []
