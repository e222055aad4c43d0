# ruff: noqa: E501 - a story stands on one line
"""What a page carries beside its text is left out, and nothing of the story goes with it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.draft import SourceBlock, SourceText, SpanKind
from casedesk.importing.cleaning import clean
from casedesk.importing.lines import lines_of
from casedesk.importing.plain_form import plain_form
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_text
from casedesk.importing.sections import section_texts
from tests.importing.stories import COMMENT, KEY, QUEUE, SOUP, STORIES, TITLES, UMBRELLA, assert_tiled, proposed, titles

ENGLISH = "One evening in July it rained for two hours and only one umbrella was left in the stand. The porter gave it to a woman who was running for her train, and a tall man behind her said that he had put his name down for it ten minutes ago."
FURNITURE = st.sampled_from([
    "12", "- 3 -", "— 14 —", "第 7 页", "第3页 共12页", "第 3 页，共 12 页", "Page 4 of 9", "12/86", "〔 5 〕", "· 8 ·", "— iv —", "―9―",
    "- 七 -", "PAGE 12", "本文档由会员上传，仅供学习交流，严禁用于商业用途", "更多资料请关注下载中心", "版权所有 翻版必究",
    "http://www.example.com/view/123.html", "当前位置：首页>范文大全", "----------------", "★☆★☆★☆★☆", "下载后可任意编辑", "上一篇：礼仪常识",
    "相关推荐：服务心得", "扫一扫，关注我们", "微信公众号：casedesk2026", "【免责声明】内容来自网络，侵权请联系删除", "[广告] 三天学会插花，名额有限", "© Old Mill Training. Not to be copied.",
    "var ad=document.getElementById('a');", "<div class=\"ad\"></div>", "龘靐齉爩鱻麤灪龖厵纞", "\ufffd\ufffd\ufffd\ufffd", "\ue001\ue002\ue003\ue004",
])  # fmt: skip
INLINE = st.sampled_from(
    ["龘靐齉爩鱻麤", "\ufffd\ufffd\ufffd", "\ue005\ue006\ue007", "（本文来自资料网）", "[来源：范文网]", "&nbsp;"]
)


def cleaned(text: str) -> str:
    """What is left of a text, line by line."""
    source = read_text(text, "page")
    remaining, _ = clean(source.text, plain_form(source.text), lines_of(source))
    return "\n".join(source.text[line.start : line.end] for line in remaining)


def bodies(text: str) -> list[str]:
    """The bodies of the cases proposed for a text."""
    proposal = proposed(text)
    assert_tiled(proposal)
    return [section_texts(proposal.source, draft)[0].text for draft in proposal.drafts]


def told(*stories: str) -> str:
    """The stories under numbered labels."""
    return "".join(f"案例{i + 1}：{TITLES[i]}\n{story}\n" for i, story in enumerate(stories))


@given(st.lists(st.tuples(st.integers(0, 12), FURNITURE), max_size=8))
def test_furniture_between_lines_goes_and_every_line_of_the_stories_stays(insertions: list[tuple[int, str]]) -> None:
    lines = told(*STORIES).splitlines()
    for place, furniture in insertions:
        lines.insert(min(place, len(lines)), furniture)
    assert cleaned("\n".join(lines)) == told(*STORIES).strip()


@given(st.data())
def test_furniture_that_cuts_a_sentence_in_two_leaves_the_sentence_whole(data: st.DataObject) -> None:
    cut = data.draw(
        st.integers(22, len(UMBRELLA) - 2).filter(lambda i: UMBRELLA[i - 1] not in "。，" and UMBRELLA[i] not in "。，")
    )
    furniture = data.draw(FURNITURE)
    gap = data.draw(st.sampled_from(["\n", "\n\n"]))
    assert bodies(told(UMBRELLA[:cut] + gap + furniture + gap + UMBRELLA[cut:], SOUP)) == [UMBRELLA, SOUP]


@given(st.integers(1, len(SOUP) - 1), INLINE)
def test_what_was_strewn_into_a_line_goes_and_the_line_stays_whole(place: int, strewn: str) -> None:
    assert bodies(told(UMBRELLA, SOUP[:place] + strewn + SOUP[place:])) == [UMBRELLA, SOUP]


@given(st.lists(st.tuples(st.integers(0, 12), FURNITURE), max_size=6))
def test_cleaning_what_is_clean_changes_nothing(insertions: list[tuple[int, str]]) -> None:
    lines = told(*STORIES).splitlines()
    for place, furniture in insertions:
        lines.insert(min(place, len(lines)), furniture)
    once = cleaned("\n".join(lines))
    assert cleaned(once) == once


@pytest.mark.parametrize("story", [*STORIES, COMMENT, ENGLISH])
def test_nothing_of_a_story_is_taken_for_furniture(story: str) -> None:
    assert cleaned(story) == story


@pytest.mark.parametrize(
    "line",
    [
        "“好的！好的！”", "1. 先问清楚", "（1）", "【1】", "案例1", "问题：", "他说：“版权归谁？”", "他在微信上问我：“在吗？”", "三", "Q1", "她只说了一句：谢谢大家。",
        "请您关注下一班车的时间", "“下载好了吗？”他问。", "嘉賓鬱鬱寡歡，豔陽高照", "喆堃淼和犇犇都来了", "A: Can I help you?", "谢谢您的雨伞，我记住了。", "我们的广告贴在门口，没有人看",
    ],
)  # fmt: skip
def test_lines_that_only_look_like_furniture_stay(line: str) -> None:
    assert cleaned(f"{UMBRELLA}\n{line}\n{SOUP}").split("\n")[1] == line


@given(st.integers(20, 60), st.booleans())
def test_lines_wrapped_at_any_width_are_one_paragraph_again(width: int, indented: bool) -> None:
    indent = "\u3000\u3000" if indented else ""
    stories = [indent + story for story in STORIES]
    wrapped = ["\n".join(story[i : i + width] for i in range(0, len(story), width)) for story in stories]
    assert bodies(told(*wrapped)) == list(STORIES)


@given(st.integers(40, 90))
def test_english_lines_wrapped_at_any_width_are_one_paragraph_again(width: int) -> None:
    lines = [""]
    for word in ENGLISH.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    text = "Case 1: The last umbrella\n" + "\n".join(lines) + "\nCase 2: The soup\n" + "\n".join(lines)
    assert bodies(text) == [ENGLISH, ENGLISH]


@given(st.data())
def test_false_paragraph_breaks_inside_a_sentence_are_mended(data: st.DataObject) -> None:
    commas = [i + 1 for i, char in enumerate(QUEUE) if char == "，" and "“" not in QUEUE[i : i + 2]]
    breaks = sorted(data.draw(st.sets(st.sampled_from(commas), min_size=1)))
    gap = data.draw(st.sampled_from(["\n", "\n\n", "\n\u3000\u3000"]))
    edges = [0, *breaks, len(QUEUE)]
    broken = gap.join(QUEUE[a:b] for a, b in itertools.pairwise(edges))
    assert bodies(told(UMBRELLA, broken)) == [UMBRELLA, QUEUE]


def test_a_running_header_goes_wherever_it_stands() -> None:
    half = UMBRELLA.index("小方问清") + 2
    pages = [
        "前厅部培训读本",
        UMBRELLA[:half],
        "前厅部培训读本",
        UMBRELLA[half:],
        "前厅部培训读本",
        SOUP,
        "前厅部培训读本",
    ]
    assert bodies(f"案例一：{TITLES[0]}\n" + "\n".join(pages)) == [f"{UMBRELLA}\n{SOUP}"]


def test_a_header_with_its_page_number_goes() -> None:
    text = "".join(f"{TITLES[i]}的故事\n{story}\n前厅部培训读本    {i + 3}\n" for i, story in enumerate(STORIES))
    assert "读本" not in cleaned(text)


def test_a_paragraph_pasted_twice_stands_once() -> None:
    assert bodies(told(f"{UMBRELLA}\n{UMBRELLA}", SOUP)) == [UMBRELLA, SOUP]
    assert titles(
        proposed(f"案例一：{TITLES[0]}\n案例一：{TITLES[0]}\n{UMBRELLA}\n案例二：{TITLES[1]}\n{SOUP}")
    ) == list(TITLES[:2])


def test_a_sentence_doubled_in_its_line_stands_once() -> None:
    first, rest = SOUP.split("。", 1)
    assert bodies(told(f"{first}。{first}。{rest}", UMBRELLA)) == [SOUP, UMBRELLA]


def test_what_people_say_twice_stays_twice() -> None:
    said = "“我要投诉！”\n“我要投诉！”"
    assert cleaned(f"{UMBRELLA}\n{said}").endswith(said)


def test_a_slide_that_the_next_one_shows_again_goes() -> None:
    slides = [["晚到的早餐券", "前台忘了给"], ["晚到的早餐券", "前台忘了给", UMBRELLA], ["洒在袖子上的汤", SOUP]]
    parts: list[str] = []
    blocks: list[SourceBlock] = []
    for number, slide in enumerate([[*slides[0], KEY[:30]], [*slides[0], KEY[:30], UMBRELLA], slides[2]], 1):
        for words in slide:
            start = sum(map(len, parts))
            blocks.append(SourceBlock(start, start + len(words), place=f"Slide {number}"))
            parts.append(words + "\n")
    source = SourceText("slides", "".join(parts), tuple(blocks))
    remaining, furniture = clean(source.text, plain_form(source.text), lines_of(source))
    assert remaining[0].block.place == "Slide 2"
    assert {span.reason for span in furniture} == {"The next slide shows this again, with more"}


CONTENTS = [
    "目 录\n" + "\n".join(f"案例{i + 1} {title}……………{3 + 4 * i}" for i, title in enumerate(TITLES)),
    "目录 " + " ".join(f"案例{i + 1} {title} {3 + 4 * i}" for i, title in enumerate(TITLES)),
    "目录：" + "".join(f"案例{i + 1} {title}({3 + 4 * i})" for i, title in enumerate(TITLES)),
    "目录  " + "  ".join(f"案例{i + 1}：{title}" for i, title in enumerate(TITLES)),
    "本文目录\n" + "\n".join(f"案例{i + 1}：{title}" for i, title in enumerate(TITLES)),
    "\n".join(f"案例{i + 1}：{title}\t{3 + 4 * i}" for i, title in enumerate(TITLES)),
]


@pytest.mark.parametrize("contents", CONTENTS)
def test_a_table_of_contents_is_no_case(contents: str) -> None:
    proposal = proposed(f"服务案例集\n{contents}\n\n{told(*STORIES)}")
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    reasons = {span.reason for span in proposal.left_out if span.kind is SpanKind.FURNITURE}
    assert "A table of contents" in reasons


def test_every_stretch_left_out_says_why_and_where() -> None:
    proposal = propose(read_text(f"当前位置：首页>范文\n{told(*STORIES)}第 3 页\n龘靐齉爩鱻麤灪龖\n", "page"))
    furniture = [span for span in proposal.left_out if span.kind is SpanKind.FURNITURE]
    assert [proposal.source.text[span.start : span.end] for span in furniture] == [
        "当前位置：首页>范文",
        "第 3 页",
        "龘靐齉爩鱻麤灪龖",
    ]
    assert len({span.reason for span in furniture}) == 3


@pytest.mark.parametrize("header", ["前厅服务案例选", "Front Desk Cases", "前厅服务案例选    {page}", "- {page} -"])
def test_what_heads_two_pages_is_a_running_header_though_it_speaks_of_cases(header: str) -> None:
    parts: list[str] = []
    blocks: list[SourceBlock] = []
    for page in (1, 2):
        label = f"案例{page}：{TITLES[page]}"
        for words in (header.format(page=page + 4), label, STORIES[page], COMMENT):
            start = sum(map(len, parts))
            blocks.append(SourceBlock(start, start + len(words), place=f"p. {page}"))
            parts.append(words + "\n")
    source = SourceText("pages", "".join(parts), tuple(blocks))
    proposal = propose(source)
    assert titles(proposal) == list(TITLES[1:3])
    left_out = [source.text[span.start : span.end] for span in proposal.left_out]
    assert left_out == [header.format(page=5), header.format(page=6)]
