"""Cases found by what is typed into the search box."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.errors import DamagedError
from casedesk.domain.filters import CaseSummary, Hits, Order
from casedesk.domain.query import parse_query
from casedesk.storage.search import Searcher


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: all hits, and the rows that were asked for."""

    hits: Hits
    summaries: tuple[CaseSummary, ...]


def search(
    library: Path,
    query: str,
    *,
    limit: int | None = None,
    order: Order = Order.RELEVANCE,
    left_out: Callable[[DamagedError], object] | None = None,
) -> Found:
    """The cases that a query finds, in the language of the search box; `limit` rows, or all.

    `left_out` is told of rows that cannot be read; without it they are a DamagedError.
    """
    wanted = parse_query(query)
    searcher = Searcher(library)
    searcher.left_out = left_out
    try:
        hits = searcher.find(wanted, order)
        return Found(hits, searcher.summaries(hits.ids[:limit], wanted))
    finally:
        searcher.close()
