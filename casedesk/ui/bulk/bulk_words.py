"""The names that a user reads for fields and columns, and the sentences about what would change."""

from collections.abc import Mapping
from functools import reduce
from typing import assert_never

from casedesk.domain.bulk_values import Column, Detail, ValueChange, Wish
from casedesk.domain.case import Facet, Role
from casedesk.domain.case_texts import Field
from casedesk.tasks.bulk_edits import BACKUP_FROM, Preview, Spot, case_count
from casedesk.texts import N_, tr, tr_n
from casedesk.ui.models.value_names import facet_name, role_name, value_name

SHARE_TO_NAME = 0.3
"""Changes of a larger part of the library than this name it."""
_FIELDS: Mapping[Field, str] = {
    Field.TITLE: N_("Library title"),
    Field.LEARNER_TITLE: N_("Learner title"),
    Field.ANSWER: N_("Expected answers"),
    Field.NOTE: N_("Note"),
    Field.SOURCE: N_("Source"),
    Field.LICENCE: N_("Licence"),
}


def field_name(field: Field) -> str:
    """What a field is called."""
    return tr(_FIELDS[field]) if field in _FIELDS else role_name(Role(field.value))


def column_name(column: Column) -> str:
    """What a column is called."""
    if isinstance(column, Facet):
        return facet_name(column)
    match column:
        case Detail.LICENCE:
            return tr("Licence")
        case Detail.MINUTES:
            return tr("Minutes in class")
        case _:
            assert_never(column)


def shown_value(column: Column, value: str) -> str:
    """A value as a user reads it."""
    if isinstance(column, Facet):
        return value_name(column, value) if value else ""
    return tr("{n} min").format(n=value) if column is Detail.MINUTES and value else value


def place_name(spot: Spot) -> str:
    """Where a place stands: the field of words, the column of values."""
    if spot.slot is not None:
        return field_name(spot.slot.field)
    return column_name(spot.column) if spot.column is not None else ""


def shown_words(spot: Spot, words: str) -> str:
    """The words of a place in one line."""
    if spot.column is not None:
        return tr(", ").join(shown_value(spot.column, value) for value in words.split("\n") if value)
    return words.replace("\n", "↵").replace("\ufffc", "▢")


def found_words(preview: Preview) -> str:
    """How much was found, for the line over the list."""
    n = len(preview.spots)
    if preview.spots and preview.spots[0].column is not None:
        text = tr("{changed} of {total} change; {same} stay as they are")
        same = preview.looked_at - len(preview.case_ids)
        return text.format(changed=f"{len(preview.case_ids):,}", total=case_count(preview.looked_at), same=f"{same:,}")
    places = tr_n("{n} place in {cases}", "{n} places in {cases}", n)
    sentence = places.format(n=f"{n:,}", cases=case_count(len(preview.case_ids)))
    return tr("The first {found}; more after these are done").format(found=sentence) if preview.is_cut else sentence


def brake_words(changed: int, total: int) -> str:
    """What carrying it out means, in numbers, and how it is taken back."""
    sentences = [tr_n("{n} case changes.", "{n} cases change.", changed).format(n=f"{changed:,}")]
    if total and changed > BACKUP_FROM and changed > SHARE_TO_NAME * total:
        share = tr("That is {share} % of the library.").format(share=round(100 * changed / total))
        sentences.append(share)
    if changed > BACKUP_FROM:
        sentences.append(tr("A copy of the library is made first."))
    sentences.append(tr("One step of Undo takes everything back."))
    return reduce(_followed, sentences)


def _followed(before: str, after: str) -> str:
    return tr("{before} {after}").format(before=before, after=after)


def step_name(wish: Wish, n: int) -> str:
    """The name of the step on the undo stack."""
    names = {
        "facet": column_name(wish.facet),
        "value": shown_value(wish.facet, wish.value),
        "new": shown_value(wish.facet, wish.new),
        "n": f"{n:,}",
    }
    match wish.change:
        case ValueChange.ADD:
            text = tr_n("Add “{value}” to {n} case", "Add “{value}” to {n} cases", n)
        case ValueChange.REMOVE:
            text = tr_n("Take “{value}” from {n} case", "Take “{value}” from {n} cases", n)
        case ValueChange.SET if not wish.value:
            text = tr_n("Clear {facet} in {n} case", "Clear {facet} in {n} cases", n)
        case ValueChange.SET:
            text = tr_n("Set {facet} to “{value}” in {n} case", "Set {facet} to “{value}” in {n} cases", n)
        case ValueChange.REPLACE:
            text = tr_n("“{value}” becomes “{new}” in {n} case", "“{value}” becomes “{new}” in {n} cases", n)
        case _:
            assert_never(wish.change)
    return text.format(**names)
