"""Names with levels (`服务::前厅`) as rows of a tree, written one below the other. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from casedesk.domain.filters import LEVEL, parents
from casedesk.ui.models.facet_row import Branch, FacetRow, Mark


def tree_rows(
    named: Sequence[tuple[str, FacetRow]], *, opened: Collection[str], make_parent: Callable[[str], FacetRow]
) -> list[FacetRow]:
    """The rows below their parents, as far as those are open; parents that are missing are made.

    Siblings keep the order in which they, or something below them, come. What is marked is never hidden.
    """
    return list(_Tree(named, opened, make_parent).rows())


def last_level(name: str) -> str:
    """The part of a name that its row says, below the rows of its parents."""
    above = parents(name)
    return (name[len(above[-1]) + len(LEVEL) :] or name) if above else name


def top_level(name: str) -> str:
    """The outermost name that a name stands below; itself where it stands on top."""
    end = name.find(LEVEL)
    if end > 0:
        return name[:end]
    return name if end < 0 else next(iter(parents(name)), name)


def parent_of(name: str) -> str:
    """The name one level up; empty for a name on top."""
    return next(reversed(parents(name)), "")


class _Tree:
    def __init__(
        self, named: Sequence[tuple[str, FacetRow]], opened: Collection[str], make_parent: Callable[[str], FacetRow]
    ) -> None:
        self._rows = dict(named)
        self._children: defaultdict[str, list[str]] = defaultdict(list)
        self._opened = set(opened)
        placed: set[str] = set()
        for name, row in named:
            for level in (*parents(name), name):
                if level in placed:
                    continue
                placed.add(level)
                self._children[parent_of(level)].append(level)
                if level not in self._rows:
                    self._rows[level] = make_parent(level)
            if row.mark is not Mark.CLEAR:
                self._opened.update(parents(name))

    def rows(self, parent: str = "", depth: int = 0) -> Iterator[FacetRow]:
        for name in self._children[parent]:
            row = self._rows[name]
            label = last_level(name) if depth else row.label
            if name not in self._children:
                yield replace(row, label=label, depth=depth, path=name)
                continue
            is_open = name in self._opened
            yield replace(row, label=label, depth=depth, path=name, branch=Branch.OPEN if is_open else Branch.CLOSED)
            if is_open:
                yield from self.rows(name, depth + 1)
