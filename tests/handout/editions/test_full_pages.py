"""Editions that fill their pages to the edge: one line too many, and there is a second page with nothing on it."""

from pathlib import Path

import pytest

from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.paper import Paper
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from casedesk.handout.page_estimate import estimated_pages
from casedesk.tasks.office_program import office_program
from tests.handout import sample
from tests.handout.pdf_pages import pages_of

pytestmark = pytest.mark.skipif(office_program() is None, reason="LibreOffice is not here")

FULL = {
    HandoutOptions(edition, language, paper, large_print=large)
    for edition, is_large in (
        (Edition.SIGN_IN, True),
        (Edition.CASE_CARDS, False),
        (Edition.ROLE_CARDS, False),
        (Edition.BOARD, False),
        (Edition.OVERVIEW, False),
    )
    for language in ("zh", "en")
    for paper in (Paper.A4, Paper.LETTER)
    for large in {False, is_large}
}


def test_full_pages_are_as_many_as_were_reckoned(tmp_path: Path) -> None:
    files: dict[Path, int] = {}
    for options in FULL:
        plan, cases = (
            (sample.PLAN, sample.CASES) if options.language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
        )
        handout = build(plan, cases, options)
        size = "large" if options.large_print else "usual"
        path = tmp_path / f"{options.edition}-{options.language}-{options.paper}-{size}.docx"
        path.write_bytes(assemble(handout, sample.picture))
        files[path] = estimated_pages(handout)
    found = pages_of(list(files), tmp_path)
    assert {path.stem: len(found[path]) for path in files} == {path.stem: count for path, count in files.items()}
