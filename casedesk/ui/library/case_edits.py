"""Edits of many cases at once, and the sentence that says beforehand what they will change. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from casedesk.domain.case import FREE_FACETS, Case, Facet, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.texts import tr, tr_n
from casedesk.ui.models.value_names import facet_name, value_name

BULK_FACETS = (*FREE_FACETS, Facet.OUTCOME, Facet.DIFFICULTY, Facet.SOURCE, Facet.LANGUAGE, Facet.STATE)
"""The facets that can be changed over a selection."""
_BRAKE_COUNT = 20
_BRAKE_SHARE = 0.3
_BRAKE_FROM = 3


class ValueChange(StrEnum):
    """What to do with a value over a selection."""

    ADD = "add"
    REMOVE = "remove"
    SET = "set"
    """The value, and no other one of that facet; an empty value clears the facet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A change of one facet over a selection."""

    change: ValueChange
    facet: Facet
    value: str = ""


def value_edit(cases: Sequence[Case], wish: Wish, now: datetime) -> Edit:
    """The edit that a wish comes to; cases that are as wished already are left out."""
    replacements: list[Replacement] = []
    for case in cases:
        values = _wished(case, wish)
        if values != case.values_of(wish.facet):
            after = replace(case.with_values(wish.facet, values), modified=now)
            replacements.append(Replacement(case, after))
    return Edit(_edit_text(wish, len(replacements)), tuple(replacements))


def preview(cases: Sequence[Case], wish: Wish) -> str:
    """What the wish would change, with numbers, as a sentence."""
    changed = [case for case in cases if _wished(case, wish) != case.values_of(wish.facet)]
    sentence = _preview_sentence(wish, len(changed), len(cases))
    lost = {value for case in changed for value in case.values_of(wish.facet)} - {wish.value}
    if wish.change is ValueChange.SET and lost and wish.value:
        names = tr(", ").join(sorted(value_name(wish.facet, value) for value in lost)[:3])
        return tr("{sentence} It takes the place of: {names}.").format(sentence=sentence, names=names)
    return sentence


def reviewed_edit(cases: Sequence[Case], now: datetime, *, state: State = State.REVIEWED) -> Edit:
    """The edit that marks cases as reviewed, or as to be reviewed."""
    changed = [case for case in cases if case.state is not state]
    n = len(changed)
    if state is State.REVIEWED:
        text = tr_n("Mark {n} case as reviewed", "Mark {n} cases as reviewed", n)
    else:
        text = tr_n("Mark {n} case as to be reviewed", "Mark {n} cases as to be reviewed", n)
    after = (Replacement(case, replace(case, state=state, modified=now)) for case in changed)
    return Edit(text.format(n=n), tuple(after))


def trash_edit(cases: Sequence[Case], now: datetime) -> Edit:
    """The edit that moves cases to the trash."""
    n = len(cases)
    text = tr_n("Move {n} case to the trash", "Move {n} cases to the trash", n).format(n=n)
    return Edit(text, tuple(Replacement(case, replace(case, trashed=now)) for case in cases))


def trashed_sentence(n: int) -> str:
    """What a toast says after cases went to the trash."""
    return tr_n("Moved {n} case to the trash", "Moved {n} cases to the trash", n).format(n=n)


def is_many(count: int, library_total: int) -> bool:
    """Whether so many cases go to the trash at once that the trainer should be asked."""
    return count > _BRAKE_COUNT or (count >= _BRAKE_FROM and count > _BRAKE_SHARE * library_total)


def takes_several(facet: Facet) -> bool:
    """Whether a case can have several values of the facet."""
    return facet in FREE_FACETS


def _wished(case: Case, wish: Wish) -> tuple[str, ...]:
    values = case.values_of(wish.facet)
    match wish.change:
        case ValueChange.SET:
            return (wish.value,) if wish.value else ()
        case ValueChange.REMOVE:
            return tuple(value for value in values if value != wish.value)
        case ValueChange.ADD if takes_several(wish.facet):
            return values if wish.value in values else (*values, wish.value)
        case ValueChange.ADD:
            return (wish.value,)
        case _:
            assert_never(wish.change)


def _edit_text(wish: Wish, n: int) -> str:
    value = value_name(wish.facet, wish.value)
    match wish.change:
        case ValueChange.ADD:
            text = tr_n("Add “{value}” to {n} case", "Add “{value}” to {n} cases", n)
        case ValueChange.REMOVE:
            text = tr_n("Take “{value}” from {n} case", "Take “{value}” from {n} cases", n)
        case ValueChange.SET:
            text = tr_n("Set {facet} to “{value}” in {n} case", "Set {facet} to “{value}” in {n} cases", n)
        case _:
            assert_never(wish.change)
    return text.format(value=value, facet=facet_name(wish.facet), n=n)


def _preview_sentence(wish: Wish, changed: int, total: int) -> str:
    value, facet = value_name(wish.facet, wish.value), facet_name(wish.facet)
    same = total - changed
    match wish.change:
        case ValueChange.ADD:
            text = tr("“{value}” is added to {changed} of {total} cases; {same} have it already.")
        case ValueChange.REMOVE:
            text = tr("“{value}” is taken from {changed} of {total} cases; {same} do not have it.")
        case ValueChange.SET if not wish.value:
            text = tr("{facet} is cleared in {changed} of {total} cases; {same} have none.")
        case ValueChange.SET:
            text = tr("{facet} becomes “{value}” in {changed} of {total} cases; {same} are so already.")
        case _:
            assert_never(wish.change)
    return text.format(value=value, facet=facet, changed=changed, total=total, same=same)
