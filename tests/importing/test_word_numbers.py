"""Word's automatic numbers, which stand in no text."""

from pathlib import Path

import pytest

from casedesk.importing.readers.written_numbers import written
from casedesk.importing.reading import read
from tests.importing.files import p, part, relation, saved, word_bytes


def lines(folder: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    data = word_bytes(
        body,
        parts={"word/numbering.xml": part("numbering", numbering), "word/styles.xml": part("styles", styles)},
        relations=relation("n", "numbering", "numbering.xml") + relation("s", "styles", "styles.xml"),
    )
    found = read(saved(folder, "cases.docx", data))
    return [found.text[block.start : block.end] for block in found.blocks]


def level(number: int, text: str, form: str = "decimal", more: str = "") -> str:
    rule = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{rule}</w:lvl>'


def items(id_: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def use(num: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{num}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(text: str, depth: int = 0, num: int = 5) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>')


@pytest.mark.parametrize(
    ("form", "count", "expected"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseCountingThousand", 12, "十二"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographLegalTraditional", 3, "參"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("ideographEnclosedCircle", 4, "㊃"),
        ("decimalEnclosedCircleChinese", 10, "⑩"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 21, "21."),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 49, "XLIX"),
        ("lowerLetter", 28, "bb"),
        ("ordinal", 22, "22nd"),
        ("numberInDash", 2, "- 2 -"),
        ("none", 2, ""),
        ("someNewFormat", 2, "2"),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, count: int, expected: str) -> None:
    assert written(count, form) == expected


def test_a_section_of_a_chapter_is_numbered_anew_in_every_chapter(tmp_path: Path) -> None:
    numbering = items(1, level(0, "第%1章", "chineseCounting"), level(1, "第%2节", "chineseCounting")) + use(5, 1)
    body = item("前厅") + item("行李", 1) + item("退房", 1) + item("餐厅") + item("点菜", 1)
    assert lines(tmp_path, body, numbering) == [
        "第一章 前厅",
        "第一节 行李",
        "第二节 退房",
        "第二章 餐厅",
        "第一节 点菜",
    ]


def test_a_level_that_never_begins_again_counts_on(tmp_path: Path) -> None:
    numbering = items(1, level(0, "%1、"), level(1, "案例%2：", more='<w:lvlRestart w:val="0"/>')) + use(5, 1)
    body = item("前厅") + item("伞", 1) + item("餐厅") + item("汤", 1)
    assert lines(tmp_path, body, numbering) == ["1、前厅", "案例1：伞", "2、餐厅", "案例2：汤"]


def test_legal_numbers_are_plain_digits(tmp_path: Path) -> None:
    numbering = items(1, level(0, "%1、", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>")) + use(5, 1)
    assert lines(tmp_path, item("甲") + item("乙", 1), numbering) == ["一、甲", "1.1 乙"]


def test_another_list_of_the_same_kind_counts_on_unless_it_is_told_to_begin_anew(tmp_path: Path) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = items(1, level(0, "案例%1")) + use(5, 1) + use(6, 1) + use(7, 1, anew)
    body = item("甲") + item("乙", num=6) + item("丙", num=7) + item("丁", num=7)
    assert lines(tmp_path, body, numbering) == ["案例1 甲", "案例2 乙", "案例1 丙", "案例2 丁"]


def test_a_level_may_be_written_otherwise_in_one_list(tmp_path: Path) -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "chineseCounting")}</w:lvlOverride>'
    numbering = items(1, level(0, "%1.")) + use(5, 1, other)
    assert lines(tmp_path, item("甲") + item("乙"), numbering) == ["（一）甲", "（二）乙"]


STYLE = (
    '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/><w:pPr><w:numPr>{level}<w:numId w:val="5"/>'
    "</w:numPr></w:pPr></w:style>"
)


def test_a_style_brings_its_number_and_its_level(tmp_path: Path) -> None:
    linked = '<w:pStyle w:val="{}"/>'
    numbering = items(
        1, level(0, "第%1篇", more=linked.format("Pian")), level(1, "案例%2", more=linked.format("An"))
    ) + use(5, 1)
    styles = STYLE.format(id="Pian", level="") + STYLE.format(id="An", level="")
    body = p("前厅", '<w:pStyle w:val="Pian"/>') + p("伞", '<w:pStyle w:val="An"/>') + p("汤", '<w:pStyle w:val="An"/>')
    assert lines(tmp_path, body, numbering, styles) == ["第1篇 前厅", "案例1 伞", "案例2 汤"]


def test_a_paragraph_can_do_without_the_number_of_its_style(tmp_path: Path) -> None:
    numbering = items(1, level(0, "案例%1")) + use(5, 1)
    styled = '<w:pStyle w:val="An"/>'
    body = p("前言", styled + '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("伞", styled)
    assert lines(tmp_path, body, numbering, STYLE.format(id="An", level="")) == ["前言", "案例1 伞"]


def test_a_list_may_be_defined_by_a_list_style(tmp_path: Path) -> None:
    by_style = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Cases"/></w:abstractNum>'
    numbering = items(1, level(0, "案例%1", "chineseCounting")) + by_style + use(5, 1) + use(6, 2)
    styles = STYLE.format(id="Cases", level="").replace("paragraph", "numbering")
    assert lines(tmp_path, item("伞", num=6), numbering, styles) == ["案例一 伞"]


def test_words_around_a_number_that_is_not_shown_are_shown(tmp_path: Path) -> None:
    numbering = items(1, level(0, "案例：", "none")) + use(5, 1)
    assert lines(tmp_path, item("伞"), numbering) == ["案例：伞"]


def test_empty_numbered_paragraphs_count(tmp_path: Path) -> None:
    numbering = items(1, level(0, "案例%1")) + use(5, 1)
    assert lines(tmp_path, item("伞") + item("") + item("汤"), numbering) == ["案例1 伞", "案例3 汤"]


def test_numbers_in_table_cells_count_with_the_others(tmp_path: Path) -> None:
    numbering = items(1, level(0, "%1、")) + use(5, 1)
    body = f"<w:tbl><w:tr><w:tc>{item('伞')}</w:tc><w:tc>{item('汤')}</w:tc><w:tc>{p('x')}</w:tc></w:tr></w:tbl>"
    assert lines(tmp_path, body + item("茶"), numbering) == ["1、伞\t2、汤\tx", "3、茶"]


def test_a_list_that_is_not_there_numbers_nothing(tmp_path: Path) -> None:
    assert lines(tmp_path, item("伞", num=99) + item("汤", depth=8), items(1, level(0, "%1")) + use(5, 1)) == [
        "伞",
        "汤",
    ]
