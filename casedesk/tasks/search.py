"""Cases found by what is typed into the search box."""

from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.filters import CaseSummary, Hits, Order
from casedesk.domain.query import parse_query
from casedesk.storage.search import Searcher


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: all hits, and the rows that were asked for."""

    hits: Hits
    summaries: tuple[CaseSummary, ...]


def search(library: Path, query: str, *, limit: int | None = None, order: Order = Order.RELEVANCE) -> Found:
    """The cases that a query finds, in the language of the search box; `limit` rows, or all."""
    wanted = parse_query(query)
    searcher = Searcher(library)
    try:
        hits = searcher.find(wanted, order)
        return Found(hits, searcher.summaries(hits.ids[:limit], wanted))
    finally:
        searcher.close()
