"""What bits have made unreadable is left out, put right, and never keeps the rest from being read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casedesk.domain.case import Outcome, Role
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import DamagedError
from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.library import UseRecord
from casedesk.domain.library_faults import Trouble
from casedesk.storage import connecting
from casedesk.storage.library import Library
from casedesk.storage.salvage import salvage
from casedesk.storage.search import Searcher
from tests.builders import make_case, make_plan
from tests.storage.steps import add


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.casedesk"
    with Library.open(path) as library:
        cases = [replace(make_case("茶凉了。", id=id_, title=f"T{id_}"), outcome=Outcome.NEGATIVE) for id_ in (1, 2, 3)]
        add(library, *cases, make_plan(cases[0], id=5), UseRecord(6, 2, None, "客服一班", date(2026, 9, 1), 20))
    return path


def _spoil(path: Path, statement: str) -> None:
    connection = connecting.connect(path, mode="rw")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(statement)
    connection.commit()
    connection.close()


SPOILT: tuple[tuple[str, Callable[[Library], object]], ...] = (
    ("UPDATE section SET role = 'bogy' WHERE case_id = 2", lambda of: of.cases.get(2).sections[0].role is Role.BODY),
    ("UPDATE cases SET outcome = 'negatife' WHERE id = 2", lambda of: of.cases.get(2).outcome is Outcome.NEGATIVE),
    ("UPDATE cases SET modified = 9223372036854775807 WHERE id = 2", lambda of: of.cases.get(2).modified is None),
    ("UPDATE plan SET day = '2026-99-31'", lambda of: of.plans.get(5).day is None),
    ("UPDATE plan SET start = '09:0'", lambda of: of.plans.get(5).start.hour == 9),
    ("UPDATE block SET kind = 'discussian'", lambda of: of.plans.get(5).blocks),
    ("UPDATE block_case SET omitted = '[{]'", lambda of: of.plans.get(5).blocks),
    ("UPDATE use_record SET day = 'gestern'", lambda of: of.uses.get(6).day is None),
)


@pytest.mark.parametrize(("statement", "is_right"), SPOILT)
def test_it_is_named_and_left_out_and_put_right(
    path: Path, tmp_path: Path, statement: str, is_right: Callable[[Library], object]
) -> None:
    _spoil(path, statement)
    shelves = ("cases", "plans", "uses")
    with Library.open(path) as library:
        left_out: list[DamagedError] = []
        with pytest.raises(DamagedError, match="cannot be read any more"):
            _ = [getattr(library, shelf).get_many(range(9)) for shelf in shelves]
        library.leave_out(left_out.append)
        assert sum(len(getattr(library, shelf).get_many(range(9))) for shelf in shelves) == 4
        assert len(left_out) == 1
        assert [fault.trouble for fault in library.check()] == [Trouble.SPOILT]
        salvage(path, tmp_path / "new.casedesk")
        assert [fault.trouble for fault in library.repair()] == [Trouble.SPOILT]
        assert library.check() == ()
        assert is_right(library)
    with Library.open(tmp_path / "new.casedesk") as library:
        assert library.check() == ()
        assert is_right(library)


def test_a_spoilt_byte_costs_a_letter(path: Path) -> None:
    content = path.read_bytes()
    spoilt = content.replace("凉".encode(), b"\xe5\x87\x01")
    assert spoilt != content
    path.write_bytes(spoilt)
    with Library.open(path) as library:
        case = library.cases.get(2)
        assert "茶\ufffd" in case.sections[0].html
        assert library.apply(Edit("go on", (Replacement(case, replace(case, title="还能改")),)))
        assert library.cases.get(2).title == "还能改"


def test_a_row_that_is_lost_leaves_no_gap_that_forbids_to_edit(path: Path) -> None:
    with Library.open(path) as library:
        case = library.cases.get(2)
        section = case.sections[0]
        library.apply(Edit("two", (Replacement(case, replace(case, sections=(section, section))),)))
    _spoil(path, "DELETE FROM section WHERE case_id = 2 AND position = 0")
    with Library.open(path) as library:
        library.repair()
        case = library.cases.get(2)
        library.apply(Edit("title", (Replacement(case, replace(case, title="新")),)))
        assert library.cases.get(2).title == "新"


@pytest.mark.parametrize("statement", ["UPDATE cases SET created = 9223372036854775807 WHERE id = 2",
                                       "UPDATE use_record SET day = 'gestern'"])  # fmt: skip
def test_a_list_shows_every_row_that_can_be_read(path: Path, statement: str) -> None:
    _spoil(path, statement)
    searcher = Searcher(path)
    ids = searcher.find(CaseFilter(), Order.TITLE).ids
    with pytest.raises(DamagedError):
        searcher.summaries(ids, CaseFilter())
    left_out: list[DamagedError] = []
    searcher.left_out = left_out.append
    titles = [row.title for row in searcher.summaries(ids, CaseFilter())]
    searcher.close()
    assert len(left_out) == 1
    assert sorted(titles) == sorted({"T1", "T2", "T3"} - {"T2"} | {"This case cannot be read any more."})


def test_what_fails_in_a_sound_library_is_a_bug(path: Path) -> None:
    searcher = Searcher(path)
    with pytest.raises(TypeError):
        searcher.summaries([object()], CaseFilter())  # pyright: ignore[reportArgumentType] - that is the bug
    searcher.close()
