from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import CaseFilter, CaseSummary
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.models import case_drag
from casedesk.ui.models.case_list import PAGE, CaseListModel, CaseRole
from tests.builders import make_case


def fill(library: Library, count: int) -> tuple[int, ...]:
    ids = library.new_ids(Case, count)
    cases = (make_case(id=id_, uid=f"u{id_}", title=f"Case {id_}") for id_ in ids)
    library.apply(Edit("fill", tuple(Replacement(None, case) for case in cases)))
    return tuple(ids)


def summary_at(model: CaseListModel, row: int) -> CaseSummary | None:
    value = model.data(model.index(row, 0), CaseRole.SUMMARY)
    return value if isinstance(value, CaseSummary) else None


def test_is_a_sound_model(qtmodeltester: ModelTester, library: Library, search: CaseSearch) -> None:
    ids = fill(library, 5)
    model = CaseListModel(search)
    qtmodeltester.check(model)
    model.show(ids, CaseFilter())
    model.show(ids[:2], CaseFilter())
    qtmodeltester.check(model)


def test_a_row_is_empty_until_its_page_has_come(qtbot, library: Library, search: CaseSearch) -> None:
    ids = fill(library, 3)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())

    assert summary_at(model, 1) is None
    with qtbot.waitSignal(model.dataChanged):
        pass

    assert summary_at(model, 1).title == f"Case {ids[1]}"


def test_only_pages_that_are_looked_at_are_fetched(qtbot, library: Library, search: CaseSearch) -> None:
    ids = fill(library, 3 * PAGE)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())
    fetched: list[int] = []
    search.summarised.connect(lambda rows: fetched.extend(row.id for row in rows))

    model.data(model.index(PAGE + 3, 0), Qt.ItemDataRole.DisplayRole)
    qtbot.waitUntil(lambda: summary_at(model, PAGE) is not None)

    assert fetched == list(ids[PAGE : 2 * PAGE])


def test_roles_that_are_not_served_fetch_nothing(qtbot, library: Library, search: CaseSearch) -> None:
    ids = fill(library, 2)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())

    with qtbot.assertNotEmitted(search.summarised, wait=20):
        assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
        assert model.data(model.index(0, 0), CaseRole.ID) == ids[0]


def test_rows_scrolled_past_are_asked_for_again(qtbot, library: Library, search: CaseSearch) -> None:
    ids = fill(library, 8 * PAGE)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())

    for page in range(8):
        summary_at(model, page * PAGE)
    qtbot.waitUntil(lambda: summary_at(model, 7 * PAGE) is not None)

    qtbot.waitUntil(lambda: summary_at(model, 0) is not None)


def test_a_known_summary_stays_while_the_new_search_is_on_its_way(qtbot, library: Library, search: CaseSearch) -> None:
    ids = fill(library, 3)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())
    summary_at(model, 0)
    qtbot.waitUntil(lambda: summary_at(model, 0) is not None)

    model.show(ids[::-1], CaseFilter(text="热水"))

    assert summary_at(model, 0).id == ids[-1]
    qtbot.waitUntil(lambda: bool(summary_at(model, 0).snippet_hits))


def test_says_title_minutes_and_gaps_to_a_screen_reader(qtbot, library: Library, search: CaseSearch) -> None:
    ids = fill(library, 1)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())
    summary_at(model, 0)
    qtbot.waitUntil(lambda: summary_at(model, 0) is not None)

    spoken = str(model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))

    assert "minute" in spoken
    assert "No questions" in spoken


def test_says_to_whom_a_case_was_taught_last(qtbot, library: Library, search: CaseSearch) -> None:
    ids = fill(library, 2)
    days = (("夏训", date(2021, 3, 9)), ("前厅 B 班", date(2021, 4, 2)), ("客房", date(2020, 5, 1)))
    uses = (UseRecord(at, ids[0], None, group, day) for at, (group, day) in enumerate(days, 1))
    library.apply(Edit("taught", tuple(Replacement(None, use) for use in uses)))
    model = CaseListModel(search)
    model.show(ids, CaseFilter())
    summary_at(model, 0)
    qtbot.waitUntil(lambda: summary_at(model, 0) is not None)

    first, second = (str(model.data(model.index(at, 0), Qt.ItemDataRole.AccessibleTextRole)) for at in (0, 1))

    assert first.endswith("used: 前厅 B 班 2 Apr 2021")
    assert "used" not in second


def test_marks_what_lies_in_the_basket(library: Library, search: CaseSearch) -> None:
    ids = fill(library, 2)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())

    model.set_basket([ids[1]])

    assert [model.data(model.index(row, 0), CaseRole.IN_BASKET) for row in range(2)] == [False, True]


def test_dragged_rows_carry_their_cases_in_list_order(library: Library, search: CaseSearch) -> None:
    ids = fill(library, 3)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())

    dragged = model.mimeData([model.index(2, 0), model.index(0, 0)])

    assert case_drag.unpack(dragged) == (ids[0], ids[2])


def test_an_answer_with_the_same_cases_paints_only_the_rows_that_have_changed(
    qtbot, library: Library, search: CaseSearch
) -> None:
    ids = fill(library, 5)
    model = CaseListModel(search)
    model.show(ids, CaseFilter())
    summary_at(model, 0)
    qtbot.waitUntil(lambda: summary_at(model, 0) is not None)
    before = library.cases.get(ids[3])
    search.refresh(library.apply(Edit("edit", (Replacement(before, replace(before, title="Other")),))))
    painted: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: painted.append((first.row(), last.row())))

    with qtbot.waitSignal(search.summarised):
        model.show(ids, CaseFilter())

    assert painted == [(3, 3)]
    assert summary_at(model, 3).title == "Other"
