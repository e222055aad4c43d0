"""Reviewed proposals as cases of a library."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from casedesk.domain.case import Case
from casedesk.domain.draft import Decision
from casedesk.domain.library import Document, ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.add_cases import addition
from casedesk.tasks.import_documents import ReadFile, read_file, read_pasted
from tests.builders import NOW

TEXT = """案例一：门口的雨伞
雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。
思考：第一句话说什么？
点评：先看人，再看天。

案例二：换了三次的座位
一家四口嫌风大又嫌太暗，领班第三次亲自端着餐具过去。
点评：换座位不丢人。
"""


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "my.casedesk") as opened:
        yield opened


@pytest.fixture
def file() -> ReadFile:
    return read_pasted(TEXT, "粘贴的文字")


def with_decision(file: ReadFile, at: int, decision: Decision) -> ReadFile:
    drafts = list(file.proposal.drafts)
    drafts[at] = replace(drafts[at], decision=decision)
    return replace(file, proposal=replace(file.proposal, drafts=tuple(drafts)))


def test_an_import_is_one_edit_that_is_undone_and_redone_whole(library: Library, file: ReadFile):
    added = addition(library, [file], name="粘贴", now=NOW)
    assert added.edit.text == "Import 2 cases"
    library.apply(added.edit)
    assert [case.title for case in library.cases.get_many(library.cases.ids())] == ["门口的雨伞", "换了三次的座位"]
    library.apply(added.edit.inverted())
    assert [library.count_of(kind) for kind in (Case, Document, ImportBatch)] == [0, 0, 0]
    library.apply(added.edit)
    assert library.cases.get_many(library.cases.ids()) == added.cases
    assert library.check() == ()


def test_cases_know_where_they_came_from(library: Library, file: ReadFile):
    library.apply(addition(library, [file], name="粘贴", now=NOW).edit)
    for case in library.cases.get_many(library.cases.ids()):
        assert case.origin is not None
        document = library.documents.get(case.origin.document_id)
        assert case.title in document.text[case.origin.start : case.origin.end]
        assert library.documents.original(document.digest).decode() == TEXT
        assert (case.source, case.created, len(case.uid)) == ("粘贴的文字", NOW, 32)


def test_dropped_drafts_stay_out(library: Library, file: ReadFile):
    added = addition(library, [with_decision(file, 0, Decision.DROP)], name="粘贴", now=NOW)
    assert [case.title for case in added.cases] == ["换了三次的座位"]


def test_a_second_import_of_the_same_file_adds_only_what_is_new(library: Library, file: ReadFile):
    library.apply(addition(library, [with_decision(file, 0, Decision.DROP)], name="粘贴", now=NOW).edit)
    again = addition(library, [file], name="noch einmal", now=NOW)
    assert ([case.title for case in again.cases], again.known) == (["门口的雨伞"], 1)
    library.apply(again.edit)
    assert library.count_of(Document) == 1
    third = addition(library, [file], name="x", now=NOW)
    assert (third.edit.replacements, third.known) == ((), 2)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def test_pictures_of_a_case_are_kept(library: Library, tmp_path: Path):
    (tmp_path / "dot.png").write_bytes(PNG)
    document = docx.Document()
    document.add_heading("案例一：门口的雨伞", 1)
    document.add_paragraph("雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。")
    document.add_picture(str(tmp_path / "dot.png"))
    document.add_paragraph("点评：先看人，再看天。")
    document.save(str(tmp_path / "案例.docx"))
    library.apply(addition(library, [read_file(tmp_path / "案例.docx")], name="x", now=NOW).edit)
    (case,) = library.cases.get_many(library.cases.ids())
    digest = case.sections[0].html.split("attachment:")[1][:64]
    assert library.attachments.data(digest) == PNG
    assert library.attachments.get(digest).media_type == "image/png"
    assert library.check() == ()
