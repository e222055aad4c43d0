import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextCursor, QTextDocument

from casedesk.domain import richtext
from casedesk.domain.richtext import Block, ParagraphKind
from casedesk.ui.editor import document_html, rich_commands
from casedesk.ui.editor.block_paths import Kind
from casedesk.ui.editor.document_html import DocumentHtml
from casedesk.ui.editor.rich_document import RichWriter, html_of, leaf_of_block
from casedesk.ui.editor.rich_formats import Look
from casedesk.ui.editor.table_commands import TableStep, change_table
from tests.block_trees import PATIENT, block_lists

pytestmark = pytest.mark.usefixtures("qapp")
LOOK = Look(QFont())
STEPS = st.tuples(
    st.sampled_from(["type", "enter", "delete", "bold", "list", "indent", "heading", "dialogue", "quote", *TableStep]),
    st.integers(0, 40),
    st.integers(0, 9),
)


def carry_out(document: QTextDocument, step: str, place: int, length: int) -> None:
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(min(place, last))
    cursor.setPosition(min(place + length, last), QTextCursor.MoveMode.KeepAnchor)
    match step:
        case "type":
            cursor.insertText("字")
        case "enter":
            rich_commands.break_paragraph(cursor, LOOK)
        case "delete":
            cursor.removeSelectedText()
        case "bold":
            rich_commands.set_mark(cursor, "strong", LOOK, on=True)
        case "list":
            rich_commands.toggle_list(cursor, Kind.BULLETS, LOOK)
        case "heading":
            rich_commands.toggle_kind(cursor, ParagraphKind.HEADING, LOOK)
        case "dialogue":
            rich_commands.toggle_kind(cursor, ParagraphKind.DIALOGUE, LOOK)
        case "indent":
            rich_commands.indent(cursor, LOOK)
        case "quote":
            rich_commands.toggle_quote(cursor, LOOK)
        case _:
            change_table(cursor, TableStep(step), LOOK)


@settings(PATIENT, max_examples=150)
@given(block_lists(max_leaves=6), st.lists(STEPS, max_size=12))
def test_what_is_remembered_is_what_would_be_read(blocks: tuple[Block, ...], steps: list[tuple[str, int, int]]):
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    reader = DocumentHtml(document)
    normal = richtext.normal_form(blocks)
    for learns in (False, True):
        RichWriter(LOOK).replace_all(document, normal)
        if learns:
            reader.learn(richtext.serialise(normal), normal)
        assert reader.html() == html_of(document)
        for step in steps:
            carry_out(document, *step)
            assert reader.html() == html_of(document), step


def test_what_is_learnt_is_not_read_again(monkeypatch: pytest.MonkeyPatch):
    html = "<p>一</p><ul><li><p>二</p></li></ul><table><tr><td><p>三</p></td></tr></table><h3>四</h3><p>五</p>"
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    RichWriter(LOOK).replace_all(document, richtext.parse(html))
    reader = DocumentHtml(document)
    reader.learn(html, richtext.parse(html))
    read: list[str] = []
    monkeypatch.setattr(document_html, "leaf_of_block", lambda block: read.append(block.text()) or leaf_of_block(block))
    assert reader.html() == html
    carry_out(document, "type", document.characterCount() - 1, 0)
    assert reader.html() == html.replace("五", "五字")
    assert read == ["五字"]


def test_html_that_is_not_canonical_is_not_believed():
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    blocks = richtext.parse("<div>一</div> <p>二</p>")
    RichWriter(LOOK).replace_all(document, blocks)
    reader = DocumentHtml(document)
    reader.learn("<div>一</div> <p>二</p>", blocks)
    assert reader.html() == "<p>一</p><p>二</p>"
