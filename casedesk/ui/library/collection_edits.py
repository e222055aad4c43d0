"""Edits of collections and saved filters. Pure, but for the ids that the caller has reserved."""

from collections.abc import Collection as Many
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import LEVEL
from casedesk.domain.library import Collection, SavedFilter
from casedesk.domain.value_steps import is_part_of, renamed
from casedesk.texts import tr, tr_n
from casedesk.ui.models.entry_drag import Where
from casedesk.ui.models.value_tree import last_level, parent_of

Named = Collection | SavedFilter
N = TypeVar("N", bound=Named)


def create(item: Named) -> Edit:
    """The edit that puts a new collection or saved filter into the library."""
    return Edit(tr("New “{name}”").format(name=item.name), (Replacement(None, item),))


def rename(items: Sequence[Named], old: str, new: str) -> Edit:
    """The edit that renames what has a name and what stands below it; without effect where the name stays."""
    text = tr("Rename “{old}” to “{new}”").format(old=old, new=new)
    if new == old:
        return Edit(text, ())
    branch = [item for item in items if is_part_of(item.name, old)]
    return Edit(text, tuple(Replacement(item, replace(item, name=renamed(item.name, old, new))) for item in branch))


def delete(items: Sequence[Named], name: str) -> Edit:
    """The edit that deletes what has a name and what stands below it; the cases stay."""
    branch = [item for item in items if is_part_of(item.name, name)]
    return Edit(tr("Delete “{name}”").format(name=name), tuple(Replacement(item, None) for item in branch))


def in_order(items: Sequence[N]) -> list[N]:
    """Collections or saved filters as the trainer has put them, new ones last."""
    return sorted(items, key=lambda item: (item.position or len(items) + 1, item.id))


def move(items: Sequence[Named], name: str, target: str, where: Where) -> tuple[Edit, str]:
    """The edit that puts what has a name, with what stands below it, beside or into another; and its name then."""
    parent = target if where is Where.INTO else parent_of(target)
    wanted = parent + LEVEL + last_level(name) if parent else last_level(name)
    branch = [item for item in in_order(items) if is_part_of(item.name, name)]
    others = [item for item in in_order(items) if not is_part_of(item.name, name)]
    text = tr("Move “{name}”").format(name=name)
    if not branch or is_part_of(target, name):
        return Edit(text, ()), name
    new = free_name(wanted, {item.name for item in others})
    places = [place for place, item in enumerate(others) if is_part_of(item.name, target)]
    at = len(others) if not places else places[0] if where is Where.BEFORE else places[-1] + 1
    ordered = [*others[:at], *branch, *others[at:]]
    steps: list[Replacement] = []
    for position, item in enumerate(ordered, 1):
        after = replace(item, position=position, name=renamed(item.name, name, new))
        if after != item:
            steps.append(Replacement(item, after))
    return Edit(text, tuple(steps)), new


def add_cases(collection: Collection, case_ids: Sequence[int]) -> Edit:
    """The edit that adds cases at the end; those that are in it already stay where they are."""
    fresh = [id_ for id_ in dict.fromkeys(case_ids) if id_ not in set(collection.case_ids)]
    n = len(fresh)
    text = tr_n("Add {n} case to “{name}”", "Add {n} cases to “{name}”", n).format(n=n, name=collection.name)
    if not fresh:
        return Edit(text, ())
    after = replace(collection, case_ids=(*collection.case_ids, *fresh))
    return Edit(text, (Replacement(collection, after),))


def remove_cases(collection: Collection, case_ids: Many[int]) -> Edit:
    """The edit that takes cases out of a collection; they stay in the library."""
    kept = tuple(id_ for id_ in collection.case_ids if id_ not in set(case_ids))
    n = len(collection.case_ids) - len(kept)
    text = tr_n("Take {n} case out of “{name}”", "Take {n} cases out of “{name}”", n).format(n=n, name=collection.name)
    if not n:
        return Edit(text, ())
    return Edit(text, (Replacement(collection, replace(collection, case_ids=kept)),))


def update_query(saved: SavedFilter, query: str) -> Edit:
    """The edit that makes a saved filter stand for another query."""
    text = tr("Update “{name}”").format(name=saved.name)
    if query == saved.query:
        return Edit(text, ())
    return Edit(text, (Replacement(saved, replace(saved, query=query)),))


def free_name(wanted: str, taken: Many[str]) -> str:
    """The wanted name, with a number behind it where it is taken."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    return name
