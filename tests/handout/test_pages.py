"""The pages that LibreOffice makes of every edition: each word of the outline is on them, and nothing else."""

from collections import Counter

import pytest

from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.domain.handout_blocks import Grid, PlanTable
from casedesk.handout.assembly import assemble
from casedesk.handout.labels import labels_for
from casedesk.handout.outline import build
from casedesk.tasks.office_program import office_program
from tests.handout import sample
from tests.handout.pdf_pages import letters, pages_of, words_of

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
    printed = letters("".join(texts))
    assert [words for words in words_of(handout) if words not in printed] == []
    more = Counter(printed) - Counter("".join(words_of(handout))) - Counter(_on_every_page(handout) * len(texts))
    assert {letter for letter in more if not letter.isdigit()} == set()


def _on_every_page(handout: Handout) -> str:
    """What may stand on each page besides: head, foot, the column for notes, the repeated heads of tables."""
    labels = labels_for(handout.options.language)
    heads = [words for block in handout.blocks if isinstance(block, Grid | PlanTable) for words in block.header]
    head = (handout.header, handout.day, handout.edition_name)
    return letters("".join((*head, handout.footer, *labels.page_of, labels.second_thoughts, *heads)))
