import pytest
from hypothesis import given, settings
from PySide6.QtGui import QFont, QTextCursor, QTextDocument

from casedesk.domain import richtext
from casedesk.domain.richtext import Block
from casedesk.ui.editor.block_paths import decoded, encoded, flattened, nested
from casedesk.ui.editor.rich_document import RichWriter, html_of, read_document, read_selection
from casedesk.ui.editor.rich_formats import Look
from tests.block_trees import PATIENT, block_lists

pytestmark = pytest.mark.usefixtures("qapp")


def document_of(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    RichWriter(Look(QFont())).replace_all(document, richtext.parse(html))
    return document


@PATIENT
@given(block_lists())
def test_leaves_in_a_row_make_the_same_tree(blocks: tuple[Block, ...]):
    normal = richtext.normal_form(blocks)
    leaves = [(decoded(encoded(path)), leaf) for path, leaf in flattened(normal)]
    assert nested(leaves) == normal


@settings(PATIENT, max_examples=300)
@given(block_lists(max_leaves=8))
def test_a_document_holds_every_byte(blocks: tuple[Block, ...]):
    html = richtext.serialise(blocks)
    document = document_of(html)
    assert html_of(document) == html
    RichWriter(Look(QFont())).replace_all(document, read_document(document))
    assert html_of(document) == html


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p></p>",
        "<p>一</p><p></p><p>  二  三 </p>",
        "<h3>经过</h3><p>客人<strong>等</strong><strong><em>了</em></strong>很久<br>很久</p>",
        "<table><tr><td><p>a</p></td></tr></table>",
        "<table><tr><td><p>a</p></td></tr></table><table><tr><th><p>b</p></th></tr></table>",
        "<p></p><table><tr><td><p></p></td></tr></table><p></p>",
        "<ul><li><p>一</p><p>再</p><ol><li><p>内</p></li></ol></li><li><p>二</p></li></ul><ul><li><p>另</p></li></ul>",
        "<blockquote><p>一</p></blockquote><blockquote><p>二</p><ul><li><p>三</p></li></ul></blockquote>",
        (
            '<table><tr><th colspan="2"><p>头</p></th><td rowspan="2"><p>b</p><ul><li><p>c</p></li></ul></td></tr>'
            "<tr><td><p>d</p></td><td><table><tr><td><p>e</p></td></tr></table></td></tr></table>"
        ),
        (
            f'<p>图<img src="attachment:{"0" * 64}" alt="大堂 &lt;一&gt;" width="320">'
            f'<img src="attachment:{"0" * 64}" alt=""></p>'
        ),
    ],
)
def test_examples_come_back(html: str):
    assert richtext.canonical(html) == html
    assert html_of(document_of(html)) == html


def test_a_selection_is_read_with_its_marks():
    document = document_of("<p>客人<strong>等了很久</strong>才走</p><ul><li><p>一</p></li></ul>")
    cursor = QTextCursor(document)
    cursor.setPosition(1)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    assert richtext.serialise(read_selection(cursor)) == "<p>人<strong>等了</strong></p>"
    cursor.select(QTextCursor.SelectionType.Document)
    assert richtext.serialise(read_selection(cursor)) == html_of(document)
