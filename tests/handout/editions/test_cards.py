"""Cards hide what does not fit: so nothing may be lost, and nothing may be too much."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.case import Role, Section
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_blocks import CARD_PICTURE, Card, Cards, Kind, Para
from casedesk.handout.assembly import assemble
from casedesk.handout.cards import card_room
from casedesk.handout.editions.card_fitting import fitted, height_of, space_under
from casedesk.handout.outline import build
from casedesk.handout.page_setup import page_setup
from tests.builders import make_case, make_plan
from tests.handout import sample
from tests.handout.word_files import W, tree

ROOM = card_room(page_setup(HandoutOptions(Edition.CASE_CARDS)))
SENTENCES = st.lists(st.text("雨伞客人说。，“”abc ", min_size=1, max_size=90), min_size=1, max_size=12)


def cards_of(html: str, **changes: object) -> tuple[Card, ...]:
    case = replace(make_case(), sections=(Section(Role.BODY, html),), **changes)  # pyright: ignore[reportArgumentType]
    (block,) = build(make_plan(case), [case], HandoutOptions(Edition.CASE_CARDS)).blocks
    assert isinstance(block, Cards)
    return block.cards


def words(card: Card) -> str:
    return "".join(item.text for item in card.body if isinstance(item, Para))


@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_no_word_is_lost_and_no_card_is_too_full(texts: list[list[str]]) -> None:
    paragraphs = [Para(Kind.TEXT, (richtext.Run("".join(sentences)),)) for sentences in texts]
    cards = fitted(paragraphs, "标题", ROOM)
    told = "".join(item.text for card in cards for item in card if isinstance(item, Para))
    assert re.sub(r"\s", "", told) == re.sub(r"\s", "", "".join(para.text for para in paragraphs))
    for card in cards:
        assert sum(height_of(item, ROOM) for item in card) <= space_under("标题", ROOM)


def test_a_short_case_is_one_card_and_the_rest_of_the_page_is_to_write_on() -> None:
    first, *others = cards_of("<p>雨下了一夜。</p>")
    assert words(first) == "雨下了一夜。"
    assert len(others) == 3
    assert {card.right for card in others} == {"自写卡"}


def test_a_long_case_is_cut_and_every_card_but_the_last_asks_to_stop() -> None:
    cards = [card for card in cards_of("<p>雨下了一夜，伞都借完了。</p>" * 60) if card.right != "自写卡"]
    assert len(cards) > 2
    assert [card.right[-1] for card in cards] == [chr(ord("A") + place) for place in range(len(cards))]
    assert {bool(card.foot) for card in cards[:-1]} == {True}
    assert abs(len(words(cards[0])) - len(words(cards[1]))) < 60


def test_a_small_table_keeps_its_columns_and_one_too_wide_becomes_lines() -> None:
    small = (
        "<table><tr><th><p>时刻</p></th><th><p>人数</p></th></tr><tr><td><p>9:00</p></td><td><p>3</p></td></tr></table>"
    )
    (card, *_) = cards_of(small)
    assert [item.text for item in card.body if isinstance(item, Para)] == ["时刻\t人数", "9:00\t3"]
    wide = f"<table><tr>{''.join(f'<td><p>第{n}栏</p></td>' for n in range(7))}</tr></table>"
    (card, *_) = cards_of(wide)
    assert [item.kind for item in card.body if isinstance(item, Para)] == [Kind.BULLET]


def test_a_cell_over_two_rows_leaves_its_place_free_in_the_second() -> None:
    handout = build(sample.PLAN, [sample.PORRIDGE], HandoutOptions(Edition.CASE_CARDS))
    assert "\\t26\\t重做，仍装在一个盒里" in repr(handout.blocks)


def test_one_question_stands_at_the_foot_and_several_under_the_story() -> None:
    for questions, foot in ((("谁先开口？",), "谁先开口？"), (("谁先开口？", "说什么？"), "")):
        case = make_case("雨。", questions=questions)
        (block,) = build(make_plan(case), [case], HandoutOptions(Edition.CASE_CARDS)).blocks
        assert isinstance(block, Cards)
        assert block.cards[0].foot == foot
        assert ("说什么？" in words(block.cards[0])) == (len(questions) > 1)


def test_cards_are_cut_from_tables_of_exact_heights_without_header_and_footer() -> None:
    data = assemble(build(sample.PLAN, sample.CASES, HandoutOptions(Edition.CASE_CARDS)), sample.picture)
    body = tree(data)
    rules = {height.get(f"{W}hRule") for height in body.iter(f"{W}trHeight")}
    assert rules == {"exact"}
    assert not list(body.iter(f"{W}headerReference", f"{W}footerReference"))
    heights = [int(height.get(f"{W}val", "0")) for height in body.iter(f"{W}trHeight")]
    assert len(set(zip(heights[::3], heights[1::3], heights[2::3], strict=True))) == 1


def test_questions_that_do_not_fit_under_the_story_are_announced_on_its_last_card() -> None:
    case = make_case("雨下了一夜，伞都借完了。" * 20, questions=tuple(f"第{n}问：谁先开口？说什么？" for n in range(9)))
    (block,) = build(make_plan(case), [case], HandoutOptions(Edition.CASE_CARDS)).blocks
    assert isinstance(block, Cards)
    story, asked, *_ = block.cards
    assert story.foot == "思考题在下一张卡上。"
    assert "谁先开口" in words(asked)
    assert asked.foot == ""


def test_a_picture_is_drawn_on_its_card_no_wider_and_no_higher_than_there_is_room() -> None:
    data = assemble(build(sample.PLAN, [sample.PORRIDGE], HandoutOptions(Edition.CASE_CARDS)), sample.picture)
    (extent,) = tree(data).iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    assert int(extent.get("cx", "0")) <= ROOM.width * 12700 + 1
    assert int(extent.get("cy", "0")) <= CARD_PICTURE * 12700 + 1


def test_latin_words_fit_in_the_widest_face_that_stands_in_for_theirs() -> None:
    in_dejavu_serif = 0.525
    sentence = "the young lady told me herself that anybody could bring it back at any time "
    assert height_of(Para(Kind.TEXT, (richtext.Run(sentence * 6),)), ROOM) >= 16 * (
        len(sentence) * 6 * in_dejavu_serif * 10.5 // ROOM.width
    )
