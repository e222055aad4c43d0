"""The editions that are sheets to write on, to hand out in turn, or to prepare a class with."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Case, Question, QuestionKind, Role, Section
from casedesk.domain.handout import Edition, Handout, HandoutOptions, PrintJob
from casedesk.domain.handout_blocks import AnswerLines, Facts, Grid, HandoutBlock, Kind, Para
from casedesk.domain.lesson import Material, Need, Per, Session
from casedesk.handout.assembly import assemble
from casedesk.handout.editions.answer_sheet import key_words
from casedesk.handout.editions.overview import clock_heights
from casedesk.handout.outline import build
from casedesk.handout.stages import stages
from casedesk.tasks.editions import copies_of
from tests.builders import make_case, make_plan, make_section
from tests.handout import sample
from tests.handout.word_files import parts


def made(edition: Edition, **changes: object) -> Handout:
    plan = replace(sample.PLAN, **changes)  # pyright: ignore[reportArgumentType]
    return build(plan, sample.CASES, HandoutOptions(edition))


def of_kind(handout: Handout, kind: Kind) -> list[str]:
    return [block.text for block in handout.blocks if isinstance(block, Para) and block.kind is kind]


def grids(handout: Handout) -> list[Grid]:
    return [block for block in handout.blocks if isinstance(block, Grid)]


def test_the_key_has_every_answer_and_no_story() -> None:
    handout = made(Edition.ANSWER_KEY)
    answers = [question.answer for case in sample.CASES for question in case.questions if question.answer]
    assert [text.replace("\u2028", "\n") for text in of_kind(handout, Kind.ANSWER)] == answers
    assert not of_kind(handout, Kind.TEXT)
    assert len(of_kind(handout, Kind.QUESTION)) == sum(len(case.questions) for case in sample.CASES)


def test_the_answer_sheet_numbers_its_lines_and_leaves_the_questions_out() -> None:
    handout = made(Edition.ANSWER_SHEET)
    lines = [block for block in handout.blocks if isinstance(block, AnswerLines)]
    assert [item.number for item in lines] == ["1.", "2.", "3.", "1.", "2.", "1."]
    assert not of_kind(handout, Kind.QUESTION)
    assert lines[1].hint == "□ A　□ B　□ C　□ D"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("不满的原因？还有呢？", "不满的原因"),
        ("这是一个没有任何停顿的很长的问题吗", "这是一个没有任何停顿的很长的…"),
        ("Which of the many rules that you know would have helped here?", "Which of the many rules that…"),
        ("Refund, exchange, cleaning, or no return at all?", "Refund, exchange"),
        ("Yes:\nbut why?", "Yes: but why"),
        ("假如，客人不肯走，怎么办？", "假如，客人不肯走"),
        ("为何？", "为何"),
        ("", ""),
    ],
)
def test_a_key_word_is_the_first_clause_cut_where_it_is_long(question: str, words: str) -> None:
    assert key_words(question) == words


def story_of(*paragraphs: str, **others: Section) -> Case:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return replace(make_case(), sections=(Section(Role.BODY, html), *others.values()))


def texts(part: tuple[HandoutBlock, ...]) -> list[str]:
    return [block.text for block in part if isinstance(block, Para)]


@pytest.mark.parametrize("mark", ["决策点", "【决策点】", "—— 决策点 ——", "Decision point", "◆決策點◆"])
def test_a_story_is_cut_where_it_says_so_and_the_mark_is_not_printed(mark: str) -> None:
    case = story_of("客人来了。", mark, "他走了。")
    assert [texts(part) for part in stages(case)] == [["客人来了。"], ["他走了。"]]
    handout = build(make_plan(case), [case], HandoutOptions())
    assert of_kind(handout, Kind.TEXT)[:2] == ["客人来了。", "他走了。"]


def test_a_sentence_about_a_decision_point_is_no_mark() -> None:
    assert len(stages(story_of("他说：到了决策点，就要想一想。", "然后走了。"))) == 1


def test_without_a_mark_sections_are_sheets_and_else_the_story_stops_towards_its_end() -> None:
    two = replace(make_case(), sections=(make_section(Role.BODY, "上午。"), make_section(Role.BODY, "下午。")))
    assert [texts(part) for part in stages(two)] == [["上午。"], ["下午。"]]
    long = [f"第{n}段，说了一些话。" for n in range(1, 7)]
    first, second = map(texts, stages(story_of(*long)))
    assert [*first, *second] == long
    assert len(first) > len(second) >= 1
    ended = story_of(*long, end=make_section(Role.RESOLUTION, "后来换了房。"))
    assert [texts(part) for part in stages(ended)] == [long]


def test_the_analysis_is_on_the_last_sheet_and_the_ending_on_the_one_before() -> None:
    handout = build(sample.PLAN, [sample.KEY], HandoutOptions(Edition.STAGED_SHEETS))
    heads = [
        place for place, block in enumerate(handout.blocks) if isinstance(block, Para) and block.kind is Kind.SHEET
    ]
    sheets = [repr(handout.blocks[start:stop]) for start, stop in zip(heads, (*heads[1:], None), strict=True)]
    assert len(sheets) == 3
    assert [("酒店当晚" in sheet, "独立的凭据" in sheet) for sheet in sheets] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert "这个答案为什么不算核对" in sheets[0]
    assert "打听到" not in repr(handout.blocks)


def test_thirty_sign_on_a_page_and_more_on_the_next() -> None:
    assert [len(grid.rows) for grid in grids(made(Edition.SIGN_IN, head_count=24))] == [15]
    more = grids(made(Edition.SIGN_IN, head_count=31))
    numbers = [row[place] for grid in more for place in (0, 5) for row in grid.rows]
    assert numbers == [str(number) for number in range(1, 61)]


def test_a_course_has_a_sheet_to_sign_for_every_day() -> None:
    sessions = (Session("上午"), Session("下午", first=1), Session("次日", first=2, day=1))
    handout = made(Edition.SIGN_IN, sessions=sessions)
    facts = [dict(block.rows) for block in handout.blocks if isinstance(block, Facts)]
    assert [fact["时间"] for fact in facts] == ["2026年11月26日", "2026年11月27日"]


def test_the_rows_of_the_overview_are_as_high_as_they_are_long() -> None:
    (clock,) = grids(made(Edition.OVERVIEW))
    minutes = [block.minutes for block in sample.PLAN.blocks if block.need != "spare"]
    assert len(clock.rows) == len(minutes)
    by_minutes = {minute: height for minute, height in zip(minutes, clock.heights, strict=True) if minute > 10}
    shares = {round(height / minute, 3) for minute, height in by_minutes.items()}
    assert len(shares) == 1


@given(st.lists(st.tuples(st.integers(0, 120), st.floats(24.4, 60)), min_size=1, max_size=20), st.floats(200, 600))
def test_rows_fill_no_more_than_the_page_where_their_words_allow_it(rows: list[tuple[int, float]], room: float) -> None:
    minutes, least = [row[0] for row in rows], [row[1] for row in rows]
    heights = clock_heights(minutes, least, room)
    assert all(height >= low for height, low in zip(heights, least, strict=True))
    assert sum(heights) <= max(room, sum(least)) + 0.01
    longer = [height for _, height, low in sorted(zip(minutes, heights, least, strict=True)) if height > low]
    assert longer == sorted(longer)


def test_a_whole_day_still_goes_on_one_page() -> None:
    blocks = tuple(replace(sample.PLAN.blocks[0], minutes=60) for _ in range(8))
    (clock,) = grids(made(Edition.OVERVIEW, blocks=blocks))
    assert sum(clock.heights) < 540


def test_rows_that_would_not_go_onto_the_page_are_set_on_one_line_each() -> None:
    blocks = tuple(replace(sample.PLAN.blocks[place % 4], need=Need.MUST) for place in range(16))
    (clock,) = grids(made(Edition.OVERVIEW, blocks=blocks))
    assert len(clock.rows) == 16
    assert clock.header == ()
    assert sum(clock.heights) < 560
    assert clock.rows[0][0] == "14:00—14:05"
    assert not any("\n" in cell for row in clock.rows for cell in row)


def test_a_row_is_as_high_as_the_longest_of_its_columns() -> None:
    long = replace(
        sample.PLAN.blocks[0], cases=(), minutes=5, title="谁会漏掉、他要什么、我能给什么" * 4, learners="听"
    )
    (clock,) = grids(made(Edition.OVERVIEW, blocks=(long, *sample.PLAN.blocks[1:3])))
    assert clock.heights[0] >= 5 * 16


def test_rows_of_several_pages_go_on_under_their_head() -> None:
    blocks = tuple(replace(sample.PLAN.blocks[place % 4], need=Need.MUST) for place in range(60))
    (clock,) = grids(made(Edition.OVERVIEW, blocks=blocks))
    assert len(clock.rows) == 60
    assert clock.header == ("时间", "环节", "学员做什么", "物料")


def test_sessions_that_do_not_go_onto_one_page_are_not_torn() -> None:
    blocks = tuple(replace(sample.PLAN.blocks[place % 4], need=Need.MUST) for place in range(36))
    sessions = tuple(Session(f"第{number}讲", first=3 * number, day=number // 4) for number in range(12))
    handout = made(Edition.OVERVIEW, blocks=blocks, sessions=sessions)
    assert len(grids(handout)) == 12
    assert all(grid.is_kept and not grid.header for grid in grids(handout))
    body = parts(assemble(handout))["word/document.xml"].decode()
    rows = re.findall(r"<w:tr>.*?</w:tr>", body)[: len(blocks)]
    assert ["<w:keepNext/>" in row for row in rows] == [True, True, False] * 12


def test_the_board_never_shows_a_telling_title() -> None:
    board = repr(made(Edition.BOARD).blocks)
    assert "夜里十一点的房卡" in board
    assert "把钥匙给了陌生人" not in board


def test_the_board_of_the_plan_is_taken_as_it_stands() -> None:
    (grid,) = grids(made(Edition.BOARD, board_plan="两份凭据\n先 | 后\n电话 | 证件"))
    assert grid.header == ("先", "后")
    assert grid.rows == (("电话", "证件"),)


def test_materials_are_multiplied_by_people_and_groups() -> None:
    brought = (Material("大白纸", 2, Per.GROUP), Material("便签", 1, Per.PERSON, spare=3), Material("白板"))
    block = replace(sample.PLAN.blocks[0], groups=6, materials=brought)
    handout = build(
        replace(sample.PLAN, blocks=(block,)), sample.CASES, HandoutOptions(Edition.MATERIALS),
        jobs=(PrintJob(Edition.LEARNER, 5, 26),),
    )  # fmt: skip
    (grid,) = grids(handout)
    assert [(row[0], row[2], row[3]) for row in grid.rows if row[0]] == [
        ("学员版", "24", "26"), ("大白纸", "6", "12"), ("便签", "24", "27"), ("白板", "1", "1"),
    ]  # fmt: skip


def test_what_is_printed_stands_once_among_the_materials_in_the_number_the_plan_asks_for() -> None:
    brought = (
        Material("学员讲义", 1, Per.PERSON, spare=4),
        Material("role card", 1, Per.GROUP, spare=2),
        Material("白板"),
    )
    plan = replace(sample.PLAN, blocks=(replace(sample.PLAN.blocks[0], groups=6, materials=brought),))
    copies = {edition: copies_of(edition, plan, spare=1) for edition in (Edition.LEARNER, Edition.ROLE_CARDS)}
    assert copies == {Edition.LEARNER: 28, Edition.ROLE_CARDS: 8}
    jobs = tuple(PrintJob(edition, 5, count) for edition, count in copies.items())
    (grid,) = grids(build(plan, sample.CASES, HandoutOptions(Edition.MATERIALS), jobs=jobs))
    assert [(row[0], row[3]) for row in grid.rows if row[0]] == [("学员版", "28"), ("角色卡", "8"), ("白板", "1")]


def test_the_print_shop_is_told_sheets_and_cost() -> None:
    jobs = (PrintJob(Edition.LEARNER, 7, 26, is_exact=True), PrintJob(Edition.TRAINER, 10, 1))
    handout = build(sample.PLAN, sample.CASES, HandoutOptions(Edition.PRINT_SHOP, side_price=15), jobs=jobs)
    (grid,) = grids(handout)
    assert [(row[1], row[2], row[3], row[-1]) for row in grid.rows] == [
        ("7", "26", "双面", "104"), ("约10", "1", "单面", "10"), ("", "", "", "114"),
    ]  # fmt: skip
    (facts,) = [block for block in handout.blocks if isinstance(block, Facts)]
    assert dict(facts.rows)["费用"] == "28.80元（192面，每面0.15元）"


def test_role_cards_tell_observers_what_the_trainer_expects_and_nothing_else() -> None:
    act = Question(
        "分组演练：一人扮方先生，一人扮小蓉，其余的人观察。", "观察两点：第一句有没有认错；九号桌有没有人管。",
        kind=QuestionKind.ROLE_PLAY,
    )  # fmt: skip
    case = replace(
        make_case(), sections=(make_section(Role.BODY, "鱼上错了。"), Section(Role.QUESTION, questions=(act,)))
    )
    words = repr(build(make_plan(case), [case], HandoutOptions(Edition.ROLE_CARDS)).blocks)
    for expected in ("方先生", "小蓉", "第一句有没有认错", "九号桌有没有人管"):
        assert expected in words


def test_roles_that_the_case_tells_have_a_card_each() -> None:
    told = Section(
        Role.BACKGROUND,
        "<p>方先生（做东的客人）：你请同事吃饭；鱼不是你点的</p><ul><li><p>你在乎同事怎么看你</p></li></ul>"
        "<p>观察员：只看不说</p>",
        title="角色",
    )
    case = replace(make_case(), sections=(make_section(Role.BODY, "鱼上错了。"), told))
    words = repr(build(make_plan(case), [case], HandoutOptions(Edition.ROLE_CARDS)).blocks)
    for expected in ("做东的客人", "你请同事吃饭", "你在乎同事怎么看你", "只看不说"):
        assert expected in words
