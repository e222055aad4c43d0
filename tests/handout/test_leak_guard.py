import re
import struct
import zlib
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain.case import Question, Role, Section
from casedesk.domain.handout import Handout, HandoutOptions
from casedesk.domain.handout_secrets import SecretKind
from casedesk.domain.library import Pseudonym
from casedesk.handout.assembly import assemble
from casedesk.handout.leak_guard import check
from casedesk.handout.outline import build
from casedesk.handout.read_back import PlaceKind
from tests.builders import make_case, make_plan, make_section
from tests.handout import sample
from tests.handout.word_files import parts, with_parts, with_text

ANALYSIS = "房号、姓氏和“夫妻同住”来自同一块屏幕"
NAMES = (Pseudonym(1, "卫东来", "吴先生"), Pseudonym(2, "May Hollis", "Ann"))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="module")
def handout() -> Handout:
    return build(sample.PLAN, sample.CASES, HandoutOptions(), pseudonyms=NAMES)


@pytest.fixture(scope="module")
def clean(handout: Handout) -> bytes:
    return assemble(handout, sample.picture)


def in_body(data: bytes, xml: str) -> bytes:
    return with_text(data, "word/document.xml", "<w:sectPr>", f"{xml}<w:sectPr>")


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


GLOSSARY = f"<w:glossaryDocument {W}>{paragraph(ANALYSIS)}</w:glossaryDocument>"
DIAGRAM = f'<d xmlns:a="a"><a:t lang="zh">{ANALYSIS[:8]}</a:t><a:t lang="zh">{ANALYSIS[8:]}</a:t></d>'
TARGET = f"file:///C:/{quote(ANALYSIS)}.docx"
LINK = f'<Relationships><Relationship TargetMode="External" Target="{TARGET}"/></Relationships>'


def kinds(data: bytes, handout: Handout) -> set[SecretKind]:
    return {leak.kind for leak in check(data, handout)}


def test_a_clean_file_passes(clean: bytes, handout: Handout) -> None:
    assert check(clean, handout) == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_learner_edition_passes(language: str) -> None:
    plan, cases = (sample.PLAN, sample.CASES) if language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
    handout = build(plan, cases, HandoutOptions(language=language))
    assert check(assemble(handout, sample.picture), handout) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ANALYSIS, SecretKind.TRAINER_SECTION),
        ("酒店当晚为邱女士换了房，由保安陪同搬运，次日把补卡流程改成两步核对", SecretKind.TRAINER_SECTION),
        ("礼貌不是省略步骤的理由", SecretKind.TRAINER_SECTION),
        ("练习一句守规定的话", SecretKind.TRAINER_SECTION),
        ("姓氏和房号谁都能打听到", SecretKind.ANSWER),
        ("上次讲到这里时有人手机响了，提前提醒静音", SecretKind.NOTE),
        ("先让大家站在小纪一边", SecretKind.NOTE),
        ("写下来的话要让做事的人看见", SecretKind.NOTE),
        ("把钥匙给了陌生人：查验身份走过场", SecretKind.LIBRARY_TITLE),
        ("推三阻四换来的差评", SecretKind.LIBRARY_TITLE),
        ("卫东来", SecretKind.REAL_NAME),
        ("卫 东来", SecretKind.REAL_NAME),
        ("衛東來", SecretKind.REAL_NAME),
        ("said May Hollis.", SecretKind.REAL_NAME),
        ("参考答案", SecretKind.TRAINER_LABEL),
    ],
)
def test_a_planted_sentence_is_found(clean: bytes, handout: Handout, text: str, kind: SecretKind) -> None:
    (leak, *_) = check(in_body(clean, paragraph(text)), handout)
    assert leak.kind is kind
    assert leak.place.kind is PlaceKind.BODY


@pytest.mark.parametrize(
    "text",
    [
        "房號、姓氏和「夫妻同住」來自同一塊屏幕",
        "房号 姓氏和夫妻同住来自同一块屏幕！",
        "房号、姓氏和“夫妻</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>同住”来自同一块屏幕",
        "房号、姓氏和“夫妻同住”</w:t></w:r></w:p><w:p><w:r><w:t>来自同一块屏幕",
        f"前面的话，{ANALYSIS}，后面的话",
    ],
)
def test_no_disguise_hides_a_sentence(clean: bytes, handout: Handout, text: str) -> None:
    assert SecretKind.TRAINER_SECTION in kinds(in_body(clean, paragraph(text)), handout)


@pytest.mark.parametrize(
    ("part", "content", "place"),
    [
        ("word/header_more.xml", f"<w:hdr {W}>{paragraph(ANALYSIS)}</w:hdr>", PlaceKind.HEADER),
        ("word/footer_more.xml", f"<w:ftr {W}>{paragraph(ANALYSIS)}</w:ftr>", PlaceKind.FOOTER),
        ("word/footnotes.xml", f"<w:footnotes {W}>{paragraph(ANALYSIS)}</w:footnotes>", PlaceKind.NOTE),
        ("docProps/custom.xml", f'<properties name="n"><v>{ANALYSIS}</v></properties>', PlaceKind.PROPERTIES),
        ("docProps/core.xml", f'<p xmlns:dc="y"><dc:title>{ANALYSIS}</dc:title></p>', PlaceKind.PROPERTIES),
        ("customXml/item1.xml", f'<root note="{ANALYSIS}"/>', PlaceKind.OTHER),
        ("word/glossary/document.xml", GLOSSARY, PlaceKind.BODY),
        ("word/renamed.xml", f"<w:ftr {W}>{paragraph(ANALYSIS)}</w:ftr>", PlaceKind.FOOTER),
        ("word/media/drawing.svg", f'<svg xmlns="s"><text>{ANALYSIS}</text></svg>', PlaceKind.PICTURE),
        ("word/diagrams/data1.xml", DIAGRAM, PlaceKind.OTHER),
        ("word/charts/chart1.xml", f'<c xmlns="c"><v>{ANALYSIS}</v></c>', PlaceKind.OTHER),
        ("word/vmlDrawing1.vml", f'<xml><shape alt="{ANALYSIS}"/></xml>', PlaceKind.OTHER),
        (f"word/media/{ANALYSIS}.png", "no picture", PlaceKind.OTHER),
        ("word/_rels/more.xml.rels", LINK, PlaceKind.OTHER),
    ],
)  # fmt: skip
def test_no_part_of_the_file_hides_a_sentence(
    clean: bytes, handout: Handout, part: str, content: str, place: PlaceKind
) -> None:
    leaks = check(with_parts(clean, {part: content.encode()}), handout)
    assert [(leak.kind, leak.place.kind) for leak in leaks] == [(SecretKind.TRAINER_SECTION, place)]


def test_an_alternative_text_hides_nothing(clean: bytes, handout: Handout) -> None:
    planted = with_text(clean, "word/document.xml", 'descr="小票的式样', f'descr="{ANALYSIS}')
    assert SecretKind.TRAINER_SECTION in kinds(planted, handout)


@pytest.mark.parametrize("name", ["_Toc100001", "Picture 1", "_Cd000000000000_x1_00000000"])
def test_a_name_that_only_begins_like_one_of_ours_hides_nothing(clean: bytes, handout: Handout, name: str) -> None:
    planted = in_body(clean, f'<w:p><w:bookmarkStart w:id="9" w:name="{name}{ANALYSIS}"/></w:p>')
    assert kinds(planted, handout) == {SecretKind.TRAINER_SECTION}


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>", SecretKind.HIDDEN_TEXT),
        ('<w:p><w:ins w:id="9" w:author="x"><w:r><w:t>新的</w:t></w:r></w:ins></w:p>', SecretKind.REVISION),
        ('<w:p><w:del w:id="9" w:author="x"><w:r><w:delText>旧的</w:delText></w:r></w:del></w:p>', SecretKind.REVISION),
    ],
)
def test_hidden_and_revised_text_is_a_leak_whatever_it_says(
    clean: bytes, handout: Handout, xml: str, kind: SecretKind
) -> None:
    assert kinds(in_body(clean, xml), handout) == {kind}


def test_a_style_that_hides_its_text_is_seen_through(clean: bytes, handout: Handout) -> None:
    style = '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="s"/><w:rPr><w:vanish/></w:rPr></w:style>'
    styled = '<w:p><w:pPr><w:pStyle w:val="Secret"/></w:pPr><w:r><w:t>看不见</w:t></w:r></w:p>'
    data = with_text(in_body(clean, styled), "word/styles.xml", "</w:styles>", f"{style}</w:styles>")
    assert kinds(data, handout) == {SecretKind.HIDDEN_TEXT}


def test_deleted_and_hidden_sentences_are_read_too(clean: bytes, handout: Handout) -> None:
    xml = f'<w:p><w:del w:id="9" w:author="x"><w:r><w:delText>{ANALYSIS}</w:delText></w:r></w:del></w:p>'
    assert SecretKind.TRAINER_SECTION in kinds(in_body(clean, xml), handout)


def test_comments_and_embedded_files_are_leaks(clean: bytes, handout: Handout) -> None:
    comments = f'<w:comments {W}><w:comment w:id="0" w:author="x">{paragraph("好")}</w:comment></w:comments>'
    assert SecretKind.COMMENT in kinds(with_parts(clean, {"word/comments.xml": comments.encode()}), handout)
    assert kinds(with_parts(clean, {"word/embeddings/old.bin": b"x"}), handout) == {SecretKind.EMBEDDED_FILE}


def test_text_that_says_it_is_not_hidden_is_none(clean: bytes, handout: Handout) -> None:
    xml = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>'
    assert check(in_body(clean, xml), handout) == ()


def learner_of(*sections: Section, **changes: Any) -> Handout:
    case = make_case(sections=sections, **changes)
    return build(make_plan(case), [case], HandoutOptions())


def test_a_sentence_that_stands_in_the_story_too_is_no_leak() -> None:
    story = "经理给她倒了一杯热水，又把暖气开大了。"
    handout = learner_of(make_section(Role.BODY, story), make_section(Role.ANALYSIS, "经理给她倒了一杯热水。"))
    assert check(assemble(handout), handout) == ()


def test_a_short_answer_inside_a_longer_text_is_no_leak_but_alone_it_is() -> None:
    question = Question("选一项：A 道歉 B 退款", answer="B")
    handout = learner_of(make_section(Role.BODY, "客人要退款。"), Section(Role.QUESTION, questions=(question,)))
    data = assemble(handout)
    assert check(data, handout) == ()
    assert kinds(in_body(data, paragraph("B")), handout) == {SecretKind.ANSWER}
    assert check(in_body(data, paragraph("乘 B 线地铁前来")), handout) == ()


def test_a_short_answer_that_is_a_figure_in_a_table_is_no_leak() -> None:
    table = "<table><tr><td><p>26</p></td><td><p>人</p></td></tr></table>"
    question = Question("多少人？", answer="26")
    handout = learner_of(Section(Role.BODY, table), Section(Role.QUESTION, questions=(question,)))
    assert check(assemble(handout), handout) == ()


def test_a_case_without_a_learner_title_may_show_its_title() -> None:
    handout = learner_of(make_section(Role.BODY, "一句话。"), title="借伞变成投诉的一天")
    assert check(assemble(handout), handout) == ()


def test_a_stand_in_that_holds_the_real_name_is_no_leak() -> None:
    case = make_case("小李说了一句话。")
    names = (Pseudonym(1, "小李", "小李子"),)
    handout = build(make_plan(case), [case], HandoutOptions(), pseudonyms=names)
    data = assemble(handout)
    assert "小李子说了一句话" in parts(data)["word/document.xml"].decode()
    assert check(data, handout) == ()


def test_a_latin_name_is_none_in_small_letters(clean: bytes, handout: Handout) -> None:
    assert check(in_body(clean, paragraph("they may hollis their bags")), handout) == ()


def test_a_name_in_the_header_is_found() -> None:
    handout = build(replace(sample.PLAN, audience="前厅二班"), sample.CASES, HandoutOptions(), pseudonyms=NAMES)
    data = with_text(assemble(handout, sample.picture), "word/header_full.xml", "前厅二班", "卫东来的班")
    assert [(leak.kind, leak.place.kind) for leak in check(data, handout)] == [(SecretKind.REAL_NAME, PlaceKind.HEADER)]


SENTENCES = st.sampled_from(
    [
        "客人等了很久",
        "经理道了歉",
        "先核对，再发卡",
        "多看一眼",
        "退款",
        "B",
        "第二天他又来了",
        "没有人告诉他下一步",
        "26",
    ]
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map("。".join)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from(["", "中性的题目"]))
def test_what_the_outline_builds_always_passes(body: str, question: str, answer: str, note: str, title: str) -> None:
    sections = (
        make_section(Role.BODY, body),
        Section(Role.QUESTION, questions=(Question(question, answer),)),
        make_section(Role.ANALYSIS, note),
    )
    handout = learner_of(*sections, learner_title=title, note=note)
    assert check(assemble(handout), handout) == ()


@settings(max_examples=60, deadline=None)
@given(st.text("点评里的一句话和另外几个字abc，。！ ", min_size=12, max_size=60), st.integers(0, 20))
def test_every_telling_sentence_is_found_wherever_it_is_planted(text: str, place: int) -> None:
    handout = learner_of(make_section(Role.BODY, "天黑了。"), make_section(Role.ANALYSIS, text))
    (sentence, *_) = sorted(re.split(r"[。！]", text), key=len, reverse=True)
    if sum(1 for char in sentence if char.isalpha() and ord(char) > 0x2E80) < 6:
        return
    data = assemble(handout)
    filled = "前面" * place + sentence.strip() + "后面"
    assert SecretKind.TRAINER_SECTION in kinds(in_body(data, paragraph(filled)), handout)


def test_a_field_hides_nothing_and_does_not_cut_a_sentence(clean: bytes, handout: Handout) -> None:
    code = f'<w:r><w:instrText> DOCPROPERTY "{ANALYSIS}" </w:instrText></w:r>'
    for xml in (f"<w:p>{code}</w:p>", f'<w:p><w:fldSimple w:instr=" QUOTE &quot;{ANALYSIS}&quot; "/></w:p>'):
        places = [leak.place.kind for leak in check(in_body(clean, xml), handout)]
        assert places == [PlaceKind.FIELD]
    start, end = ANALYSIS[:9], ANALYSIS[9:]
    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    cut = f"<w:p><w:r><w:t>{start}</w:t></w:r>{code}<w:r><w:t>{end}</w:t></w:r></w:p>"
    assert SecretKind.TRAINER_SECTION in kinds(in_body(clean, cut), handout)


def test_a_text_box_in_the_middle_does_not_cut_a_sentence(clean: bytes, handout: Handout) -> None:
    box = f"<w:r><w:txbxContent>{paragraph('旁边的框')}</w:txbxContent></w:r>"
    cut = f"<w:p><w:r><w:t>{ANALYSIS[:9]}</w:t></w:r>{box}<w:r><w:t>{ANALYSIS[9:]}</w:t></w:r></w:p>"
    assert SecretKind.TRAINER_SECTION in kinds(in_body(clean, cut), handout)


def test_a_document_variable_hides_nothing(clean: bytes, handout: Handout) -> None:
    for variable in (f'<w:docVar w:name="x" w:val="{ANALYSIS}"/>', f'<w:docVar w:name="{ANALYSIS}" w:val="x"/>'):
        data = with_text(clean, "word/settings.xml", "</w:settings>", f"<w:docVars>{variable}</w:docVars></w:settings>")
        assert SecretKind.TRAINER_SECTION in kinds(data, handout)


def test_a_style_that_is_based_on_a_hiding_one_hides_too(clean: bytes, handout: Handout) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="s"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="c"/><w:basedOn w:val="Secret"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Seen"><w:name w:val="d"/><w:basedOn w:val="Secret"/><w:rPr>'
        '<w:vanish w:val="0"/></w:rPr></w:style>'
    )
    for style, expected in (("Child", {SecretKind.HIDDEN_TEXT}), ("Seen", set())):
        xml = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>旧的一行</w:t></w:r></w:p>'
        data = with_text(in_body(clean, xml), "word/styles.xml", "</w:styles>", f"{styles}</w:styles>")
        assert kinds(data, handout) == expected


def test_comments_are_known_by_what_they_are_and_not_by_their_name(clean: bytes, handout: Handout) -> None:
    comments = f'<w:comments {W}><w:comment w:id="0" w:author="x">{paragraph("好")}</w:comment></w:comments>'
    assert SecretKind.COMMENT in kinds(with_parts(clean, {"word/notes7.xml": comments.encode()}), handout)


def test_a_part_that_only_pretends_to_be_xml_is_an_embedded_file(clean: bytes, handout: Handout) -> None:
    assert kinds(with_parts(clean, {"customXml/item2.xml": b"<broken"}), handout) == {SecretKind.EMBEDDED_FILE}


def png_with(kind: bytes, content: bytes) -> bytes:
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return sample.png()[:33] + chunk + sample.png()[33:]


def emf_with(words: str) -> bytes:
    record = bytearray(76) + words.encode("utf-16-le")
    struct.pack_into("<II", record, 0, 84, len(record))
    struct.pack_into("<II", record, 44, len(words), 76)
    head = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    return head + bytes(record)


EXIF = b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + ANALYSIS.encode("utf-16-le")


@pytest.mark.parametrize(
    "picture",
    [
        png_with(b"iTXt", b"Comment\0\0\0\0\0" + ANALYSIS.encode()),
        png_with(b"zTXt", b"Comment\0\0" + zlib.compress(ANALYSIS.encode())),
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(EXIF) + 2) + EXIF + b"\xff\xda",
        b"\xff\xd8\xff\xfe" + struct.pack(">H", len(ANALYSIS.encode()) + 2) + ANALYSIS.encode() + b"\xff\xda",
        emf_with(ANALYSIS),
    ],
    ids=["png", "packed png", "exif", "jpeg comment", "emf"],
)
def test_words_that_a_picture_carries_along_are_read(picture: bytes, clean: bytes, handout: Handout) -> None:
    leaks = check(with_parts(clean, {"word/media/image9.bin": picture}), handout)
    assert [(leak.kind, leak.place.kind) for leak in leaks] == [(SecretKind.TRAINER_SECTION, PlaceKind.PICTURE)]


def test_pictures_without_words_are_no_leak(clean: bytes, handout: Handout) -> None:
    noise = {f"word/media/{number}.jpeg": b"\xff\xd8" + bytes(range(256)) * 40 for number in range(3)}
    assert check(with_parts(clean, {**noise, "word/media/plain.png": sample.png()}), handout) == ()
