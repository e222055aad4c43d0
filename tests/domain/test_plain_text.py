from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.plain_text import plain

pieces = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<h3>",
        "&amp;",
    ]
)
html = st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=12).map("".join)


@given(html)
def test_the_fast_way_says_what_the_parser_says(text: str) -> None:
    canonical = richtext.canonical(text)
    assert plain(canonical) == richtext.to_plain(canonical)
