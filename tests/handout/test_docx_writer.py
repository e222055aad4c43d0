# python-docx and lxml describe their elements too loosely for a checker to follow.
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false, reportCallIssue=false
# pyright: reportArgumentType=false, reportOptionalOperand=false, reportOperatorIssue=false

import errno
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from casedesk.domain.case import Role, Section
from casedesk.domain.errors import BadInputError, CaseDeskError, LeakError
from casedesk.domain.handout import Edition, HandoutOptions, Numbering
from casedesk.domain.handout_blocks import Kind, Para
from casedesk.domain.paper import Paper
from casedesk.domain.richtext import Run
from casedesk.handout import docx_writer
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from tests.builders import make_case, make_plan
from tests.handout import sample
from tests.handout.word_files import W, opened, parts, styles_and_texts, tree

LEARNER = HandoutOptions()
TRAINER = HandoutOptions(edition=Edition.TRAINER)
ALL_OPTIONS = [
    HandoutOptions(edition=edition, language=language, paper=paper, large_print=large, new_page=new_page)
    for edition in Edition
    for language in ("zh", "en")
    for paper, large, new_page in (
        (Paper.A4, False, True),
        (Paper.LETTER, True, True),
        (Paper.A4, False, False),
        (Paper.A5, False, True),
        (Paper.A5_BOOKLET, True, True),
        (Paper.OFFICIAL, False, True),
    )
]


def written(options: HandoutOptions = LEARNER) -> bytes:
    plan, cases = (
        (sample.PLAN, sample.CASES) if options.language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
    )
    return assemble(build(plan, cases, options), sample.picture)


def _name(options: HandoutOptions) -> str:
    """The same in every process, which a set's own order is not."""
    size = "large" if options.large_print else "normal"
    pages = "pages" if options.new_page else "running"
    return f"{options.edition}-{options.language}-{options.paper}-{size}-{pages}"


@pytest.mark.parametrize("options", ALL_OPTIONS, ids=_name)
def test_every_edition_uses_styles_that_it_defines_and_cells_that_end_in_paragraphs(options: HandoutOptions) -> None:
    data = written(options)
    defined = {style.get(f"{W}styleId") for style in tree(data, "word/styles.xml").iter(f"{W}style")}
    used = {
        element.get(f"{W}val")
        for name in parts(data)
        if name.startswith("word/") and name.endswith(".xml")
        for element in tree(data, name).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next")
    }
    assert used <= defined
    for cell in tree(data).iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"


@pytest.mark.parametrize("options", ALL_OPTIONS, ids=_name)
def test_equal_input_gives_equal_bytes(options: HandoutOptions) -> None:
    assert written(options) == written(options)


def test_a_learner_file_does_not_even_name_the_trainers_styles() -> None:
    for content in parts(written()).values():
        for word in ("参考答案", "点评", "讲师提示", "TrainerNote", "Analysis"):
            assert word.encode() not in content


def test_chinese_fonts_stand_in_defaults_and_styles_without_a_theme() -> None:
    styles = parts(written())["word/styles.xml"].decode()
    assert "Theme" not in styles
    fonts = tree(written(), "word/styles.xml").find(f".//{W}docDefaults//{W}rFonts")
    assert fonts is not None
    assert fonts.get(f"{W}eastAsia") == "SimSun"
    language = tree(written(), "word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    assert language is not None
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_numbers_of_cases_and_questions_are_words_own_and_restart() -> None:
    numbering = tree(written(), "word/numbering.xml")
    links = {link.get(f"{W}val") for link in numbering.iter(f"{W}pStyle")}
    assert {"Heading1", "Question"} <= links
    texts = [text for style, text in styles_and_texts(written()) if style in ("Heading1", "Question")]
    assert texts[0] == "夜里十一点的房卡", "the number is not typed"


def test_without_numbering_the_heading_has_none() -> None:
    content = parts(written(replace(LEARNER, numbering=Numbering.NONE)))["word/numbering.xml"].decode()
    assert "案例" not in content


def test_a_question_keeps_with_its_lines_and_the_last_line_lets_go() -> None:
    rows = styles_and_texts(written())
    place = next(at for at, (style, _) in enumerate(rows) if style == "Question")
    assert [style for style, _ in rows[place + 1 : place + 4]] == ["AnswerLine", "AnswerLine", "AnswerLineLast"]
    styles = {style.style_id: style for style in opened(written()).styles}
    assert styles["AnswerLine"].paragraph_format.line_spacing.pt == 27
    assert styles["Question"].paragraph_format.keep_with_next


def test_each_case_begins_a_page_by_its_style_or_runs_on() -> None:
    for new_page in (True, False):
        styles = {style.style_id: style for style in opened(written(replace(LEARNER, new_page=new_page))).styles}
        assert styles["Heading1"].paragraph_format.page_break_before is new_page


def test_contents_are_filled_beforehand_and_ask_nothing() -> None:
    data = written()
    body = tree(data)
    anchors = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    bookmarks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert anchors == bookmarks
    lines = [text for style, text in styles_and_texts(data) if style == "TOC1"]
    assert lines == ["案例一　夜里十一点的房卡", "案例二　打包盒里的汤", "案例三　九号窗口"]
    assert b"updateFields" not in parts(data)["word/settings.xml"]
    kinds = [mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_the_page_number_is_a_field_with_a_result() -> None:
    document = opened(written())
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text == "仅供本次培训使用\t第1页，共1页"
    instructions = [item.text for item in footer._p.iter(qn("w:instrText"))]
    assert instructions == [" PAGE ", " NUMPAGES "]


def test_the_header_says_course_group_date_and_edition_from_the_second_page_on() -> None:
    section = opened(written()).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "前台与窗口的判断 · 前厅二班\t2026-11-26　学员版"
    assert section.first_page_header.paragraphs[0].text == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("短课", "短课 · 前厅二班\t2026-11-26　学员版"),
        ("一" * 35, "一" * 35 + " · 前厅二班\t学员版"),
        ("一" * 80, "一" * 42 + "…\t学员版"),
    ],
)
def test_the_header_stays_on_one_line(title: str, expected: str) -> None:
    handout = build(replace(sample.PLAN, title=title), sample.CASES, LEARNER)
    assert opened(assemble(handout)).sections[0].header.paragraphs[0].text == expected


def test_an_english_header_has_room_for_the_date() -> None:
    header = opened(written(replace(LEARNER, language="en", paper=Paper.LETTER))).sections[0].header.paragraphs[0]
    assert header.text.endswith("\t26 Nov 2026    Learner handout")


def test_a_trainers_copy_is_marked_on_every_page() -> None:
    data = written(TRAINER)
    for section in opened(data).sections:
        mark = section.header.paragraphs[0].runs[-1]
        assert mark.text.strip("\u00a0") == "讲师版"
        assert mark.style is not None
        assert mark.style.style_id == "MarkDark"
    assert styles_and_texts(data)[0] == ("Edition", "\u00a0讲师版\u00a0　请勿发给学员")


def test_the_column_for_notes_is_white_paper_beside_the_cases() -> None:
    first, cases, last = opened(written(TRAINER)).sections
    assert cases.right_margin > first.right_margin
    assert first.right_margin == last.right_margin


def test_tables_keep_their_spans_repeat_their_head_and_do_not_split() -> None:
    document = opened(written())
    table = next(t for t in document.tables if t.style is not None and t.style.style_id == "TblExhibit")
    assert [[cell.text for cell in row.cells] for row in table.rows][3:] == [
        ["12:40", "26", "客人来电"],
        ["12:40", "26", "重做，仍装在一个盒里"],
    ]
    properties = table.rows[0]._tr.trPr
    assert properties is not None
    assert properties.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_table_that_is_no_longer_than_half_a_page_stays_together_and_a_longer_one_may_part() -> None:
    def kept(objectives: str, cell: str) -> set[tuple[str, bool]]:
        plan = replace(sample.PLAN, objectives=replace(sample.PLAN.objectives, skill=objectives))
        table = f"<table><tr><td><p>{cell}</p></td></tr><tr><td><p>二</p></td></tr></table>"
        case = make_case(sections=(Section(Role.BODY, table),))
        cells = tree(assemble(build(plan, [case], TRAINER))).iter(f"{W}tc")
        found = [paragraph.find(f"{W}pPr") for cell_ in cells for paragraph in cell_.iter(f"{W}p")]
        styles = [(item.find(f"{W}pStyle").get(f"{W}val"), item.find(f"{W}keepNext") is None) for item in found]
        return {(style, kept) for style, kept in styles if style in ("InfoLabel", "TableKeep")}

    assert kept("一行", "一行") == {("InfoLabel", True), ("TableKeep", True)}
    assert ("InfoLabel", False) in kept("\n".join(["一行"] * 30), "一行")
    assert kept("一行", "很长的话" * 300) == {("InfoLabel", True)}


def test_a_picture_stays_with_the_words_below_it_in_the_trainers_sections_too() -> None:
    picture = f'<p><img src="attachment:{sample.DIGEST}" alt="图"></p><p>图1　式样</p>'
    case = make_case(sections=(Section(Role.RESOLUTION, picture),))
    drawing = next(tree(assemble(build(make_plan(), [case], TRAINER), sample.picture)).iter(f"{W}drawing"))
    paragraph = next(drawing.iterancestors(f"{W}p"))
    assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_pictures_are_in_the_file_with_their_words() -> None:
    data = written()
    assert opened(data).inline_shapes[0].width == 320 * 9525
    assert "小票的式样，备注在最末一行" in parts(data)["word/document.xml"].decode()


def test_a_picture_that_is_gone_leaves_its_words() -> None:
    data = assemble(build(sample.PLAN, sample.CASES, LEARNER), None)
    assert ("Picture", "[图：小票的式样，备注在最末一行]") in styles_and_texts(data)


def test_a_picture_of_a_kind_word_does_not_know_leaves_its_words() -> None:
    data = assemble(build(sample.PLAN, sample.CASES, LEARNER), lambda _: b"RIFF....WEBPVP8 ")
    assert ("Picture", "[图：小票的式样，备注在最末一行]") in styles_and_texts(data)


def test_marks_of_the_text_survive() -> None:
    document = opened(written())
    runs = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs["1207"].bold
    assert runs["卫"].italic
    assert runs["没有再问别的"].font.highlight_color is not None


def test_lists_are_words_own_lists_with_levels() -> None:
    items = [p for p in opened(written()).paragraphs if p.style is not None and p.style.style_id == "CaseList"]
    levels = [item._p.pPr.numPr.ilvl.val for item in items]
    assert [item.text for item in items] == ["菜名两行", "优惠四行", "满减", "红包", "备注一行"]
    assert levels == [0, 0, 1, 1, 0]


def test_signs_that_both_scripts_share_ask_for_the_chinese_font_in_chinese_files_only() -> None:
    for options, expected in ((LEARNER, True), (replace(LEARNER, language="en"), False)):
        assert (b'w:hint="eastAsia"' in parts(written(options))["word/document.xml"]) is expected


def test_the_properties_of_a_learner_file_are_neutral() -> None:
    properties = opened(written()).core_properties
    assert properties.title == "前台与窗口的判断 学员版"
    assert properties.author == "CaseDesk"
    assert properties.created is not None
    assert properties.created.year == 2026


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_printed_and_is_read_back_without_what_xml_forbids(text: str) -> None:
    handout = build(make_plan(), [], LEARNER)
    para = Para(Kind.TEXT, (Run(text.replace("\u2028", "").replace("\t", "").replace("\n", "").replace("\r", "")),))
    data = assemble(replace(handout, blocks=(para,)))
    printed = styles_and_texts(data)[0][1]
    allowed = [char for char in para.text if char in printed]
    assert printed == "".join(allowed)
    assert all(char in printed for char in para.text if char.isalnum())


def test_write_saves_a_file_that_word_can_open(tmp_path: Path) -> None:
    target = tmp_path / "讲义.docx"
    docx_writer.write(build(sample.PLAN, sample.CASES, LEARNER), target, picture=sample.picture)
    assert opened(target).core_properties.title == "前台与窗口的判断 学员版"
    assert [path.name for path in tmp_path.iterdir()] == ["讲义.docx"]


def test_a_leak_stops_the_export_names_the_place_and_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "讲义.docx"
    target.write_bytes(b"the old one")
    handout = build(sample.PLAN, sample.CASES, LEARNER)
    planted = Para(Kind.TEXT, (Run("小纪怕的是得罪一位真正的住客。"),))
    with pytest.raises(LeakError, match=r"paragraph .* of the text: “小纪怕的是得罪一位真正的住客”"):
        docx_writer.write(replace(handout, blocks=(*handout.blocks, planted)), target)
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["讲义.docx"]


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="does not exist"):
        docx_writer.write(build(sample.PLAN, sample.CASES, LEARNER), tmp_path / "no" / "讲义.docx")


@pytest.mark.parametrize("owner", ["~$讲义.docx", "~$乙讲义.docx", "~$甲乙讲义.docx", ".~lock.甲乙讲义.docx#"])
def test_a_file_that_is_open_in_word_is_a_sentence_and_no_loss(tmp_path: Path, owner: str) -> None:
    target = tmp_path / "甲乙讲义.docx"
    target.write_bytes(b"the old one")
    (tmp_path / owner).write_bytes(b"")
    with pytest.raises(CaseDeskError, match="is open in Word"):
        docx_writer.write(build(sample.PLAN, sample.CASES, LEARNER), target)
    assert target.read_bytes() == b"the old one"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CaseDeskError, match="Nothing can be written"):
            docx_writer.write(build(sample.PLAN, sample.CASES, LEARNER), tmp_path / "讲义.docx")
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_is_a_sentence_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "讲义.docx"
    target.write_bytes(b"the old one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseDeskError, match=r"no room left on the disk for “讲义\.docx”"):
        docx_writer.write(build(sample.PLAN, sample.CASES, LEARNER), target)
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["讲义.docx"]


def test_every_picture_is_stored_once_under_a_name_of_its_own() -> None:
    pictures = {f"{number:064x}": sample.png(10 + number, 8) for number in range(120)}
    images = "".join(f'<p><img src="attachment:{digest}" alt="图"></p>' * 2 for digest in pictures)
    case = make_case(sections=(Section(Role.BODY, images),))
    data = assemble(build(make_plan(case), [case], LEARNER), pictures.__getitem__)
    stored = {name: content for name, content in parts(data).items() if name.startswith("word/media/")}
    assert sorted(stored.values()) == sorted(pictures.values())
    drawn = re.findall(r'r:embed="(\w+)"', parts(data)["word/document.xml"].decode())
    assert len(drawn) == 2 * len(pictures)
    assert len(set(drawn)) == len(pictures)


def test_a_thousand_cases_leak_nothing(tmp_path: Path) -> None:
    cases = sample.many_cases(200)
    docx_writer.write(build(sample.PLAN, cases, LEARNER), tmp_path / "many.docx", picture=sample.picture)
    heads = [text for style, text in styles_and_texts(tmp_path / "many.docx") if style == "Heading1"]
    assert len(heads) == 200


def test_a_case_without_any_section_is_only_a_title() -> None:
    case = make_case(sections=())
    data = assemble(build(make_plan(case), [case], LEARNER))
    assert ("Heading1", "热水与等待") in styles_and_texts(data)


def test_parts_are_well_formed_and_named_in_the_list_of_types() -> None:
    files = parts(written(TRAINER))
    types = files["[Content_Types].xml"].decode()
    for name, content in files.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        if not name.endswith(".rels") and name != "[Content_Types].xml":
            assert f'"/{name}"' in types


@pytest.mark.parametrize("edition", [Edition.LEARNER, Edition.TRAINER, Edition.STAGED_SHEETS])
@pytest.mark.parametrize(("language", "name"), [("zh", "对话"), ("en", "Dialogue")])
def test_dialogue_hangs_behind_the_name_of_its_speaker(edition: Edition, language: str, name: str) -> None:
    said = "<em>客人</em>：我的房卡呢？", "没有名字的一句"
    story = "<p>夜里十一点。</p>" + "".join(f'<p class="dialogue">{line}</p>' for line in said)
    case = replace(make_case(), sections=(Section(Role.BODY, story),))
    data = assemble(build(make_plan(), [case], HandoutOptions(edition=edition, language=language)), sample.picture)
    lines = [p for p in opened(data).paragraphs if p.style.style_id == "Dialogue"]
    assert [line.text for line in lines] == ["客人：我的房卡呢？", "没有名字的一句"]
    assert [(run.text, run.style.style_id == "Speaker") for run in lines[0].runs] == [
        ("客人", True), ("：", True), ("我的房卡呢？", False),
    ]  # fmt: skip
    assert lines[0].runs[0].italic
    assert lines[0].style.name == name
    shape = lines[0].style.paragraph_format
    assert shape.left_indent == -shape.first_line_indent > 0
