"""The pages that LibreOffice makes of every edition: each word of the outline is on them, and nothing else."""

import pytest

from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from casedesk.tasks.office_program import office_program
from tests.handout import sample
from tests.handout.pdf_pages import pages_of, unexpected, unprinted

pytestmark = pytest.mark.skipif(office_program() is None, reason="LibreOffice is not here")

Pages = dict[tuple[Edition, str], tuple[Handout, list[str]]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Every edition in both languages."""
    folder = tmp_path_factory.mktemp("pages")
    handouts = {(edition, language): _handout(edition, language) for edition in Edition for language in ("zh", "en")}
    files = {key: folder / "{}-{}.docx".format(*key) for key in handouts}
    for key, handout in handouts.items():
        files[key].write_bytes(assemble(handout, sample.picture))
    found = pages_of(list(files.values()), folder)
    return {key: (handout, found[files[key]]) for key, handout in handouts.items()}


def _handout(edition: Edition, language: str) -> Handout:
    plan, cases = (sample.PLAN, sample.CASES) if language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
    return build(plan, cases, HandoutOptions(edition=edition, language=language))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("edition", list(Edition))
def test_the_pages_hold_every_word_of_the_outline_and_no_other(edition: Edition, language: str, pages: Pages) -> None:
    handout, texts = pages[edition, language]
    assert unprinted(handout, texts) == []
    assert unexpected(handout, texts) == set()
