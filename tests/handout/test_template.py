# python-docx and lxml describe their elements too loosely for a checker to follow.
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false, reportCallIssue=false
# pyright: reportArgumentType=false, reportOptionalOperand=false, reportOperatorIssue=false, reportOptionalSubscript=false

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt
from lxml import etree

from casedesk import paths
from casedesk.domain.errors import BadInputError, LeakError
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_template import Shipped
from casedesk.domain.paper import Paper
from casedesk.handout import docx_writer
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from casedesk.handout.template import from_template
from tests.handout import sample
from tests.handout.word_files import W, opened, parts, styles_and_texts, tree, with_parts, with_text

LEARNER = build(sample.PLAN, sample.CASES, HandoutOptions())
LEARNER_TITLES = ("夜里十一点的房卡", "打包盒里的汤", "九号窗口")
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TRAINER = build(sample.PLAN, sample.CASES, HandoutOptions(edition=Edition.TRAINER))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A trainer's file: wide left margin, a header with tags cut into runs, its own headings, a place for the text."""
    document = docx.Document()
    section = document.sections[0]
    section.left_margin = Mm(40)
    header = section.header.paragraphs[0]
    for piece in ("培训部 {{cou", "rse}}", " · {{班", "级}} ", "{{ edition }}"):
        header.add_run(piece)
    section.footer.paragraphs[0].text = "{{trainer}} {{date}} {{unknown}}"
    document.styles["Heading 1"].font.size = Pt(31)
    document.add_paragraph("封面")
    document.add_paragraph("{{content}}")
    document.add_paragraph("封底")
    path = tmp_path / "培训部.docx"
    document.save(str(path))
    return path


def test_the_text_goes_where_the_tag_stands(template: Path) -> None:
    texts = [text for _, text in styles_and_texts(from_template(LEARNER, template)) if text]
    assert texts[0] == "封面"
    assert texts[1] == "前台与窗口的判断"
    assert texts[-1] == "封底"
    assert not any("{{" in text for text in texts)


def test_without_a_tag_the_text_goes_behind_the_last_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("封面")
    path = tmp_path / "plain.docx"
    document.save(str(path))
    data = from_template(LEARNER, path)
    assert styles_and_texts(data)[0][1] == "封面"
    assert tree(data)[0][-1].tag == f"{W}sectPr"


def test_tags_are_filled_even_when_word_has_cut_them_and_unknown_ones_stay(template: Path) -> None:
    section = opened(from_template(LEARNER, template)).sections[0]
    assert section.header.paragraphs[0].text == "培训部 服务骨干培训 第二讲 · 前厅二班 学员版"
    assert section.footer.paragraphs[0].text == "季老师 2026-11-26 {{unknown}}"


def test_margins_and_styles_are_the_templates(template: Path) -> None:
    document = opened(from_template(LEARNER, template))
    assert abs(document.sections[0].left_margin - Mm(40)) < Mm(0.1)
    assert document.styles["Heading 1"].font.size == Pt(31)
    width = int(document.sections[0].page_width - Mm(40) - document.sections[0].right_margin) // 635
    for table in document.tables:
        assert abs(sum(column.width for column in table.columns) // 635 - width) <= 2


def test_missing_styles_are_added_and_none_is_touched(template: Path) -> None:
    before = {style.get(f"{W}styleId"): style for style in tree(template, "word/styles.xml").iter(f"{W}style")}
    data = from_template(LEARNER, template)
    after = {style.get(f"{W}styleId"): style for style in tree(data, "word/styles.xml").iter(f"{W}style")}
    for id_, style in before.items():
        assert [child.tag for child in after[id_]] == [child.tag for child in style]
    assert {"CaseText", "Question", "AnswerLine", "TblInfo"} <= after.keys() - before.keys()
    used = {style for style, _ in styles_and_texts(data) if style}
    assert used <= after.keys()


def test_a_style_is_found_by_its_name_when_its_id_is_another(template: Path, tmp_path: Path) -> None:
    """Chinese Word calls heading 1 by the id "1"."""
    chinese = with_text(template.read_bytes(), "word/styles.xml", 'w:styleId="Heading1"', 'w:styleId="1"')
    path = tmp_path / "zh.docx"
    path.write_bytes(chinese)
    heads = [text for style, text in styles_and_texts(from_template(LEARNER, path)) if style == "1"]
    assert heads == ["夜里十一点的房卡", "打包盒里的汤", "九号窗口"]


def test_cases_and_questions_are_numbered_beside_the_templates_own_lists(template: Path) -> None:
    data = from_template(LEARNER, template)
    old = {item.get(f"{W}numId") for item in tree(template, "word/numbering.xml").iter(f"{W}num")}
    heads = [p for p in opened(data).paragraphs if p.style is not None and p.style.style_id == "Heading1"]
    numbers = {str(head._p.pPr.numPr.numId.val) for head in heads}
    assert len(numbers) == 1
    assert not numbers & old
    tags = [child.tag for child in tree(data, "word/numbering.xml")]
    assert tags == sorted(tags, key=[f"{W}abstractNum", f"{W}num"].index), "Word wants all definitions first"


def test_a_template_without_header_gets_ours_so_that_a_trainers_copy_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "bare.docx"
    docx.Document().save(str(path))
    data = from_template(TRAINER, path)
    assert "讲师版" in opened(data).sections[0].header.paragraphs[0].text
    assert "第1页" in opened(data).sections[0].footer.paragraphs[0].text


def test_equal_input_gives_equal_bytes(template: Path) -> None:
    assert from_template(TRAINER, template, sample.picture) == from_template(TRAINER, template, sample.picture)


def test_a_word_template_becomes_a_document(template: Path, tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    data = with_text(template.read_bytes(), "[Content_Types].xml", f"{kind}document.main", f"{kind}template.main")
    path = tmp_path / "培训部.dotx"
    path.write_bytes(data)
    assert opened(from_template(LEARNER, path)).paragraphs


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "cannot be read as a Word file"),
        (b"not a zip", "cannot be read as a Word file"),
        (b"\xd0\xcf\x11\xe0 encrypted", "has a password or comes from an old Word"),
    ],
)
def test_a_broken_template_is_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=rf"“broken\.docx” {sentence}"):
        from_template(LEARNER, path)


def test_a_template_with_a_broken_part_is_a_sentence(template: Path) -> None:
    template.write_bytes(with_parts(template.read_bytes(), {"word/document.xml": b"<w:document"}))
    with pytest.raises(BadInputError, match="cannot be read"):
        from_template(LEARNER, template)


def test_a_missing_template_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be opened"):
        from_template(LEARNER, tmp_path / "gone.docx")


def test_what_a_template_hides_stops_a_learner_file(template: Path, tmp_path: Path) -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>旧的点评</w:t></w:r></w:p><w:sectPr"
    template.write_bytes(with_text(template.read_bytes(), "word/document.xml", "<w:sectPr", hidden))
    with pytest.raises(LeakError, match="hidden text stands in the hidden text of the template"):
        docx_writer.write(LEARNER, tmp_path / "out.docx", template=template)
    docx_writer.write(TRAINER, tmp_path / "out.docx", template=template)


def test_the_text_of_a_case_is_no_tag(template: Path) -> None:
    document = docx.Document(BytesIO(template.read_bytes()))
    assert document.paragraphs
    from tests.builders import make_case, make_plan

    case = make_case("模板里写 {{course}} 就会填上课程。")
    data = from_template(build(make_plan(case), [case], HandoutOptions()), template)
    assert "{{course}}" in parts(data)["word/document.xml"].decode()


def settled(path: Path) -> bytes:
    """A handout in a template that is a handout itself: everything of ours is taken there."""
    path.write_bytes(assemble(LEARNER, sample.picture))
    return from_template(LEARNER, path, sample.picture)


def test_a_handout_can_be_the_template_of_the_next_one(tmp_path: Path) -> None:
    data = settled(tmp_path / "old.docx")
    body = tree(data)
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(marks) == 2 * len(LEARNER_TITLES)
    assert len(set(marks)) == len(set(names)) == len(marks)
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} == set(names)
    drawings = [item.get("id") for item in body.iter(f"{WP}docPr")]
    assert len(set(drawings)) == len(drawings) == 2


def test_headings_that_a_template_numbers_take_only_our_numbers(template: Path) -> None:
    numbers = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    start = '<w:style w:type="paragraph" w:styleId="Heading2">'
    text = parts(template)["word/styles.xml"].decode()
    at = text.index("<w:pPr>", text.index(start)) + len("<w:pPr><w:keepNext/><w:keepLines/>")
    template.write_bytes(
        with_parts(template.read_bytes(), {"word/styles.xml": (text[:at] + numbers + text[at:]).encode()})
    )
    heads = [p for p in opened(from_template(LEARNER, template)).paragraphs if p.style.style_id == "Heading2"]
    assert heads
    assert {head._p.pPr.numPr.numId.val for head in heads} == {0}


def test_the_shape_of_a_templates_body_text_stays_out_of_our_tables_and_lines(template: Path) -> None:
    """Templates in Chinese indent body text by two characters and snap it to a grid of lines."""
    data = from_template(LEARNER, template)
    styles = {style.get(f"{W}styleId"): style for style in tree(data, "word/styles.xml").iter(f"{W}style")}
    for id_ in ("AnswerLine", "TableText", "CaseText", "Question"):
        assert styles[id_].find(f"{W}basedOn").get(f"{W}val") == "HandoutBase"
    base = styles["HandoutBase"].find(f"{W}pPr")
    assert base.find(f"{W}ind").get(f"{W}firstLineChars") == "0"
    assert base.find(f"{W}snapToGrid").get(f"{W}val") == "0"
    assert styles["HandoutBase"].find(f"{W}basedOn").get(f"{W}val") == "Normal", "the letters are the template's"


def test_the_picture_of_a_templates_old_first_page_is_left_out(template: Path) -> None:
    assert "docProps/thumbnail.jpeg" in parts(template)
    assert not [name for name in parts(from_template(LEARNER, template)) if "thumbnail" in name]


def test_a_template_without_a_page_gets_ours(template: Path) -> None:
    body = tree(template)
    section = next(body.iter(f"{W}sectPr"))
    section.getparent().remove(section)
    template.write_bytes(with_parts(template.read_bytes(), {"word/document.xml": etree.tostring(body)}))
    document = opened(from_template(LEARNER, template))
    assert abs(document.sections[0].page_width - Mm(210)) < Mm(0.1)
    assert "学员版" in document.sections[0].header.paragraphs[0].text


def test_a_strict_file_is_a_sentence(template: Path) -> None:
    relations = parts(template)["_rels/.rels"].decode()
    strict = relations.replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
    )
    template.write_bytes(with_parts(template.read_bytes(), {"_rels/.rels": strict.encode()}))
    with pytest.raises(BadInputError, match="Strict Open XML"):
        from_template(LEARNER, template)


def test_properties_under_a_misspelt_relationship_are_found(template: Path) -> None:
    relations = parts(template)["_rels/.rels"].decode()
    wrong = relations.replace(
        "package/2006/relationships/metadata/core", "officedocument/2006/relationships/metadata/core"
    )
    assert wrong != relations
    template.write_bytes(with_parts(template.read_bytes(), {"_rels/.rels": wrong.encode()}))
    data = from_template(LEARNER, template)
    assert parts(data)["_rels/.rels"].count(b"core.xml") == 1
    assert "前台与窗口的判断" in parts(data)["docProps/core.xml"].decode()


def test_no_bookmark_of_ours_has_the_id_of_a_comment_in_another_part(tmp_path: Path) -> None:
    """An answer to a comment has no mark in the text. LibreOffice falls over a bookmark with its id."""
    document = docx.Document()
    for words in ("看这里", "还有这里"):
        run = document.add_paragraph("封面").add_run(words)
        document.add_comment([run], text="别忘了", author="季老师")
    path = tmp_path / "commented.docx"
    document.save(str(path))
    body = tree(path)
    for mark in [*body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")]:
        mark.getparent().remove(mark)
    path.write_bytes(with_parts(path.read_bytes(), {"word/document.xml": etree.tostring(body)}))
    taken = {comment.get(f"{W}id") for comment in tree(path, "word/comments.xml").iter(f"{W}comment")}
    marks = {mark.get(f"{W}id") for mark in tree(from_template(LEARNER, path)).iter(f"{W}bookmarkStart")}
    assert taken
    assert not marks & taken


@pytest.mark.parametrize("key", list(Shipped))
def test_a_shipped_template_is_set_on_letter_where_that_is_the_paper(key: Shipped) -> None:
    path = paths.resource("templates", f"{key}.docx")
    options = HandoutOptions(paper=Paper.LETTER, language="en")
    section = opened(from_template(build(sample.ENGLISH_PLAN, sample.ENGLISH_CASES, options), path)).sections[0]
    before = opened(path).sections[0]
    assert abs(section.page_width - Mm(215.9)) < Mm(0.1)
    widths = [item.page_width - item.left_margin - item.right_margin for item in (section, before)]
    assert widths[0] == widths[1], "the lines stay as long as they are"
