import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.ui.editor.clipboard_html import blocks_of
from casedesk.ui.editor.picture_sources import image_of_address
from casedesk.ui.editor.value_completion import completions
from tests.block_trees import PATIENT, block_lists

PASTED = Path(__file__).parent / "pasted"
GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span '
    'style="font-weight:700;white-space:pre-wrap;">茶凉了</span><span>，客人走了</span></p></b>'
)
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0 cellpadding=0>
<!--StartFragment--><tr height=20><td height=20 class=xl65 x:num>1</td><td class=xl65 colspan=2>前台<br>大堂</td></tr>
<tr><td>2</td><td>林先生</td><td></td></tr><!--EndFragment--></table></body></html>"""
WPS = """<html><body><!--StartFragment--><p class="MsoNormal" style="text-indent:24pt"><span
style="mso-spacerun:'yes';font-family:宋体;font-size:12pt"><font face="宋体">客人</font></span><b><span
style="mso-spacerun:'yes';font-weight:bold"><font face="宋体">等了</font></span></b><o:p></o:p></p>
<h2 style="mso-pagination:lines-together"><span style="font-weight:bold">经过</span></h2>
<!--EndFragment--></body></html>"""
WEB = """<div class="article"><nav><ul><li><a href="/">Home</a></li></ul></nav><h1>Cold tea</h1>
<p>The guest <a href="http://x.example" onclick="steal()">waited</a>
   for <em>forty</em> minutes.</p><img src="http://x.example/track.gif"><iframe src="http://x.example"></iframe>
<blockquote>“I had told you.”</blockquote></div>"""


def pasted(html: str) -> str:
    return richtext.serialise(blocks_of(html))


def test_google_documents():
    assert pasted(GOOGLE) == "<p><strong>茶凉了</strong>，客人走了</p>"


def test_excel():
    assert pasted(EXCEL) == (
        '<table><tr><td><p>1</p></td><td colspan="2"><p>前台<br>大堂</p></td></tr>'
        "<tr><td><p>2</p></td><td><p>林先生</p></td><td><p></p></td></tr></table>"
    )


def test_wps():
    assert pasted(WPS) == "<p>客人<strong>等了</strong></p><h3><strong>经过</strong></h3>"


def test_the_web():
    assert pasted(WEB) == (
        "<ul><li><p>Home</p></li></ul><h3>Cold tea</h3><p>The guest waited for <em>forty</em> minutes.</p>"
        "<blockquote><p>“I had told you.”</p></blockquote>"
    )


@pytest.mark.parametrize(
    ("style", "attributes"),
    [
        ("p.Dialogue, li.Dialogue {mso-style-name:Dialogue;}", "class=Dialogue style='margin-left:24pt'"),
        ('p.a0, li.a0, div.a0 {mso-style-name:"对话"; margin:0}', "class=a0"),
        ("", "align=justify style='margin-left: 0.33in; text-indent: -0.33in'"),
    ],
)
def test_lines_of_dialogue_are_told_by_style_or_shape(style: str, attributes: str):
    plain = "<p class=MsoNormal style='text-indent:-0pt'>甲：旁白</p>"
    html = f"<html><head><style>{style}</style></head><body><!--StartFragment-->{plain}"
    html += f"<p {attributes}><font face=SimHei>经&nbsp;理：</font>您好</p>{plain}<!--EndFragment--></body></html>"
    told = "<p>甲：旁白</p>"
    assert pasted(html) == f'{told}<p class="dialogue">经\u00a0理：您好</p>{told}'


def test_a_hanging_paragraph_that_nobody_says_is_none():
    assert pasted("<p style='text-indent:-2em'>没有人说话。</p>") == "<p>没有人说话。</p>"


def test_a_picture_inside_the_html_is_kept_and_no_other():
    kept: list[str] = []

    def keep(source: str) -> str | None:
        kept.append(source)
        return "a" * 64 if source.startswith("data:") else None

    html = '<p>一<img src="data:image/png;base64,AAAA" alt="图"><img src="http://x.example/a.png"></p>'
    assert richtext.serialise(blocks_of(html, keep)) == f'<p>一<img src="attachment:{"a" * 64}" alt="图"></p>'
    assert kept == ["data:image/png;base64,AAAA", "http://x.example/a.png"]


@PATIENT
@given(block_lists())
def test_our_own_html_comes_back_as_it_was(blocks: tuple[richtext.Block, ...]):
    html = richtext.serialise(blocks)
    assert richtext.serialise(blocks_of(html)) == html


@given(st.text(max_size=60))
def test_anything_can_be_pasted(text: str):
    html = pasted(text)
    assert richtext.canonical(html) == html


def test_values_complete_by_words_pinyin_and_initials():
    known = ("酒店", "餐饮", "银行", "Restaurant")
    assert completions("酒", known) == ("酒店",)
    assert completions("jd", known) == ("酒店",)
    assert completions("yinhang", known)[0] == "银行"
    assert completions("rest", known)[0] == "Restaurant"
    assert completions("", known, taken=("酒店",)) == ("餐饮", "银行", "Restaurant")
    assert completions("xyz", known) == ()


def test_a_picture_of_a_pasted_page_lies_among_the_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Word, WPS and LibreOffice lay pictures there and name the file; no other file of the computer is ever read."""
    clip, private = tmp_path / "temp" / "msohtmlclip1", tmp_path / "private"
    for folder in (clip, private):
        folder.mkdir(parents=True)
    picture = clip / "clip_image001.png"
    for file in (picture, private / "a.png", clip / "notes.txt"):
        file.write_bytes(b"bytes")
    (clip / "link.png").symlink_to(private / "a.png")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    assert image_of_address(picture.as_uri()) == b"bytes"
    for other in (private / "a.png", clip / "link.png", clip / "notes.txt", clip / "gone.png"):
        assert image_of_address(other.as_uri()) is None
    assert image_of_address((clip / ".." / ".." / "private" / "a.png").as_uri()) is None
    assert image_of_address("file://server/share/a.png") is None
    assert image_of_address("http://x.example/a.png") is None
    assert image_of_address("file:///%00") is None


def test_a_page_of_libreoffice_writer():
    """As it lies on the clipboard: a heading, marks, a picture, lists, a table with merged cells."""
    html = (PASTED / "writer.html").read_text("utf-8")
    assert richtext.serialise(blocks_of(html, lambda _: "a" * 64)) == (
        "<h3>凉了的茶</h3><p>周五晚上，林先生走进大堂，报出会员号，<strong>前台说没有房了</strong>。他很生气，<u>要求见</u>经理，"
        "H<sub>2</sub>O和m<sup>2</sup><s>删掉</s><em>斜体</em></p>"
        "<p>值班经理老周十一点零五分赶到，先请他坐下，又让人送来一杯热水。</p>"
        f'<p><img src="attachment:{"a" * 64}" alt="" width="300"></p>'
        "<p>思考题：</p><ol><li><p>小许错在哪里？</p></li><li><p>你会怎么做？</p></li></ol>"
        "<p>点评：</p><p>满房不是小许的错，可他把一个结果当成了答案。</p>"
        "<ul><li><p>先道歉</p></li></ul><ul><li><p>当面</p></li></ul><ul><li><p>再补偿</p></li></ul>"
        '<table><tr><td colspan="2"><p>格00</p><p>格01</p></td><td><p>格02</p></td></tr>'
        "<tr><td><p>格10</p></td><td><p>格11</p></td><td><p>格12</p></td></tr>"
        "<tr><td><p>格20</p></td><td><p>格21</p></td><td><p>格22</p></td></tr></table><p>启示：先道歉，再想办法。</p>"
    )


def test_bold_of_word_is_bold_and_ends_where_it_ends():
    """Word writes `mso-bidi-font-weight:normal` into what is bold."""
    html = (
        '<p><b style="mso-bidi-font-weight:normal"><span lang=EN-US>甲</span></b>乙'
        '<span style="mso-highlight:yellow;background:yellow"><b>丙</b></span><a href="x">丁</a></p>'
    )
    assert pasted(html) == "<p><strong>甲</strong>乙<strong><mark>丙</mark></strong>丁</p>"


def test_styles_inside_each_other_add_up():
    html = (
        '<p><span style="font-weight:bold">粗<span style="color:red">红<span style="font-style:italic">斜</span></span>'
        "尾</span>平</p>"
    )
    assert pasted(html) == "<p><strong>粗红</strong><strong><em>斜</em></strong><strong>尾</strong>平</p>"


def test_a_class_of_excel_makes_a_cell_bold():
    html = (
        "<html><head><style>.xl65 {mso-style-parent:style0; font-weight:700;}\n.xl66{color:red}</style></head><body>"
        "<table><!--StartFragment--><tr><td class=xl65>头</td><td class=xl66>一</td></tr><!--EndFragment--></table>"
    )
    assert pasted(html) == "<table><tr><td><p><strong>头</strong></p></td><td><p>一</p></td></tr></table>"
