from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.ui.editor.clipboard_html import blocks_of
from casedesk.ui.editor.value_completion import completions
from tests.block_trees import PATIENT, block_lists

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
