"""The pairs of cases that were said to be no duplicates: what they are, and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.families import DistinctPair
from casedesk.storage.library import Library
from casedesk.texts import tr_n


@dataclass(frozen=True, slots=True)
class ToldApart:
    """A pair with the titles of its cases."""

    pair: DistinctPair
    first: str
    second: str


def told_apart(library: Library) -> tuple[ToldApart, ...]:
    """All pairs whose cases are in the library, the one that was told apart last first."""
    pairs = library.distinct_pairs.all()
    ids = dict.fromkeys(id_ for pair in pairs for id_ in (pair.first_id, pair.second_id))
    titles = {case.id: case.title for case in library.cases.get_many(ids) if case.trashed is None}
    return tuple(
        ToldApart(pair, titles[pair.first_id], titles[pair.second_id])
        for pair in reversed(pairs)
        if pair.first_id in titles and pair.second_id in titles
    )


def taking_back(pairs: Sequence[DistinctPair]) -> Edit:
    """The edit after which these cases may be taken for duplicates again."""
    n = len(pairs)
    text = tr_n("Forget {n} “not a duplicate”", "Forget {n} times “not a duplicate”", n).format(n=f"{n:,}")
    return Edit(text, tuple(Replacement(pair, None) for pair in pairs))
