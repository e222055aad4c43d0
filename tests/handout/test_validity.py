"""Every kind of Word file we write, before the checkers that `script/validators` installs."""

from pathlib import Path

import pytest

from casedesk.domain.handout import AnswerSpace, Edition, HandoutOptions
from casedesk.domain.paper import Paper
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from tests.handout import sample
from tests.handout.combinations import every_pair
from tests.handout.validators import Faults, against_the_rules, has_integrity, not_whole, rules_program

CHOICES = every_pair(
    {
        "edition": tuple(Edition),
        "language": ("zh", "en"),
        "paper": (Paper.A4, Paper.LETTER),
        "large_print": (False, True),
        "new_page": (True, False),
        "contents": (True, False),
    }
)
LEARNERS_PAGES = every_pair(
    {
        "paper": (Paper.A5, Paper.A5_BOOKLET, Paper.OFFICIAL),
        "answer_space": tuple(AnswerSpace),
        "language": ("zh", "en"),
        "large_print": (False, True),
        "gutter": (0, 8),
        "mirror": (False, True),
    }
)
"""Set-ups that the learner handout alone knows."""
needs_rules = pytest.mark.skipif(rules_program() is None, reason="script/validators: the Open XML rules are not here")
needs_integrity = pytest.mark.skipif(not has_integrity(), reason="script/validators: ooxml-integrity is not here")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A file for every two choices that can meet."""
    folder = tmp_path_factory.mktemp("files")
    return [_written(HandoutOptions(**choices), folder) for choices in CHOICES]


@pytest.fixture(scope="module")
def learners_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The learner handout in every set-up of its pages."""
    folder = tmp_path_factory.mktemp("learners")
    return [_written(HandoutOptions(**choices), folder) for choices in LEARNERS_PAGES]


def _written(options: HandoutOptions, folder: Path) -> Path:
    plan, cases = (
        (sample.PLAN, sample.CASES) if options.language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
    )
    number = len(list(folder.iterdir())) + 1
    path = folder / f"{number:03} {options.edition} {options.language} {options.paper}.docx"
    path.write_bytes(assemble(build(plan, cases, options), sample.picture))
    return path


def _found(faults: Faults) -> dict[str, object]:
    return {path.name: found for path, found in faults.items() if found}


@needs_rules
def test_no_file_is_against_the_rules_of_open_xml(files: list[Path]) -> None:
    assert _found(against_the_rules(files)) == {}


@needs_rules
def test_no_learners_page_is_against_the_rules_of_open_xml(learners_files: list[Path]) -> None:
    assert _found(against_the_rules(learners_files)) == {}


@needs_integrity
def test_nothing_in_a_file_points_nowhere_or_stands_twice(files: list[Path], learners_files: list[Path]) -> None:
    assert _found(not_whole([*files, *learners_files])) == {}
