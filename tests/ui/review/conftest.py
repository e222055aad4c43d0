"""A page on a library, and a file that somebody could have written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casedesk.ui.parts import Parts
from casedesk.ui.review.import_page import ImportPage
from casedesk.ui.session import LibrarySession
from tests.importing.stories import COMMENT, collection

TEXT = (
    "前厅培训资料\n第 1 页\n"
    + collection(lambda i: f"案例{'一二三四'[i]}：", comment=f"点评：{COMMENT}")
    + "编后语：到此为止。\n"
)


@pytest.fixture
def page(qtbot: QtBot, parts: Parts) -> Iterator[ImportPage]:
    made = ImportPage(parts)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.keeper.stop()  # the library is closed next


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "前厅案例.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def reviewing(page: ImportPage, file: Path) -> ImportPage:
    """The page with the file under review, no draft of it certain."""
    page.import_paths([file])
    doubtful(page)
    return page


def doubtful(page: ImportPage) -> None:
    """Let every draft of the shown file wait for a decision, however sure the importer is."""
    proposal = page.state.proposal
    drafts = tuple(
        replace(draft, confidence=0.5 + at / 100, pattern="label") for at, draft in enumerate(proposal.drafts)
    )
    page.state.take(page.state.at, replace(proposal, drafts=drafts), 0)


def sentences(page: ImportPage, session: LibrarySession) -> list[str]:
    said: list[str] = []
    session.refused.connect(said.append)
    session.announced.connect(said.append)
    return said
