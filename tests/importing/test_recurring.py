# ruff: noqa: E501 - a story stands on one line
"""Cases told by what recurs: lines that look alike below titles, labels that look like running headers, lines of signs."""

from casedesk.importing import posts
from casedesk.importing.lines import lines_of
from casedesk.importing.reading import read_text
from tests.importing.stories import STORIES, TITLES, assert_tiled, proposed, titles

ENGLISH_TITLES = ("The note under the cup", "Room six", "Mrs. Adair's Taxi Leaves From Quite Another Door")
ENGLISH = (
    "Mrs Lowe came back to the desk at noon and said that nobody had called her. The clerk found the note under a cup and read it to her. She sat down and laughed.",
    "Mr Brand asked for the key of room nine. The porter gave him the key of room six, and he walked in on a family at breakfast. Nobody spoke until the child offered him toast.",
    "Mrs. Adair waited forty minutes for a taxi that had been sent to another door. The manager drove her to the station himself and carried her bag to the train.",
)


def test_a_prize_a_school_and_a_name_below_each_title_make_a_row() -> None:
    who = ("一等奖　城东店　赵一", "二等奖　河西店　钱二", "一等奖　河西店　孙三", "二等奖　城东店　李四")
    text = "".join(f"{t}\n{w}\n{s}\n" for t, w, s in zip(TITLES[:4], who, STORIES[:4], strict=True))
    proposal = proposed("优秀来稿\n" + text)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:4])


def test_lines_of_a_table_make_no_row() -> None:
    rows = "".join(
        f"{name}\n{prize}　城东店　第{n}组\n"
        for n, (name, prize) in enumerate(
            (("红队", "一等奖"), ("蓝队", "二等奖"), ("绿队", "一等奖"), ("黄队", "二等奖")), 1
        )
    )
    assert not proposed("技能比赛成绩\n" + rows).drafts


def test_cards_of_a_role_play_are_no_running_headers() -> None:
    text = "".join(
        f"Situation {'ABC'[i]}   {t}\nCustomer card\n{s}\nAssociate card\nThe till was closed and nobody else had been told.\nObserver\nWho spoke first?\n"
        for i, (t, s) in enumerate(zip(ENGLISH_TITLES, ENGLISH, strict=True))
    )
    proposal = proposed("Role plays for the shop\nPlay each one twice.\n" + text)
    assert_tiled(proposal)
    assert titles(proposal) == list(ENGLISH_TITLES)
    assert all("Customer card" in proposal.source.text[d.spans[0].start : d.spans[-1].end] for d in proposal.drafts)


def test_a_running_header_is_none_of_the_labels() -> None:
    pages = "\n".join(f"{s}\nNorth Gate Academy\n{s[::-1]}" for s in STORIES[:4])
    proposal = proposed(pages)
    assert_tiled(proposal)
    assert all("North Gate" not in proposal.source.text[s.start : s.end] for d in proposal.drafts for s in d.spans)


def test_questions_below_a_label_of_any_words_stay_with_their_story() -> None:
    asked = "Think about\nWho should have been told at once?\nWhat would you have said to her yourself?\n"
    proposal = proposed("".join(f"{t}\n{s}\n{asked}" for t, s in zip(ENGLISH_TITLES, ENGLISH, strict=True)))
    assert_tiled(proposal)
    assert titles(proposal) == list(ENGLISH_TITLES)


def test_the_last_question_above_a_note_is_no_title() -> None:
    text = "".join(
        f"{'甲乙丙'[i]}案　{TITLES[i]}\n{STORIES[i]}\n讨论：\n1. 他为什么生气？\n2. 换成你会怎么说？\n教师注：先听完，再说话，最后才谈赔多少。\n"
        for i in range(3)
    )
    proposal = proposed(text)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:3])


def test_an_introduction_and_a_closing_word_stand_outside_of_lines_of_signs() -> None:
    text = (
        "前台日记\n每天写一则，不写日期。\n\n＊　＊　＊\n\n"
        + "\n\n＊　＊　＊\n\n".join(STORIES[:4])
        + "\n\n＊　＊　＊\n\n（以上各则只供内部阅读。）\n"
    )
    proposal = proposed(text)
    assert_tiled(proposal)
    assert len(proposal.drafts) == 4


def test_a_weak_label_without_a_colon_counts_among_its_neighbours() -> None:
    labels = ("故事1：", "故事2：", "故事3", "故事4：")
    proposal = proposed("晨会小故事\n" + "".join(f"{label}{s}\n" for label, s in zip(labels, STORIES[:4], strict=True)))
    assert_tiled(proposal)
    assert len(proposal.drafts) == 4


def test_a_number_behind_the_word_story_alone_is_no_label() -> None:
    proposal = proposed(f"{TITLES[0]}\n{STORIES[0]}\n故事3位同事都听过，没有人相信。\n")
    assert len(proposal.drafts) == 1


def test_several_titles_in_a_row_that_lost_their_label_each_begin_a_case() -> None:
    part = "【经过】\n{}\n【警示】\n说出去的话要记下来。\n"
    heads = (f"案例一　{TITLES[0]}", f"案例二　{TITLES[1]}", TITLES[2], TITLES[3])
    proposal = proposed("".join(f"{h}\n{part.format(s)}" for h, s in zip(heads, STORIES[:4], strict=True)))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:4])


def test_posts_of_a_thread_are_told_apart_and_one_writer_goes_on() -> None:
    who = (
        "2楼　阿青　2021-4-2 20:31",
        "3楼　小满　2021-4-2 21:02",
        "4楼　老周　2021-4-3 8:12",
        "5楼　阿青　2021-4-3 9:40",
    )
    thread = "".join(f"{head}\n{story}\n" for head, story in zip(who, STORIES[:4], strict=True))
    proposal = proposed(
        thread
        + "6楼　阿青　2021-4-3 9:52\n第二天，他的妻子来道谢，说那天多亏了大家。\n7楼　小满　2021-4-3 10:00\n学习了！\n"
    )
    assert_tiled(proposal)
    assert len(proposal.drafts) == 4
    whole = ["".join(proposal.source.text[s.start : s.end] for s in d.spans) for d in proposal.drafts]
    assert not any("2021" in words for words in whole)
    assert "第二天，他的妻子" in whole[3]


def test_days_in_a_story_do_not_make_it_a_thread() -> None:
    text = "".join(f"记于2021年4月{day}日\n{story}\n" for day, story in enumerate(STORIES, 2))
    source = read_text(text, "days.txt")
    assert not posts.authors(source.text, lines_of(source))


def test_a_case_that_goes_on_on_the_next_slide_is_one() -> None:
    slides = "".join(
        f"案例分享{'一二三'[i]}\n{TITLES[i]}\n{STORIES[i]}\n江北分行\n案例分享{'一二三'[i]}\n{TITLES[i]}\n{STORIES[3]}\n江北分行\n"
        for i in range(3)
    )
    proposal = proposed(slides)
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:3])
