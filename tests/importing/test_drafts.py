# ruff: noqa: E501 - a story stands on one line
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.case import Outcome, QuestionKind, Role, State
from casedesk.domain.draft import SpanKind
from casedesk.importing.case_making import to_case
from casedesk.importing.classify import outcome_of
from casedesk.importing.duplicates import DuplicateFinder, Known
from casedesk.importing.language import language_of
from casedesk.importing.numbers import number_of
from casedesk.importing.proposing import propose
from casedesk.importing.questions import questions_of
from casedesk.importing.reading import read, read_text
from casedesk.importing.sections import section_texts, texts_in_order
from casedesk.importing.titles import made_title
from tests.importing.files import p, r, saved, word_bytes
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
)

ONE = f"案例一：{TITLES[0]}\n{UMBRELLA}\n思考题：1.你会怎么做？2.登记本该放在哪里？\n点评：{COMMENT}\n启示：先问，再给。\n"


def test_a_draft_becomes_a_pending_case() -> None:
    proposal = proposed(ONE)
    case = to_case(proposal.source, proposal.drafts[0], document_id=7, batch_id=3)
    assert (case.id, case.state, case.title, case.language) == (0, State.PENDING, TITLES[0], "zh")
    assert [section.role for section in case.sections] == [Role.BODY, Role.QUESTION, Role.ANALYSIS, Role.LESSON]
    assert [question.text for question in case.questions] == ["你会怎么做？", "登记本该放在哪里？"]
    assert case.origin is not None
    assert (case.origin.document_id, case.batch_id) == (7, 3)
    assert UMBRELLA in proposal.source.text[case.origin.start : case.origin.end]
    assert "酒店" in case.industries


def test_labels_stay_as_headings_where_a_section_is_made_of_several_parts() -> None:
    parts = ("Background", UMBRELLA, "What went wrong", SOUP, "What happened next", QUEUE, "Outcome", KEY)
    proposal = proposed("\n".join(("Case 1: The umbrella", *parts)))
    sections = {part.role: part for part in section_texts(proposal.source, proposal.drafts[0])}
    assert "<h3>" not in sections[Role.BODY].html
    assert sections[Role.RESOLUTION].html.startswith("<h3>What happened next</h3><p>")
    assert "<h3>Outcome</h3>" in sections[Role.RESOLUTION].html
    told = texts_in_order(proposal.source, proposal.drafts[0])
    assert [part.role for part in told] == [Role.BODY, Role.ANALYSIS, Role.RESOLUTION]


def test_section_html_is_canonical() -> None:
    proposal = proposed(ONE)
    for section in section_texts(proposal.source, proposal.drafts[0]):
        assert richtext.canonical(section.html) == section.html
        assert richtext.to_plain(section.html) == section.text


def test_hard_wrapped_lines_are_put_together_again() -> None:
    wrapped = "\n".join(UMBRELLA[i : i + 30] for i in range(0, len(UMBRELLA), 30))
    proposal = proposed(f"案例一：{TITLES[0]}\n{wrapped}\n案例二：{TITLES[1]}\n{SOUP}\n")
    assert section_texts(proposal.source, proposal.drafts[0])[0].text == UMBRELLA


def test_a_paragraph_broken_by_a_page_number_is_one_again() -> None:
    half = UMBRELLA.index("小方问清") + 2
    proposal = proposed(f"案例一：{TITLES[0]}\n{UMBRELLA[:half]}\n\n- 3 -\n\n{UMBRELLA[half:]}\n")
    assert_tiled(proposal)
    assert section_texts(proposal.source, proposal.drafts[0])[0].text == UMBRELLA


def test_english_lines_are_joined_with_a_space() -> None:
    story = "One evening in July it rained for two hours and only one umbrella\nwas left in the stand. The porter gave it away to a guest."
    proposal = proposed(f"Case 1: The last umbrella\n{story}\n")
    assert "umbrella was left" in section_texts(proposal.source, proposal.drafts[0])[0].text


def test_rich_text_survives_splitting(tmp_path: Path) -> None:
    body = f"<w:p>{r('案例一：')}{r(TITLES[0])}</w:p><w:p>{r(UMBRELLA)}{r('他的袖子是湿的。', '<w:b/>')}</w:p><w:p>{r('点评：')}{r('先问', '<w:i/>')}{r('，再给，这才是规矩。')}</w:p>"
    table = (
        "<w:tbl>"
        + "".join(f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>" for a, b in (("伞", "1"), ("人", "2")))
        + "</w:tbl>"
    )
    source = read(saved(tmp_path, "a.docx", word_bytes(body + table)))
    draft = propose(source).drafts[0]
    sections = {section.role: section for section in section_texts(source, draft)}
    assert sections[Role.BODY].html == f"<p>{UMBRELLA}<strong>他的袖子是湿的。</strong></p>"
    assert sections[Role.ANALYSIS].html.startswith("<p><em>先问</em>，再给，这才是规矩。</p><table>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲做对了吗？\n2.乙呢，他该怎么办？", ["甲做对了吗？", "乙呢，他该怎么办？"]),
        ("（1）甲做对了吗？（2）乙该怎么办？", ["甲做对了吗？", "乙该怎么办？"]),
        ("①甲做对了吗？②乙该怎么办？", ["甲做对了吗？", "乙该怎么办？"]),
        ("甲到底错在哪里？如果是你，会怎么做？", ["甲到底错在哪里？", "如果是你，会怎么做？"]),
        ("请谈谈你的看法。", ["请谈谈你的看法。"]),
        ("1. What went wrong?\n2. What would you do?", ["What went wrong?", "What would you do?"]),
        ("结合材料回答：1.甲做对了吗？", ["结合材料回答：", "甲做对了吗？"]),
        ("", []),
    ],
)
def test_questions_become_rows(text: str, expected: list[str]) -> None:
    assert [question.text for question in questions_of(text)] == expected


def test_minutes_and_points_behind_a_question_are_numbers_of_its_own() -> None:
    timed, counted, neither = questions_of("1. 错在哪里？（5分钟）\n2. 先做什么？（10分）（约8分钟）\n（5分钟）")
    assert (timed.text, timed.minutes) == ("错在哪里？", 5)
    assert (counted.text, counted.minutes, counted.points) == ("先做什么？", 8, 10)
    assert neither.text == "（5分钟）"


def test_choices_stay_with_their_question() -> None:
    question, other = questions_of("1.谁做对了？\nA.小方\nB.前台\n2.为什么？请说明理由。")
    assert question.kind is QuestionKind.SINGLE_CHOICE
    assert "B.前台" in question.text
    assert other.kind is QuestionKind.DISCUSSION


def test_questions_to_the_learner_at_the_end_of_a_story() -> None:
    proposal = proposed(f"案例一：{TITLES[0]}\n{UMBRELLA}你觉得小方应吸取哪些教训？\n")
    kinds = [span.kind for span in proposal.drafts[0].spans]
    assert kinds == [SpanKind.HEADING, SpanKind.BODY, SpanKind.QUESTION]


def test_a_question_inside_the_story_stays_there() -> None:
    proposal = proposed(f"案例一：{TITLES[0]}\n{UMBRELLA}那位先生说：“这把伞到底是谁的？”\n")
    assert SpanKind.QUESTION not in {span.kind for span in proposal.drafts[0].spans}


@pytest.mark.parametrize(
    ("story", "outcome"),
    [
        ("客人非常满意，写来表扬信。", Outcome.POSITIVE),
        ("客人愤怒地投诉，拂袖而去。", Outcome.NEGATIVE),
        ("客人很不满意。", Outcome.NEGATIVE),
        ("The guest was furious and never returned; she complained to the manager.", Outcome.NEGATIVE),
        ("门开了。", None),
    ],
)
def test_how_a_story_ends(story: str, outcome: Outcome | None) -> None:
    found, words = outcome_of(story)
    assert found is outcome
    assert bool(words) is (outcome is not None)


def test_labels_are_in_the_language_of_the_document() -> None:
    chinese = proposed(ONE).drafts[0]
    english = proposed(
        "Case 1: The last umbrella\nOne evening a hotel guest came to the front desk. The concierge at the hotel said he had no umbrella.\n"
    ).drafts[0]
    assert chinese.industries[0].value == "酒店"
    assert english.industries[0].value == "Hotel"
    assert set(chinese.industries[0].words) & {"前台", "礼宾", "大堂"}


def test_quality() -> None:
    assert proposed(ONE).drafts[0].quality == "complete"
    assert proposed(f"案例一：{TITLES[0]}\n{UMBRELLA[:60]}").drafts[0].quality == "truncated"
    garbled = UMBRELLA.replace("，", "\\")
    assert proposed(f"案例一：{TITLES[0]}\n{garbled}").drafts[0].quality == "garbled"
    (stub,) = [
        d
        for d in proposed(f"{ONE}\n案例二：{TITLES[1]}\n此处从略，详见本书下一版的附录部分。\n").drafts
        if d.quality == "stub"
    ]
    assert (False, "There is hardly any text") in stub.reasons


def test_the_same_story_is_found_in_the_library_and_in_the_batch() -> None:
    retold = UMBRELLA.replace("暴雨", "大雨").replace("陈女士", "王女士") + "后来大家都笑了。"
    finder = DuplicateFinder([Known("伞", UMBRELLA, case_id=12), Known("钥匙", KEY, case_id=13)])
    found = finder.likeness(retold)
    assert found is not None
    assert found.case_id == 12
    assert 0.8 < found.share < 1.0
    assert finder.likeness(SOUP) is None
    finder.add(Known(TITLES[1], SOUP, draft_index=1))
    again = finder.likeness(SOUP)
    assert again is not None
    assert (again.draft_index, again.share) == (1, 1.0)


def test_script_and_width_do_not_hide_a_duplicate() -> None:
    finder = DuplicateFinder([Known("a", "经理说，这顿饭由店里请，共１２０元。大家都说好，孩子也笑了。", case_id=1)])
    assert finder.likeness("經理說,這頓飯由店裡請,共120元。大家都說好,孩子也笑了。") is not None
    assert finder.likeness("完全不同的一段话，说的是另一件事情，和上面的没有关系。") is None


@given(st.integers(1, 199))
def test_numbers_are_read_in_every_script(number: int) -> None:
    tens, ones = divmod(number % 100, 10)
    chinese = "一百" if number >= 100 else ""
    chinese += ("零" if number >= 100 and not tens and ones else "") + (
        ("" if tens == 1 and number < 100 else "一二三四五六七八九"[tens - 1]) + "十" if tens else ""
    )
    chinese += "一二三四五六七八九"[ones - 1] if ones else ""
    assert number_of(chinese) == number_of(str(number)) == number


def test_other_numbers() -> None:
    assert [number_of(text) for text in ("③", "iv", "Seven", "二〇", "no", "")] == [3, 4, 7, 20, None, None]


def test_made_titles_skip_the_hour() -> None:
    assert made_title("一天，客人走到前台说空调坏了。后来修好了。") == "客人走到前台说空调坏了"
    assert len(made_title("很" * 100)) <= 22


def test_made_titles_are_whole() -> None:
    assert made_title("排班难，难在没人肯上夜班。后来换了办法。") == "排班难，难在没人肯上夜班"
    assert made_title("三号柜台的“求助铃”，每月响一次。") == "三号柜台的“求助铃”"
    assert made_title("“怎么又是你们！”客人把单子放下。") == "怎么又是你们"


def test_languages() -> None:
    assert [language_of(text) for text in (UMBRELLA, "A guest came.", "")] == ["zh", "en", "en"]


PIECES = st.sampled_from([
    "案例一：", "案例二：", "【案例3】", "（一）", "（二）", "一、", "二、", "1.", "2、", "点评：", "【评析】", "思考题：", "启示", "篇一：前厅\n", "目录\n", "第 3 页\n",
    "- 4 -\n", "编后语：", "服务案例集\n", *TITLES, *(story[:70] for story in STORIES), COMMENT, "\n", "\n\n", "。", "你会怎么做？", "甲方乙方本合同违约金", "http://a.b/c\n",
    "Case 1: ", "Questions\n", "\ufffd\ufffd\ufffd", "*****\n", "\t", "案例 ……… 3\n",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_every_character_has_exactly_one_place(pieces: list[str]) -> None:
    proposal = proposed("".join(pieces))
    assert_tiled(proposal)
    for draft in proposal.drafts:
        assert draft.title
        assert 0.0 < draft.confidence < 1.0
        sections = texts_in_order(proposal.source, draft)
        kept = "".join(richtext.to_plain(re.sub("<h3>.*?</h3>", "", section.html)) for section in sections)
        wanted = "".join(
            proposal.source.text[s.start : s.end]
            for s in draft.spans
            if s.kind not in (SpanKind.HEADING, SpanKind.MARKER)
        )
        assert "".join(kept.split()) == "".join(wanted.split())


def test_leaving_out_is_always_explained() -> None:
    proposal = proposed("当前位置：首页>范文\n" + collection(lambda i: f"案例{i + 1}：") + "版权所有 翻版必究\n")
    assert all(span.reason for span in proposal.left_out)
    assert read_text("x", "pasted").name == "pasted"
