from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.filters import parents
from casedesk.ui.models.facet_row import Branch, FacetRow, Mark, RowKind
from casedesk.ui.models.value_tree import top_level, tree_rows


def folder(name: str) -> FacetRow:
    return FacetRow(RowKind.FOLDER, name, name)


def rows(*names: str, opened: set[str] | None = None, marked: str = "") -> list[tuple[str, int, Branch]]:
    named = [(name, FacetRow(RowKind.VALUE, name, name)) for name in names]
    named = [(name, replace(row, mark=Mark.INCLUDED) if name == marked else row) for name, row in named]
    return [(row.label, row.depth, row.branch) for row in tree_rows(named, opened=opened or set(), make_parent=folder)]


def test_levels_are_folded_until_they_are_opened() -> None:
    names = ("服务", "服务::前厅", "沟通")

    assert rows(*names) == [("服务", 0, Branch.CLOSED), ("沟通", 0, Branch.NONE)]
    assert rows(*names, opened={"服务"}) == [
        ("服务", 0, Branch.OPEN),
        ("前厅", 1, Branch.NONE),
        ("沟通", 0, Branch.NONE),
    ]


def test_a_missing_level_is_made_where_its_first_part_stands() -> None:
    assert rows("沟通", "a::b::c", "a::d", opened={"a", "a::b"}) == [
        ("沟通", 0, Branch.NONE),
        ("a", 0, Branch.OPEN),
        ("b", 1, Branch.OPEN),
        ("c", 2, Branch.NONE),
        ("d", 1, Branch.NONE),
    ]


def test_what_is_asked_for_is_never_hidden() -> None:
    assert rows("服务", "服务::前厅", marked="服务::前厅") == [("服务", 0, Branch.OPEN), ("前厅", 1, Branch.NONE)]


def test_the_whole_name_is_kept() -> None:
    (_, row) = tree_rows([("服务::前厅", folder("服务::前厅"))], opened={"服务"}, make_parent=folder)
    assert (row.label, row.full_name) == ("前厅", "服务::前厅")


@given(st.lists(st.sampled_from(["a", "服务", "", ":"]), min_size=1, max_size=4).map("::".join))
def test_the_top_of_a_name_is_its_outermost_parent(name: str) -> None:
    assert top_level(name) == (*parents(name), name)[0]
