from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from casedesk.ui.models import case_drag
from casedesk.ui.models.basket import BasketEntry, BasketModel, BasketRole
from casedesk.ui.session import LibrarySession
from tests.builders import NOW
from tests.ui.models.test_case_list import fill


def entries(basket: BasketModel) -> list[BasketEntry]:
    return [basket.data(basket.index(row), BasketRole.ENTRY) for row in range(basket.rowCount())]


def test_is_a_sound_model(qtmodeltester: ModelTester, library: Library, session: LibrarySession) -> None:
    ids = fill(library, 4)
    basket = BasketModel(session)
    qtmodeltester.check(basket)
    basket.add(ids)
    basket.move(0, 3)
    basket.move(2, 1)
    basket.remove(ids[1:2])
    basket.clear()


def test_keeps_order_and_takes_each_case_once(library: Library, session: LibrarySession) -> None:
    a, b, c, d = fill(library, 4)
    basket = BasketModel(session)

    assert basket.add([c, a, c]) == (c, a)
    assert basket.add([a, b], at=1) == (b,)

    assert basket.ids == (c, b, a)
    assert basket.minutes == sum(entry.minutes for entry in entries(basket)) > 0
    assert d not in basket.ids


def test_is_still_there_after_a_restart(library: Library, session: LibrarySession) -> None:
    ids = fill(library, 3)
    BasketModel(session).add([ids[2], ids[0]])

    assert BasketModel(LibrarySession(library)).ids == (ids[2], ids[0])


def test_a_case_in_the_trash_leaves_the_basket(library: Library, session: LibrarySession) -> None:
    ids = fill(library, 2)
    basket = BasketModel(session)
    basket.add(ids)
    case = library.cases.get(ids[0])

    session.apply(Edit("trash", (Replacement(case, replace(case, trashed=NOW)),)))

    assert basket.ids == (ids[1],)


def test_follows_a_new_title(qtbot, library: Library, session: LibrarySession) -> None:
    (case_id,) = fill(library, 1)
    basket = BasketModel(session)
    basket.add([case_id])
    case = library.cases.get(case_id)

    with qtbot.waitSignal(basket.changed):
        session.apply(Edit("rename", (Replacement(case, replace(case, title="满房夜")),)))

    assert basket.data(basket.index(0)) == "满房夜"


def test_toggle_takes_out_only_when_all_are_in(library: Library, session: LibrarySession) -> None:
    a, b = fill(library, 2)
    basket = BasketModel(session)
    basket.add([a])

    assert basket.toggle([a, b])
    assert basket.ids == (a, b)
    assert not basket.toggle([a, b])
    assert basket.ids == ()


def test_dropping_reorders_and_adds(library: Library, session: LibrarySession) -> None:
    a, b, c, d = fill(library, 4)
    basket = BasketModel(session)
    basket.add([a, b, c])
    copy = Qt.DropAction.CopyAction

    assert basket.dropMimeData(case_drag.pack([c]), copy, 0, 0, basket.index(-1))
    assert basket.ids == (c, a, b)
    assert basket.dropMimeData(case_drag.pack([c]), copy, 3, 0, basket.index(-1))
    assert basket.ids == (a, b, c)
    assert basket.dropMimeData(case_drag.pack([d]), copy, 1, 0, basket.index(-1))
    assert basket.ids == (a, d, b, c)
