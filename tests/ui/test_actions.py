"""The table of actions: no two rows fight, pages enable their own, and keys can be changed."""

from itertools import combinations

from PySide6.QtGui import QKeySequence

from casedesk.ui.actions import ACTIONS, MENUS, Actions, key_sequences
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance


def test_ids_are_unique_and_menus_exist() -> None:
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)
    assert {spec.menu for spec in ACTIONS if spec.menu} <= set(MENUS)
    assert all(spec.id.split(".")[0] in MENUS for spec in ACTIONS)


def test_every_shortcut_can_be_pressed_and_no_two_meet_on_a_page() -> None:
    for spec in ACTIONS:
        assert all(not keys.isEmpty() for keys in key_sequences(spec.shortcut)), spec.id
    for one, other in combinations(ACTIONS, 2):
        do_meet = not one.pages or not other.pages or one.pages & other.pages
        if do_meet:
            shared = set(one.shortcut.split("; ")) & set(other.shortcut.split("; ")) - {""}
            assert not shared, (one.id, other.id, shared)


def test_every_row_has_an_icon_that_exists(appearance: Appearance) -> None:
    for spec in ACTIONS:
        assert not appearance.icon(spec.icon).isNull(), spec.id


def test_a_command_of_a_page_is_enabled_there_and_only_while_its_owner_wants(actions: Actions) -> None:
    action = actions.action("case.duplicate")
    actions.show_page("lessons")
    assert not action.isEnabled()
    action.setEnabled(False)
    actions.show_page("library")
    assert not action.isEnabled()
    action.setEnabled(True)
    assert action.isEnabled()
    actions.show_page("lessons")
    action.setEnabled(True)
    assert not action.isEnabled()


def test_a_changed_shortcut_is_remembered_and_can_go_back(
    actions: Actions, settings: Settings, appearance: Appearance
) -> None:
    settings.set_shortcut("file.backup", "Ctrl+Alt+S")
    assert actions.action("file.backup").shortcut() == QKeySequence("Ctrl+Alt+S")
    settings.sync()
    later = Actions(appearance, Settings())
    assert later.action("file.backup").shortcut() == QKeySequence("Ctrl+Alt+S")
    settings.set_shortcut("file.backup", None)
    assert actions.action("file.backup").shortcut() == QKeySequence("Ctrl+Shift+B")


def test_keys_that_are_taken_on_the_same_page_are_a_conflict(actions: Actions) -> None:
    taken = actions.conflict("file.backup", QKeySequence("Ctrl+N"))
    assert taken is not None
    assert taken.spec.id == "case.new"
    assert actions.conflict("case.new", QKeySequence("Ctrl+N")) is None


def test_one_page_is_checked_at_a_time(actions: Actions) -> None:
    actions.action("view.trash").setChecked(True)
    actions.action("view.library").setChecked(True)
    assert not actions.action("view.trash").isChecked()
