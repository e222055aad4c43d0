"""Which case is the counterpart of which, and which paragraph says the same as which."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.case import Case, Role, Section
from casedesk.domain.richtext import Block, Paragraph, Run
from casedesk.domain.two_languages import counterpart, language_of, paired_blocks, paired_sections
from tests.builders import NOW, make_case


def _blocks(*lengths: int, wide: bool = False) -> tuple[Block, ...]:
    return tuple(Paragraph((Run(("字" if wide else "word ") * length),)) for length in lengths)


def _shape(left: tuple[Block, ...], right: tuple[Block, ...]) -> list[tuple[int, int]]:
    return [(len(pair.left), len(pair.right)) for pair in paired_blocks(left, right)]


def test_the_words_tell_the_language_before_what_is_filed() -> None:
    assert language_of(make_case(language="en")) == "zh"
    assert language_of(make_case("The guest waited for an hour and left.", title="Late", language="zh")) == "en"
    assert language_of(Case(title="短", language="en")) == "en"


def test_the_counterpart_is_in_another_language_and_not_in_the_trash() -> None:
    mine = make_case(id=1)
    same = make_case(id=2)
    english = make_case("The guest waited for an hour and left.", id=3, language="en", title="Late")
    better = replace(english, id=4)
    assert counterpart(mine, (mine, same)) is None
    assert counterpart(mine, (same, english, better)) == english
    assert counterpart(mine, (same, english, better), best_id=4) == better
    assert counterpart(mine, (replace(english, trashed=NOW),)) is None


def test_sections_are_paired_by_their_role() -> None:
    left = Case(sections=(Section(Role.BODY), Section(Role.ANALYSIS), Section(Role.BODY)))
    right = Case(sections=(Section(Role.LESSON), Section(Role.BODY), Section(Role.ANALYSIS)))
    assert paired_sections(left, right) == ((0, 1), (1, 2), (2, -1), (-1, 0))


def test_paragraphs_are_paired_by_their_length() -> None:
    assert _shape(_blocks(40, 90, 30, wide=True), _blocks(26, 58, 19)) == [(1, 1)] * 3
    assert _shape(_blocks(40, 90, 30, wide=True), _blocks(26, 30, 28, 19)) == [(1, 1), (1, 2), (1, 1)]
    assert _shape(_blocks(40, 90, 30, wide=True), _blocks(26, 19)) == [(1, 1), (1, 0), (1, 1)]


def test_what_is_translated_first_stands_beside_the_first() -> None:
    assert _shape(_blocks(40, 40, 40, wide=True), _blocks(25)) == [(1, 1), (1, 0), (1, 0)]
    assert _shape(_blocks(40, 40, wide=True), ()) == [(1, 0), (1, 0)]


@given(st.lists(st.integers(1, 60), max_size=8), st.lists(st.integers(1, 60), max_size=8))
def test_no_paragraph_is_lost_or_moved(left: list[int], right: list[int]) -> None:
    mine, theirs = _blocks(*left, wide=True), _blocks(*right)
    pairs = paired_blocks(mine, theirs)
    assert tuple(block for pair in pairs for block in pair.left) == mine
    assert tuple(block for pair in pairs for block in pair.right) == theirs


def test_headings_stand_beside_headings() -> None:
    left = richtext.parse("<h3>开头开头</h3><p>客人来了，坐下了，等着。</p>")
    right = richtext.parse("<p>The guest came, sat down and waited there.</p>")
    assert _shape(left, right) == [(1, 0), (1, 1)]
