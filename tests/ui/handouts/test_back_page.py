"""An edited handout in the window: shown beside the library, taken over in one step, undone."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from casedesk.domain.handout import Edition
from casedesk.storage.library import Library
from casedesk.tasks.export_handout import export_handout, options_for, plan_of_cases
from casedesk.ui.handouts.back_page import HandoutBackPage
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from tests.builders import make_case
from tests.handout.edits import Body, edit, paragraphs, retype, texts
from tests.tasks.packs import put


def _edited(library: Library, folder: Path, words: str) -> Path:
    put(library, make_case(id=1, uid="u1"))
    target = folder / "a.docx"
    export_handout(
        library, plan_of_cases(library.cases.get_many((1,))), options_for(Edition.LEARNER, language="zh"), target
    )

    def change(body: Body) -> None:
        if words:
            retype(texts(next(paragraphs(body, "CaseText")))[-1], words)

    return edit(target.read_bytes(), folder / "b.docx", change)


def _page(parts: Parts, qtbot: QtBot) -> HandoutBackPage:
    page = HandoutBackPage(parts)
    qtbot.addWidget(page)
    return page


def test_edits_are_shown_beside_the_library_and_taken_over(
    library: Library, session: LibrarySession, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    path = _edited(library, tmp_path, "她笑了。")
    page = _page(parts, qtbot)
    with qtbot.waitSignal(page.shown_requested):
        page.open_packs([path])
    assert page.comparison.pairs["section:body"].theirs.button.isChecked()
    page.comparison.pairs["section:body"].mine.button.click()
    assert not page.add_button.isEnabled()
    page.comparison.pairs["section:body"].theirs.button.click()
    page.add_button.click()
    assert "她笑了。" in library.cases.get(1).sections[0].html
    session.undo()
    assert "她笑了。" not in library.cases.get(1).sections[0].html


def test_a_handout_that_nobody_edited_is_only_told_of(
    library: Library, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    path = _edited(library, tmp_path, "")
    page = _page(parts, qtbot)
    with qtbot.waitSignal(page.said) as told:
        page.open_packs([path])
    assert "b.docx" in str(told.args)
    assert page.state.compared is None


def test_what_to_do_stands_below_each_other_where_there_is_no_room(
    library: Library, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(parts, qtbot)
    page.open_packs([_edited(library, tmp_path, "她笑了。")])
    segments = page.comparison.segments
    assert segments is not None
    room = segments.sizeHint().width() + 100
    page.comparison.resize(room, 500)
    page.comparison.show()
    assert segments.sizeHint().width() + 48 <= room
    page.comparison.resize(segments.sizeHint().width() // 2, 500)
    assert segments.sizeHint().width() + 48 < room // 2 + 100
    assert segments.sizeHint().height() > 2 * page.add_button.sizeHint().height()
