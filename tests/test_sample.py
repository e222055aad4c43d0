"""The sample content: what a new library shows, and the messy collections."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from casedesk.domain import richtext
from casedesk.domain.case import LEARNER_ROLES, Case, Difficulty, Outcome, Question, Role, Section
from casedesk.domain.estimates import body_characters
from casedesk.domain.health import Health, health
from casedesk.domain.lesson import Block, BlockKind, CaseUse, Material, Need, Per, planned_minutes
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read
from casedesk.importing.sections import section_texts
from casedesk.paths import resource

LANGUAGES = ("zh", "en")
BUILD = Path(__file__).parent.parent / "script" / "build-sample"
TELLING = {
    "zh": "投诉 失败 成功 错 损失 满意 感动 教训 挽回 拒绝 道歉 不认 破例 危险 隐私 保密 忘 漏 没有 被",
    "en": "complaint fail success wrong mistake lost saved happy angry refuse promise danger secret privacy not",
}
WANTED_METHODS = {
    "role-play-triads", "fishbowl", "world-cafe", "buzz-groups", "debate", "jigsaw", "gallery-walk", "case-relay",
    "snowball", "think-pair-share", "four-corners", "hot-seat", "debrief", "action-card",
}  # fmt: skip


def load(*parts: str) -> Any:
    return json.loads(resource(*parts).read_text(encoding="utf-8"))


def cases(language: str) -> list[dict[str, Any]]:
    return load("sample", f"cases.{language}.json")


def to_case(stored: dict[str, Any], language: str) -> Case:
    sections = tuple(
        Section(
            Role(section["role"]),
            section.get("html", ""),
            questions=tuple(Question(**question) for question in section.get("questions", ())),
        )
        for section in stored["sections"]
    )
    return Case(
        title=stored["title"],
        learner_title=stored["learner_title"],
        sections=sections,
        industries=tuple(stored["industries"]),
        outcome=Outcome(stored["outcome"]),
        difficulty=Difficulty(stored["difficulty"]),
        language=language,
    )


def to_block(stored: dict[str, Any]) -> Block:
    fields = dict(stored)
    uses = (CaseUse(use["index"], use["title"], frozenset(map(Role, use["roles"]))) for use in fields.pop("cases"))
    materials = (Material(**{**item, "per": Per(item["per"])}) for item in fields.pop("materials"))
    kind, need = BlockKind(fields.pop("kind")), Need(fields.pop("need"))
    return Block(**fields, kind=kind, need=need, cases=tuple(uses), materials=tuple(materials))


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_texts_are_canonical_and_of_a_length_for_class(language: str) -> None:
    for stored in cases(language):
        case = to_case(stored, language)
        for section in case.sections:
            assert richtext.canonical(section.html) == section.html, stored["id"]
            assert bool(section.questions) == (section.role is Role.QUESTION)
            assert bool(section.html) != (section.role is Role.QUESTION)
        low, high = (300, 700) if language == "zh" else (400, 800)  # a Latin word counts as two
        assert low <= body_characters(case) <= high, stored["id"]
        assert all(value for key in ("industries", "themes", "audiences", "tags") for value in stored[key])
        assert stored["source"] == "CaseDesk sample"


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_can_be_asked_and_answered(language: str) -> None:
    for stored in cases(language):
        questions = to_case(stored, language).questions
        assert len(questions) in (0, 2, 3, 4)
        assert all(
            question.text and question.answer and question.minutes > 0 < question.lines for question in questions
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_cases_give_the_health_light_something_to_show(language: str) -> None:
    lights = {stored["id"]: health(to_case(stored, language)) for stored in cases(language)}
    assert len(lights) == 12
    assert {name: found for name, found in lights.items() if found != (Health.COMPLETE,)} == {
        "social-work-promise": (Health.NO_LESSON,),
        "logistics-foam-box": (Health.NO_QUESTIONS,),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_learner_titles_give_nothing_away(language: str) -> None:
    titles = [stored["title"] for stored in cases(language)]
    learner_titles = [stored["learner_title"] for stored in cases(language)]
    assert len(set(titles + learner_titles)) == 24
    for learner_title in learner_titles:
        words = learner_title.lower() if language == "zh" else learner_title.lower().split()
        assert not [word for word in TELLING[language].split() if word in words], learner_title


def test_both_languages_tell_the_same_cases() -> None:
    chinese, english = cases("zh"), cases("en")
    for one, other in zip(chinese, english, strict=True):
        assert one["id"] == other["id"]
        assert (one["outcome"], one["difficulty"]) == (other["outcome"], other["difficulty"])
        assert [section["role"] for section in one["sections"]] == [section["role"] for section in other["sections"]]
        assert one["title"] != other["title"]
    assert {stored["outcome"] for stored in chinese} == set(Outcome)
    assert {stored["difficulty"] for stored in chinese} == set(Difficulty)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plan_fits_its_ninety_minutes_and_its_cases(language: str) -> None:
    plan = load("sample", f"plan.{language}.json")
    stored = cases(language)
    blocks = tuple(to_block(block) for block in plan["blocks"])
    assert planned_minutes(blocks) == plan["target"] == 90
    for block in blocks:
        assert block.title
        assert block.trainer
        assert block.learners
        assert block.intent
        assert block.groups * block.group_size in (0, plan["head_count"])
        for use in block.cases:
            assert use.title == stored[use.case_id]["title"]
            assert use.roles <= LEARNER_ROLES
            questions = to_case(stored[use.case_id], language).questions
            if block.need is not Need.SPARE:
                assert block.minutes > sum(question.minutes for question in questions)
    assert sum(bool(block.cases) for block in blocks) == 4
    assert {block.need for block in blocks} == set(Need)


def test_plans_of_both_languages_run_alike() -> None:
    chinese, english = (
        [(block.kind, block.minutes, block.need, [use.case_id for use in block.cases]) for block in blocks]
        for blocks in (
            [to_block(block) for block in load("sample", f"plan.{name}.json")["blocks"]] for name in LANGUAGES
        )
    )
    assert chinese == english


def test_methods_are_complete_in_both_languages() -> None:
    methods = load("methods", "methods.json")
    assert len({method["id"] for method in methods}) == len(methods) == 30
    assert {method["id"] for method in methods} >= WANTED_METHODS
    for method in methods:
        for key in ("name", "purpose", "steps", "learners"):
            assert method[key].keys() == set(LANGUAGES), method["id"]
        assert len(method["steps"]["zh"]) == len(method["steps"]["en"]) >= 3
        assert all(item["name"].keys() == set(LANGUAGES) and item["amount"] > 0 for item in method["materials"])
        assert 0 < method["minutes"][0] < method["minutes"][1]
        assert 1 < method["people"][0] < method["people"][1]
        texts = [method["name"], method["purpose"], method["learners"]]
        assert all(text[language] for text in texts for language in LANGUAGES)
    for language in LANGUAGES:
        assert len({method["name"][language] for method in methods}) == 30


def test_plan_templates_fill_their_time() -> None:
    templates = load("methods", "plan-templates.json")
    assert [template["target"] for template in templates] == [15, 45, 90, 180, 360, 530]
    for template in templates:
        blocks = template["blocks"]
        counted = [Block("", block["minutes"], BlockKind(block["kind"]), Need(block["need"])) for block in blocks]
        assert planned_minutes(tuple(counted)) == template["target"]
        for block in blocks:
            assert all(block["title"][language] for language in LANGUAGES)
            assert all(block[key].keys() == set(LANGUAGES) for key in ("title", "trainer", "learners", "intent"))
            if block["kind"] != BlockKind.BREAK:
                assert all(block[key][name] for key in ("trainer", "learners", "intent") for name in LANGUAGES)


def test_messy_collection_builds_to_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", BUILD, tmp_path], check=True, capture_output=True)
    built = sorted(path.name for path in tmp_path.iterdir())
    assert len(built) == 4
    for name in built:
        kept = resource("sample", name)
        if name.endswith(".docx"):
            assert (tmp_path / name).read_bytes() == kept.read_bytes(), f"run script/build-sample for {name}"
        else:
            assert (tmp_path / name).read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_messy_collection_holds_what_is_expected_of_it_in_order(language: str) -> None:
    expected = load("sample", f"messy-collection.{language}.expected.json")
    rest = visible_text(resource("sample", f"messy-collection.{language}.docx"))
    for item in expected["left_out"]:
        assert bare(item["text"]) in rest, item
        rest = rest.replace(bare(item["text"]), "", 1)
    place = 0
    for case in expected["cases"]:
        for text in (case["heading"], *(section["text"] for section in case["sections"])):
            place = rest.index(bare(text), place) + len(bare(text))
    assert place == len(rest), "something after the last case is in no list"


@pytest.mark.parametrize("language", LANGUAGES)
def test_messy_collection_tells_other_stories_with_known_roles(language: str) -> None:
    expected = load("sample", f"messy-collection.{language}.expected.json")["cases"]
    sample = {title for stored in cases(language) for title in (stored["title"], stored["learner_title"])}
    assert 8 <= len(expected) <= 10
    assert len({case["title"] for case in expected} - sample) == len(expected)
    for case in expected:
        roles = [Role(section["role"]) for section in case["sections"]]
        assert roles[0] is Role.BODY
        assert len(set(roles)) == len(roles) > 1
        assert all(section["text"] for section in case["sections"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_messy_collection_is_as_messy_as_it_says(language: str) -> None:
    document = Document(str(resource("sample", f"messy-collection.{language}.docx")))
    body = body_of(document)
    assert len(document.tables) == 1
    assert len(document.inline_shapes) == 1
    assert [len(list(body.iter(qn(tag)))) for tag in ("w:ins", "w:del")] == [1, 1]
    assert len(list(body.iter(qn("w:numPr")))) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_messy_collection_is_imported_case_by_case_and_section_by_section(language: str) -> None:
    expected = load("sample", f"messy-collection.{language}.expected.json")["cases"]
    source = read(resource("sample", f"messy-collection.{language}.docx"))
    drafts = propose(source).drafts
    assert [draft.title for draft in drafts] == [case["title"] for case in expected]
    for draft, case in zip(drafts, expected, strict=True):
        wanted = [(section["role"], without_numbers(section["text"])) for section in case["sections"]]
        found = [(section.role.value, without_numbers(section.text)) for section in section_texts(source, draft)]
        assert found == wanted


def without_numbers(text: str) -> str:
    """Word counts the items of a list by itself; the importer writes the numbers out."""
    return re.sub(r"^\d+[.．] ?", "", text, flags=re.MULTILINE)


def visible_text(path: Path) -> str:
    """All words a reader sees in a Word file, deleted ones not, without white space."""
    return bare("".join(text.text or "" for text in body_of(Document(str(path))).iter(qn("w:t"))))


def body_of(document: Any) -> Any:
    return document.element.body


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
