"""Customs of parts: shipped ones, and those of a library's own."""

from dataclasses import replace
from pathlib import Path

from casedesk.domain.case import Question, Role, Section
from casedesk.domain.case_steps import add_section
from casedesk.domain.completeness import Part, gaps
from casedesk.storage.library import Library
from casedesk.tasks.part_sets import choose_set, chosen_set, drop_set, keep_sections, own_sets, shipped_sets
from tests.builders import make_case

_SETS = {custom.key: custom for custom in shipped_sets()}


def test_every_trade_has_its_custom():
    assert list(_SETS) == ["service", "teaching", "western", "social_work"]
    for custom in shipped_sets():
        assert {Part.BODY, Part.QUESTIONS} <= {wanted.part for wanted in custom.parts}


def test_an_abstract_is_told_by_its_heading_and_has_its_limit():
    teaching = _SETS["teaching"]
    assert teaching.limit_of(Section(Role.BACKGROUND, title="摘要")) == 300
    assert teaching.limit_of(Section(Role.BACKGROUND)) == 0
    assert _SETS["service"].limit_of(Section(Role.BODY, title="经过")) == 800
    case = replace(make_case("一"), sections=(Section(Role.BACKGROUND, "<p>背景</p>"),))
    by_title = {gap.wanted.title("zh"): gap.is_done for gap in gaps(case, teaching) if gap.part is Part.BACKGROUND}
    assert by_title == {"摘要": False, "": True}
    titled, _ = add_section(case, Role.BACKGROUND, "摘要")
    assert titled.sections[1].title == "摘要"


def test_too_few_questions_and_key_words_are_gaps():
    case = replace(
        make_case("一", tags=("甲", "乙")), sections=(Section(Role.QUESTION, questions=(Question("问？"),)),)
    )
    done = {gap.part: gap.is_done for gap in gaps(case, _SETS["teaching"])}
    assert (done[Part.QUESTIONS], done[Part.KEYWORDS]) == (False, False)


def test_a_set_is_made_of_the_sections_of_a_case_and_kept_with_the_library(tmp_path: Path):
    case = make_case("客人等了很久。", analysis="评")
    case = replace(case, sections=(*case.sections, Section(Role.LESSON, "<p>记</p>", title="金句")))
    with Library.open(tmp_path / "a.casedesk") as library:
        assert chosen_set(library).key == "service"
        made = keep_sections(library, case, "我的")
    with Library.open(tmp_path / "a.casedesk") as library:
        assert chosen_set(library) == made
        assert not next(gap for gap in gaps(make_case("一"), made) if gap.wanted.title("zh") == "金句").is_done
        again = keep_sections(library, case, "我的")
        assert own_sets(library) == (again,)
        drop_set(library, again.key)
        assert chosen_set(library).key == "service"
        library.settings.set("own_part_sets", [{"key": 1}, 7])
        assert own_sets(library) == ()
        choose_set(library, "western")
        assert chosen_set(library).key == "western"
