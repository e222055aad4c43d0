"""A case shows its other tellings and what was merged into it, and both can be undone from there."""

import pytest

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.tasks import families
from casedesk.tasks.translations import linking
from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_facts import facts_of
from casedesk.ui.editor.case_family import FamilyCommands, family_menu
from casedesk.ui.editor.inspector import Inspector
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from tests.builders import make_case


@pytest.fixture
def inspector(session: LibrarySession, appearance: Appearance) -> Inspector:
    for number, title in enumerate(("热水", "一杯热水", "等待"), 1):
        case = make_case(id=session.library.new_id(Case), title=title)
        assert case.id == number
        session.library.apply(Edit("Add", (Replacement(None, case),)))
    session.library.apply(families.joining(session.library, (1, 2, 3), best_id=2))
    return Inspector(appearance, session.library.known_values)


def links(inspector: Inspector) -> dict[str, LinkButton]:
    return {link.text(): link for link in inspector.family.findChildren(LinkButton)}


def show(inspector: Inspector, session: LibrarySession, case_id: int) -> None:
    case = session.library.cases.get(case_id)
    inspector.family.show_facts(case, facts_of(case, session.library))


def test_the_best_telling_stands_on_top_and_another_can_become_it(
    inspector: Inspector, session: LibrarySession, actions: Actions
) -> None:
    commands = FamilyCommands(session, actions, inspector)
    inspector.family.best_requested.connect(commands.make_best)
    show(inspector, session, 3)
    assert list(links(inspector))[:2] == ["一杯热水 (best telling)", "热水"]
    links(inspector)["Make this the best telling"].click()
    assert facts_of(session.library.cases.get(1), session.library).best_id == 3


def test_the_menu_of_tellings_opens_them(inspector: Inspector, session: LibrarySession) -> None:
    asked: list[int] = []
    inspector.family.case_requested.connect(asked.append)
    case = session.library.cases.get(1)
    menu = family_menu(1, facts_of(case, session.library), inspector.family, inspector)
    menu.actions()[0].trigger()
    assert asked == [2]


def test_a_merge_is_taken_apart_from_the_case(inspector: Inspector, session: LibrarySession, actions: Actions) -> None:
    commands = FamilyCommands(session, actions, inspector)
    inspector.family.apart_requested.connect(commands.take_apart)
    actions.show_page("library")
    commands.follow(facts_of(session.library.cases.get(1), session.library))
    assert not actions.action("case.take_apart").isEnabled()
    session.apply(families.merging(session.library, 1, 2, {}))
    commands.follow(facts_of(session.library.cases.get(1), session.library))
    assert actions.action("case.take_apart").isEnabled()
    show(inspector, session, 1)
    links(inspector)["Take apart again"].click()
    assert session.library.cases.get(2).trashed is None
    assert session.library.merges.all() == ()


def test_the_translation_of_a_case_is_a_click_away(inspector: Inspector, session: LibrarySession) -> None:
    asked: list[int] = []
    inspector.family.case_requested.connect(asked.append)
    english = make_case("The guest waited for an hour.", id=session.library.new_id(Case), title="Late", language="en")
    session.apply(Edit("Add", (Replacement(None, english),)))
    session.apply(linking(session.library, 1, english.id))
    show(inspector, session, 1)
    assert next(iter(links(inspector))) == "一杯热水 (best telling)"
    links(inspector)["Late"].click()
    assert asked == [english.id]
    facts = facts_of(session.library.cases.get(english.id), session.library)
    assert facts.translation is not None
    assert (facts.translation.title, facts.family) == ("一杯热水", ())
