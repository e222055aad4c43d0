"""Titles that tell too much, and neutral ones."""

import tomllib
from dataclasses import replace

import pytest

from casedesk import paths
from casedesk.domain.case import Case
from casedesk.domain.neutral_titles import Telling, hints, neutral_title
from casedesk.tasks.title_rules import title_rules
from tests.builders import make_case

_DATA = tomllib.loads(paths.resource("editor", "telling-titles.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "title"), [(rule["kind"], title) for rule in _DATA["telling"] for title in rule["example"]]
)
def test_every_rule_finds_its_examples(kind: str, title: str):
    assert Telling(kind) in {hint.kind for hint in hints(title, title_rules())}


@pytest.mark.parametrize("title", ["周五晚上的前台", "两份账单", "Friday evening at the front desk", "Two bills", ""])
def test_neutral_titles_are_left_alone(title: str):
    assert not hints(title, title_rules())


def test_the_word_that_tells_is_named():
    assert [hint.word for hint in hints("愤怒的客人与一次成功的挽回", title_rules())] == ["成功", "挽回", "愤怒"]


@pytest.mark.parametrize(
    ("story", "language", "title"),
    [
        ("周五晚上十点多，江边一家酒店的前台只剩两个人。", "zh-Hans", "周五晚上的前台"),
        ("一位客人走进营业厅。", "zh-Hans", "营业厅的一件事"),
        ("有位业主打来三次。", "zh-Hans", "一位业主来访"),
        ("雨下了很久，小企业主没有来。", "zh-Hans", "雨下了很久"),
        ("“错了。”老周的失误，谁也没有说出来。", "zh-Hans", "谁也没有说出来"),
        ("她一直记得那张被雨淋湿以后又晾干了的旧收据上的字", "zh-Hans", ""),
        ("", "zh-Hans", ""),
        ("It was Monday morning, and the front desk was full.", "en", "Monday morning at the front desk"),
        ("It was night, and a bell rang at reception.", "en", "Night at the reception"),
        ("A tenant called twice.", "en", "A tenant and a request"),
        ("The rain had stopped. Li put the umbrella back.", "en", "The rain had stopped"),
    ],
)
def test_a_neutral_title_says_when_and_where(story: str, language: str, title: str):
    case: Case = replace(make_case(story), language=language)
    assert neutral_title(case, title_rules()) == title


def test_the_trade_makes_a_title_where_the_story_names_nothing():
    case = make_case("雨下了很久，小企业主没有来。", industries=("金融::信贷",))
    assert neutral_title(case, title_rules()) == "信贷的一件事"


def test_what_comes_late_is_not_in_the_title():
    case = make_case("他们说了很久。" * 40 + "最后两个人去了医院。")
    assert neutral_title(case, title_rules()) == "他们说了很久"
