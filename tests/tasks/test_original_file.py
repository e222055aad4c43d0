"""Originals as files: where the case stands in what was read, and the copy that another program opens."""

import os
import zipfile
from pathlib import Path

import pytest

from casedesk.domain.case import Role
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Document
from casedesk.domain.plain_text import plain
from casedesk.storage.library import Library
from casedesk.tasks.add_cases import addition
from casedesk.tasks.import_documents import import_documents
from casedesk.tasks.original_file import has_file, written_out
from tests.importing.files import p, word_bytes

TITLES = ("门口的雨伞", "冷掉的茶", "十九张残币")
STORIES = (
    "雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去，又陪他走到路口等车。",
    "客人等了四十分钟，经理先道歉，再给她倒了一杯热水，问她想先解决哪一件事情。",
    "养鸡户提着一包黑乎乎的东西走进大厅，柜员戴上口罩，一张一张地拼了整整一个下午。",
)
LINES = [
    line
    for number, title, story in zip("一二三", TITLES, STORIES, strict=True)
    for line in (f"案例{number}：{title}", story, "点评：先看人，再看事。")
]


def word(_folder: Path) -> bytes:
    return word_bytes("".join(map(p, LINES)))


def web(_folder: Path) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def rich(_folder: Path) -> bytes:
    words = "\\par ".join("".join(f"\\u{ord(char)}?" for char in line) for line in LINES)
    return f"{{\\rtf1\\ansi {words}}}".encode("ascii")


def plain_text(_folder: Path) -> bytes:
    return "\n".join(LINES).encode()


FORMATS = {"a.docx": word, "a.html": web, "a.rtf": rich, "a.txt": plain_text, "a.md": plain_text}


@pytest.fixture
def library(tmp_path: Path, home: Path):
    with Library.open(tmp_path / "a.casedesk") as opened:
        yield opened


def bring_in(library: Library, path: Path) -> None:
    library.apply(addition(library, import_documents([path]).files, name=path.name).edit)


def check_places(library: Library) -> None:
    cases = library.cases.get_many(library.cases.ids())
    assert [case.title for case in cases] == list(TITLES)
    for case, story in zip(cases, STORIES, strict=True):
        assert case.origin is not None
        text = library.documents.get(case.origin.document_id).text
        marked = text[case.origin.start : case.origin.end]
        assert story in marked
        assert sum(other in marked for other in STORIES) == 1, "the place of this case and of no other"
        assert story in plain(case.section(Role.BODY).html)  # pyright: ignore[reportOptionalMemberAccess]


@pytest.mark.parametrize("name", FORMATS)
def test_the_place_of_a_case_is_known_and_its_original_can_be_opened(
    library: Library, tmp_path: Path, name: str
) -> None:
    data = FORMATS[name](tmp_path)
    (tmp_path / name).write_bytes(data)
    bring_in(library, tmp_path / name)
    check_places(library)
    document = library.documents.get(1)
    assert has_file(library, document)
    copy = written_out(library, document)
    assert copy.name == name
    assert copy.read_bytes() == data
    assert not copy.stat().st_mode & 0o222, "nobody writes into it by mistake"
    assert written_out(library, document) == copy


def test_a_file_inside_a_bundle_is_opened_alone(library: Library, tmp_path: Path) -> None:
    data = word(tmp_path)
    with zipfile.ZipFile(tmp_path / "夏训.zip", "w") as bundle:
        bundle.writestr("第一天/案例.docx", data)
    bring_in(library, tmp_path / "夏训.zip")
    check_places(library)
    copy = written_out(library, library.documents.get(1))
    assert copy.name == "案例.docx"
    assert copy.read_bytes() == data


def known(library: Library, name: str, *, data: bytes | None = b"x") -> Document:
    digest = library.documents.keep(data) if data is not None else ""
    document = Document(library.new_id(Document), name, digest, "text/plain", "words")
    library.apply(Edit("Add", (Replacement(None, document),)))
    return document


@pytest.mark.parametrize("name", ["run.exe", "run.bat", "run", "a.docx.lnk", ""])
def test_what_is_no_document_is_not_opened(library: Library, name: str) -> None:
    with pytest.raises(BadInputError, match="not a document"):
        written_out(library, known(library, name))


@pytest.mark.parametrize(
    "name", ["../../escape.txt", "C:\\Users\\a\\escape.txt", "a › ../escape.txt", "es/cape/escape.txt"]
)
def test_a_name_leads_nowhere_else(library: Library, home: Path, name: str) -> None:
    copy = written_out(library, known(library, name))
    assert copy.name == "escape.txt"
    assert copy.is_relative_to(home / "cache" / "originals")


def test_an_original_that_was_not_kept_is_no_file(library: Library) -> None:
    assert not has_file(library, known(library, "a.txt", data=None))


def test_old_copies_are_forgotten(library: Library) -> None:
    old = written_out(library, known(library, "old.txt", data=b"old"))
    os.utime(old.parent, (0, 0))
    new = written_out(library, known(library, "new.txt", data=b"new"))
    assert new.exists()
    assert not old.exists()
