"""The groups of similar cases as a row of pairs to be gone through, with what has been decided already."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from casedesk.domain.draft import LikenessKind
from casedesk.domain.families import in_order
from casedesk.tasks.duplicate_groups import Group

Wanted: TypeAlias = LikenessKind | None
Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Decided:
    pair: Pair
    gone: frozenset[int]
    done: frozenset[Pair]


class GroupBook:
    """Groups of more than two come up pair by pair, the best telling with each of the others."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.groups = tuple(groups)
        self._gone: frozenset[int] = frozenset()
        self._done: frozenset[Pair] = frozenset()
        self._decided: list[_Decided] = []

    @property
    def open_groups(self) -> tuple[Group, ...]:
        """The groups in which something is left to decide; families that the trainer made are none of them."""
        return tuple(group for group in self.groups if not group.is_family and self._pairs(group))

    @property
    def families(self) -> tuple[Group, ...]:
        """The families that the trainer has made."""
        return tuple(group for group in self.groups if group.is_family and len(self._members(group)) > 1)

    def of_kind(self, wanted: Wanted) -> tuple[Group, ...]:
        """The open groups of a kind, all of them for None."""
        return tuple(group for group in self.open_groups if wanted is None or group.kind is wanted)

    def pairs(self, groups: Iterable[Group]) -> tuple[Pair, ...]:
        """The pairs of these groups, in order."""
        return tuple(pair for group in groups for pair in self._pairs(group))

    def decide(self, pair: Pair, *, gone: int = 0) -> None:
        """Remember that a pair is settled; `gone` is the case that went into the other."""
        self._decided.append(_Decided(pair, self._gone, self._done))
        self._done |= {in_order(*pair)}
        if gone:
            self._gone |= {gone}

    def settle(self, pairs: Iterable[Pair]) -> None:
        """Remember that these pairs were merged all at once; there is no way back to a single one of them."""
        pairs = tuple(pairs)
        self._done |= {in_order(*pair) for pair in pairs}
        self._gone |= {gone for _, gone in pairs}
        self._decided.clear()

    @property
    def last(self) -> Pair | None:
        """The pair that was settled last."""
        return self._decided[-1].pair if self._decided else None

    def take_back(self) -> None:
        """Forget that the last pair was settled."""
        before = self._decided.pop()
        self._gone, self._done = before.gone, before.done

    def _members(self, group: Group) -> tuple[int, ...]:
        return tuple(id_ for id_ in group.case_ids if id_ not in self._gone)

    def _pairs(self, group: Group) -> tuple[Pair, ...]:
        members = self._members(group)
        first = members[:1]
        pairs = ((one, other) for one in first for other in members[1:])
        return tuple(pair for pair in pairs if in_order(*pair) not in self._done)
