import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.storage.library import Library
from casedesk.ui.editor.formats import Format
from casedesk.ui.editor.picture_sources import png_of
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.table_commands import TableStep
from tests.ui.conftest import type_text
from tests.ui.editor.places import caret, select

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal{margin:0cm;font-size:10.5pt}</style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal style='text-indent:21.0pt'><b><span
style='font-size:14.0pt;font-family:宋体'>茶凉了<o:p></o:p></span></b></p>
<p class=MsoNormal><span lang=EN-US style='font-family:"Times New Roman",serif'>VIP</span><span
style='mso-ascii-font-family:Calibri'>客人说：</span><span style='background:yellow;mso-highlight:yellow'>等了
四十分钟</span><span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>道歉</p>
<p class=MsoListParagraph style='margin-left:36.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
lang=EN-US><span style='mso-list:Ignore'>1)<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>当
面</p>
<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>换茶</p>
<table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'><td width=284 valign=top><p class=MsoNormal>时间</p></td>
<td width=284><p class=MsoNormal><a href="http://example.com/x">十点</a></p></td></tr></table>
<img src="file:///C:/secret.png" alt=x><script>alert(1)</script>
<!--EndFragment--></body></html>"""


def picture_width(edit: RichTextEdit) -> int:
    """How wide the first picture is on the screen."""
    place = edit.document().find("\ufffc")
    line = place.block().layout().lineForTextPosition(place.positionInBlock() - 1)
    return round(line.naturalTextWidth())


def test_it_shows_and_gives_back(edit: RichTextEdit):
    html = "<p>客人<strong>等了</strong></p><ul><li><p>一</p></li></ul>"
    heard: list[bool] = []
    edit.edited.connect(lambda: heard.append(True))
    edit.set_html(html)
    assert edit.html() == html
    assert heard == []


@pytest.mark.parametrize("mark", ["strong", "em", "u", "s", "mark", "sup", "sub"])
def test_marks_go_on_and_off(edit: RichTextEdit, mark: str):
    edit.set_html("<p>客人等了</p>")
    select(edit, 0, 2)
    edit.run(Format(mark))
    assert edit.html() == f"<p><{mark}>客人</{mark}>等了</p>"
    assert edit.is_on(Format(mark))
    edit.run(Format(mark))
    assert edit.html() == "<p>客人等了</p>"


def test_a_mark_keeps_the_other_marks(edit: RichTextEdit):
    edit.set_html("<p>客<em>人</em>等</p>")
    select(edit, 0, 3)
    edit.run(Format.BOLD)
    assert edit.html() == "<p><strong>客</strong><strong><em>人</em></strong><strong>等</strong></p>"
    edit.run(Format.CLEAR)
    assert edit.html() == "<p>客人等</p>"


def test_what_is_typed_next_takes_the_mark(edit: RichTextEdit):
    edit.set_html("<p>客人</p>")
    caret(edit, 2)
    edit.run(Format.BOLD)
    type_text(edit, "等了")
    assert edit.html() == "<p>客人<strong>等了</strong></p>"


def test_keys_format(edit: RichTextEdit, qtbot: QtBot):
    edit.set_html("<p>客人</p>")
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert edit.html() == "<p><em>客人</em></p>"
    for key in (Qt.Key.Key_Backslash, Qt.Key.Key_Space):
        edit.run(Format.BOLD)
        qtbot.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)
        assert edit.html() == "<p>客人</p>"


@pytest.mark.parametrize(
    ("before", "place", "after"),
    [
        ("<p>他来了。</p><p>他走了。</p>", 4, "<p>他来了。</p><h3>Decision point</h3><p>他走了。</p>"),
        ("<p>他来了。</p><p>他走了。</p>", 5, "<p>他来了。</p><h3>Decision point</h3><p>他走了。</p>"),
        ("<p>他来了。他走了。</p>", 4, "<p>他来了。</p><h3>Decision point</h3><p>他走了。</p>"),
        ("<ul><li><p>他来了。</p></li></ul>", 0, "<h3>Decision point</h3><ul><li><p>他来了。</p></li></ul>"),
        ("<p>他来了。</p>", 4, "<p>他来了。</p><h3>Decision point</h3><p></p>"),
    ],
)
def test_a_decision_point_stands_in_a_line_of_its_own(edit: RichTextEdit, before: str, place: int, after: str):
    edit.set_html(before)
    caret(edit, place)
    edit.run(Format.DECISION)
    assert edit.html() == after


def test_lists_headings_and_quotes(edit: RichTextEdit):
    edit.set_html("<p>一</p><p>二</p>")
    edit.selectAll()
    edit.run(Format.BULLETS)
    assert edit.html() == "<ul><li><p>一</p></li><li><p>二</p></li></ul>"
    edit.run(Format.NUMBERS)
    assert edit.html() == "<ol><li><p>一</p></li><li><p>二</p></li></ol>"
    caret(edit, 2)
    edit.run(Format.INDENT)
    assert edit.html() == "<ol><li><p>一</p><ol><li><p>二</p></li></ol></li></ol>"
    edit.run(Format.OUTDENT)
    edit.selectAll()
    edit.run(Format.NUMBERS)
    edit.run(Format.QUOTE)
    assert edit.html() == "<blockquote><p>一</p><p>二</p></blockquote>"
    edit.run(Format.QUOTE)
    edit.run(Format.HEADING)
    assert edit.html() == "<h3>一</h3><h3>二</h3>"


def test_enter_makes_items_and_leaves_the_list(edit: RichTextEdit, qtbot: QtBot):
    edit.set_html("<ul><li><p>一</p></li></ul>")
    caret(edit, 1)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    type_text(edit, "二")
    assert edit.html() == "<ul><li><p>一</p></li><li><p>二</p></li></ul>"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    type_text(edit, "三")
    assert edit.html() == "<ul><li><p>一</p></li><li><p>二</p></li></ul><p>三</p>"


def test_enter_behind_a_heading_goes_on_plain(edit: RichTextEdit, qtbot: QtBot):
    edit.set_html("<h3>经过</h3>")
    caret(edit, 2)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    type_text(edit, "客人")
    assert edit.html() == "<h3>经过</h3><p>客人</p>"


def test_backspace_at_the_beginning_of_an_item_makes_it_plain(edit: RichTextEdit, qtbot: QtBot):
    edit.set_html("<ul><li><p>一</p></li></ul>")
    caret(edit, 0)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.html() == "<p>一</p>"


def test_a_table_grows_and_shrinks(edit: RichTextEdit):
    edit.set_html("<p>前</p>")
    caret(edit, 1)
    edit.insert_table(2, 2)
    assert edit.is_in_table
    type_text(edit, "头")
    empty = "<td><p></p></td>"
    heads = "<th><p>头</p></th><th><p></p></th>"
    assert edit.html() == f"<p>前</p><table><tr>{heads}</tr><tr>{empty * 2}</tr></table>"
    edit.change_table(TableStep.ROW_BELOW)
    edit.change_table(TableStep.COLUMN_RIGHT)
    wide = "<th><p>头</p></th><td><p></p></td><th><p></p></th>"
    assert edit.html() == f"<p>前</p><table><tr>{wide}</tr>{f'<tr>{empty * 3}</tr>' * 2}</table>"
    edit.change_table(TableStep.DROP_COLUMN)
    edit.change_table(TableStep.DROP_ROW)
    assert edit.html() == f"<p>前</p><table>{f'<tr>{empty * 2}</tr>' * 2}</table>"
    edit.change_table(TableStep.DROP_TABLE)
    assert edit.html() == "<p>前</p>"


def test_tab_walks_through_cells(edit: RichTextEdit, qtbot: QtBot):
    edit.insert_table(2, 2)
    for words in ("一", "二", "三", "四"):
        type_text(edit, words)
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert [words for words in edit.plain().split() if words] == ["一", "二", "三", "四"]


def test_words_behind_a_table_become_a_paragraph(edit: RichTextEdit):
    edit.set_html("<table><tr><td><p>一</p></td></tr></table>")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    type_text(edit, "后")
    assert edit.html() == "<table><tr><td><p>一</p></td></tr></table><p>后</p>"


def test_paste_from_word_keeps_the_subset_and_nothing_else(edit: RichTextEdit):
    mime = QMimeData()
    mime.setHtml(WORD)
    mime.setText("茶凉了")
    edit.insertFromMimeData(mime)
    assert edit.html() == (
        "<p><strong>茶凉了</strong></p><p>VIP客人说：<mark>等了四十分钟</mark></p>"
        "<ul><li><p>道歉</p><ol><li><p>当面</p></li></ol></li><li><p>换茶</p></li></ul>"
        "<table><tr><td><p>时间</p></td><td><p>十点</p></td></tr></table>"
    )


def test_paste_of_one_paragraph_flows_into_the_line(edit: RichTextEdit):
    edit.set_html("<p>客人等了</p>")
    caret(edit, 2)
    mime = QMimeData()
    mime.setHtml("<p><b>林先生</b></p>")
    edit.insertFromMimeData(mime)
    assert edit.html() == "<p>客人<strong>林先生</strong>等了</p>"


def test_paste_of_several_paragraphs_parts_the_line(edit: RichTextEdit):
    edit.set_html("<p>客人等了</p>")
    caret(edit, 2)
    mime = QMimeData()
    mime.setHtml("<p>一</p><ul><li>二</li></ul><p>三</p>")
    edit.insertFromMimeData(mime)
    assert edit.html() == "<p>客人一</p><ul><li><p>二</p></li></ul><p>三等了</p>"


def test_paste_as_plain_text(edit: RichTextEdit):
    mime = QMimeData()
    mime.setHtml("<p><b>一</b></p><p>二</p>")
    mime.setText("一\n二")
    edit.paste_plain(mime)
    assert edit.html() == "<p>一</p><p>二</p>"


def test_copy_and_paste_are_inverse(edit: RichTextEdit):
    html = "<h3>头</h3><p>客人<strong>等了</strong></p><ol><li><p>一</p></li><li><p>二</p></li></ol>"
    edit.set_html(html)
    edit.selectAll()
    mime = edit.createMimeDataFromSelection()
    edit.set_html("")
    edit.insertFromMimeData(mime)
    assert edit.html() == html


def test_a_picture_is_kept_once(edit: RichTextEdit, library: Library):
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    mime = QMimeData()
    mime.setImageData(image)
    edit.insertFromMimeData(mime)
    edit.insertFromMimeData(mime)
    digest = library.attachments.add(png_of(image), "image/png").digest
    assert edit.html() == f'<p><img src="attachment:{digest}" alt=""><img src="attachment:{digest}" alt=""></p>'
    assert library.attachments.get(digest).width == 40


def test_what_is_no_picture_is_refused(edit: RichTextEdit):
    assert not edit.insert_picture(b"not a picture")
    assert edit.html() == ""


def test_nothing_counts_while_an_input_method_composes(edit: RichTextEdit, qtbot: QtBot):
    heard: list[str] = []
    edit.edited.connect(lambda: heard.append(edit.html()))
    for preedit in ("t", "to", "tou", "tousu"):
        QApplication.sendEvent(edit, QInputMethodEvent(preedit, []))
        assert edit.html() == ""
    assert edit.is_composing
    assert heard == []
    event = QInputMethodEvent("", [])
    event.setCommitString("投诉")
    QApplication.sendEvent(edit, event)
    assert edit.html() == "<p>投诉</p>"
    assert set(heard) == {"<p>投诉</p>"}
    assert not edit.is_composing


def test_undo_is_asked_of_the_library(edit: RichTextEdit, qtbot: QtBot):
    with qtbot.waitSignal(edit.undo_requested):
        qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(edit.redo_requested):
        qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def test_the_caret_stays_with_its_words(edit: RichTextEdit):
    edit.set_html("<p>一二三</p><p>四五六</p>")
    caret(edit, 5)
    edit.set_html("<p>一二三加长了</p><p>四五六</p>")
    assert edit.plain()[edit.textCursor().position() :] == "五六"


def test_it_is_as_high_as_its_words(edit: RichTextEdit):
    edit.set_html("<p>一</p>")
    low = edit.height()
    edit.set_html("<p>一</p>" * 10)
    assert edit.height() > 9 * low
    assert edit.verticalScrollBar().maximum() == 0


def test_hits_count_characters_not_units(edit: RichTextEdit):
    edit.set_html("<p>😀投诉</p>")
    at = edit.plain().index("投诉")
    edit.set_hits([(at, at + 2)])
    selections = edit.extraSelections()
    assert [selection.cursor.selectedText() for selection in selections] == ["投诉"]  # pyright: ignore


def test_split_gives_both_sides(edit: RichTextEdit):
    edit.set_html("<p>一<strong>二三</strong></p><ul><li><p>四</p></li></ul>")
    caret(edit, 2)
    assert edit.split_html() == (
        "<p>一<strong>二</strong></p>",
        "<p><strong>三</strong></p><ul><li><p>四</p></li></ul>",
    )


def test_a_wide_picture_is_shown_in_the_room_there_is(edit: RichTextEdit, library: Library):
    image = QImage(2000, 100, QImage.Format.Format_RGB32)
    digest = library.attachments.add(png_of(image), "image/png", width=2000, height=100).digest
    html = f'<p>前</p><p><img src="attachment:{digest}" alt="大堂" width="1500"></p>'
    edit.set_html(html)
    for width in (600, 300):
        edit.resize(width, edit.height())
        assert picture_width(edit) == width
    assert edit.html() == html


def test_a_dropped_file_that_is_no_picture_is_not_taken(edit: RichTextEdit):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/cases.docx")])
    assert not edit.canInsertFromMimeData(mime)
    edit.insertFromMimeData(mime)
    assert edit.html() == ""


MERGED = (
    '<table><tr><th rowspan="2"><p>甲</p></th><td><p>乙</p></td><td><p>丙</p></td></tr>'
    '<tr><td colspan="2"><p><strong>丁</strong></p><p>戊</p></td></tr></table>'
)


@pytest.mark.parametrize(
    ("words", "step", "left"),
    [
        (
            "乙",
            TableStep.DROP_COLUMN,
            (
                '<table><tr><th rowspan="2"><p>甲</p></th><td><p>丙</p></td></tr>'
                "<tr><td><p><strong>丁</strong></p><p>戊</p></td></tr></table>"
            ),
        ),
        (
            "丙",
            TableStep.DROP_ROW,
            "<table><tr><th><p>甲</p></th><td><p><strong>丁</strong></p><p>戊</p></td></tr></table>",
        ),
        (
            "甲",
            TableStep.DROP_COLUMN,
            (
                "<table><tr><td><p>乙</p></td><td><p>丙</p></td></tr>"
                '<tr><td colspan="2"><p><strong>丁</strong></p><p>戊</p></td></tr></table>'
            ),
        ),
    ],
)
def test_what_goes_from_a_table_with_merged_cells_takes_no_other_words(
    edit: RichTextEdit, words: str, step: TableStep, left: str
):
    edit.set_html(MERGED)
    caret(edit, edit.document().find(words).position())
    edit.change_table(step)
    assert edit.html() == left
