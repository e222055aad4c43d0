# ruff: noqa: E501 - a story stands on one line
"""Rows of headings: which belong together, which begin cases, and where the last of them ends."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.draft import SpanKind
from casedesk.importing import rules
from casedesk.importing.names import names_in, shared_names
from casedesk.importing.plain_form import plain_form
from tests.importing.stories import COMMENT, STORIES, TITLES, assert_tiled, collection, proposed, titles

CHINESE = "一二三四五六七八九十"


def left_out(text: str) -> str:
    proposal = proposed(text)
    return "\n".join(proposal.source.text[span.start : span.end] for span in proposal.left_out)


def cases(label: Callable[[int], str], numbers: range) -> str:
    return "\n".join(f"{label(i)}{TITLES[i % 4]}\n{STORIES[i % 4]}" for i in numbers) + "\n"


LABELS: dict[str, Callable[[int], str]] = {
    "個案（一）": lambda i: f"個案（{CHINESE[i]}） ",
    "案例壹": lambda i: f"案例{'壹贰叁肆'[i]} ",
    "CASE 01 |": lambda i: f"CASE 0{i + 1} | ",
    "案列 (misspelt)": lambda i: f"案列{i + 1}：",
    "派单记录 3": lambda i: f"派单记录 {i + 3}：",
    "Incident Report No. 31": lambda i: f"Incident Report No. {i + 31}: ",
    "案例A": lambda i: f"案例{'ABCD'[i]}：",
    "案例甲": lambda i: f"案例{'甲乙丙丁'[i]}：",
    "### Case 1:": lambda i: f"### Case {i + 1}: ",
    "★案例一": lambda i: f"★案例{CHINESE[i]}：",
    "第三幕": lambda i: f"第{CHINESE[i]}幕 ",
}


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS.keys())
def test_labels_nobody_listed_begin_cases_when_they_stand_in_a_row(label: Callable[[int], str]) -> None:
    proposal = proposed("服务记录\n" + collection(label))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)


@pytest.mark.parametrize("word", ["步骤", "表", "Step", "问题"])
def test_rows_of_steps_and_tables_are_no_cases(word: str) -> None:
    rows = "".join(
        f"{word} {i + 1}：核对登记本，应当由专人负责，必须在当天完成，并报部门备案，不得遗漏。\n" for i in range(4)
    )
    assert titles(proposed("登记流程\n" + rows)) == []


def test_points_numbered_like_the_cases_stay_inside() -> None:
    text = "服务失误案例解析\n" + "".join(
        f"{i + 1}.{title}\n{story}\n原因分析：\n1.没有人把责任接过来。\n2.信息没有及时传递。\n改进建议：\n1.明确首问责任。\n2.先问再给。\n"
        for i, (title, story) in enumerate(zip(TITLES, STORIES, strict=True))
    )
    assert titles(proposed(text)) == list(TITLES)


def test_numbers_that_begin_again_begin_another_row() -> None:
    text = "服务手记\n做得好的\n" + cases(lambda i: f"{CHINESE[i]}、", range(2))
    text += "做得不好的\n" + "\n".join(f"{CHINESE[i]}、{TITLES[i + 2]}\n{STORIES[i + 2]}" for i in range(2))
    assert titles(proposed(text)) == list(TITLES)


def test_cases_inside_numbered_parts_without_text_of_their_own() -> None:
    parts = ("窗口服务类", "物业服务类")
    text = "服务案例选编\n" + "".join(
        f"{CHINESE[p]}、{part}\n"
        + "".join(f"（{CHINESE[i]}）{TITLES[p * 2 + i]}\n{STORIES[p * 2 + i]}\n" for i in range(2))
        for p, part in enumerate(parts)
    )
    assert titles(proposed(text)) == list(TITLES)
    assert "物业服务类" in left_out(text)


def test_cases_between_the_headings_of_a_lecture() -> None:
    text = "第五章 沟通技巧\n" + "".join(
        f"{CHINESE[i]}、{skill}的技巧\n{skill}是沟通的基础，应当注意对方的感受，从而提高效率。\n案例：\n{STORIES[i]}\n"
        for i, skill in enumerate(("倾听", "提问", "说服"))
    )
    proposal = proposed(text + "四、本章小结\n本章介绍了三种技巧。\n")
    assert_tiled(proposal)
    assert len(proposal.drafts) == 3
    assert not any("技巧" in proposal.source.text[d.start : d.end] for d in proposal.drafts)


def test_chapters_with_the_same_people_are_one_case() -> None:
    chapters = (
        (
            "空座位",
            "四月的一个早上，岳老师走进教室，最后一排又空了。岳老师问班长，班长说他肚子疼，全班都笑了。岳老师没有笑，她在本子上画了一个圈。",
        ),
        (
            "三次家访",
            "岳老师第一次去的时候，母亲在院子里择菜，听她说完，没有答话。第三次去，岳老师带了一台坏掉的收音机，男孩接过去看了很久，说明天给你。",
        ),
        (
            "回来以后",
            "男孩回来的第一个星期，每天都趴着。岳老师没有叫他，她带他去了仓库，指着一堆坏机器问：“哪一台还有救？”他蹲下来，一台一台地看。",
        ),
    )
    text = "教室后排的空座位\n\n" + "\n\n".join(f"{CHINESE[i]}、{t}\n{story}" for i, (t, story) in enumerate(chapters))
    proposal = proposed(text + "\n\n思考题\n1.岳老师改变了什么？\n2.你会怎么做？\n")
    assert_tiled(proposal)
    assert titles(proposal) == ["教室后排的空座位"]


def test_a_title_that_stands_again_at_the_head_of_a_page_begins_nothing() -> None:
    broken = STORIES[1][:40] + "\n窗口服务案例选编\n" + STORIES[1][40:]
    text = f"窗口服务案例选编\n案例一 {TITLES[0]}\n{STORIES[0]}\n案例二 {TITLES[1]}\n{broken}\n案例三 {TITLES[2]}\n{STORIES[2]}\n"
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:3])


def test_a_slide_that_goes_on_belongs_to_the_case_before() -> None:
    text = f"情景1 {TITLES[0]}\n{STORIES[0]}\n情景1 {TITLES[0]}（续）\n思考：\n谁先开口？\n情景2 {TITLES[1]}\n{STORIES[1]}\n"
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:2])
    assert any(span.kind is SpanKind.QUESTION for span in proposal.drafts[0].spans)


def test_the_imprint_behind_the_last_case_is_left_out() -> None:
    imprint = "客服部\n10月12日\n抄送：办公室、各科室"
    proposal = proposed(collection(lambda i: f"案例{CHINESE[i]}：", comment=f"点评：{COMMENT}") + imprint)
    assert titles(proposal) == list(TITLES)
    assert "抄送" not in proposal.source.text[: proposal.drafts[-1].end]


def test_fields_in_front_of_a_label_belong_to_its_case() -> None:
    text = "".join(f"案例编号：KF-{i + 11}\n案例名称：{TITLES[i]}\n事件经过：{STORIES[i]}\n" for i in range(3))
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:3])
    assert [proposal.source.text[d.start :].startswith("案例编号") for d in proposal.drafts] == [True] * 3


def test_a_bare_label_in_a_sentence_begins_nothing() -> None:
    text = "案例教学的困境\n摘要：本文观察了十二门课程。\n教师提问以后自行作答。案例三在三个班中使用，得到的答案一致。案例一般按三级划分，由部门负责。\n"
    assert titles(proposed(text)) == []


def test_a_story_behind_its_questions_is_the_body() -> None:
    text = "".join(
        f"案例{CHINESE[i]}：{TITLES[i]}\n请思考：谁该先开口？\n{STORIES[i]}\n（分析）{COMMENT}\n" for i in range(2)
    )
    proposal = proposed(text)
    kinds = [span.kind for span in proposal.drafts[0].spans if span.kind not in (SpanKind.HEADING, SpanKind.MARKER)]
    assert kinds[:2] == [SpanKind.QUESTION, SpanKind.BODY]


def test_glued_titles_end_where_those_of_their_row_end() -> None:
    stories = (
        "客户古先生到柜台反映，话费单上连续七个月多扣五元。",
        "一位婆婆在柜台前着急地说了半天，营业员小欧只听懂了号码。",
        "客户詹女士搬家，师傅答应三天内移机，第四天没有人来。",
    )
    heads = ("停不掉的彩铃", "一句方言引来的表扬", "宽带迁移中的三天")
    text = "\n".join(f"案例{i + 1}：{heads[i]} {stories[i]}{STORIES[i]}" for i in range(3))
    assert titles(proposed(text)) == list(heads)


def test_few_glued_titles_among_many_stories_without_are_none() -> None:
    text = "典型事例通报\n" + "\n".join(f"（{CHINESE[i]}）{STORIES[i % 4]}" for i in range(4))
    proposal = proposed(text)
    assert len(proposal.drafts) == 4
    assert all(draft.title_is_made for draft in proposal.drafts)


def test_the_title_among_the_fields_below_a_label() -> None:
    text = "".join(
        f"Incident Report No. {i + 3}\nDate: {i + 2} March\nSubject: {title}\nWhat happened\nOn Monday Mr Oake walked in and asked for his key. The clerk said that it was gone and called the porter, who came and found it.\n"
        for i, title in enumerate(("The wet bench", "A spare key", "The last bus"))
    )
    assert titles(proposed(text)) == ["The wet bench", "A spare key", "The last bus"]


def test_the_rules_of_names_match_their_examples() -> None:
    table = rules.table("stories")
    assert names_in(plain_form(table["name_example"]), 0, 20) == {"岳老师"}
    assert names_in(table["english_name_example"], 0, 20) == {"Ruth"}


def test_names_are_shared_when_they_stand_in_most_stretches() -> None:
    text = "岳老师来了，岳老师走了。" * 2
    half = len(text) // 2
    assert shared_names(text, [(0, half), (half, len(text))]) == {"岳老师"}
    assert shared_names("小方来了。小唐走了。", [(0, 5), (5, 10)]) == set()


def test_the_rules_of_worded_labels_match_their_examples() -> None:
    table = rules.table("headings")
    assert rules.pattern(table["worded"]["refused"]).search(table["worded"]["refused_example"])
    assert rules.pattern(table["title_field"]).fullmatch(table["title_field_example"])


def test_what_an_editor_says_between_two_cases_belongs_to_neither() -> None:
    note = rules.table("collections")["editor_note_example"]
    text = f"案例一：{TITLES[0]}\n{STORIES[0]}\n{note}\n案例二：{TITLES[1]}\n{STORIES[1]}\n"
    assert titles(proposed(text)) == list(TITLES[:2])
    assert note in plain_form(left_out(text))


def test_words_about_all_cases_end_only_the_last() -> None:
    text = "\n".join(f"案例{CHINESE[i]}：{TITLES[i]}\n{STORIES[i]}" for i in range(2))
    assert "责任心" in left_out(text + "\n上述案例反映出部分窗口责任心不强。\n")
    commented = "\n".join(f"案例{CHINESE[i]}：{TITLES[i]}\n{STORIES[i]}\n上述案例说明，先问再给。" for i in range(2))
    assert "先问再给" not in left_out(commented)


def test_stories_that_nothing_but_signs_part() -> None:
    proposal = proposed("夜班笔记\n\n" + "\n\n* * *\n\n".join(STORIES))
    assert_tiled(proposal)
    assert len(proposal.drafts) == 4


def test_stories_without_titles_that_a_commentary_follows_each() -> None:
    proposal = proposed("夜班的几件事\n\n" + "\n\n".join(f"{story}\n分析：{COMMENT}" for story in STORIES))
    assert_tiled(proposal)
    assert len(proposal.drafts) == 4
    assert all(draft.spans[-1].kind is SpanKind.ANALYSIS for draft in proposal.drafts)


def test_a_word_in_brackets_before_each_story() -> None:
    proposal = proposed("窗口服务事例与反思\n" + "\n".join(f"【事例】{story}\n【反思】{COMMENT}" for story in STORIES))
    assert len(proposal.drafts) == 4
    assert all(draft.title_is_made for draft in proposal.drafts)


def test_a_case_that_lost_its_label_is_found_by_its_title_and_sections() -> None:
    parts = [f"{'' if i == 2 else f'案例{i + 1}：'}{TITLES[i]}\n{STORIES[i]}\n点评：{COMMENT}\n" for i in range(4)]
    proposal = proposed("".join(parts))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    assert proposal.drafts[2].confidence < proposal.drafts[1].confidence


def test_a_case_with_its_sections_twice_or_far_too_long_is_less_sure() -> None:
    plain = proposed(collection(lambda i: f"案例{CHINESE[i]}：", comment=f"点评：{COMMENT}"))
    doubled = f"案例五：{TITLES[0]}\n{STORIES[0]}\n点评：{COMMENT}\n{STORIES[1]}\n点评：{COMMENT}。\n"
    long = f"案例六：{TITLES[1]}\n" + "".join(f"{story}第{i}天，{story}\n" for i in range(2) for story in STORIES)
    proposal = proposed(collection(lambda i: f"案例{CHINESE[i]}：", comment=f"点评：{COMMENT}") + doubled + long)
    usual = min(draft.confidence for draft in plain.drafts)
    assert [draft.confidence < usual for draft in proposal.drafts[-2:]] == [True, True]


def test_what_somebody_says_below_a_label_is_no_title() -> None:
    talks = (
        "客户：你们的师傅把我家墙打坏了。\n客服：师傅怎么说？\n客户：他说墙本来就是裂的。\n客服：我先派人上门拍照。",
        "客户：我的包裹到哪里了？\n客服：请报一下单号。\n客户：我报了三遍了！\n客服：五分钟之内给您回电话。",
    )
    proposal = proposed(
        "电话情景\n" + "\n".join(f"情景{CHINESE[i]}\n{talk}\n点评：{COMMENT}" for i, talk in enumerate(talks))
    )
    assert [draft.title_is_made for draft in proposal.drafts] == [True, True]


PIECES = st.sampled_from(
    [
        *STORIES, *TITLES, f"点评：{COMMENT}", "\n", "\n\n", "* * *", "窗口服务案例选编", "窗口服务案例选编 3", "上篇 前厅", "一、", "（一）",
        "案例A：", "★案例二：", "### Case 1: ", "情景1 雨伞", "情景1 雨伞（续）", "案例编号：KF-1", "案例名称：雨伞", "（编者注：原稿有图）",
        "Incident Report No. 3", "Subject: The wet bench", "第二幕 ", "思考题：", "谁先开口？", "上述案例反映出责任心不强。", "附：用语", "客服部",
        "10月12日", "【事例】", "Mr Oake said that he had lost his key. ", "\u3000\u3000", "目录", "案例一：雨伞……3",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
def test_whatever_stands_in_a_row_every_character_has_one_place(pieces: list[str]) -> None:
    assert_tiled(proposed("".join(pieces)))


@given(st.text(max_size=200))
def test_any_text_has_every_character_in_one_place(text: str) -> None:
    assert_tiled(proposed(text))


def test_stories_of_one_shop_are_apart_though_the_same_clerk_is_in_all() -> None:
    told = {
        "赊账的本子": "出海的人来赊烟，记在一个蓝本子上。有一年起了大风，两条船没有回来。小庞问要不要去家里收，老板娘说：“本子上的人没有走。”小庞把本子收进了抽屉，再也没有提过。",
        "退不掉的啤酒": "婚礼剩下一箱啤酒，主家来退，发现有一瓶开过了。小庞说开过的不能退，新郎官跑来，当场喝了那一瓶，笑着问：“现在还有没有开过的？”大家都笑了，小庞把钱退给了他。",
        "停电的冰柜": "台风停电，四百支雪糕要化。小庞推着车到学校门口，见一个孩子给一支。校长走出来，说发东西要先报备，看了看天，自己也拿了一支，说：“那就算我报备了。”",
        "两块钱": "对账的时候才发现，少找了一位渔民两块钱。渔民住在对面的岛上，摆渡要四块。小庞去了，敲门递给他。他说你傻不傻，小庞说账要平。第二年他送来一条鱼。",
    }
    text = "渔港手记\n店里的事\n\n" + "\n".join(f"{title}\n{story}" for title, story in told.items()) + "\n"
    assert titles(proposed(text)) == list(told)
