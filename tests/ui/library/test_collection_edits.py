from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.library import Collection, SavedFilter
from casedesk.domain.value_steps import is_part_of
from casedesk.ui.library import collection_edits
from casedesk.ui.models.entry_drag import Where

COLLECTION = Collection(4, "新员工", (1, 2))


def test_cases_are_added_once_and_at_the_end() -> None:
    edit = collection_edits.add_cases(COLLECTION, [3, 2, 3, 9])

    assert edit.text == "Add 2 cases to “新员工”"
    assert edit.replacements[0].after == Collection(4, "新员工", (1, 2, 3, 9))


def test_nothing_new_is_nothing_to_undo() -> None:
    assert collection_edits.add_cases(COLLECTION, [1]).replacements == ()
    assert collection_edits.remove_cases(COLLECTION, [7]).replacements == ()
    assert collection_edits.rename([COLLECTION], "新员工", "新员工").replacements == ()


def test_removing_keeps_the_order() -> None:
    edit = collection_edits.remove_cases(COLLECTION, {1})

    assert edit.replacements[0].after == Collection(4, "新员工", (2,))


def test_a_saved_filter_is_updated_by_name() -> None:
    edit = collection_edits.update_query(SavedFilter(1, "酒店", "industry:酒店"), "industry:酒店 投诉")

    assert edit.text == "Update “酒店”"
    assert edit.replacements[0].after == SavedFilter(1, "酒店", "industry:酒店 投诉")


def test_a_taken_name_gets_a_number() -> None:
    assert collection_edits.free_name("A", {"A", "A 2"}) == "A 3"
    assert collection_edits.free_name("B", {"A"}) == "B"


names = st.lists(st.sampled_from(["a", "a::b", "a::b::c", "d", "d::b", "e"]), min_size=2, max_size=6, unique=True)


@given(names, st.sampled_from(Where), st.data())
def test_moving_keeps_everything_and_its_order(names: list[str], where: Where, data: st.DataObject) -> None:
    items = [Collection(id_, name, (id_,)) for id_, name in enumerate(names, 1)]
    moved, target = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))

    edit, new = collection_edits.move(items, moved, target, where)

    after = {item.id: item for item in items} | {step.id: step.after for step in edit.replacements}
    now = collection_edits.in_order(list(after.values()))
    assert len({item.name for item in now}) == len(items)
    assert sorted(item.case_ids for item in now) == sorted(item.case_ids for item in items)
    untouched = [item.id for item in now if not is_part_of(names[item.id - 1], moved)]
    assert untouched == [item.id for item in items if not is_part_of(item.name, moved)]
    if edit.replacements:
        assert any(is_part_of(item.name, new) for item in now)
        assert is_part_of(new, target) or where is not Where.INTO
