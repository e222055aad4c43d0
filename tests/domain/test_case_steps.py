from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import case_steps, richtext
from casedesk.domain.case import Case, Origin, Question, Role, Section, State
from casedesk.domain.completeness import Part, gaps
from casedesk.tasks.part_sets import shipped_sets
from tests.block_trees import PATIENT
from tests.builders import NOW, make_case, make_section

SERVICE, TEACHING = shipped_sets()[:2]


def roles(case: Case) -> list[Role]:
    return [section.role for section in case.sections]


def test_a_new_section_stands_where_it_is_printed():
    case = make_case(questions=("为什么？",))
    with_lesson, at = case_steps.add_section(case, Role.LESSON)
    assert (roles(with_lesson), at) == ([Role.BODY, Role.QUESTION, Role.LESSON], 2)
    with_analysis, at = case_steps.add_section(with_lesson, Role.ANALYSIS)
    assert (roles(with_analysis), at) == ([Role.BODY, Role.QUESTION, Role.ANALYSIS, Role.LESSON], 2)


def test_sections_move_and_go():
    case = make_case(questions=("为什么？",), analysis="因为。")
    assert roles(case_steps.move_section(case, 0, 2)) == [Role.QUESTION, Role.ANALYSIS, Role.BODY]
    assert case_steps.move_section(case, 0, -1) is case
    assert case_steps.move_section(case, 2, 3) is case
    assert roles(case_steps.remove_section(case, 1)) == [Role.BODY, Role.ANALYSIS]


@PATIENT
@given(st.lists(st.text(max_size=3), min_size=1, max_size=5), st.data())
def test_a_question_that_moves_away_and_back_is_where_it_was(texts: list[str], data: st.DataObject):
    questions = tuple(Question(text) for text in texts)
    place = st.integers(0, len(questions) - 1)
    at, to = data.draw(place), data.draw(place)
    moved = case_steps.move_question(questions, at, to)
    assert moved[to] == questions[at]
    assert case_steps.move_question(moved, to, at) == questions


def test_split_gives_the_second_case_what_stands_behind_the_cursor():
    case = make_case(id=7, uid="a", questions=("为什么？",), industries=("酒店",), minutes=20, learner_title="前台")
    first, second = case_steps.split(case, 0, "<p>一</p>", "<h3>茶凉了</h3><p>二</p>", case_id=8, uid="b", now=NOW)
    assert (first.id, first.title, roles(first)) == (7, case.title, [Role.BODY])
    assert (second.id, second.uid, second.title) == (8, "b", "茶凉了")
    assert second.sections[0].html == "<p>二</p>"
    assert roles(second) == [Role.BODY, Role.QUESTION]
    assert (second.industries, second.minutes, second.learner_title, second.state) == (
        ("酒店",),
        None,
        "",
        State.PENDING,
    )


def test_split_takes_a_title_from_the_first_sentence():
    _, second = case_steps.split(
        make_case(), 0, "<p>一</p>", "<p></p><p>茶凉了。客人走了。</p>", case_id=8, uid="b", now=NOW
    )
    assert second.title == "茶凉了"
    assert "茶凉了" in second.sections[0].html


def test_join_loses_nothing():
    first = make_case("一", id=1, questions=("甲？",), industries=("酒店",), tags=("a",), minutes=10)
    second = make_case(
        "二", id=2, questions=("乙？",), analysis="评", industries=("餐饮", "酒店"), tags=("b",), minutes=5
    )
    joined = case_steps.join(first, second, now=NOW)
    assert joined.id == 1
    assert richtext.to_plain(joined.sections[0].html) == "一\n二"
    assert [question.text for question in joined.questions] == ["甲？", "乙？"]
    assert roles(joined) == [Role.BODY, Role.QUESTION, Role.ANALYSIS]
    assert (joined.industries, joined.tags, joined.minutes) == (("酒店", "餐饮"), ("a", "b"), 15)


def test_join_widens_the_place_in_the_original():
    first = make_case(origin=Origin(3, 10, 20, "p. 1"))
    near = make_case(origin=Origin(3, 30, 45))
    far = make_case(origin=Origin(4, 0, 5))
    assert case_steps.join(first, near, now=NOW).origin == Origin(3, 10, 45, "p. 1")
    assert case_steps.join(first, far, now=NOW).origin == first.origin


def test_what_was_split_can_be_joined_again():
    case = make_case("一\n二", id=1, questions=("甲？",), analysis="评")
    first, second = case_steps.split(case, 0, "<p>一</p>", "<p>二</p>", case_id=2, uid="b", now=NOW)
    joined = case_steps.join(first, second, now=NOW)
    assert joined.sections == case.sections


def test_two_writers_in_different_fields_both_keep_theirs():
    base = make_case("一", analysis="评")
    mine = replace(base, title="我的")
    theirs = replace(base, tags=("她的",))
    assert case_steps.three_way(base, mine, theirs) == (replace(base, title="我的", tags=("她的",)), True)


def test_two_writers_in_different_sections_both_keep_theirs():
    base = make_case("一", analysis="评")
    mine = case_steps.with_html(base, 0, "<p>我</p>")
    theirs = case_steps.with_html(base, 1, "<p>她</p>")
    merged, is_whole = case_steps.three_way(base, mine, theirs)
    assert [section.html for section in merged.sections] == ["<p>我</p>", "<p>她</p>"]
    assert is_whole


def test_what_is_stored_wins_where_two_wrote_the_same_field():
    base = make_case("一")
    mine = replace(case_steps.with_html(base, 0, "<p>我</p>"), title="我的")
    theirs = replace(case_steps.with_html(base, 0, "<p>她</p>"), title="她的")
    assert case_steps.three_way(base, mine, theirs) == (theirs, False)


def test_gaps_name_what_is_missing_in_order():
    case = make_case("客人等了很久。", questions=("为什么？",), industries=("酒店",), learner_title="前台")
    found = gaps(case, SERVICE)
    assert [gap.part for gap in found if not gap.is_done] == [Part.ANALYSIS, Part.LESSON]
    finished = replace(
        case, sections=(*case.sections, make_section(Role.ANALYSIS, "评"), make_section(Role.LESSON, "记"))
    )
    assert all(gap.is_done for gap in gaps(finished, SERVICE))
    assert any(not gap.is_done for gap in gaps(finished, TEACHING))


def test_a_question_without_words_is_no_question():
    case = make_case(sections=(Section(Role.QUESTION, questions=(Question("  "),)),))
    assert not next(gap for gap in gaps(case, SERVICE) if gap.part is Part.QUESTIONS).is_done


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("客人的电话打来了，她说：“箱子里有一台电脑。”", "客人的电话打来了"),
        ("她说：“等等。”", "她说"),
        ("他读完《服务手册》就走了。后来呢", "他读完《服务手册》就走了"),
        ("“等等，”他说。", "“等等，”他说"),
        ("“等等。”", "“等等。”"),
        ("没有引号的一句话", "没有引号的一句话"),
    ],
)
def test_a_title_out_of_the_first_words_leaves_no_quotation_open(words: str, title: str):
    assert case_steps.title_of(richtext.from_plain(words)) == (title, richtext.from_plain(words))
