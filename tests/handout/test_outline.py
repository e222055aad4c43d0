from dataclasses import replace
from datetime import time

import pytest

from casedesk.domain import richtext, sessions
from casedesk.domain.case import Case, Depth, Question, QuestionKind, Role, Section
from casedesk.domain.handout import Edition, Handout, HandoutOptions, Numbering
from casedesk.domain.handout_blocks import AnswerLines, Contents, Exhibit, Facts, Kind, Para, PlanTable
from casedesk.domain.lesson import Block, LessonPlan, Session, Track
from casedesk.domain.library import Pseudonym
from casedesk.handout.outline import build
from tests.builders import make_case, make_plan, make_section
from tests.handout import sample


def paras(handout: Handout, kind: Kind) -> list[Para]:
    return [block for block in handout.blocks if isinstance(block, Para) and block.kind is kind]


def texts(handout: Handout, kind: Kind) -> list[str]:
    return [para.text for para in paras(handout, kind)]


def everything(handout: Handout) -> str:
    return repr(handout.blocks)


def learner(**changes: object) -> Handout:
    return build(sample.PLAN, sample.CASES, replace(HandoutOptions(takeaway=False), **changes))


def trainer(**changes: object) -> Handout:
    return build(sample.PLAN, sample.CASES, replace(HandoutOptions(edition=Edition.TRAINER), **changes))


def test_the_learner_edition_has_story_questions_and_room_to_answer() -> None:
    handout = learner()
    assert texts(handout, Kind.CASE_TITLE) == ["夜里十一点的房卡", "打包盒里的汤", "九号窗口"]
    assert [para.number for para in paras(handout, Kind.CASE_TITLE)] == ["案例一", "案例二", "案例三"]
    assert [block.count for block in handout.blocks if isinstance(block, AnswerLines)] == [3, 2, 4, 4, 5, 4]
    assert [para.number for para in paras(handout, Kind.QUESTION)] == ["1.", "2.", "3.", "1.", "2.", "1."]


def test_the_learner_edition_holds_nothing_for_trainers() -> None:
    words = everything(learner())
    for secret in (
        "拿两份互相独立的凭据",
        "换了房",
        "礼貌不是省略",
        "姓氏和房号",
        "查验身份走过场",
        "站在小纪一边",
        "结果反面",
        "参考答案",
    ):
        assert secret not in words


@pytest.mark.parametrize("roles", [frozenset(Role), frozenset({Role.BODY, Role.ANALYSIS})])
def test_no_choice_of_sections_opens_a_trainers_section_to_learners(roles: frozenset[Role]) -> None:
    handout = learner(roles=roles)
    assert not paras(handout, Kind.ANALYSIS)
    assert bool(paras(handout, Kind.QUESTION)) == (Role.QUESTION in roles)


def test_a_plan_that_uses_only_the_story_prints_no_questions() -> None:
    case = make_case(id=7, questions=("为什么？",))
    plan = make_plan(case)
    block = replace(plan.blocks[0], cases=(replace(plan.blocks[0].cases[0], roles=frozenset({Role.BODY})),))
    assert not paras(build(replace(plan, blocks=(block,)), [case], HandoutOptions()), Kind.QUESTION)


def test_the_trainer_guide_prints_every_case_in_full() -> None:
    handout = trainer()
    words = everything(handout)
    for text in (
        "拿两份互相独立的凭据",
        "换了房",
        "礼貌不是省略",
        "姓氏和房号",
        "查验身份走过场",
        "骂前台",
        "两种差错",
        "静音",
    ):
        assert text in words
    assert "夜里十一点，一位穿便装的先生" in words
    answers = paras(handout, Kind.ANSWER)
    assert answers[1].label == "参考答案"
    assert answers[1].aside == "4分钟"


def test_a_library_title_is_told_to_trainers_only_where_it_differs() -> None:
    facts = [block.rows for block in trainer().blocks if isinstance(block, Facts) and block.in_trainer_voice]
    assert ("库内标题", "把钥匙给了陌生人：查验身份走过场") in facts[0]
    assert len(facts) == 2, "the third case has one title and no facts"


def test_the_plan_is_printed_with_times_computed_from_minutes() -> None:
    (plan,) = [block for block in trainer().blocks if isinstance(block, PlanTable)]
    assert [row.time for row in plan.rows] == ["14:00", "14:05", "14:30", "14:35", "15:05", "15:20", "15:30", "15:30"]
    assert plan.rows[-1].title == "合计90分钟"
    assert "打包盒里的汤 30分钟" in plan.rows[-1].trainer
    assert plan.rows[1].title == ""
    assert plan.rows[1].cases == ("案例一　夜里十一点的房卡",)
    assert plan.rows[3].remark == "可删 · 6组，每组4人"


def test_contents_and_headings_of_the_first_level_agree() -> None:
    for handout in (learner(), trainer(), trainer(numbering=Numbering.NONE)):
        (contents,) = [block for block in handout.blocks if isinstance(block, Contents)]
        first_level = (Kind.CASE_TITLE, Kind.PLAIN_HEADING)
        heads = [b for b in handout.blocks if isinstance(b, Para) and b.kind in first_level]
        assert contents.entries == tuple((para.number, para.text) for para in heads)


def test_the_number_of_answer_lines_can_be_set_for_all_questions_or_to_none() -> None:
    assert {block.count for block in learner(answer_lines=6).blocks if isinstance(block, AnswerLines)} == {6}
    assert not [block for block in learner(answer_lines=0).blocks if isinstance(block, AnswerLines)]


def asked_for_each_depth() -> Case:
    """A case with a question for everyone, one for new staff with points and options, one for supervisors."""
    asked = (
        Question("谁先开口？", "老周先道歉了两次。", 3),
        Question(
            "先说哪句？\nA. 道歉\nB. 解释", "A", 2, kind=QuestionKind.SINGLE_CHOICE, depth=Depth.NEW_STAFF, points=5
        ),
        Question("授权到哪一级？", "值班经理可以当场免单。", 10, depth=Depth.SUPERVISOR),
    )
    return make_case(id=1, sections=(make_section(Role.BODY, "雨下了一夜。"), Section(Role.QUESTION, questions=asked)))


@pytest.mark.parametrize("edition", [Edition.LEARNER, Edition.TRAINER])
def test_a_class_is_asked_what_is_for_it(edition: Edition) -> None:
    case = asked_for_each_depth()

    def made(depth: Depth) -> Handout:
        return build(make_plan(case), [case], HandoutOptions(edition, depth=depth))

    stems = {depth: [text[:4] for text in texts(made(depth), Kind.QUESTION)] for depth in Depth}
    assert stems[Depth.BOTH] == ["谁先开口", "先说哪句", "授权到哪"]
    assert stems[Depth.NEW_STAFF] == ["谁先开口", "先说哪句"]
    assert stems[Depth.SUPERVISOR] == ["谁先开口", "授权到哪"]
    assert [para.number for para in paras(made(Depth.SUPERVISOR), Kind.QUESTION)] == ["1.", "2."]
    assert "主管" in made(Depth.SUPERVISOR).edition_name
    assert "讨论5分钟" in texts(made(Depth.NEW_STAFF), Kind.CASE_DATA)[0]


def test_answers_that_are_left_out_are_looked_for_all_the_same() -> None:
    case = asked_for_each_depth()
    handout = build(make_plan(case), [case], HandoutOptions(depth=Depth.NEW_STAFF, takeaway=False))
    assert "值班经理可以当场免单。" in {secret.text for secret in handout.secrets}


def test_a_trainer_sees_whom_a_question_is_for() -> None:
    case = asked_for_each_depth()
    handout = build(make_plan(case), [case], HandoutOptions(Edition.TRAINER))
    assert [para.aside for para in paras(handout, Kind.ANSWER) if para.number == "" and para.text][-2:] == [
        "新员工、2分钟",
        "主管、10分钟",
    ]


def test_points_stand_between_a_question_and_its_options() -> None:
    case = asked_for_each_depth()
    question = paras(build(make_plan(case), [case], HandoutOptions()), Kind.QUESTION)[1]
    assert question.text.split(richtext.LINE_BREAK) == ["先说哪句？（5分）", "A. 道歉", "B. 解释"]
    english = build(make_plan(case), [case], HandoutOptions(language="en"))
    assert "先说哪句？ (5 points)" in paras(english, Kind.QUESTION)[1].text


def test_questions_that_are_all_for_others_take_their_heading_along() -> None:
    asked = (Question("授权到哪一级？", depth=Depth.SUPERVISOR),)
    case = make_case(id=1, sections=(Section(Role.QUESTION, "<p>先讨论。</p>", questions=asked),))
    handout = build(make_plan(case), [case], HandoutOptions(depth=Depth.NEW_STAFF, takeaway=False))
    assert "先讨论" not in everything(handout)
    assert not paras(handout, Kind.HEADING)


def test_english_handouts_speak_english_whatever_the_interface_speaks() -> None:
    options = HandoutOptions(language="en", edition=Edition.TRAINER)
    handout = build(sample.ENGLISH_PLAN, sample.ENGLISH_CASES, options)
    assert paras(handout, Kind.CASE_TITLE)[0].number == "Case 1"
    assert handout.day == "26 November 2026"
    assert not any("\u4e00" <= char <= "\u9fff" for char in everything(handout))


def test_stand_ins_are_put_in_every_text_and_never_in_the_stored_case() -> None:
    names = (Pseudonym(1, "小纪", "小甲"), Pseudonym(2, "邱", "丘"))
    for edition in Edition:
        handout = build(sample.PLAN, sample.CASES, HandoutOptions(edition=edition), pseudonyms=names)
        assert "小纪" not in everything(handout)
        if edition in (Edition.LEARNER, Edition.TRAINER, Edition.CASE_CARDS, Edition.STAGED_SHEETS):
            assert "小甲" in everything(handout)
    assert "小纪" in sample.KEY.sections[0].html
    plain = build(sample.PLAN, sample.CASES, HandoutOptions(pseudonyms=False), pseudonyms=names)
    assert "小纪" in everything(plain)
    assert plain.pseudonyms == ()


def test_captions_and_sources_are_known_by_their_place() -> None:
    handout = learner()
    assert texts(handout, Kind.CAPTION) == ["表1　那天中午的出餐记录"]
    assert texts(handout, Kind.FIGURE_CAPTION) == ["图1　小票的式样"]
    assert texts(handout, Kind.SOURCE) == ["注：时刻取自小票，订单数取自平台后台。"]
    assert any(isinstance(block, Exhibit) for block in handout.blocks)


def test_a_plan_without_anything_still_makes_a_handout() -> None:
    for edition in Edition:
        handout = build(LessonPlan(), [], HandoutOptions(edition=edition))
        assert handout.title == "讲义"


def test_an_empty_question_and_an_empty_section_leave_no_trace() -> None:
    case = make_case(
        sections=(make_section(Role.BODY, "一句话。"), Section(Role.QUESTION, questions=(Question("  "),)))
    )
    handout = build(make_plan(case), [case], HandoutOptions(takeaway=False))
    assert not paras(handout, Kind.HEADING)


def test_line_breaks_in_a_question_stay_in_it() -> None:
    assert paras(learner(), Kind.QUESTION)[1].text.split(richtext.LINE_BREAK)[1] == "A. 打电话到房间"


def test_the_plan_of_a_course_prints_its_sessions_its_tracks_and_what_leads_over():
    first = Block("讨论", 30, trainer="念一遍", transition="接下来换一个方向", changes="早点分组")
    second = Block("练习", 20, learners="写三句", tracks=(Track("甲组", "扮演客人", "三号室"),))
    plan = make_plan(blocks=(first, second), start=time(9, 0), homework="写三句", prior="入职三个月")
    plan = sessions.divided(plan, 1, Session("第二天上午", day=1, start=time(9, 0), target=60))
    handout = build(plan, [make_case(id=1)], HandoutOptions(Edition.TRAINER))
    (table,) = (block for block in handout.blocks if isinstance(block, PlanTable))
    assert [(row.time, row.title) for row in table.rows[:4]] == [
        ("09:00", "第 1 时段"),
        ("09:00", "讨论"),
        ("09:00", "第二天上午"),
        ("09:00", "练习"),
    ]
    assert table.rows[1].trainer == "念一遍\n→ 接下来换一个方向"
    assert table.rows[1].changes == "早点分组"
    assert table.rows[3].learners == "写三句\n甲组 · 扮演客人 · 三号室"
    facts = [row for block in handout.blocks if isinstance(block, Facts) for row in block.rows]
    assert ("作业", "写三句") in facts
    assert ("学情", "入职三个月") in facts
