"""What holds for every edition, whoever it is for."""

import pytest

from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.handout.assembly import assemble
from casedesk.handout.editions.recipe import Audience
from casedesk.handout.editions.table import RECIPES, recipe_of
from casedesk.handout.leak_guard import check
from casedesk.handout.outline import build
from tests.handout import sample
from tests.handout.word_files import parts, with_text

GUARDED = [edition for edition in Edition if recipe_of(edition).is_guarded]
ANSWER = "姓氏和房号谁都能打听到"


def made(edition: Edition, language: str = "zh") -> Handout:
    plan, cases = (sample.PLAN, sample.CASES) if language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
    return build(plan, cases, HandoutOptions(edition, language))


def test_every_edition_has_a_recipe_and_they_are_offered_in_its_order() -> None:
    assert tuple(RECIPES) == tuple(Edition)


@pytest.mark.parametrize("edition", GUARDED)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_learners_get_passes_the_guard_and_does_not_even_name_the_trainers_styles(
    edition: Edition, language: str
) -> None:
    handout = made(edition, language)
    data = assemble(handout, sample.picture)
    assert check(data, handout) == ()
    styles = parts(data)["word/styles.xml"].decode()
    for name in ("参考答案", "讲师提示", "点评", "TrainerNote", "Analysis", "Expected answer", "MarkDark"):
        assert name not in styles


@pytest.mark.parametrize("edition", GUARDED)
def test_an_answer_in_what_learners_get_is_found(edition: Edition) -> None:
    handout = made(edition)
    data = assemble(handout, sample.picture)
    planted = with_text(data, "word/document.xml", "<w:sectPr>", f"<w:p><w:r><w:t>{ANSWER}</w:t></w:r></w:p><w:sectPr>")
    assert [leak.text for leak in check(planted, handout)] == [ANSWER]


@pytest.mark.parametrize("edition", [edition for edition in Edition if recipe_of(edition).audience is Audience.TRAINER])
def test_a_lost_copy_of_the_trainers_is_recognised_on_every_page(edition: Edition) -> None:
    content = parts(assemble(made(edition), sample.picture))
    assert b"MarkDark" in content["word/header_full.xml"]
    assert b"MarkDark" in content["word/document.xml"]


@pytest.mark.parametrize("edition", Edition)
def test_equal_input_gives_equal_bytes(edition: Edition) -> None:
    assert assemble(made(edition), sample.picture) == assemble(made(edition), sample.picture)
