# ruff: noqa: E501 - a story stands on one line
"""Rows of headings in forms that nobody listed, what stands beside titles, and what belongs to no case."""

from collections.abc import Callable

import pytest

from casedesk.importing import rules
from casedesk.importing.asides import kinship
from casedesk.importing.plain_form import plain_form
from casedesk.importing.title_cells import title_cells
from tests.importing.stories import COMMENT, STORIES, TITLES, assert_tiled, collection, proposed, titles

CHINESE = "一二三四五六七八九十"
ENGLISH = (
    "Mrs Lowe came back to the desk at noon and said that nobody had called her. The clerk found the note under a cup and read it to her. She sat down and laughed.",
    "Mr Brand asked for the key of room nine. The porter gave him the key of room six, and he walked in on a family at breakfast. Nobody spoke until the child offered him toast.",
    "Miss Adair waited forty minutes for a taxi that had been sent to another door. The manager drove her to the station himself and carried her bag to the train.",
)
ENGLISH_TITLES = ("The note under the cup", "Room six", "The other door")


def left_out(text: str) -> str:
    proposal = proposed(text)
    assert_tiled(proposal)
    return "\n".join(proposal.source.text[span.start : span.end] for span in proposal.left_out)


def told(label: Callable[[int], str]) -> str:
    return "".join(f"{label(i)}{t}\n{s}\n" for i, (t, s) in enumerate(zip(ENGLISH_TITLES, ENGLISH, strict=True)))


FORMS: dict[str, Callable[[int], str]] = {
    "甲、": lambda i: f"{'甲乙丙丁'[i]}、",
    "【四】": lambda i: f"【{CHINESE[i]}】",
    "No.01｜": lambda i: f"No.0{i + 1}｜",
    "1.1": lambda i: f"{i // 2 + 1}.{i % 2 + 1}  ",
    "IV.": lambda i: f"{('I', 'II', 'III', 'IV')[i]}. ",
    "B. ": lambda i: f"{'ABCD'[i]}. ",
    "来信之三": lambda i: f"来信之{CHINESE[i]}　",
    "第三单": lambda i: f"第{CHINESE[i]}单　",
    "第三课": lambda i: f"第{CHINESE[i]}课　",
    "## ": lambda _: "## ",
    "★": lambda _: "★　",
    "Round 2 /": lambda i: f"Round {i + 1} / ",
}


@pytest.mark.parametrize("label", FORMS.values(), ids=FORMS.keys())
def test_any_form_of_label_that_recurs_over_stories_begins_cases(label: Callable[[int], str]) -> None:
    proposal = proposed("班组读本\n" + collection(label, comment=f"点评：{COMMENT}"))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)


def test_a_row_whose_numbers_are_written_in_changing_ways_is_one_row() -> None:
    labels = ("1、", "2．", "三、", "4）")
    assert titles(proposed("客诉汇编\n" + collection(lambda i: labels[i]))) == list(TITLES)


def test_numbers_that_count_on_behind_the_heading_of_a_part() -> None:
    text = "".join(
        (f"第{CHINESE[i // 2]}部分　柜台\n" if i % 2 == 0 else "") + f"{i + 1}．{TITLES[i]}\n{STORIES[i]}\n"
        for i in range(4)
    )
    assert titles(proposed("服务案例\n" + text)) == list(TITLES)


def test_a_title_above_the_section_with_which_every_case_begins() -> None:
    cases = [
        f"{t}\n事件经过\n{s}\n原因分析\n没有人问\n整改措施\n先问再给" for t, s in zip(TITLES, STORIES, strict=True)
    ]
    proposal = proposed("不良事件讨论\n护理部\n" + "\n".join(cases) + "\n护理部\n2020年7月6日\n")
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    assert "2020" not in "".join(
        proposal.source.text[span.start : span.end] for draft in proposal.drafts for span in draft.spans
    )


def test_bare_numbers_on_lines_of_their_own_head_the_titles_below() -> None:
    cases = "".join(f"0{i + 1}\n{t}\n{s}\n▷ 换了你呢？\n" for i, (t, s) in enumerate(zip(TITLES, STORIES, strict=True)))
    proposal = proposed("值班长的口袋本｜第37期\n" + cases)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)


def test_numbered_problems_are_cases_only_where_each_has_sections_of_its_own() -> None:
    label = [f"问题{CHINESE[i]}：" for i in range(4)]
    told = "".join(
        f"{label[i]}{t}\n{s}\n点评：{COMMENT}\n整改：当事人已经道歉。\n"
        for i, (t, s) in enumerate(zip(TITLES, STORIES, strict=True))
    )
    assert titles(proposed("服务暗访通报\n" + told)) == list(TITLES)
    asked = f"案例一：{TITLES[0]}\n{STORIES[0]}\n" + "".join(f"{label[i]}谁该先开口？\n" for i in range(4))
    assert titles(proposed(asked)) == [TITLES[0]]


def test_a_heading_above_a_section_that_comes_last_is_no_title() -> None:
    rows = "".join(f"第{i}问：谁来决定？怎么开口？\n点评：{COMMENT}\n" for i in range(4))
    assert "第1问" not in titles(proposed(f"{TITLES[0]}\n{STORIES[0]}\n" + rows))


def test_records_that_begin_with_a_field_for_the_title() -> None:
    records = [f"标题：{t}\n时间：5月6日\n经过：{s}\n点评：{COMMENT}\n" for t, s in zip(TITLES, STORIES, strict=True)]
    proposal = proposed("事件登记\n登记人：前台组　审核：值班经理\n" + "\n".join(records))
    assert titles(proposal) == list(TITLES)
    assert "登记人" in left_out("事件登记\n登记人：前台组　审核：值班经理\n" + "\n".join(records))


def test_one_field_for_a_title_makes_no_records() -> None:
    assert len(proposed(f"标题：{TITLES[0]}\n{STORIES[0]}\n{STORIES[1]}\n").drafts) <= 1


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["3月2日　夜班　一碗面", "4月5日　夜班　两瓶水"], ["一碗面", "两瓶水"]),
        (["閃光燈 ◎小齊", "寄物櫃裡的便當 ◎阿滿"], ["閃光燈", "寄物櫃裡的便當"]),
        (["F-01 | 3号楼 | 漏水的阳台", "F-02 | 3号楼 | 丢了的快递"], ["漏水的阳台", "丢了的快递"]),
        (["编号：12  雨伞", "编号：13  汤碗"], ["雨伞", "汤碗"]),
    ],
)
def test_the_title_is_the_cell_that_differs_and_is_no_date_name_or_field(lines: list[str], wanted: list[str]) -> None:
    assert title_cells(lines) == wanted


def test_titles_without_cells_stay_whole() -> None:
    assert title_cells(["一把伞", "一碗汤"]) is None
    assert title_cells(["老人 只想问一句话", "忘带 钥匙"]) is None
    assert title_cells(["3月2日　夜班", "3月3日　夜班"]) is None


def test_rules_of_what_stands_beside_titles_match_their_examples() -> None:
    headings, collections, stories = (rules.table(name) for name in ("headings", "collections", "stories"))
    for table, key in ((headings, "beside_title"), (headings, "byline"), (stories, "scene_heading")):
        assert rules.pattern(table[key]).fullmatch(plain_form(table[f"{key}_example"]))
    for key in ("introduction", "aftermath"):
        assert rules.pattern(collections[key]["pattern"]).search(plain_form(collections[key]["example"]))
    assert rules.pattern(headings["worded"]["doubtful"]).search(headings["worded"]["doubtful_example"])
    assert rules.pattern(collections["spoken_end"]).match(collections["spoken_end_example"])


@pytest.mark.parametrize(
    "behind",
    [
        "结业须知\n四课学完以后，请在学习卡上盖章，凭卡领取结业证书。",
        "填表说明：标题不超过十个字，点评由值班经理填写。",
        "征稿\n欢迎各线路投稿，写明时间与线路，录用者赠毛巾一条。",
        "自测（每题10分）\n1. 发放房卡前应当核对的内容是________。",
        "推演记录表\n席位　用时　措施\n热线席\n调度席\n现场席",
    ],
)
def test_what_is_said_to_all_readers_behind_the_last_case_belongs_to_none(behind: str) -> None:
    cases = collection(lambda i: f"案例{CHINESE[i]}：", comment=f"课后想：{COMMENT}")
    proposal = proposed(cases + behind + "\n")
    assert titles(proposal) == list(TITLES)
    assert plain_form(behind[:2]) in plain_form(left_out(cases + behind + "\n"))


def test_a_longer_comment_on_the_last_case_stays_in_it() -> None:
    last = "老太太认出孙先生，小吴才开门，可见证件之外还有别的办法。\n物业后来给每个楼道找了一位热心的老太太作见证。"
    text = collection(lambda i: f"案例{CHINESE[i]}：", comment=f"课后想：{COMMENT}") + last + "\n"
    assert "热心" not in left_out(text)


def test_speech_that_leads_from_one_case_to_the_next_belongs_to_neither() -> None:
    parts = [f"案例之{CHINESE[i]}《{TITLES[i]}》。{STORIES[i]}我的点评是，{COMMENT}" for i in range(3)]
    text = "各位好，今天讲三件事。" + "好，我们接着往下看。".join(parts) + "讲完了。下面的时间留给大家提问。\n"
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:3])
    assert "接着往下看" in left_out(text)
    assert "提问" in left_out(text)


def test_stories_parted_by_signs_lose_the_introduction_above_the_first() -> None:
    intro = "这些短文原来登在内部小报的末版，每期一篇，没有题目，读者可以从任何一篇读起。"
    text = f"店堂小记\n{intro}\n" + "\n\n＊　＊　＊\n\n".join(STORIES) + "\n"
    proposal = proposed(text)
    assert len(proposal.drafts) == len(STORIES)
    assert intro in left_out(text)


def test_titles_in_brackets_hold_stories_that_sound_less_like_one() -> None:
    dry = "第三号船的缆桩共有十个，名册上写着十一个，两本册子各管一半，月底对账时总差一个。新来的学徒在雨里从头数到尾，又从尾数到头，最后把自己也算了进去，账就平了。"
    texts = [*STORIES[:3], dry]
    text = "".join(f"《{t}》\n文/舒广\n{s}\n" for t, s in zip(TITLES, texts, strict=True))
    assert titles(proposed("副刊文选\n码头班组　编\n" + text)) == [f"《{title}》" for title in TITLES]


SCENES = (
    "会展公司的程立接下一个展台，客户佘总在电话里说：“照去年的样子。”程立把旧图纸发给了工厂，转身去忙另一个标。",
    "设计师小岳发现新展厅限高四米五，旧展台高五米二。她给程立发了信息，程立回了一个“收到”，工厂已经开料。",
    "佘总来工厂看进度，一眼看出不对。程立赶到时，佘总站在木料前问：“你们没有看过手册吗？”小岳低着头没有说话。",
)


@pytest.mark.parametrize(
    "heads", [("周一", "周三", "周五"), ("09:10", "11:42", "18:20"), ("第一天", "第二天", "第三天"), "一二三"]
)
def test_one_story_in_scenes_stays_one_case(heads: tuple[str, ...] | str) -> None:
    scenes = "".join(f"{head}\n{scene}\n" for head, scene in zip(heads, SCENES, strict=True))
    proposal = proposed(f"没有完成的展台\n{scenes}思考题\n1. 谁没有确认？\n2. 小岳还能做什么？\n")
    assert titles(proposal) == ["没有完成的展台"]


def test_lessons_about_the_same_nurse_are_cases_when_each_has_its_question() -> None:
    stories = [
        s.replace("小方", "小沐").replace("老李", "小沐").replace("小周", "小沐").replace("小吴", "小沐")
        for s in STORIES
    ]
    text = "".join(f"第{CHINESE[i]}课　{TITLES[i]}\n{s}\n课后想：换了你会怎么开口？\n" for i, s in enumerate(stories))
    assert titles(proposed("护理员晨读课\n" + text)) == list(TITLES)


def test_examples_in_an_article_that_tells_nothing_itself_are_the_cases() -> None:
    article = "训练难，难在训了不用。下面两个例子都来自笔者的经历。"
    text = f"培训案例 篇1\n{TITLES[0]}\n{STORIES[0]}\n培训案例 篇2\n{article}\n例一：\n{STORIES[1]}\n例二：\n{STORIES[2]}\n"
    bodies = [proposed(text).source.text[d.spans[-1].start : d.spans[-1].end] for d in proposed(text).drafts]
    assert bodies == list(STORIES[:3])


def test_an_example_in_one_point_of_a_list_of_advice_is_no_case() -> None:
    points = ["进门三秒", "眼睛看哪里", "包装的方向", "处理抱怨的三步", "雨天多说一句", "离店送三步", "写日记"]
    lines = [f"{CHINESE[i]}、{point}\n顾客的手停在哪里，就看哪里，不要着急上前。" for i, point in enumerate(points)]
    lines[3] += "\n案例：一位先生拿着衬衫来退，店长听完、重复、提问，先生说“缝上就行”。你看，多简单！"
    assert titles(proposed("导购员的七个细节\n" + "\n".join(lines) + "\n")) == []


def test_a_form_in_which_a_case_is_to_be_written_is_none() -> None:
    form = "案例标题：（二号字，居中）\n单位：　　姓名：\n一、案例背景\n（简要说明时间、地点，100字左右）\n二、案例经过\n（按时间顺序叙述，写清楚乘客说了什么、员工做了什么，500字以上）\n三、案例评析\n（从一到两个角度分析，300字以上）\n"
    assert titles(proposed("案例撰写模板\n" + form)) == []


@pytest.mark.parametrize(
    "text",
    [
        "食堂家常菜谱\n一、番茄炒蛋\n食材：番茄三个，葱少许。\n做法：番茄切块下锅，再倒入鸡蛋翻炒，出锅。\n二、红烧肉\n食材：五花肉两斤。\n做法：切块焯水，小火炖一小时。有一次老王忘了放盐，大家笑了。\n",
        "五日行程单\n第一天　集合出发\n早上七点集合，乘大巴前往高铁站，导游小苗接站，入住酒店。\n第二天　环湖\n早餐后乘船游览，午餐后自由活动，请听从安排。\n第三天　返程\n十点退房，乘高铁返回，晚餐自理。\n",
        "岗位说明书\n一、客服主管\n岗位职责：负责排班，处理升级投诉，对回访结果负责。\n二、质检专员\n岗位职责：按照评分表抽听录音，发现典型录音应提交案例库。\n",
    ],
)
def test_recipes_programmes_and_descriptions_of_posts_hold_no_cases(text: str) -> None:
    assert titles(proposed(text)) == []


def test_a_question_that_is_its_own_label_stays_a_question() -> None:
    text = (
        told(lambda i: f"Scenario {i + 1}: ").replace("\nScenario", "\nWhat would you do?\nScenario")
        + "What would you do?\n"
    )
    proposal = proposed(text)
    assert titles(proposal) == list(ENGLISH_TITLES)
    for draft in proposal.drafts:
        assert proposal.source.text[draft.spans[-1].start : draft.spans[-1].end] == "What would you do?"
        assert draft.spans[-1].kind.value == "question"


def test_labels_are_learned_from_the_cases_that_were_found() -> None:
    text = told(lambda i: f"{('I', 'II', 'III')[i]}. ")
    text = "".join(
        line
        + (
            "\nPanel comment: Nobody read the note aloud, and that is the whole of it, we think."
            if len(line) > 60
            else ""
        )
        + "\n"
        for line in text.splitlines()
    )
    for draft in proposed(text).drafts:
        assert {span.kind.value for span in draft.spans} >= {"body", "analysis"}


def test_kinship_tells_words_about_a_case_from_words_about_something_else() -> None:
    text = STORIES[0] + "礼宾员把伞递给客人，自己撑着工作伞。" + "投稿请寄办公室，写明班组。"
    story, about = len(STORIES[0]), len(STORIES[0]) + 18
    assert kinship(text, (story, about), (0, story)) > 0.3
    assert kinship(text, (about, len(text)), (0, story)) < 0.06
