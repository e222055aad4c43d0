import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextCursor, QTextDocument

from casedesk.domain import richtext
from casedesk.domain.richtext import Block, ParagraphKind
from casedesk.ui.editor import rich_commands
from casedesk.ui.editor.block_paths import Kind
from casedesk.ui.editor.document_html import DocumentHtml
from casedesk.ui.editor.rich_document import RichWriter, html_of
from casedesk.ui.editor.rich_formats import Look
from tests.block_trees import PATIENT, block_lists

pytestmark = pytest.mark.usefixtures("qapp")
LOOK = Look(QFont())
STEPS = st.tuples(
    st.sampled_from(["type", "enter", "delete", "bold", "list", "heading", "dialogue", "quote"]),
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
        case _:
            rich_commands.toggle_quote(cursor, LOOK)


@settings(PATIENT, max_examples=150)
@given(block_lists(max_leaves=6), st.lists(STEPS, max_size=12))
def test_what_is_remembered_is_what_would_be_read(blocks: tuple[Block, ...], steps: list[tuple[str, int, int]]):
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    RichWriter(LOOK).replace_all(document, richtext.normal_form(blocks))
    reader = DocumentHtml(document)
    assert reader.html() == html_of(document)
    for step in steps:
        carry_out(document, *step)
        assert reader.html() == html_of(document), step
