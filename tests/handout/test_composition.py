"""Where questions stand, and what learners write on."""

from dataclasses import replace

import pytest

from casedesk.domain.case import Case
from casedesk.domain.handout import AnswerSpace, Handout, HandoutOptions
from casedesk.domain.handout_blocks import AnswerLines, Kind, Para
from casedesk.domain.paper import Paper
from casedesk.handout.assembly import assemble
from casedesk.handout.measure import Measure
from casedesk.handout.outline import build
from tests.builders import make_case, make_plan
from tests.handout import sample
from tests.handout.word_files import W, opened, styles_and_texts, tree

SENTENCE = "值班经理查了一遍登记，又查了一遍钥匙柜，两边的数目对不上。"


ALONE = HandoutOptions(takeaway=False)
"""Nothing behind the questions."""


def case_with(sentences: int, questions: int) -> Case:
    return make_case(SENTENCE * sentences, id=1, questions=tuple(f"第{n}问：怎么办？" for n in range(questions)))


def handout_of(case: Case, options: HandoutOptions) -> Handout:
    return build(make_plan(case), (case,), options)


def questions_begin_a_page(case: Case, options: HandoutOptions = ALONE) -> bool:
    blocks = handout_of(case, options).blocks
    return any(isinstance(block, Para) and block.kind is Kind.HEADING and block.new_page for block in blocks)


def test_questions_begin_a_page_together_where_one_alone_would_be_left_over() -> None:
    lengths = [sentences for sentences in range(1, 40) if questions_begin_a_page(case_with(sentences, 3))]
    assert lengths
    assert lengths == list(range(lengths[0], lengths[-1] + 1))
    assert not questions_begin_a_page(case_with(lengths[0] - 1, 3)), "all three fit under the story"
    assert not questions_begin_a_page(case_with(lengths[-1] + 1, 3)), "only one fits there, two go on together"


def test_a_single_question_follows_its_story() -> None:
    assert not any(questions_begin_a_page(case_with(sentences, 1)) for sentences in range(1, 40))


@pytest.mark.parametrize("large_print", [False, True])
def test_a_question_goes_to_the_page_of_what_closes_the_handout(large_print: bool) -> None:
    closed, open_ = HandoutOptions(large_print=large_print), replace(ALONE, large_print=large_print)
    assert any(questions_begin_a_page(case_with(sentences, 1), closed) for sentences in range(1, 20))
    assert not any(questions_begin_a_page(case_with(sentences, 1), open_) for sentences in range(1, 20))


def test_cases_that_run_on_are_not_composed() -> None:
    options = replace(ALONE, new_page=False)
    assert not any(questions_begin_a_page(case_with(sentences, 3), options) for sentences in range(1, 40))


def test_the_heading_that_begins_a_page_does_so_by_its_style() -> None:
    case = next(case for case in (case_with(n, 3) for n in range(1, 40)) if questions_begin_a_page(case))
    styles = [style for style, _ in styles_and_texts(assemble(handout_of(case, ALONE)))]
    assert styles.count("Heading2Page") == 1
    assert "Heading2" not in styles


@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5, Paper.LETTER, Paper.OFFICIAL])
@pytest.mark.parametrize("sentences", [1, 3, 5])
def test_lines_to_the_foot_fill_the_page_and_no_more(paper: Paper, sentences: int) -> None:
    options = replace(ALONE, paper=paper, answer_space=AnswerSpace.FOOT)
    handout = handout_of(case_with(sentences, 1), options)
    measure = Measure(options)
    places = [place for place, block in enumerate(handout.blocks) if isinstance(block, AnswerLines)]
    lines = handout.blocks[places[-1]]
    assert isinstance(lines, AnswerLines)
    start = next(
        place
        for place, block in enumerate(handout.blocks)
        if isinstance(block, Para) and block.kind in (Kind.CASE_TITLE, Kind.ATTACHMENT)
    )
    height = sum(map(measure.height, handout.blocks[start:])) + lines.to_foot * measure.answer_line
    assert measure.page_height - 3 * measure.answer_line < height <= measure.page_height


def test_the_foot_of_a_page_of_the_trainers_own_template_is_unknown() -> None:
    plain = handout_of(case_with(1, 1), HandoutOptions())
    to_foot = handout_of(case_with(1, 1), HandoutOptions(answer_space=AnswerSpace.FOOT))
    assert len(styles_and_texts(assemble(to_foot))) > len(styles_and_texts(assemble(plain)))


def test_a_frame_is_as_high_as_the_lines_it_stands_for() -> None:
    data = assemble(handout_of(case_with(1, 2), replace(ALONE, answer_space=AnswerSpace.BOX, answer_lines=4)))
    frames = [table for table in opened(data).tables if table.style is not None and table.style.style_id == "TblForm"]
    assert len(frames) == 2
    heights = [frame.rows[0].height for frame in frames]
    assert all(height is not None and height.pt == pytest.approx(4 * 27) for height in heights)
    assert not any(style.startswith("AnswerLine") for style, _ in styles_and_texts(data))


def test_a_caption_stands_above_a_table_and_below_a_picture() -> None:
    data = assemble(build(sample.PLAN, sample.CASES, replace(HandoutOptions(), answer_lines=2)), sample.picture)
    lines = styles_and_texts(data)
    assert ("Caption", "表1　那天中午的出餐记录") in lines
    assert ("CaptionBelow", "图1　小票的式样") in lines
    tables = tree(data).iter(f"{W}tblCaption")
    assert [caption.get(f"{W}val") for caption in tables] == ["前台与窗口的判断", "表1　那天中午的出餐记录"]


def house_rules(handout: Handout) -> list[str]:
    return [block.text for block in handout.blocks if isinstance(block, Para) and block.kind is Kind.HOUSE_RULE]


def test_the_first_page_has_house_rules_where_they_find_room() -> None:
    assert len(house_rules(build(sample.PLAN, sample.CASES, HandoutOptions()))) == 3
    assert not house_rules(build(sample.PLAN, sample.CASES, HandoutOptions(house_rules=False)))
    assert not house_rules(build(sample.PLAN, sample.CASES, HandoutOptions(paper=Paper.OFFICIAL)))
    crowded = build(sample.PLAN, sample.many_cases(40), HandoutOptions())
    assert not house_rules(crowded)
    headings = [block.text for block in crowded.blocks if isinstance(block, Para)]
    assert "课堂约定" not in headings
    assert "目录" in headings


def test_what_one_takes_back_to_work_is_asked_last_and_stays_with_its_lines() -> None:
    data = assemble(build(sample.PLAN, sample.CASES, HandoutOptions()))
    styles = [style for style, _ in styles_and_texts(data)]
    assert styles[-4:] == ["ClosingHeading", "ClosingText", "AnswerLine", "AnswerLineLast"]
    closing = tree(data, "word/styles.xml").find(f".//{W}style[@{W}styleId='ClosingText']/{W}pPr/{W}keepNext")
    assert closing is not None
    without = assemble(build(sample.PLAN, sample.CASES, HandoutOptions(takeaway=False)))
    assert "我带走的一条" not in "".join(text for _, text in styles_and_texts(without))
