"""Paper, margins, gutter, and what official documents have instead of header and footer."""

from dataclasses import replace

import pytest
from docx.section import Section

from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_blocks import Layout
from casedesk.domain.paper import Paper
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from casedesk.handout.page_setup import page_setup
from tests.handout import sample
from tests.handout.word_files import W, opened, parts, styles_and_texts, tree

ALL_PAGES = [
    HandoutOptions(edition=edition, language=language, paper=paper, large_print=large)
    for edition in (Edition.LEARNER, Edition.TRAINER, Edition.CASE_CARDS, Edition.SIGN_IN)
    for language in ("zh", "en")
    for paper in Paper
    for large in (False, True)
]


def _name(options: HandoutOptions) -> str:
    size = "large" if options.large_print else "normal"
    return f"{options.edition}-{options.language}-{options.paper}-{size}"


def written(options: HandoutOptions) -> bytes:
    return assemble(build(sample.PLAN, sample.CASES, options), sample.picture)


def first_section(options: HandoutOptions) -> Section:
    return opened(written(options)).sections[0]


@pytest.mark.parametrize(
    ("paper", "width", "height"),
    [
        (Paper.A4, 210, 297),
        (Paper.LETTER, 215.9, 279.4),
        (Paper.A5, 148, 210),
        (Paper.A5_TWO_UP, 148, 210),
        (Paper.A5_BOOKLET, 148, 210),
        (Paper.OFFICIAL, 210, 297),
    ],
)
def test_learners_get_the_paper_that_was_chosen(paper: Paper, width: float, height: float) -> None:
    section = first_section(HandoutOptions(paper=paper))
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width.mm == pytest.approx(width, abs=0.1)
    assert section.page_height.mm == pytest.approx(height, abs=0.1)


@pytest.mark.parametrize("paper", Paper)
def test_the_trainer_guide_is_always_on_a_whole_sheet(paper: Paper) -> None:
    section = first_section(HandoutOptions(Edition.TRAINER, paper=paper))
    assert section.page_width is not None
    assert section.page_width.mm == pytest.approx(215.9 if paper is Paper.LETTER else 210, abs=0.1)


@pytest.mark.parametrize("options", ALL_PAGES, ids=_name)
@pytest.mark.parametrize("gutter", [5, 8, 12, 60])
def test_a_gutter_never_shortens_a_line_and_leaves_margins_to_print_in(options: HandoutOptions, gutter: int) -> None:
    bound = HandoutOptions(
        options.edition, options.language, options.paper, large_print=options.large_print, gutter=gutter
    )
    for layout in Layout:
        plain, with_gutter = page_setup(options, layout), page_setup(bound, layout)
        assert with_gutter.text_width == plain.text_width
        assert min(with_gutter.left, with_gutter.right) >= 567
        assert with_gutter.left + with_gutter.gutter >= plain.left


def test_a_gutter_of_eight_millimetres_is_one() -> None:
    section = first_section(HandoutOptions(gutter=8))
    assert section.gutter is not None
    assert section.gutter.mm == pytest.approx(8, abs=0.05)


@pytest.mark.parametrize(
    ("options", "is_mirrored"),
    [
        (HandoutOptions(), False),
        (HandoutOptions(mirror=True), True),
        (HandoutOptions(Edition.TRAINER, mirror=True), True),
        (HandoutOptions(paper=Paper.A5_BOOKLET), True),
        (HandoutOptions(Edition.TRAINER, paper=Paper.A5_BOOKLET), False),
    ],
)
def test_two_sided_pages_mirror_their_margins(options: HandoutOptions, is_mirrored: bool) -> None:
    assert (b"<w:mirrorMargins/>" in parts(written(options))["word/settings.xml"]) is is_mirrored


def test_an_official_document_has_twenty_two_lines_of_twenty_eight_characters() -> None:
    setup = page_setup(HandoutOptions(paper=Paper.OFFICIAL))
    assert setup.text_width / 20 >= 28 * (16 - 0.25)
    assert 22 * 28.95 <= setup.text_height / 20 < 23 * 28.95


def test_an_official_document_tells_its_page_at_the_outer_edge_and_has_no_header() -> None:
    data = written(HandoutOptions(paper=Paper.OFFICIAL))
    section = opened(data).sections[0]
    assert [p.text for p in section.footer.paragraphs] == ["— 1 —"]
    assert [p.text for p in section.even_page_footer.paragraphs] == ["— 1 —"]
    assert not any(p.text for part in (section.header, section.even_page_header) for p in part.paragraphs)
    assert b"<w:evenAndOddHeaders/>" in parts(data)["word/settings.xml"]
    assert not section.different_first_page_header_footer


def test_an_official_document_without_a_trainer_is_only_dated() -> None:
    plan = replace(sample.PLAN, trainer="")
    lines = styles_and_texts(assemble(build(plan, sample.CASES, HandoutOptions(paper=Paper.OFFICIAL))))
    assert [text.split() for style, text in lines if style.startswith("Sign")] == [["年", "月", "日"]]
    assert "SignOff" in [style for style, _ in lines]


def test_the_cases_of_an_official_document_are_its_attachments() -> None:
    data = written(HandoutOptions(paper=Paper.OFFICIAL))
    lines = styles_and_texts(data)
    assert lines[:2] == [("Title", "前台与窗口的判断"), ("MainTo", "前厅二班：")]
    assert [text for style, text in lines if style.startswith("AttachNote")] == [
        "附件：1.夜里十一点的房卡",
        "2.打包盒里的汤",
        "3.九号窗口",
    ]
    assert [style for style, _ in lines].count("Attach") == len(sample.CASES)
    level = tree(data, "word/numbering.xml").find(f".//{W}lvl")
    assert level is not None
    assert level.find(f"{W}pStyle").get(f"{W}val") == "Attach"  # pyright: ignore[reportOptionalMemberAccess]
    assert level.find(f"{W}lvlText").get(f"{W}val") == "附件%1"  # pyright: ignore[reportOptionalMemberAccess]
