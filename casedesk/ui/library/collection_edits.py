"""Edits of collections and saved filters. Pure, but for the ids that the caller has reserved."""

from collections.abc import Collection as Many
from collections.abc import Sequence
from dataclasses import replace

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import Collection, SavedFilter
from casedesk.texts import tr, tr_n

Named = Collection | SavedFilter


def create(item: Named) -> Edit:
    """The edit that puts a new collection or saved filter into the library."""
    return Edit(tr("New “{name}”").format(name=item.name), (Replacement(None, item),))


def rename(item: Named, name: str) -> Edit:
    """The edit that renames; without effect where the name stays."""
    text = tr("Rename “{old}” to “{new}”").format(old=item.name, new=name)
    if name == item.name:
        return Edit(text, ())
    return Edit(text, (Replacement(item, replace(item, name=name)),))


def delete(item: Named) -> Edit:
    """The edit that deletes a collection or saved filter; its cases stay."""
    return Edit(tr("Delete “{name}”").format(name=item.name), (Replacement(item, None),))


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
