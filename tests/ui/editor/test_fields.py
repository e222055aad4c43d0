from casedesk.ui.editor.case_view import CaseView


def test_a_title_is_marked_only_while_it_is_written(open_view: CaseView):
    title = open_view.column.title
    open_view.begin_title()
    assert title.textCursor().selectedText() == title.text()
    open_view.column.sections[0].text.setFocus()
    assert open_view.column.sections[0].text.hasFocus()
    assert not title.textCursor().hasSelection()
