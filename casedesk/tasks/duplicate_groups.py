"""Groups of cases that tell the same story: for the page that merges them, and to file them in families."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casedesk.domain.case import Role
from casedesk.domain.draft import LikenessKind
from casedesk.domain.families import in_order, worth
from casedesk.domain.tellings import RANKS
from casedesk.domain.two_languages import language_of
from casedesk.storage.library import Library
from casedesk.storage.pair_memory import remembered_pairs
from casedesk.storage.story_pairs import StoryPair
from casedesk.storage.story_search import StorySearch
from casedesk.tasks.case_pair import section_text
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.texts import tr

_CLOSEST_FIRST = {kind: -rank for kind, rank in RANKS.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that tell one story, the best telling first. `kind` and `share` are those of the loosest tie among them;
    what the trainer has tied is told in other words, by no share that is known.

    `is_family` says that the trainer has made all of them one family. `titles` are those of the cases.
    """

    kind: LikenessKind
    case_ids: tuple[int, ...]
    share: float
    is_family: bool = False
    titles: tuple[str, ...] = ()


def duplicate_groups(path: Path, progress: Progress = SILENCE) -> tuple[Group, ...]:
    """The groups of a library, exact ones first; it may run in a worker, and is empty when cancelled.

    Pairs that were said to be no duplicates are never in one group. Families are groups whatever their words,
    but for that of a case and its translation.
    """

    def goes_on(done: int, total: int) -> bool:
        progress.report(done, total, tr("Comparing stories"))
        return not progress.is_cancelled

    pairs = remembered_pairs(path, goes_on)
    if progress.is_cancelled:
        return ()
    with Library.open(path, create=False, read_only=True) as library:
        return _ordered(library, _grouped(library, pairs))


def told_before(path: Path, case_ids: Sequence[int], progress: Progress = SILENCE) -> int:
    """How many of these cases tell what another case of the library tells; it may run in a worker."""
    search = StorySearch(path)
    try:
        with Library.open(path, create=False, read_only=True) as library:
            count = 0
            for done, case in enumerate(library.cases.get_many(case_ids)):
                progress.report(done, len(case_ids), tr("Comparing stories"))
                if progress.is_cancelled:
                    break
                text = section_text(case, Role.BODY)
                count += bool(text and search.alike(text, limit=1, skips=case.id.__eq__))
            return count
    finally:
        search.close()


def _grouped(library: Library, pairs: Sequence[StoryPair]) -> list[Group]:
    distinct = library.distinct_pairs.pairs()
    present = frozenset(library.cases.ids())
    families = [tuple(id_ for id_ in family.case_ids if id_ in present) for family in library.families.all()]
    groups = _Groups(distinct)
    for family in families:
        for other in family[1:]:
            groups.tie(family[0], other)
    ties: dict[int, StoryPair] = {}
    for pair in sorted(pairs, key=lambda pair: (_CLOSEST_FIRST[pair.kind], -pair.share, pair.one, pair.other)):
        if groups.tie(pair.one, pair.other):
            ties[groups.head(pair.one)] = pair  # the last one is the loosest
    filed = {frozenset(family) for family in families}
    told = {groups.head(family[0]) for family in families if len(family) > 1}
    found: list[Group] = []
    for head, members in groups.all():
        tie = ties.get(head)
        kind, share = (tie.kind, tie.share) if tie and head not in told else (LikenessKind.RETOLD, 0.0)
        found.append(Group(kind, tuple(sorted(members)), share, frozenset(members) in filed))
    return found


def _ordered(library: Library, groups: list[Group]) -> tuple[Group, ...]:
    """The groups with their best telling first, and the closest groups first."""
    ordered: list[Group] = []
    for group in groups:
        family = library.families.of_case(group.case_ids[0]) if group.is_family else None
        best = family.best_id if family else 0
        cases = library.cases.get_many(group.case_ids)
        if group.is_family and len(set(map(language_of, cases))) == len(cases):
            continue  # each is the translation of the other, and there is nothing to merge
        by_worth = sorted(cases, key=lambda case: (case.id != best, -worth(case), case.id))
        titles = tuple(case.title for case in by_worth)
        ordered.append(replace(group, case_ids=tuple(case.id for case in by_worth), titles=titles))
    return tuple(sorted(ordered, key=lambda group: (group.is_family, _CLOSEST_FIRST[group.kind], -group.share)))


class _Groups:
    """Sets that grow together, never over a pair that is told apart."""

    def __init__(self, distinct: frozenset[tuple[int, int]]) -> None:
        self._head: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = {}
        for one, other in distinct:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def head(self, id_: int) -> int:
        """The member that stands for the group of one."""
        return self._head.get(id_, id_)

    def tie(self, one: int, other: int) -> bool:
        """Put two into one group; whether they are in one now. False where that would join what is told apart."""
        into, gone = in_order(self.head(one), self.head(other))
        if into == gone:
            return True
        mine = self._members.get(into, [into])
        theirs = self._members.get(gone, [gone])
        if any(not self._apart.get(id_, set()).isdisjoint(mine) for id_ in theirs):
            return False
        for id_ in (*mine, *theirs):
            self._head[id_] = into
        self._members[into] = mine + theirs
        self._members.pop(gone, None)
        return True

    def all(self) -> list[tuple[int, list[int]]]:
        """The groups of two and more, by the member that stands for them."""
        return list(self._members.items())
