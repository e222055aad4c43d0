"""Every kind of Word file we write, before the checkers that `script/validators` installs."""

from pathlib import Path

import pytest

from casedesk.domain.handout import AnswerSpace, Edition, HandoutOptions, Numbering
from casedesk.domain.handout_template import Shipped
from casedesk.domain.paper import Paper
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from casedesk.handout.template import from_template
from casedesk.tasks.templates import path_of, suited
from tests.handout import sample
from tests.handout.combinations import every_pair
from tests.handout.validators import Faults, against_the_rules, has_integrity, not_whole, rules_program

_BOTH: dict[str, tuple[object, ...]] = {
    "language": ("zh", "en"),
    "gutter": (0, 8),
    "mirror": (False, True),
    "numbering": tuple(Numbering),
    "answer_lines": (None, 0),
    "answer_space": tuple(AnswerSpace),
    "large_print": (False, True),
    "new_page": (True, False),
    "contents": (True, False),
}
# Only the learner handout is set on other paper than the printer's own.
CHOICES = [
    *every_pair({"edition": tuple(Edition), "paper": (Paper.A4, Paper.LETTER), **_BOTH}),
    *every_pair({"edition": (Edition.LEARNER,), "paper": tuple(Paper), **_BOTH}),
]
_TEMPLATED = (Edition.LEARNER, Edition.TRAINER, Edition.ANSWER_KEY, Edition.ANSWER_SHEET, Edition.STAGED_SHEETS)
IN_TEMPLATES = every_pair({"edition": _TEMPLATED, "template": tuple(Shipped), "language": ("zh", "en")})
pytestmark = pytest.mark.skipif(
    not (rules_program() or has_integrity()), reason="script/validators: no checker of Word files is here"
)


@pytest.mark.parametrize("edition", list(Edition))
def test_no_file_is_wrong_in_any_attribute(edition: Edition, tmp_path: Path) -> None:
    files = [_written(HandoutOptions(**choices), tmp_path) for choices in CHOICES if choices["edition"] is edition]
    _expect_no_faults(files)


@pytest.mark.parametrize("template", list(Shipped))
def test_no_file_in_a_shipped_template_is_wrong_either(template: Shipped, tmp_path: Path) -> None:
    path = path_of(template)
    chosen = [choices for choices in IN_TEMPLATES if choices["template"] is template]
    options = [HandoutOptions(choices["edition"], choices["language"]) for choices in chosen]
    _expect_no_faults([_written(suited(item, path), tmp_path, path) for item in options])


def _expect_no_faults(files: list[Path]) -> None:
    assert files
    if has_integrity():
        assert _found(not_whole(files)) == {}
    if rules_program():
        assert _found(against_the_rules(files)) == {}


def _written(options: HandoutOptions, folder: Path, template: Path | None = None) -> Path:
    plan, cases = (
        (sample.PLAN, sample.CASES) if options.language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
    )
    number = len(list(folder.iterdir())) + 1
    path = folder / f"{number:03} {options.edition} {options.language} {options.paper}.docx"
    handout = build(plan, cases, options)
    data = from_template(handout, template, sample.picture) if template else assemble(handout, sample.picture)
    path.write_bytes(data)
    return path


def _found(faults: Faults) -> dict[str, object]:
    return {path.name: found for path, found in faults.items() if found}
