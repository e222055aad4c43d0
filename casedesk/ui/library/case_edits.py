"""Edits of many cases at once, and the sentence that says beforehand what they will change. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from casedesk.domain.bulk_values import ValueChange, Wish, changed, values_of, wished
from casedesk.domain.case import Case, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.texts import tr, tr_n
from casedesk.ui.bulk.bulk_words import column_name, shown_value, step_name

_BRAKE_COUNT = 20
_BRAKE_SHARE = 0.3
_BRAKE_FROM = 3


def value_edit(cases: Sequence[Case], wish: Wish, now: datetime) -> Edit:
    """The edit that a wish comes to; cases that are as wished already are left out."""
    replacements: list[Replacement] = []
    for case in cases:
        after = changed(case, wish)
        if after is not None:
            replacements.append(Replacement(case, replace(after, modified=now)))
    return Edit(step_name(wish, len(replacements)), tuple(replacements))


def preview(cases: Sequence[Case], wish: Wish) -> str:
    """What the wish would change, with numbers, as a sentence."""
    others = [case for case in cases if wished(case, wish) != values_of(case, wish.facet)]
    sentence = _preview_sentence(wish, len(others), len(cases))
    lost = {value for case in others for value in values_of(case, wish.facet)} - {wish.value}
    if wish.change is ValueChange.SET and lost and wish.value:
        names = tr(", ").join(sorted(shown_value(wish.facet, value) for value in lost)[:3])
        return tr("{sentence} It takes the place of: {names}.").format(sentence=sentence, names=names)
    return sentence


def reviewed_edit(cases: Sequence[Case], now: datetime, *, state: State = State.REVIEWED) -> Edit:
    """The edit that marks cases as reviewed, or as to be reviewed."""
    others = [case for case in cases if case.state is not state]
    n = len(others)
    if state is State.REVIEWED:
        text = tr_n("Mark {n} case as reviewed", "Mark {n} cases as reviewed", n)
    else:
        text = tr_n("Mark {n} case as to be reviewed", "Mark {n} cases as to be reviewed", n)
    after = (Replacement(case, replace(case, state=state, modified=now)) for case in others)
    return Edit(text.format(n=n), tuple(after))


def trash_edit(cases: Sequence[Case], now: datetime) -> Edit:
    """The edit that moves cases to the trash."""
    return Edit(trash_step(len(cases)), tuple(Replacement(case, replace(case, trashed=now)) for case in cases))


def trash_step(n: int) -> str:
    """The name of the step that moves cases to the trash."""
    return tr_n("Move {n} case to the trash", "Move {n} cases to the trash", n).format(n=n)


def trashed_sentence(n: int) -> str:
    """What a toast says after cases went to the trash."""
    return tr_n("Moved {n} case to the trash", "Moved {n} cases to the trash", n).format(n=n)


def is_many(count: int, library_total: int) -> bool:
    """Whether so many cases go to the trash at once that the trainer should be asked."""
    return count > _BRAKE_COUNT or (count >= _BRAKE_FROM and count > _BRAKE_SHARE * library_total)


def trash_question(n: int, library_total: int) -> tuple[str, str]:
    """What is asked before so many cases go to the trash, and the word for yes."""
    question = tr_n(
        "Move {n} of {total} cases to the trash? It can be undone, and they can be put back from the trash.",
        "Move {n} of {total} cases to the trash? It can be undone, and they can be put back from the trash.",
        n,
    )
    yes = tr_n("Move {n} case", "Move {n} cases", n).format(n=f"{n:,}")
    return question.format(n=f"{n:,}", total=f"{library_total:,}"), yes


def _preview_sentence(wish: Wish, count: int, total: int) -> str:
    value, facet = shown_value(wish.facet, wish.value), column_name(wish.facet)
    new, same = shown_value(wish.facet, wish.new), total - count
    match wish.change:
        case ValueChange.ADD:
            text = tr("“{value}” is added to {changed} of {total} cases; {same} have it already.")
        case ValueChange.REMOVE:
            text = tr("“{value}” is taken from {changed} of {total} cases; {same} do not have it.")
        case ValueChange.SET if not wish.value:
            text = tr("{facet} is cleared in {changed} of {total} cases; {same} have none.")
        case ValueChange.REPLACE:
            text = tr("“{value}” becomes “{new}” in {changed} of {total} cases; {same} do not have it.")
        case ValueChange.SET:
            text = tr("{facet} becomes “{value}” in {changed} of {total} cases; {same} are so already.")
        case _:
            assert_never(wish.change)
    return text.format(value=value, facet=facet, new=new, changed=count, total=total, same=same)
