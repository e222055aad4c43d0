"""What a template carries along must not come into learners' hands: the export stops and names the place."""

# python-docx describes its elements too loosely for a checker to follow.
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from casedesk.domain.errors import LeakError
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.library import Pseudonym
from casedesk.handout import docx_writer
from casedesk.handout.outline import build
from tests.handout import sample
from tests.handout.word_files import with_text

NAMES = (Pseudonym(1, "卫东来", "吴先生"),)
LEARNER = build(sample.PLAN, sample.CASES, HandoutOptions(), pseudonyms=NAMES)
TRAINER = build(sample.PLAN, sample.CASES, HandoutOptions(Edition.TRAINER), pseudonyms=NAMES)
ANALYSIS = "房号、姓氏和“夫妻同住”来自同一块屏幕"


def empty(path: Path) -> None:
    docx.Document().save(str(path))


def last_years_text(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(f"去年的讲义：{ANALYSIS}。")
    document.save(str(path))


def a_header(path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "卫东来的班"
    document.save(str(path))


def a_comment(path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("封面").add_run("看这里")
    document.add_comment([run], text="别忘了删", author="季老师")
    document.save(str(path))


def a_tracked_change(path: Path) -> None:
    empty(path)
    change = '<w:p><w:del w:id="91" w:author="x"><w:r><w:delText>旧的</w:delText></w:r></w:del></w:p><w:sectPr'
    path.write_bytes(with_text(path.read_bytes(), "word/document.xml", "<w:sectPr", change))


def hidden_text(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("封面").add_run("藏着").font.hidden = True
    document.save(str(path))


def a_keyword(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("封面")
    document.save(str(path))
    with_manager = "<Manager>卫东来</Manager><Application>"
    path.write_bytes(with_text(path.read_bytes(), "docProps/app.xml", "<Application>", with_manager))


def an_embedded_file(path: Path) -> None:
    document = docx.Document()
    package = document.part.package
    part = Part(PackURI("/word/embeddings/sheet1.bin"), "application/octet-stream", b"anything", package)
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject")
    document.save(str(path))


def a_bookmark(path: Path) -> None:
    empty(path)
    mark = '<w:p><w:bookmarkStart w:id="91" w:name="卫东来的投诉"/><w:bookmarkEnd w:id="91"/></w:p><w:sectPr'
    path.write_bytes(with_text(path.read_bytes(), "word/document.xml", "<w:sectPr", mark))


@pytest.mark.parametrize(
    ("carry", "said"),
    [
        (last_years_text, "another trainer's section stands in paragraph 1 of the text"),
        (a_header, "a real name stands in the header"),
        (a_comment, "a comment stands in the comments"),
        (a_tracked_change, "a tracked change stands in the tracked changes of the template"),
        (hidden_text, "hidden text stands in the hidden text of the template"),
        (a_keyword, "a real name stands in the document properties"),
        (an_embedded_file, "an embedded file stands in the files embedded in the template"),
        (a_bookmark, "a real name stands in the description of a picture or table"),
    ],
    ids=lambda item: item.__name__ if callable(item) else "",
)
def test_what_a_template_carries_stops_the_learners_file_and_only_that(
    carry: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    template, target = tmp_path / "template.docx", tmp_path / "out.docx"
    carry(template)
    target.write_bytes(b"the old one")
    with pytest.raises(LeakError, match=said):
        docx_writer.write(LEARNER, target, template=template)
    assert target.read_bytes() == b"the old one"
    docx_writer.write(TRAINER, target, template=template)
    assert docx.Document(str(target)).paragraphs
