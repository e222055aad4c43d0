"""Pages as Word, WPS and browsers put them on the clipboard and into files."""

from casedesk.domain.draft import Style
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_html

FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><style><!-- p.MsoNormal {margin:0} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN><!--StartFragment-->
<h1><span lang=EN-US>案例一：门口的雨伞<o:p></o:p></span></h1>
<p class=MsoNormal><b><span>雨下得很急</span></b><span>，一位老人在店门口停
下，店员把自己的雨伞递了过去。<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span>店员为什么这样做？</span></p>
<ul><li>一点</li></ul>
<table class=MsoTableGrid><tr><td><p>时间</p></td><td><p>人物</p></td></tr><tr><td>早上</td><td>老人</td></tr></table>
<p class=MsoNormal><span>点评：先看人。</span><![if !vml]><img src="file:///C:/a.png"><![endif]></p>
<!--EndFragment--></body></html>"""


def test_a_piece_of_a_word_document_keeps_its_headings_lists_and_tables():
    source = read_html(FROM_WORD, "Pasted text")
    lines = [line.replace("\xa0", "") for line in source.text.splitlines()]
    assert lines == [
        "案例一：门口的雨伞",
        "雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。",
        "1. 店员为什么这样做？",
        "一点",
        "时间\t人物",
        "早上\t老人",
        "点评：先看人。",
    ]
    assert [block.style for block in source.blocks] == [
        Style.HEADING,
        Style.PARAGRAPH,
        Style.PARAGRAPH,
        Style.LIST_ITEM,
        Style.TABLE,
        Style.PARAGRAPH,
    ]
    assert "<strong>雨下得很急</strong>" in source.blocks[1].html
    assert [draft.title for draft in propose(source).drafts] == ["门口的雨伞"]


def test_the_source_of_a_page_may_be_wrapped_between_words_of_any_script():
    assert read_html("<p>等了\n  四十分钟，\n才 来\nof tea\nand\nmore</p>", "x").text == (
        "等了四十分钟，才 来 of tea and more\n"
    )


def test_lines_that_a_page_keeps_are_lines():
    page = "<pre>\n案例一：门口\n  客人<b>走</b>了。\n\n案例二：大堂\n</pre><p>完\n了</p>"
    assert read_html(page, "x").text == "案例一：门口\n客人走了。\n\n案例二：大堂\n完了\n"
