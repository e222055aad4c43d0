"""Which choices of a handout are tried together: every pair of values at least once, in few combinations."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

Choices = dict[str, Any]
_Pair = tuple[tuple[str, int], tuple[str, int]]


def every_pair(values: Mapping[str, Sequence[Any]]) -> list[Choices]:
    """Few combinations of values in which any two values of two names meet; always the same ones."""
    names = sorted(values, key=lambda name: -len(values[name]))
    open_: dict[_Pair, None] = {
        ((one, at), (other, place)): None
        for one, other in combinations(names, 2)
        for at in range(len(values[one]))
        for place in range(len(values[other]))
    }
    found: list[Choices] = []
    while open_:
        (one, at), (other, place) = next(iter(open_))
        chosen = {one: at, other: place}
        for name in names:
            if name not in chosen:
                chosen[name] = max(
                    range(len(values[name])),
                    key=lambda value: sum(pair in open_ for pair in _pairs(chosen, name, value)),
                )
        for name in names:
            rest = {key: value for key, value in chosen.items() if key != name}
            for pair in _pairs(rest, name, chosen[name]):
                open_.pop(pair, None)
        found.append({name: values[name][at] for name, at in chosen.items()})
    return found


def _pairs(chosen: Mapping[str, int], name: str, value: int) -> list[_Pair]:
    new = (name, value)
    return [pair for item in chosen.items() for pair in ((item, new), (new, item))]
