from casedesk.domain.library import Collection, SavedFilter
from casedesk.ui.library import collection_edits

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
