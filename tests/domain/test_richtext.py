import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.richtext import Cell, ListBlock, Paragraph, Quote, Run, Table
from tests.block_trees import PATIENT, block_lists

TAGS = ("p", "h3", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", *richtext.MARKS, "br", "img")
PIECES = [
    "<p>", "</p>", "<p class=MsoNormal style='mso-list:l0'>", "<h1>", "</h1>", "<ul>", "</ul>", "<li>", "</li>", "<ol>",
    "<table>", "</table>", "<tr>", "<td colspan=2>", "</td>", "<th rowspan='3'>", "<blockquote>", "</blockquote>",
    "<b>", "</b>", "<em>", "</em>", "<sup>", "<span lang=EN-US>", "</span>", "<a href='http://x.example'>", "</a>",
    "<br>", "<hr>", "<script>alert(1)</script>", "<style>p{}</style>", "<!-- note -->", "<img src='x.png'>",
    f"<img src='attachment:{'0' * 64}' alt='图' width=90>", "<o:p></o:p>", "<![if !supportLists]>", "<pre>", "</pre>",
    "<p class='x dialogue'>", "<p class=dialogues title=dialogue>", "<h2 class=dialogue>",
    "<div>", "</div>", "&nbsp;", "&lt;", "&#8;", "&#x2028;", "\n", " ", "客人", "word", "<", "&", "\"", "</",
]  # fmt: skip


@PATIENT
@given(block_lists())
def test_what_is_written_is_read_back(blocks: tuple[richtext.Block, ...]):
    normal = richtext.normal_form(blocks)
    assert richtext.normal_form(normal) == normal
    assert richtext.parse(richtext.serialise(blocks)) == normal


@PATIENT
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_html_becomes_canonical_once(text: str):
    canonical = richtext.canonical(text)
    assert richtext.canonical(canonical) == canonical
    assert richtext.serialise(richtext.parse(text)) == canonical
    assert_only_the_subset(canonical)


@PATIENT
@given(st.text())
def test_plain_text_of_anything(text: str):
    assert isinstance(richtext.to_plain(text), str)
    assert_only_the_subset(richtext.from_plain(text))
    words = [line.strip() for line in re.split(r"\r\n?|\n", text)]
    kept = richtext.to_plain(richtext.from_plain(text))
    assert [line for line in words if line and line.isprintable()] == [
        line for line in kept.split("\n") if line and line in words and line.isprintable()
    ]


def assert_only_the_subset(canonical: str) -> None:
    for tag in re.findall(r"<[^>]*>", canonical):
        assert re.fullmatch(
            rf"</?({'|'.join(TAGS)})>"
            r'|<t[dh]( colspan="[0-9]+")?( rowspan="[0-9]+")?>'
            r'|<p class="dialogue">'
            r'|<img src="attachment:[0-9a-f]{64}" alt="[^"<>]*"( width="[0-9]+")?>',
            tag,
        ), tag


@pytest.mark.parametrize("tag", ["<blockquote>", "<ul><li>", "<table><tr><td>", "<b>", "<p><b><i>", "<div>", "<h1>"])
def test_ten_thousand_tags_inside_each_other(tag: str):
    canonical = richtext.canonical(tag * 10_000 + "客人")
    assert "客人" in canonical
    assert len(canonical) < 1_000 or tag != "<blockquote>"
    assert richtext.to_plain(canonical).strip() == "客人"


def test_what_lies_too_deep_is_lifted_and_not_lost():
    depth = richtext.MAX_DEPTH + 5
    text = "".join(f"<ul><li><p>{at}</p>" for at in range(depth)) + "</li></ul>" * depth
    assert richtext.to_plain(text).split("\n") == [str(at) for at in range(depth)]
    canonical = richtext.canonical(text)
    assert canonical.count("<ul>") == richtext.MAX_DEPTH
    assert richtext.canonical(canonical) == canonical


def test_line_ends_of_the_html_are_not_words():
    assert richtext.canonical("<p>\n  客人说\n  等了很久\n</p>") == "<p>客人说等了很久</p>"
    assert richtext.canonical("<p>The guest\n  waited.\n</p>") == "<p>The guest waited.</p>"
    assert richtext.canonical("<p>two  spaces</p>") == "<p>two  spaces</p>"


def test_preformatted_lines_stay_lines():
    assert richtext.canonical("<pre>one\ntwo</pre>") == "<p>one<br>two</p>"


def test_links_keep_their_words_and_scripts_keep_nothing():
    assert richtext.canonical("<p>see <a href='http://a.example'>here</a><script>x()</script></p>") == "<p>see here</p>"


def test_what_somebody_says_is_told_by_its_class_alone():
    said = '<p class="dialogue">经理：<strong>您好</strong>。</p>'
    assert richtext.canonical(said) == said
    assert richtext.canonical("<p class='x dialogue y' style='color:red'>经理：<b>您好</b>。") == said
    assert richtext.canonical("<p class=dialogues title=dialogue>a</p>") == "<p>a</p>"
    assert richtext.canonical("<h2 class=dialogue>a</h2>") == "<h3>a</h3>"
    assert richtext.canonical("<p class=dialogue><p>a</p>") == '<p class="dialogue"></p><p>a</p>'


def test_marks_nest_in_one_order():
    assert richtext.canonical("<p><u><b>a</b></u></p>") == "<p><strong><u>a</u></strong></p>"
    assert richtext.canonical("<b><p>a</p><p>b</p></b>") == "<p><strong>a</strong></p><p><strong>b</strong></p>"


def test_every_item_and_cell_holds_a_paragraph():
    assert richtext.canonical("<ul><li></li></ul>") == "<ul><li><p></p></li></ul>"
    assert richtext.canonical("<table><tr><td></td></tr></table>") == "<table><tr><td><p></p></td></tr></table>"
    assert richtext.canonical("<blockquote></blockquote><ul></ul><table></table>") == ""


def test_a_table_is_a_full_grid():
    ragged = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    assert richtext.parse(ragged)[0] == Table(
        ((cell("a"), cell("b")), (cell("c"), cell(""))),
    )
    too_far = "<table><tr><td rowspan=9 colspan=4>a</td></tr><tr></tr></table>"
    assert richtext.parse(too_far)[0] == Table(((cell("a"),),))


def test_words_of_a_table_stand_in_rows():
    html = "<table><tr><th>时间<br>地点</th><td>十点</td></tr><tr><td>大堂</td><td></td></tr></table>"
    assert richtext.to_plain(html) == "时间 地点\t十点\n大堂\t"


def test_nothing_inside_a_table_row_is_lost():
    assert richtext.to_plain("<table><tr>loose<td>a</td></tr><caption>表一</caption></table>").split() == [
        "loose", "表一", "a",
    ]  # fmt: skip


def test_items_hold_blocks():
    html = "<ol><li><p>one</p><ul><li><p>in</p></li></ul></li><li><blockquote><p>two</p></blockquote></li></ol>"
    assert richtext.parse(html) == (
        ListBlock(
            (
                (paragraph("one"), ListBlock(((paragraph("in"),),))),
                (Quote((paragraph("two"),)),),
            ),
            ordered=True,
        ),
    )
    assert richtext.canonical(html) == html


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),) if text else ())


def cell(text: str) -> Cell:
    return Cell((paragraph(text),))


@pytest.mark.parametrize("start", ["<div>", "<BLOCKQUOTE>", "<ul><li>", "<section class=x>"])
def test_what_lies_too_deep_is_lifted(start: str):
    """A hundred thousand elements inside each other would take minutes to read."""
    deep = richtext.canonical(f"{start * 100_000}客人")
    assert richtext.to_plain(deep).strip() == "客人"
    assert richtext.canonical(deep) == deep


def test_elements_beside_each_other_are_never_too_deep():
    html = "<p>一</p><ul><li><p>二</p></li></ul><blockquote><p>三</p></blockquote>"
    assert richtext.canonical(f"<div>{html}</div>" * 2_000) == html * 2_000
