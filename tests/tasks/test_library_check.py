"""Every kind of fault is found, told, mended after a copy, and gone afterwards; nothing that was sound is touched."""

from contextlib import closing
from pathlib import Path

import pytest

from casedesk.domain.case import Case, Role, Section, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import DamagedError
from casedesk.domain.library import Document
from casedesk.domain.library_faults import Fault, Trouble, done_words, found_words, remedy_words, where_words
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library
from casedesk.tasks.backups import Reason, backups_of, make_backup
from casedesk.tasks.library_check import check_library, repair_library
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.sample_library import sample_edit
from tests.builders import NOW, make_case

PICTURE = b"\x89PNG of a lobby"
ORIGINAL = b"a Word file"


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    """A library with the sample, a case with a picture, and a document with its original; none has a backup yet."""
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        library.apply(sample_edit(library, language="en", now=NOW))
        picture = library.attachments.add(PICTURE, "image/png", width=4, height=3)
        html = f'<p>At the desk</p><p><img src="attachment:{picture.digest}"></p>'
        case = make_case(id=library.new_id(Case), uid="pictured", title="Lobby", sections=(Section(Role.BODY, html),))
        digest = library.documents.keep(ORIGINAL)
        document = Document(library.new_id(Document), "cases.docx", digest, "application/msword", "text", NOW)
        library.apply(Edit("Add", (Replacement(None, case), Replacement(None, document))))
    return path


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def found(path: Path) -> dict[Trouble, int]:
    return {fault.trouble: fault.count for fault in check_library(path).faults}


def cases_of(path: Path) -> tuple[Case, ...]:
    with Library.open(path, read_only=True) as library:
        return library.cases.get_many(library.cases.ids())


def test_a_sound_library_has_no_faults_and_is_counted(path: Path):
    checked = check_library(path)
    assert checked.faults == ()
    assert (checked.cases, checked.plans) == (13, 1)
    assert not checked.is_damaged


ORPHANS = (
    "INSERT INTO question (case_id, section, position, text, answer, minutes, lines, kind)"
    " VALUES (999, 0, 0, 'why', '', 5, 3, 'open')"
)


@pytest.mark.parametrize(
    ("statement", "trouble"),
    [
        (ORPHANS, Trouble.STRAY),
        ("INSERT INTO batch_document VALUES (77, 0, 1)", Trouble.STRAY),
        ("UPDATE cases SET batch_id = 77 WHERE id = 2", Trouble.IMPORT),
        ("UPDATE cases SET document_id = 77 WHERE id = 2", Trouble.IMPORT),
        ("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'cases'", Trouble.COUNTER),
        ("DELETE FROM case_figures WHERE case_id = 3", Trouble.INDEX),
        ("DELETE FROM case_snippet WHERE case_id = 3", Trouble.INDEX),
        ("INSERT INTO case_snippet VALUES (999, 'nobody')", Trouble.INDEX),
        ("INSERT INTO case_words (rowid, title) VALUES (999, 'nobody')", Trouble.INDEX),
        ("UPDATE setting SET value = '1' WHERE key = 'index_version'", Trouble.OLD_INDEX),
    ],
)
def test_what_does_not_belong_together_is_mended_after_a_copy(path: Path, statement: str, trouble: Trouble):
    cases = cases_of(path)
    spoil(path, statement)
    assert found(path) == {trouble: 1}
    repaired = repair_library(path)
    assert [fault.trouble for fault in repaired.done] == [trouble]
    assert repaired.left == ()
    assert found(path) == {}
    assert repaired.copy in backups_of(path)
    assert repaired.copy.reason is Reason.BEFORE_REPAIR
    assert found(repaired.copy.path) == {trouble: 1}
    assert [(case.title, case.sections) for case in cases_of(path)] == [(case.title, case.sections) for case in cases]
    with Library.open(path) as library:
        assert library.new_id(Case) == 14
    assert repair_library(path).done == ()


def test_texts_whose_case_is_gone_become_a_case_with_all_its_parts(path: Path):
    spoil(path, "INSERT INTO section VALUES (999, 0, 'body', '', '<p>nobody</p>')", ORPHANS)
    assert found(path) == {Trouble.NAMELESS: 1}
    repair_library(path)
    with Library.open(path) as library:
        case = library.cases.get(999)
        assert library.new_id(Case) == 1000
    assert case.state is State.PENDING
    assert "nobody" in case.sections[0].html
    assert [question.text for question in case.sections[0].questions] == ["why"]
    assert found(path) == {}


@pytest.mark.parametrize("spoilt", ["DELETE FROM blob WHERE data = ?", "UPDATE blob SET data = x'00' WHERE data = ?"])
@pytest.mark.parametrize(("data", "trouble"), [(PICTURE, Trouble.PICTURE), (ORIGINAL, Trouble.ORIGINAL)])
def test_lost_bytes_come_back_from_a_backup(path: Path, spoilt: str, data: bytes, trouble: Trouble):
    make_backup(path, Reason.WISHED, now=NOW)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(spoilt, (data,))
        connection.commit()
    assert found(path)[trouble] == 1
    repaired = repair_library(path)
    assert Fault(trouble, 1) in repaired.done
    assert repaired.left == ()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM blob WHERE data = ?", (data,)).fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM document WHERE digest = ''").fetchone() == (0,)


def test_a_picture_that_no_backup_has_keeps_its_place_and_is_named(path: Path):
    spoil(path, "DELETE FROM attachment", "DELETE FROM blob")
    repaired = repair_library(path)
    (left,) = repaired.left
    assert (left.trouble, left.cases) == (Trouble.PICTURE, ("Lobby",))
    assert where_words(left) == "In “Lobby”"
    assert any("attachment:" in section.html for case in cases_of(path) for section in case.sections)


def test_a_file_that_is_damaged_itself_is_not_mended(path: Path):
    content = bytearray(path.read_bytes())
    page = content.index(b"<p>") // 4096
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(content)
    checked = check_library(path)
    assert checked.is_damaged
    assert [fault.trouble for fault in checked.faults] == [Trouble.FILE]
    with pytest.raises(DamagedError):
        repair_library(path)
    assert path.read_bytes() == bytes(content)


def test_a_check_can_be_given_up(path: Path):
    class Impatient:
        is_cancelled = True

        def report(self, done: int, total: int, text: str = "") -> None:
            pass

    with pytest.raises(NoLongerWanted):
        check_library(path, Impatient())


@pytest.mark.parametrize("trouble", Trouble)
@pytest.mark.parametrize("count", [1, 3])
def test_every_fault_has_its_sentences(trouble: Trouble, count: int):
    fault = Fault(trouble, count, reason="row 3 missing", cases=("A", "B", "C", "D"))
    sentences = (found_words(fault), remedy_words(trouble), done_words(fault))
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
    assert where_words(fault) == "In “A”, “B”, “C” and 1 more"
