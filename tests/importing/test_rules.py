import re
from typing import Any

import pytest

from casedesk.domain.draft import SpanKind
from casedesk.importing import rules
from casedesk.importing.classify import suggested, word_counts
from casedesk.importing.cleaning import clean
from casedesk.importing.lines import lines_of
from casedesk.importing.markers import markers_of
from casedesk.importing.plain_form import plain_form
from casedesk.importing.reading import read_text
from casedesk.importing.story_signs import is_advice_title
from tests.importing.stories import COMMENT, TITLES, collection, proposed, titles


def entries(table: str, *keys: str) -> list[Any]:
    found = [(key, entry) for key in keys for entry in rules.table(table)[key]]
    return [
        pytest.param(entry, id=f"{key}-{entry.get('id') or entry.get('kind') or entry['example'][:10]}")
        for key, entry in found
    ]


@pytest.mark.parametrize("entry", entries("headings", "case", "container", "numbered"))
def test_every_heading_rule_matches_its_example(entry: dict[str, Any]) -> None:
    match = rules.pattern(entry["pattern"]).match(plain_form(entry["example"]))
    assert match
    assert match.end() > 0


@pytest.mark.parametrize("entry", entries("collections", "announcing", "closing"))
def test_every_boundary_rule_matches_its_example(entry: dict[str, Any]) -> None:
    assert rules.pattern(entry["pattern"]).match(plain_form(entry["example"]))


@pytest.mark.parametrize("entry", entries("collections", "foreign"))
def test_every_kind_of_text_that_is_no_case_knows_its_example(entry: dict[str, Any]) -> None:
    assert len(rules.pattern(entry["text"]).findall(plain_form(entry["example"]))) >= 3


def test_the_collection_title_rule_matches_its_example() -> None:
    table = rules.table("collections")
    assert rules.pattern(table["title"]).fullmatch(plain_form(table["title_example"]))


@pytest.mark.parametrize("entry", entries("furniture", "whole"))
def test_every_whole_line_of_furniture_is_left_out(entry: dict[str, Any]) -> None:
    source = read_text(entry["example"], "page")
    remaining, furniture = clean(source.text, plain_form(source.text), lines_of(source))
    assert not remaining
    assert furniture[0].reason


@pytest.mark.parametrize("entry", entries("furniture", "part"))
def test_furniture_inside_a_line_is_left_out_and_the_rest_stays(entry: dict[str, Any]) -> None:
    source = read_text(entry["example"] + "后来客人笑了。", "page")
    remaining, furniture = clean(source.text, plain_form(source.text), lines_of(source))
    assert "后来客人笑了。" in source.text[remaining[-1].start : remaining[-1].end]
    assert furniture


def test_contents_rules_match_their_examples() -> None:
    table = rules.table("furniture")["contents"]
    assert re.fullmatch(table["heading"], plain_form(table["heading_example"]))
    assert rules.pattern(table["inner_entry"]).fullmatch(plain_form(table["inner_entry_example"]))
    assert rules.pattern(table["entry_end"]).search(plain_form(table["entry_example"]))


@pytest.mark.parametrize(
    ("role", "word"), [(rule["role"], word) for rule in rules.table("sections")["section"] for word in rule["words"]]
)
def test_every_section_word_marks_its_section_alone_and_before_a_colon(role: str, word: str) -> None:
    long_text = "后来大家坐下来,把那天晚上的事从头到尾又说了一遍,谁也没有怪谁。"
    for text in (f"{word}:{long_text}", f"【{word}】{long_text}", f"一、{word}:{long_text}"):
        source = read_text(text, "page")
        markers = markers_of(plain_form(source.text), lines_of(source))
        assert [marker.role.value for marker in markers] == [role], text


@pytest.mark.parametrize("entry", entries("sections", "section"))
def test_every_section_rule_marks_its_example(entry: dict[str, Any]) -> None:
    source = read_text(entry["example"], "page")
    assert [m.role.value for m in markers_of(plain_form(source.text), lines_of(source))] == [entry["role"]]


@pytest.mark.parametrize("key", ["example", "chinese_example"])
@pytest.mark.parametrize("entry", entries("sections", "phrase"))
def test_every_phrase_marks_its_section_alone_and_in_brackets(entry: dict[str, Any], key: str) -> None:
    for text in (f"{entry[key]}\n", f"【{entry[key]}】Somebody wrote it down.", f"2. {entry[key]}\n"):
        source = read_text(text, "page")
        markers = markers_of(plain_form(source.text), lines_of(source))
        assert [marker.role.value for marker in markers] == [entry["role"]], text


@pytest.mark.parametrize("entry", entries("sections", "numbered"))
def test_every_numbered_heading_of_a_report_has_the_role_of_its_example(entry: dict[str, Any]) -> None:
    roles = [rule["role"] for rule in rules.table("sections")["numbered"]]
    hits = [
        rules.pattern(rule["pattern"]).search(entry["example"]) is not None
        for rule in rules.table("sections")["numbered"]
    ]
    assert roles[hits.index(True)] == entry["role"]


def test_a_sentence_that_begins_like_a_phrase_marks_nothing() -> None:
    for text in (
        "The result: thirty guests left without paying.",
        "What happened next surprised all of us.",
        "后来,他又来了。",
    ):
        source = read_text(text, "page")
        assert not markers_of(plain_form(source.text), lines_of(source)), text


def test_a_glued_section_word_marks_a_section_but_not_in_a_sentence() -> None:
    source = read_text(rules.table("sections")["glued"]["example"], "page")
    assert [m.role.value for m in markers_of(plain_form(source.text), lines_of(source))] == ["analysis"]
    source = read_text("点评的人走了以后,大家才开始说话。", "page")
    assert not markers_of(plain_form(source.text), lines_of(source))


@pytest.mark.parametrize("kind", ["industry", "theme"])
def test_every_label_is_suggested_by_its_example_with_the_words(kind: str) -> None:
    plural = {"industry": "industries", "theme": "themes"}[kind]
    for entry in rules.table(plural)[kind]:
        found = {s.value: s.words for s in suggested(kind, word_counts(entry["example"]), "zh")}
        assert entry["zh"] in found, (entry["zh"], found)
        assert all(word in entry["example"] for word in found[entry["zh"]])


def test_the_vocabulary_is_broad_and_in_both_languages() -> None:
    industries, themes = rules.table("industries")["industry"], rules.table("themes")["theme"]
    assert len(industries) >= 14
    assert len(themes) >= 25
    for entry in [*industries, *themes]:
        assert entry["zh"]
        assert entry["en"]
        assert entry["english"]


@pytest.mark.parametrize("name", ["scene", "person"])
def test_story_openings_match_their_examples(name: str) -> None:
    stories = rules.table("stories")
    assert any(rules.pattern(text).match(stories[f"{name}_example"]) for text in stories[name])


def test_advice_is_told_from_titles() -> None:
    assert is_advice_title(rules.table("advice")["example"])
    assert not is_advice_title("伞架上的最后一把伞")
    assert not is_advice_title("The last umbrella")


def test_plain_form_keeps_every_position() -> None:
    text = "【案例１】：點評（甲）　Ａ\u00a0，？！"
    assert plain_form(text) == "【案例1】:点评(甲) A ,?!"


@pytest.mark.parametrize("first", ["❶", "➀", "➊", "⓵", "⑴", "⒈", "㈠", "㊀"])
def test_numbers_in_rings_and_the_like_count_cases(first: str) -> None:
    assert titles(proposed(collection(lambda index: f"{chr(ord(first) + index)} ", comment=COMMENT))) == list(TITLES)


def test_the_numbers_of_a_keypad_count_cases() -> None:
    assert titles(proposed(collection(lambda index: f"{index + 1}\ufe0f\u20e3 "))) == list(TITLES)


def test_a_small_picture_before_a_label_is_no_part_of_it() -> None:
    proposal = proposed(collection(lambda index: f"故事{index + 1}：", comment=f"💬 值班长的话：\n{COMMENT}"))
    for draft in proposal.drafts:
        assert [span.kind for span in draft.spans][-1] is SpanKind.ANALYSIS


@pytest.mark.parametrize("entry", rules.table("tails")["line"], ids=lambda entry: entry["example"][:10])
def test_every_rule_for_lines_behind_the_last_case_finds_its_example(entry: dict[str, Any]) -> None:
    assert rules.pattern(entry["pattern"]).search(plain_form(entry["example"]))


@pytest.mark.parametrize("kind", ["about", "introduction", "aftermath"])
def test_what_speaks_of_the_whole_book_knows_its_example(kind: str) -> None:
    table = rules.table("collections")[kind]
    assert rules.pattern(table["pattern"]).search(plain_form(table["example"]))


@pytest.mark.parametrize(
    "needs",
    [rule["needs"] for rule in rules.table("furniture")["whole"] if "needs" in rule],
    ids=lambda needs: needs[:20],
)
def test_what_a_rule_needs_begins_with_plain_characters(needs: str) -> None:
    """One that does not makes the search for all of them thirty times as slow."""
    for word in needs.split("|"):
        assert re.match(r"(?:[^\[\](){}?*+.\\]|\\.)(?![{*?+])", word), word
