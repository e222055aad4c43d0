from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.handout.canonical_html import blocks_of, plain_of

TEXT = st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=12)
RUNS = st.lists(
    st.builds(richtext.Run, TEXT, st.frozensets(st.sampled_from(richtext.MARKS), max_size=3)), max_size=5
).map(tuple)
BLOCKS = st.lists(st.builds(richtext.Paragraph, RUNS, st.sampled_from(richtext.ParagraphKind)), max_size=4)


@given(BLOCKS)
def test_the_short_way_gives_what_the_parser_gives(blocks: list[richtext.Paragraph]) -> None:
    html = richtext.canonical(richtext.serialise(blocks))
    assert blocks_of(html) == richtext.parse(html)
    assert plain_of(html) == richtext.to_plain(html)


@given(st.text(alphabet="<>/pbrstongemu&;x \n\u3000", max_size=60))
def test_what_is_not_canonical_goes_to_the_parser(html: str) -> None:
    text = f"<p>{html}</p>"
    if richtext.canonical(text) == text:
        assert blocks_of(text) == richtext.parse(text)
    else:
        blocks_of(text)
