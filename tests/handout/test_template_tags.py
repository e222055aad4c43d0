"""Tags of a template wherever Word lets one write them."""

# python-docx and lxml describe their elements too loosely for a checker to follow.
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false, reportArgumentType=false
# pyright: reportOptionalSubscript=false, reportOperatorIssue=false

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from casedesk.domain.handout import HandoutOptions
from casedesk.handout.outline import build
from casedesk.handout.template import from_template
from casedesk.handout.template_facts import read_template
from tests.handout import sample
from tests.handout.word_files import W, opened, parts, tree, with_text

LEARNER = replace(build(sample.PLAN, sample.CASES, HandoutOptions()), organisation="云岭酒店")
_NAMESPACES = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def saved(tmp_path: Path, *texts: str) -> Path:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    path = tmp_path / "template.docx"
    document.save(str(path))
    return path


def planted(path: Path, xml: str) -> Path:
    """The template with an element before its last section."""
    data = with_text(path.read_bytes(), "word/document.xml", "<w:sectPr", f"{xml}<w:sectPr")
    path.write_bytes(data)
    return path


def body_text(data: bytes) -> str:
    return "".join(text.text or "" for text in tree(data).iter(f"{W}t"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{{course}}", "服务骨干培训 第二讲"),
        ("{{ Course }}", "服务骨干培训 第二讲"),
        ("{{课程}}", "服务骨干培训 第二讲"),
        ("｛｛课程｝｝", "服务骨干培训 第二讲"),
        ("{{单位}} {{organisation}} {{Organization}}", "云岭酒店 云岭酒店 云岭酒店"),
        ("{{标题}}/{{title}}", "前台与窗口的判断/前台与窗口的判断"),
        ("{{版别}}，{{日期}}", "学员版，2026-11-26"),
        ("{{trainer}} · {{group}} · {{date}}", "季老师 · 前厅二班 · 2026-11-26"),
        ("{course} {{}} {{没有}}", "{course} {{}} {{没有}}"),
    ],
)
def test_a_tag_in_either_language_and_in_the_braces_of_a_chinese_keyboard(
    tmp_path: Path, written: str, expected: str
) -> None:
    data = from_template(LEARNER, saved(tmp_path, written))
    assert opened(data).paragraphs[0].text == expected


def test_tags_in_a_text_box_a_table_and_a_watermark_are_filled(tmp_path: Path) -> None:
    box = (
        f"<w:p {_NAMESPACES}><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{{{{gro</w:t></w:r>"
        '<w:proofErr w:type="spellStart"/><w:r><w:t>up}}</w:t></w:r></w:p></w:txbxContent></v:textbox>'
        '<v:textpath string="{{edition}}"/></v:shape></w:pict></w:r></w:p>'
    )
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{{trainer}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"  # noqa: E501
    path = planted(saved(tmp_path, "封面"), box + table)
    data = from_template(LEARNER, path)
    text = body_text(data)
    assert "前厅二班" in text
    assert "季老师" in text
    assert 'string="学员版"' in parts(data)["word/document.xml"].decode()
    assert "{{" not in text


def test_a_control_that_is_bound_to_data_keeps_what_was_filled_in(tmp_path: Path) -> None:
    control = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent><w:p><w:r>'
        "<w:t>{{course}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    data = from_template(LEARNER, planted(saved(tmp_path, "封面"), control))
    assert tree(data).find(f".//{W}dataBinding") is None


def test_the_place_may_be_a_cell_whose_width_the_handout_takes(tmp_path: Path) -> None:
    cell = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="5000" '
        'w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{{内容}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    document = tree(from_template(LEARNER, planted(saved(tmp_path, "封面"), cell)))
    held = document.find(f".//{W}tc")
    assert held[-1].tag == f"{W}p", "a cell must end in a paragraph"
    widths = {int(item.get(f"{W}w")) for item in held.iter(f"{W}tblW")}
    assert widths
    assert max(widths) <= 5000


def test_in_columns_the_handout_is_as_wide_as_one(tmp_path: Path) -> None:
    path = saved(tmp_path, "{{content}}")
    path.write_bytes(
        with_text(
            path.read_bytes(), "word/document.xml", '<w:cols w:space="720"/>', '<w:cols w:num="2" w:space="400"/>'
        )
    )
    data = from_template(LEARNER, path)
    section = opened(data).sections[0]
    column = ((section.page_width - section.left_margin - section.right_margin) // 635 - 400) // 2
    widths = {int(item.get(f"{W}w")) for item in tree(data).iter(f"{W}tblW")}
    assert widths
    assert max(widths) <= column


def test_a_place_in_a_text_box_is_none(tmp_path: Path) -> None:
    box = (
        f"<w:p {_NAMESPACES}><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{{{{content}}}}</w:t></w:r>"
        "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    path = planted(saved(tmp_path, "封面"), box)
    document = tree(from_template(LEARNER, path))
    assert document.find(f".//{W}txbxContent//{W}tbl") is None
    assert document[0][-2].tag == f"{W}p", "the handout stands behind the last paragraph"
    assert read_template(path).unknown == ("content",)


def test_what_a_template_holds_is_told_beforehand(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{单位}} · {{部门}}"
    document.add_paragraph("{{content}} {{course}} {{ Dept }} {{部门}}")
    path = tmp_path / "template.docx"
    document.save(str(path))
    facts = read_template(path)
    assert facts.filled == ("content", "course", "单位")
    assert facts.unknown == ("Dept", "部门")
    assert facts.has_place
    assert not read_template(saved(tmp_path, "封面")).has_place


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{{course}} · {{group}}", "服务骨干培训 第二讲"),
        ("{{group}} · {{course}}", "服务骨干培训 第二讲"),
        ("{{course}} · {{group}} · {{date}}", "服务骨干培训 第二讲 · 2026-11-26"),
        ("班级：{{group}}", "班级："),
        ("{{group}}", ""),
    ],
)
def test_what_is_empty_takes_its_separator_along(tmp_path: Path, written: str, expected: str) -> None:
    data = from_template(replace(LEARNER, group=""), saved(tmp_path, written))
    assert opened(data).paragraphs[0].text == expected
