"""What the filter panel shows: groups of values with counts and marks, from a filter and its answer. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice

from casedesk.domain.case import FREE_FACETS, Facet
from casedesk.domain.filters import EMPTY, TREE_FACETS, CaseFilter, Condition
from casedesk.domain.health import Health
from casedesk.domain.library import SavedFilter
from casedesk.texts import tr
from casedesk.ui.models.facet_row import FacetGroup, FacetRow, Mark, RowKind
from casedesk.ui.models.figures import Figure, Spread, bounds_of, presets, title
from casedesk.ui.models.name_finding import name_finder
from casedesk.ui.models.panel_state import GroupView, PanelState
from casedesk.ui.models.value_names import facet_name, value_name
from casedesk.ui.models.value_tree import top_level, tree_rows

SAVED = "saved"
"""The key of the group of saved filters; the other groups have their facet's value as a key."""

GROUP_ORDER = (
    Facet.INDUSTRY,
    Facet.THEME,
    Facet.OUTCOME,
    Facet.HEALTH,
    Facet.USED,
    Facet.COLLECTION,
    SAVED,
    Facet.PRIVATE,
    Facet.STATE,
    Facet.AUDIENCE,
    Facet.DIFFICULTY,
    Facet.TAG,
    Facet.LENGTH,
    Figure.MINUTES,
    Figure.LENGTH,
    Facet.SOURCE,
    Facet.LANGUAGE,
    Facet.BATCH,
    Figure.IMPORTED,
    Figure.MODIFIED,
)
ALWAYS_SHOWN = frozenset({Facet.INDUSTRY, Facet.THEME, Facet.HEALTH, Facet.COLLECTION, SAVED})
COLLAPSED_AT_FIRST = frozenset(
    {Facet.STATE, Facet.AUDIENCE, Facet.DIFFICULTY, Facet.TAG, Facet.LENGTH, Facet.SOURCE, Facet.LANGUAGE, Facet.BATCH}
)
_SHOWN_AT_FIRST: Mapping[str, int] = {Facet.INDUSTRY: 8, Facet.HEALTH: 8, Facet.COLLECTION: 8, SAVED: 8}
_SHOWN_OTHERWISE = 5
_EMPTY_LIBRARY_HEALTH = (Health.COMPLETE, Health.NO_QUESTIONS, Health.NO_ANALYSIS)
_FIND_FROM = 8
_NO_EMPTY_ROW = frozenset({Facet.STATE, Facet.HEALTH, Facet.LENGTH, Facet.LANGUAGE, Facet.COLLECTION, Facet.BATCH})
"""Facets for which "has none" is impossible, or says nothing that a trainer would look for."""
_SEVERAL_TO_A_CASE = frozenset({*FREE_FACETS, Facet.COLLECTION, Facet.HEALTH, Facet.PRIVATE})


def groups(state: PanelState) -> tuple[FacetGroup, ...]:
    """The groups that have something to show, in the panel's order."""
    result: list[FacetGroup] = []
    for key in GROUP_ORDER:
        match key:
            case Facet():
                group = _facet_group(key, state)
            case Figure():
                group = _figure_group(key, state)
            case _:
                group = _saved_group(state)
        if group.rows or key in ALWAYS_SHOWN:
            result.append(group)
    return tuple(result)


def cycled(wanted: CaseFilter, facet: Facet, value: str) -> CaseFilter:
    """The filter after one click on a value's row: included, excluded, clear.

    A row of the uses says "not used with this group", so that its first click asks for what is new to the group.
    """
    if facet is not Facet.USED or value == EMPTY:
        return wanted.cycled(facet, value)
    match value_mark(wanted, facet, value):
        case Mark.INCLUDED:
            return marked(wanted, facet, value, Mark.EXCLUDED)
        case Mark.EXCLUDED:
            return marked(wanted, facet, value, Mark.CLEAR)
        case Mark.CLEAR:
            return marked(wanted, facet, value, Mark.INCLUDED)


def marked(wanted: CaseFilter, facet: Facet, value: str, mark: Mark) -> CaseFilter:
    """The filter with a mark on a value's row."""
    is_turned = facet is Facet.USED and value != EMPTY
    match mark:
        case Mark.CLEAR:
            return wanted.without(facet, value)
        case Mark.INCLUDED:
            return wanted.excluding(facet, value) if is_turned else wanted.including(facet, value)
        case Mark.EXCLUDED:
            return wanted.including(facet, value) if is_turned else wanted.excluding(facet, value)


def value_mark(wanted: CaseFilter, facet: Facet, value: str) -> Mark:
    """The mark on a value's row."""
    condition = wanted.condition(facet)
    is_turned = facet is Facet.USED and value != EMPTY
    if value in condition.included:
        return Mark.EXCLUDED if is_turned else Mark.INCLUDED
    if value in condition.excluded:
        return Mark.INCLUDED if is_turned else Mark.EXCLUDED
    return Mark.CLEAR


def row_label(facet: Facet, value: str) -> str:
    """What a value's row says."""
    if facet is Facet.USED and value != EMPTY:
        return tr("Not used with {group}").format(group=value)
    return value_name(facet, value)


def has_own_name(group: FacetGroup, row: FacetRow) -> bool:
    """Whether a row stands for something that can be renamed, moved and deleted: a collection or a saved filter, or a
    level of their names.
    """
    return row.kind in {RowKind.SAVED, RowKind.FOLDER} or (
        row.kind is RowKind.VALUE and group.facet is Facet.COLLECTION and row.value != EMPTY
    )


def is_own_word(facet: Facet | None, value: str) -> bool:
    """Whether a value is the trainer's own word, which can be renamed in all cases."""
    return value != EMPTY and (facet in FREE_FACETS or facet is Facet.SOURCE)


def _facet_group(facet: Facet, state: PanelState) -> FacetGroup:
    view = state.views.get(facet, GroupView())
    values = _shown_values(facet, state)
    condition = state.wanted.condition(facet)
    return FacetGroup(
        key=facet,
        facet=facet,
        title=facet_name(facet),
        rows=_value_rows(facet, _arranged(facet, values, state, view), state, view),
        can_find=len(values) >= _FIND_FROM,
        can_add=facet is Facet.COLLECTION,
        is_asked_for=condition != Condition(facet),
        needs_all=condition.needs_all if facet in _SEVERAL_TO_A_CASE and condition.included else None,
    )


def _arranged(facet: Facet, values: list[str], state: PanelState, view: GroupView) -> list[str]:
    """The values that the trainer wants to see of a group, in the order of the group."""
    if view.hides_empty:
        asked = _asked_for(facet, state)
        values = [value for value in values if value in asked or _count(facet, value, state)]
    if view.by_name:
        values.sort(key=lambda value: state.name_key(row_label(facet, value)))
        values.sort(key=lambda value: value == EMPTY)
    return values


def _value_rows(facet: Facet, values: list[str], state: PanelState, view: GroupView) -> tuple[FacetRow, ...]:
    """The rows of a group. There may be many thousand values, so a row is made only for what is near the top."""

    def rows(names: Sequence[str]) -> list[FacetRow]:
        return [_value_row(facet, name, state) for name in names]

    def in_levels(names: Sequence[str]) -> list[FacetRow]:
        if facet not in TREE_FACETS:
            return rows(names)
        named = [(name, _value_row(facet, name, state)) for name in names if name != EMPTY]
        tree = tree_rows(named, opened=view.opened, make_parent=lambda name: _value_row(facet, name, state))
        return [*tree, *rows([name for name in names if name == EMPTY])]

    if view.needle is not None:
        fits = name_finder(view.needle)
        return _found(rows([value for value in values if fits(row_label(facet, value))]))
    top = top_level if facet in TREE_FACETS else str
    return _limited(facet, values, _asked_for(facet, state), view, top, in_levels)


def _asked_for(facet: Facet, state: PanelState) -> frozenset[str]:
    condition = state.wanted.condition(facet)
    return condition.included | condition.excluded


def _figure_group(figure: Figure, state: PanelState) -> FacetGroup:
    if not state.hits.library_total and bounds_of(state.wanted, figure) is None:
        return FacetGroup(figure.key, None, title(figure))
    counts = state.spreads.get(figure, Spread()).presets
    rows = [FacetRow(RowKind.RANGE)]
    for place, preset in enumerate(presets(figure, state.today)):
        mark = Mark.INCLUDED if preset.bounds == bounds_of(state.wanted, figure) else Mark.CLEAR
        count = counts[place] if place < len(counts) else None
        rows.append(FacetRow(RowKind.PRESET, preset.key, preset.name, count, mark))
    is_asked_for = bounds_of(state.wanted, figure) is not None
    return FacetGroup(figure.key, None, title(figure), tuple(rows), figure=figure, is_asked_for=is_asked_for)


def _saved_group(state: PanelState) -> FacetGroup:
    view = state.views.get(SAVED, GroupView())
    saved = [*state.saved]
    if view.by_name:
        saved.sort(key=lambda item: state.name_key(item.name))
    rows: dict[str, FacetRow] = {}
    for item in saved:
        name = item.name
        while name in rows:  # two of one name, from before names were kept apart
            name += " "
        rows[name] = _saved_row(item, state)

    def in_levels(names: Sequence[str]) -> list[FacetRow]:
        named = [(name, rows[name]) for name in names]
        return tree_rows(named, opened=view.opened, make_parent=lambda name: FacetRow(RowKind.FOLDER, name, name))

    if view.needle is not None:
        fits = name_finder(view.needle)
        shown = _found([row for row in rows.values() if fits(row.label)])
    else:
        asked = {name for name, row in rows.items() if row.mark is not Mark.CLEAR}
        shown = _limited(SAVED, list(rows), asked, view, top_level, in_levels)
    is_asked_for = state.current_saved is not None
    title = tr("Smart collections")
    return FacetGroup(SAVED, None, title, shown, len(rows) >= _FIND_FROM, can_add=True, is_asked_for=is_asked_for)


def _saved_row(item: SavedFilter, state: PanelState) -> FacetRow:
    mark = Mark.INCLUDED if item.id == state.current_saved else Mark.CLEAR
    return FacetRow(RowKind.SAVED, str(item.id), item.name, state.saved_counts.get(item.id), mark)


def _shown_values(facet: Facet, state: PanelState) -> list[str]:
    condition = state.wanted.condition(facet)
    asked_for = condition.included | condition.excluded
    values = [*state.order.values(facet)]
    known = set(values)
    values += sorted(asked_for - known)
    if facet is Facet.COLLECTION:
        names = [name for name in state.collections if name in known or state.wanted.within is None]
        values = [*names, *(value for value in values if value in asked_for or not value)]
    if facet is Facet.HEALTH:
        if not state.hits.library_total:
            return [*_EMPTY_LIBRARY_HEALTH]
        values = [value for value in values if value != Health.NO_INDUSTRY or value in asked_for]
    named = [value for value in values if value != EMPTY]
    if EMPTY not in values or (facet in _NO_EMPTY_ROW and EMPTY not in asked_for):
        return named
    count = state.hits.counts.get(facet, {}).get(EMPTY, 0)
    has_cases = count or state.order.whole_count(facet, EMPTY) or EMPTY in asked_for
    return [*named, EMPTY] if named and has_cases else named


def _value_row(facet: Facet, value: str, state: PanelState) -> FacetRow:
    label = row_label(facet, value)
    return FacetRow(RowKind.VALUE, value, label, _count(facet, value, state), value_mark(state.wanted, facet, value))


def _count(facet: Facet, value: str, state: PanelState) -> int | None:
    count = state.hits.counts.get(facet, {}).get(value, 0)
    if facet is not Facet.USED or value == EMPTY:
        return count
    condition = state.wanted.condition(facet)
    if not condition.included and not condition.excluded:
        return state.hits.total - count
    return state.hits.total if condition == Condition(facet, excluded=frozenset({value})) else None


def _found(rows: Sequence[FacetRow]) -> tuple[FacetRow, ...]:
    return (FacetRow(RowKind.FIND), *(rows or [FacetRow(RowKind.NONE, label=tr("Nothing of that name"))]))


def _limited(
    key: str,
    names: Sequence[str],
    asked: Collection[str],
    view: GroupView,
    top: Callable[[str], str],
    rows: Callable[[Sequence[str]], list[FacetRow]],
) -> tuple[FacetRow, ...]:
    """The rows of the first names on top, and of those asked for, with what stands below them."""
    if not names:
        return (FacetRow(RowKind.NONE, label=tr("None yet")),) if key in ALWAYS_SHOWN - {SAVED} else ()
    tops = dict.fromkeys(map(top, names))
    limit = _SHOWN_AT_FIRST.get(key, _SHOWN_OTHERWISE)
    if len(tops) <= limit + 1:
        return tuple(rows(names))
    if view.shows_all:
        return (*rows(names), FacetRow(RowKind.FEWER, label=tr("Show fewer")))
    kept = {*islice(tops, limit), *(name for name in map(top, asked) if name in tops)}
    shown = rows([name for name in names if top(name) in kept])
    hidden = len(tops) - len(kept)
    return (*shown, FacetRow(RowKind.MORE, label=tr("{n} more").format(n=hidden))) if hidden else tuple(shown)
