# ruff: noqa: E501 - a story stands on one line
from collections.abc import Callable

import pytest

from casedesk.domain.draft import SpanKind
from tests.importing.stories import (
    COMMENT,
    KEY,
    QUEUE,
    SOUP,
    STORIES,
    TITLES,
    UMBRELLA,
    assert_tiled,
    collection,
    proposed,
    titles,
)

CHINESE = "一二三四五六七八九十"

LABELS: dict[str, Callable[[int], str]] = {
    "案例一：": lambda i: f"案例{CHINESE[i]}：",
    "案例1": lambda i: f"案例{i + 1} ",
    "案例1、": lambda i: f"案例{i + 1}、",
    "【案例一】": lambda i: f"【案例{CHINESE[i]}】",
    "服务案例三：": lambda i: f"服务案例{CHINESE[i]}：",
    "（一）": lambda i: f"（{CHINESE[i]}）",
    "一、": lambda i: f"{CHINESE[i]}、",
    "1.": lambda i: f"{i + 1}. ",
    "故事1：": lambda i: f"故事{i + 1}：",
    "第一则": lambda i: f"第{CHINESE[i]}则 ",
    "第一个案例：": lambda i: f"第{CHINESE[i]}个案例：",
    "二、案例一：": lambda i: f"{CHINESE[i + 1]}、案例{CHINESE[i]}：",
    "Case 1:": lambda i: f"Case {i + 1}: ",
    "實例一：": lambda i: f"實例{CHINESE[i]}：",
}


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS.keys())
@pytest.mark.parametrize("comment", ["", f"点评：{COMMENT}"], ids=["bare", "with comment"])
def test_headings_of_many_kinds_on_their_own_line(label: Callable[[int], str], comment: str) -> None:
    proposal = proposed("酒店服务案例集\n" + collection(label, comment=comment))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    kinds = {span.kind for draft in proposal.drafts for span in draft.spans}
    assert (SpanKind.ANALYSIS in kinds) is bool(comment)


GLUED = {name: LABELS[name] for name in ("案例一：", "案例1、", "【案例一】", "服务案例三：", "（一）", "一、")}


@pytest.mark.parametrize("label", GLUED.values(), ids=GLUED.keys())
def test_titles_glued_to_the_story(label: Callable[[int], str]) -> None:
    proposal = proposed("酒店服务案例集\n" + collection(label, between="", comment=f"点评：{COMMENT}"))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)


def test_all_in_one_line() -> None:
    text = "".join(
        f"案例{CHINESE[i]}：{title}{story}点评：{COMMENT}"
        for i, (title, story) in enumerate(zip(TITLES, STORIES, strict=True))
    )
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)


def test_a_title_on_the_line_below_its_label() -> None:
    assert titles(proposed(collection(lambda i: f"案例{i + 1}\n"))) == list(TITLES)


def test_stories_without_titles_get_one_from_their_words() -> None:
    proposal = proposed("\n".join(f"案例{CHINESE[i]}：{story}" for i, story in enumerate(STORIES)))
    assert len(proposal.drafts) == 4
    assert all(draft.title_is_made and draft.title for draft in proposal.drafts)


def test_lone_titles_over_stories() -> None:
    text = "\n\n".join(f"{title}\n\n{story}" for title, story in zip(TITLES, STORIES, strict=True))
    assert titles(proposed(text)) == list(TITLES)


def test_collections_inside_collections() -> None:
    text = (
        "篇一：前厅故事\n" + f"案例一：{TITLES[0]}\n{UMBRELLA}\n案例二：{TITLES[1]}\n{SOUP}\n"
        "篇二：柜台故事\n" + f"案例一：{TITLES[2]}\n{QUEUE}\n案例二：{TITLES[3]}\n{KEY}\n"
    )
    proposal = proposed(text)
    assert titles(proposal) == list(TITLES)
    assert not any("篇二" in proposal.source.text[d.start : d.end] for d in proposal.drafts)


def test_a_table_of_contents_is_left_out_with_its_reason() -> None:
    contents = "目录\n" + "".join(f"案例{CHINESE[i]}：{title} ……… {i * 3 + 2}\n" for i, title in enumerate(TITLES))
    proposal = proposed(contents + collection(LABELS["案例一："]))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    assert proposal.left_out[0].kind is SpanKind.FURNITURE


def test_a_table_of_contents_without_page_numbers() -> None:
    contents = "".join(f"案例{CHINESE[i]}：{title}\n" for i, title in enumerate(TITLES))
    assert titles(proposed(contents + collection(LABELS["案例一："]))) == list(TITLES)


def test_numbered_points_inside_a_case_stay_inside() -> None:
    points = "1. 先问清楚要去哪里。\n2. 再看手里有几把伞。\n3. 最后把登记本放到伞架旁边。"
    proposal = proposed(collection(LABELS["案例一："], comment=f"点评：\n{points}"))
    assert titles(proposal) == list(TITLES)
    assert all(sum(span.kind is SpanKind.ANALYSIS for span in draft.spans) == 3 for draft in proposal.drafts)


def test_a_reference_to_a_case_is_no_heading() -> None:
    text = f"案例一：{TITLES[0]}\n{UMBRELLA}\n点评：如案例二所示，登记和伞要放在一起。在案例一中，小方没有争辩。\n案例二：{TITLES[1]}\n{SOUP}\n"
    assert titles(proposed(text)) == list(TITLES[:2])


NO_CASES = {
    "advice": "提高满意度的八个办法\n"
    + "".join(
        f"{CHINESE[i]}、{title}\n例如，可以在每个季度结束以后开展一次回访，从而提高客户的满意度，应当由专人负责。\n"
        for i, title in enumerate(("加强与客户的沟通", "提供增值服务", "建立会员制度", "完善售后服务", "做好客户回访"))
    ),
    "policy": "客户服务管理办法\n第一章 总则\n第一条 为规范服务流程，明确各部门职责，制定本办法。\n第二条 各岗位应当按照规范登记，不得缺项。\n"
    "第三条 部门负责人负责审批，考核结果报管理部门。\n第四条 本办法由客服部负责解释。\n",
    "syllabus": "前厅服务教学大纲\n课程性质：必修课 学时：48 学分：3\n一、教学目的\n掌握接待的概念，了解流程，熟悉规范。\n二、教学内容\n1.了解预订的概念\n2.掌握登记的流程\n3.熟悉结账的规范\n三、考核方式\n考试，占百分之六十。\n",
    "paper": "论服务业发展的影响因素\n摘要：本文从理论上探讨服务业发展的因素，提出产业转型的对策。\n关键词：服务业；产业；发展战略\n一、引言\n随着经济的发展，服务业在国民经济中的意义日益显著，产业集聚成为城市转型的现状。\n参考文献：略\n",
    "contents only": "目录\n" + "".join(f"案例{CHINESE[i]}：{title} ……… {i + 2}\n" for i, title in enumerate(TITLES)),
    "shopping list": "毛巾\n牙刷\n拖鞋\n洗发水\n",
}


@pytest.mark.parametrize("text", NO_CASES.values(), ids=NO_CASES.keys())
def test_look_alikes_are_no_cases(text: str) -> None:
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == []
    assert all(span.reason for span in proposal.left_out)


def test_a_document_that_is_one_case_stays_one() -> None:
    text = (
        f"{TITLES[0]}\n\n一、案例背景\n{UMBRELLA}\n二、案例经过\n{SOUP}\n三、案例分析\n{COMMENT}\n四、启示\n{COMMENT}\n"
    )
    proposal = proposed(text)
    assert titles(proposal) == [TITLES[0]]
    kinds = [span.kind for span in proposal.drafts[0].spans]
    assert kinds.count(SpanKind.MARKER) == 4
    assert SpanKind.LESSON in kinds


def test_an_article_after_the_last_case_is_left_out() -> None:
    stages = ("生产", "产品", "推销", "市场", "社会", "关系")
    article = "服务理念的发展历程\n" + "".join(
        f"{stage}导向的阶段里，企业把{stage}当作核心，资源配置和组织结构都围绕{stage}展开，这是竞争的结果。\n"
        for stage in stages
    )
    proposal = proposed(collection(LABELS["案例一："]) + article)
    assert titles(proposal) == list(TITLES)
    assert "发展历程" not in proposal.source.text[proposal.drafts[-1].start : proposal.drafts[-1].end]


def test_closing_words_end_the_last_case() -> None:
    proposal = proposed(collection(LABELS["案例一："]) + "编后语：以上的事都发生在交接的一分钟里。\n")
    assert "编后语" in proposal.source.text[proposal.left_out[-1].start : proposal.left_out[-1].end]


TAGGED = f"【案例】{TITLES[0]}\n【正文】{UMBRELLA}\n【思考题】1.你会怎么做？\n2.登记本该放在哪里？\n【点评】{COMMENT}\n【启示】先问，再给。\n"


def test_the_tagged_format_that_people_type() -> None:
    proposal = proposed(TAGGED + TAGGED.replace(TITLES[0], TITLES[1]).replace(UMBRELLA, SOUP))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:2])
    kinds = [span.kind for span in proposal.drafts[0].spans if span.kind is not SpanKind.MARKER]
    assert kinds == [
        SpanKind.HEADING,
        SpanKind.BODY,
        SpanKind.QUESTION,
        SpanKind.QUESTION,
        SpanKind.ANALYSIS,
        SpanKind.LESSON,
    ]


ENGLISH = """Stories from the front desk

Case 1: The last umbrella
One evening in July it rained for two hours. Only one umbrella was left when a guest asked for it, and the porter gave it away.
A second guest said that he had asked first. The porter walked him to the station under his own umbrella.
Discussion questions
1. What else could the porter have done?
2. Where should the list be kept?
Analysis: The list was in the book and the umbrella was in the stand. Nobody looked at both.

Case 2: A question for the clerk
On Monday morning thirty people were waiting at the bank. An old man walked up and said that he had one question.
The clerk told him to take a number. He left without a word, and his daughter called the next day.
Lessons learned: Look up before you answer.
"""


def test_english_collections() -> None:
    proposal = proposed(ENGLISH)
    assert_tiled(proposal)
    assert titles(proposal) == ["The last umbrella", "A question for the clerk"]
    assert {s.kind for s in proposal.drafts[0].spans} >= {SpanKind.QUESTION, SpanKind.ANALYSIS, SpanKind.BODY}
    assert SpanKind.LESSON in {s.kind for s in proposal.drafts[1].spans}


def test_equal_headings_have_one_pattern_and_say_how_many_they_are() -> None:
    proposal = proposed(collection(LABELS["案例一："]))
    assert len({draft.pattern for draft in proposal.drafts}) == 1
    assert all(any("4" in sentence for _, sentence in draft.reasons) for draft in proposal.drafts)
    assert all(draft.confidence >= 0.85 for draft in proposal.drafts)


def test_a_doubtful_story_is_less_sure_than_a_labelled_one() -> None:
    labelled = proposed(collection(LABELS["案例一："])).drafts[0]
    loose = proposed(f"{TITLES[0]}\n\n{UMBRELLA}").drafts[0]
    assert loose.confidence < labelled.confidence


def test_a_title_before_a_gap() -> None:
    text = "".join(
        f"案例{CHINESE[i]}：{title} {story} 点评：{COMMENT} "
        for i, (title, story) in enumerate(zip(TITLES, STORIES, strict=True))
    )
    assert titles(proposed(text)) == list(TITLES)


def test_another_article_and_another_story_behind_the_last_case() -> None:
    policy = "前厅部管理制度\n\n一、考勤 1、员工应按时上班，不得迟到。2、请假须经部门经理审批，由人事部门负责登记。\n\n"
    story = f"停水那天晚上的投诉\n\n某日晚上，酒店突然停水。{KEY}\n"
    proposal = proposed(f"案例一：{TITLES[0]}\n{UMBRELLA}\n点评：{COMMENT}\n\n{policy}{story}")
    assert_tiled(proposal)
    assert titles(proposal) == [TITLES[0], "停水那天晚上的投诉"]
    assert "考勤" in "".join(proposal.source.text[span.start : span.end] for span in proposal.left_out)


def test_cases_labelled_by_their_number_and_the_bare_word() -> None:
    text = "".join(f"{i + 1}.案例：\n{story}\n分析：\n{COMMENT}\n" for i, story in enumerate(STORIES))
    proposal = proposed(text)
    assert len(proposal.drafts) == 4
    assert all(SpanKind.ANALYSIS in {span.kind for span in draft.spans} for draft in proposal.drafts)


def test_numbered_questions_inside_numbered_cases() -> None:
    text = "服务案例\n" + "".join(
        f"{i + 1}. {title}\n{story}\n思考题：\n1. 谁做对了？\n2. 你会怎么做？\n"
        for i, (title, story) in enumerate(zip(TITLES, STORIES, strict=True))
    )
    assert titles(proposed(text)) == list(TITLES)


def test_a_contents_list_without_page_numbers_is_no_row_of_cases() -> None:
    listed = "\n".join(f"Case {i + 1}: {title}" for i, title in enumerate(("The wet bench", "A spare key")))
    bodies = (
        "Case 1: The wet bench\nIt was raining when Mr Oake sat down outside the shop. The clerk saw him, went out and asked him in. He said he was only waiting for the bus, and she found him a chair.",
        "Case 2: A spare key\nA tenant called at midnight because she had lost her key. The porter asked for her name, found nothing in his book and told her to come back in the morning. She was furious.",
    )
    proposal = proposed("Stories from the desk\nContents\n" + listed + "\n\n" + "\n".join(bodies))
    assert_tiled(proposal)
    assert titles(proposal) == ["The wet bench", "A spare key"]


def test_titles_in_the_contents_are_found_in_the_text_although_no_label_stands_there() -> None:
    listed = "\n".join(f"案例{CHINESE[i]} {title}……{i + 2}" for i, title in enumerate(TITLES))
    bodies = "\n".join(f"{title}\n{story}" for title, story in zip(TITLES, STORIES, strict=True))
    proposal = proposed(f"目录\n{listed}\n{bodies}\n（全书完）\n本文由用户上传，版权归原作者所有")
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    assert proposal.drafts[-1].end == proposal.source.text.index("\n（全书完）")


def test_a_list_of_questions_that_is_asked_twice_is_no_table_of_contents() -> None:
    asked = "思考题：\n1、谁先开口？\n2、错在哪一句？\n3、你会怎么说？\n4、谁该道歉？"
    proposal = proposed(collection(lambda i: f"案例{CHINESE[i]}：", comment=asked))
    assert titles(proposal) == list(TITLES)
    assert all(any(span.kind is SpanKind.QUESTION for span in draft.spans) for draft in proposal.drafts)


def test_a_sentence_about_a_scanner_is_no_advertisement() -> None:
    story = STORIES[0] + "\n收银员的手还放在扫码枪上，一句话也说不出来。"
    proposal = proposed(f"案例一：{TITLES[0]}\n{story}\n案例二：{TITLES[1]}\n{STORIES[1]}")
    assert "扫码枪" in proposal.source.text[proposal.drafts[0].start : proposal.drafts[0].end]
    assert not any(span.kind is SpanKind.FURNITURE for span in proposal.left_out)
