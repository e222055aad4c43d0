"""What a handout tells of its pages, once they are known."""

import re
from dataclasses import replace

from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.domain.paper import Pagination, Paper
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from tests.handout import sample
from tests.handout.word_files import W, parts, styles_and_texts, tree

LEARNER = HandoutOptions()
TRAINER = HandoutOptions(Edition.TRAINER, new_page=False)
LEARNER_PAGES = {1: 2, 2: 3, 3: 15}


def handout(options: HandoutOptions, pages: Pagination | None = None) -> Handout:
    made = build(sample.PLAN, sample.CASES, options, learner_pages=LEARNER_PAGES)
    return replace(made, pages=pages)


def lines_of_contents(data: bytes) -> list[str]:
    return [text for style, text in styles_and_texts(data) if style == "TOC1"]


def test_contents_tell_titles_alone_where_nobody_has_set_the_pages() -> None:
    data = assemble(handout(LEARNER))
    assert lines_of_contents(data) == ["案例一　夜里十一点的房卡", "案例二　打包盒里的汤", "案例三　九号窗口"]
    assert b"PAGEREF" not in parts(data)["word/document.xml"]


def test_contents_tell_pages_that_are_known_and_every_one_points_to_its_title() -> None:
    data = assemble(handout(LEARNER, Pagination((2, 3, 15), 16)))
    assert lines_of_contents(data) == ["案例一　夜里十一点的房卡2", "案例二　打包盒里的汤3", "案例三　九号窗口15"]
    document = parts(data)["word/document.xml"].decode()
    asked = re.findall(r"PAGEREF (\w+) ", document)
    assert asked == re.findall(r'w:anchor="(\w+)"', document)
    assert asked == re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', document)
    assert "updateFields" not in parts(data)["word/settings.xml"].decode()


def test_the_footer_knows_how_many_pages_there_are_before_any_field_is_updated() -> None:
    footer = parts(assemble(handout(LEARNER, Pagination((2, 3, 15), 16))))["word/footer_full.xml"].decode()
    assert re.search(r"NUMPAGES.*?<w:t>16</w:t>", footer)


def test_a_booklet_ends_in_the_blank_pages_that_fill_its_last_sheet() -> None:
    booklet = HandoutOptions(paper=Paper.A5_BOOKLET)
    for count, blank in ((4, 0), (5, 3), (6, 2), (7, 1), (8, 0)):
        data = assemble(handout(booklet, Pagination((2, 3, 4), count)))
        styles = [style for style, _ in styles_and_texts(data)]
        assert styles.count("BlankPage") == blank
        assert styles[len(styles) - blank :] == ["BlankPage"] * blank
    assert "BlankPage" not in [style for style, _ in styles_and_texts(assemble(handout(booklet)))]
    assert not handout(LEARNER, Pagination((2, 3, 4), 5)).blank_pages


def test_the_trainer_guide_tells_where_learners_read() -> None:
    lines = styles_and_texts(assemble(handout(TRAINER)))
    told = [text.rsplit("｜", 1)[1] for style, text in lines if style == "CaseMeta"]
    assert told == ["学员版第2页", "学员版第3页", "学员版第15页"]
    assert [text for style, text in lines if style == "TableNum" and text] == ["2", "3", "15"]
    assert ("TableHead", "讲义页") in lines


def test_the_trainer_guide_has_no_column_for_pages_that_nobody_knows() -> None:
    lines = styles_and_texts(assemble(build(sample.PLAN, sample.CASES, TRAINER)))
    assert ("TableHead", "讲义页") not in lines
    assert not [text for _, text in lines if "学员版第" in text]


def test_official_documents_list_attachments_without_pages() -> None:
    data = assemble(handout(HandoutOptions(paper=Paper.OFFICIAL), Pagination((2, 3, 5), 6)))
    assert ("AttachNote", "附件：1.夜里十一点的房卡") in styles_and_texts(data)
    assert not tree(data).findall(f".//{W}hyperlink/{W}r/{W}tab")
