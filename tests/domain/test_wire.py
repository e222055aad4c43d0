"""Values taken apart and put together again, between two processes that trust each other's form but not content."""

import json
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Outcome
from casedesk.domain.draft import Draft, Image, Likeness, Proposal, SourceBlock, SourceText, Span, SpanKind, Suggestion
from casedesk.domain.wire import packed, unpacked


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Leaf:
    colour: Colour
    words: tuple[tuple[bool, str], ...] = ()
    weight: float | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Tree:
    size: int
    leaves: tuple[Leaf, ...]


def over_the_wire(value: Tree | Proposal) -> object:
    blobs: list[bytes] = []
    words = json.dumps(packed(value, blobs))
    return unpacked(type(value), json.loads(words), blobs)


LEAVES = st.builds(
    Leaf,
    st.sampled_from(Colour),
    st.lists(st.tuples(st.booleans(), st.text())).map(tuple),
    st.none() | st.floats(allow_nan=False),
    st.binary(max_size=20),
)


@given(st.builds(Tree, st.integers(), st.lists(LEAVES, max_size=5).map(tuple)))
def test_what_is_packed_comes_back_the_same(tree: Tree):
    assert over_the_wire(tree) == tree


def test_a_proposal_with_everything_in_it_comes_back_the_same():
    span = Span(0, 4, SpanKind.BODY, "reason")
    draft = Draft(
        "题目",
        (span,),
        0.5,
        reasons=((True, "for"), (False, "against")),
        industries=(Suggestion("酒店", ("房", "床")),),
        outcome=next(iter(Outcome)),
        likeness=Likeness(None, "other", 0.9, 3),
    )
    blocks = (SourceBlock(0, 4, size=1.5, html="<p>雨\udc80伞</p>"),)
    images = (Image("d", "image/png", b"\x89PNG\x00\xff", "p.png"), Image("e", "image/png", b""))
    proposal = Proposal(SourceText("a.docx", "雨\udc80伞\n", blocks, images=images), (draft,), (span,))
    assert over_the_wire(proposal) == proposal


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        [],
        [1],
        ["1", []],
        [True, []],
        [1, [["green", [], None, 0]]],
        [1, [["red", [[1, "one"]], None, 0]]],
        [1, [["red", [], "heavy", 0]]],
        [1, [["red", [], None, 99]]],
        [1, [["red", [], None, -1]]],
        [1, [], "more"],
        {"size": 1},
    ],
)
def test_nonsense_is_refused(value: object):
    with pytest.raises(ValueError, match=r".*"):
        unpacked(Tree, value, [b"blob"])
