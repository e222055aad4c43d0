# ruff: noqa: E501 - a story stands on one line
"""Cases told by their structure: siblings that agree, outlines, labels that a whole source shares."""

import pytest

from casedesk.domain.draft import SpanKind
from casedesk.importing import rules
from casedesk.importing.plain_form import plain_form
from tests.importing.stories import COMMENT, STORIES, TITLES, assert_tiled, proposed, titles

PARCEL = "傍晚快下班，一位大姐拿着包裹来寄，单子上只写了村名。柜员小芬问她门牌号，她说村里没有门牌。小芬打电话给那边的投递员，问到了一个小卖部的名字，写在了单子上。大姐走的时候说，你比我还急。"
SLIP = "早上九点，取号机前面排了长队，一个小伙子拿了号却站错了窗口。轮到他的时候，窗口的人说：“你看清楚再来。”小伙子愣了一下，把号条揉成一团走了。"
ADVICE = "接待急躁的顾客时，应当先倾听，再回应，不要打断。注意语气和表情，必要时请主管协助。处理完毕要及时登记，并在规定时间内回访，确保顾客满意。"
SOCIAL_WORK = """社会工作个案服务报告
——独居老人陈伯的“朋友圈”

一、个案背景
（一）接案途径
社区网格员入户走访时发现陈伯情绪低落，转介给社工。
（二）基本情况
陈伯，76岁，退休工人，妻子三年前去世，儿子在外地工作，一年回来一次。
二、问题与需求分析
1. 情绪方面：丧偶之后长期孤独，睡眠不好。
2. 社交方面：没有能说话的人，拒绝参加社区活动。
三、理论依据
社会支持网络越强，人越能应对环境的挑战。
四、服务目标
帮助陈伯建立邻里支持网络。
五、服务计划与实施过程
社工第一次上门，陈伯隔着防盗门说不需要。社工把一袋橘子挂在门把手上就走了。第三次上门，陈伯打开了门，说：“橘子太酸，下次别买了。”社工发现陈伯会修收音机，就请他来社区修几台旧的。
六、服务成效
三个月后，陈伯认识了五位老邻居，还学会了发语音。
七、专业反思
不是给老人找事做，而是把老人还会做的事找出来。"""


def test_a_case_under_numbered_headings_is_one_case_with_a_section_for_each() -> None:
    proposal = proposed(SOCIAL_WORK)
    assert_tiled(proposal)
    assert titles(proposal) == ["独居老人陈伯的“朋友圈”"]
    kinds = [span.kind for span in proposal.drafts[0].spans if span.kind not in (SpanKind.HEADING, SpanKind.MARKER)]
    assert list(dict.fromkeys(kinds)) == [
        SpanKind.BODY,
        SpanKind.ANALYSIS,
        SpanKind.THEORY,
        SpanKind.RESOLUTION,
        SpanKind.LESSON,
    ]


def test_a_paper_under_numbered_headings_is_no_case() -> None:
    text = "一、现状\n各门店的做法差别很大，缺少统一的标准。\n二、问题\n员工不了解标准，培训不足。\n三、对策\n应当制定标准，加强考核，完善制度。\n四、总结\n服务标准是企业发展的基础。"
    assert not proposed("服务标准化探讨\n" + text).drafts


@pytest.mark.parametrize("entry", rules.table("sections")["numbered"], ids=lambda entry: entry["role"])
def test_every_numbered_heading_rule_matches_its_example(entry: dict[str, str]) -> None:
    first = next(
        rule["role"]
        for rule in rules.table("sections")["numbered"]
        if rules.pattern(rule["pattern"]).search(plain_form(entry["example"]))
    )
    assert first == entry["role"]


def test_an_example_in_one_of_many_points_of_advice_is_no_case() -> None:
    points = (
        "一、第一印象决定成败\n员工的仪表和语言都会影响判断。例如，有一次一位客户走进大厅，没有人抬头看他，他转身就走了。因此应当在三秒钟内问候客户。",
        "二、用心倾听\n倾听不是等待说话的机会。要注意客户的语气，抓住关键词，及时确认，并做好记录。",
        "三、勇于承担\n出现问题时，不要推卸责任，应当先道歉，再解决，必要时请主管协助，处理完毕要登记。",
        "四、持续跟进\n问题解决之后要回访，了解客户是否满意，并做好记录，定期整理，供大家学习。",
    )
    assert not proposed("提升满意度的四项要点\n\n" + "\n".join(points)).drafts


def test_advice_between_two_stories_belongs_to_neither() -> None:
    text = f"窗口服务小故事\n\n没有写完的地址\n{PARCEL}\n\n怎样接待急躁的顾客\n{ADVICE}\n\n红色的取号条\n{SLIP}"
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == ["没有写完的地址", "红色的取号条"]
    assert proposal.drafts[0].end == text.index("\n\n怎样接待")


def test_a_quiet_story_among_stories_of_its_kind_is_kept() -> None:
    quiet = "修鞋铺的门口放着一只小板凳，一个孩子蹲在旁边看师傅上鞋底。师傅递给他一块碎皮子，孩子钉了三颗钉子，歪了两颗。到了第二个星期，小板凳上坐着两个人，师傅找来一把小锤子，谁也没有说话。"
    stories = [(TITLES[0], STORIES[0]), ("歪了的两颗钉子", quiet), (TITLES[1], STORIES[1]), (TITLES[2], STORIES[2])]
    proposal = proposed("\n\n".join(f"{title}\n{story}" for title, story in stories))
    assert titles(proposal) == [title for title, _ in stories]


def test_a_label_that_says_who_speaks_begins_the_commentary() -> None:
    proposal = proposed(f"案例一：{TITLES[0]}\n{STORIES[0]}\n店长的话：{COMMENT}\n案例二：{TITLES[1]}\n{STORIES[1]}")
    assert any(span.kind is SpanKind.ANALYSIS for span in proposal.drafts[0].spans)
    assert plain_form(rules.table("sections")["spoken"]["example"])


def test_an_article_that_began_with_a_section_is_one_case() -> None:
    text = """The Library That Locked Early

Background
A branch library in a market town had one librarian and a caretaker who went home at six. Its readers were pupils and pensioners, and everybody knew everybody.

The evening
On a Tuesday in May the caretaker turned the key at a quarter to six. A boy was still sitting in the reading corner with his headphones on. He called his mother, and she asked the fire brigade what to do.

Discussion
The key was turned by habit, and nobody had walked through the rooms. A second look would have cost a minute.

Questions for discussion
1. Whose task is the last round?
2. What would you write to the mother?"""
    proposal = proposed(text)
    assert titles(proposal) == ["The Library That Locked Early"]
    kinds = {span.kind for span in proposal.drafts[0].spans}
    assert {SpanKind.BODY, SpanKind.ANALYSIS, SpanKind.QUESTION} <= kinds


def test_scenarios_with_letters_and_with_their_questions_below() -> None:
    text = """Scenarios for role play

Scenario A - The wrong room
A couple arrives on their anniversary. They booked a room with a view six months ago, and the only room left faces the car park. The wife says nothing.
What do you say first?
What can you offer that costs nothing?

Scenario B - The loud neighbour
At two in the morning a guest calls for the third time. The people next door are still singing. The porter has already knocked twice.
Who should go upstairs?
What would you write in the log?

Scenario C - The forgotten bear
A mother rings from the airport. Her son has left his bear in the bed, and the flight leaves in fifty minutes.
How far would you go?
What would you tell the boy?

Facilitator notes
Keep each round short. Praise what works before you correct it. Let the observers speak before the players do."""
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == ["The wrong room", "The loud neighbour", "The forgotten bear"]
    assert all(draft.spans[-1].kind is SpanKind.QUESTION for draft in proposal.drafts)
    assert proposal.drafts[-1].end == text.index("\n\nFacilitator")


def test_the_title_of_a_collection_glued_to_the_first_label() -> None:
    text = f"营业厅服务案例案例一{TITLES[0]}{STORIES[0]}点评：{COMMENT}案例二{TITLES[1]}{STORIES[1]}点评：{COMMENT}"
    assert titles(proposed(text)) == list(TITLES[:2])


def test_a_title_about_words_is_no_label_of_a_commentary() -> None:
    proposal = proposed(f"案例1 没有说完的话\n{STORIES[0]}\n案例2 {TITLES[1]}\n{STORIES[1]}")
    assert titles(proposal) == ["没有说完的话", TITLES[1]]


def test_what_stands_under_a_title_of_its_own_behind_the_last_case_is_left_out() -> None:
    law = "第一条 窗口应当一次性告知申请人需要补正的全部内容。\n第二条 申请人有权查询办理进度，任何人不得拒绝。"
    cases = "\n\n".join(f"【案例{i + 1}】\n{TITLES[i]}\n{STORIES[i]}\n◆点评◆\n{COMMENT}" for i in range(2))
    proposal = proposed(f"{cases}\n\n相关法规摘录\n{law}")
    assert titles(proposal) == list(TITLES[:2])
    assert proposal.source.text[: proposal.drafts[-1].end].endswith(COMMENT)
