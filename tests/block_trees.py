"""Hypothesis strategies for rich text: every kind of block inside every other."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from casedesk.domain.richtext import (
    LINE_BREAK,
    MARKS,
    Block,
    Cell,
    Inline,
    ListBlock,
    Paragraph,
    ParagraphKind,
    Picture,
    Quote,
    Run,
    Table,
)

WORDS = st.one_of(
    st.sampled_from(
        ["投诉", "前台", " ", "  ", "VIP客户", "a b", LINE_BREAK, "<b>", "&amp;", "\u00a0", "，", "😀", "\u3000"]
    ),
    st.text(max_size=8),
)


def inlines() -> st.SearchStrategy[Inline]:
    """Runs with any marks, and pictures."""
    digest = st.sampled_from(["0" * 64, "ab" * 32])
    picture = st.builds(Picture, digest=digest, alt=WORDS, width=st.integers(0, 900))
    run = st.builds(Run, text=WORDS, marks=st.frozensets(st.sampled_from(MARKS)))
    return st.one_of(run, run, run, picture)


def paragraphs() -> st.SearchStrategy[Block]:
    """Paragraphs of every kind, the empty ones too."""
    return st.builds(Paragraph, inlines=st.lists(inlines(), max_size=4).map(tuple), kind=st.sampled_from(ParagraphKind))


def block_lists(*, max_leaves: int = 12) -> st.SearchStrategy[tuple[Block, ...]]:
    """Some blocks, in any form: empty items, ragged rows and spans that meet are among them."""
    tree = st.recursive(paragraphs(), _containers, max_leaves=max_leaves)
    return st.lists(tree, max_size=5).map(tuple)


def _containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, max_size=3).map(tuple)
    span = st.integers(1, 3)
    cell = st.builds(Cell, blocks=some, is_header=st.booleans(), colspan=span, rowspan=span)
    rows = st.lists(st.lists(cell, max_size=3).map(tuple), max_size=3).map(tuple)
    return st.one_of(
        st.builds(ListBlock, items=st.lists(some, max_size=3).map(tuple), ordered=st.booleans()),
        st.builds(Quote, blocks=some),
        st.builds(Table, rows=rows),
    )


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For strategies whose first draw loads tables, on a busy machine."""
