"""The same collection in another kind of file gives the same cases."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casedesk.domain.draft import SourceText
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read, read_html, read_text
from casedesk.paths import resource
from tests.importing.agreement import Told, agreement, told
from tests.importing.stories import COMMENT, collection
from tests.importing.variants import WRITERS, write

KINDS = (*WRITERS, "qt.pdf")
LEAST = 0.98


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """PDFs are written through Qt's fonts."""


def expected(language: str) -> list[Told]:
    stored = json.loads(resource("sample", f"messy-collection.{language}.expected.json").read_text(encoding="utf-8"))
    return [
        Told(case["title"], {section["role"]: section["text"] for section in case["sections"]})
        for case in stored["cases"]
    ]


def headings_of(source: SourceText) -> set[int]:
    """Where the lines begin with which a draft opens."""
    return {source.text.rfind("\n", 0, draft.start) + 1 for draft in propose(source).drafts}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_messy_sample_gives_its_cases_as_any_kind_of_file(language: str, kind: str, tmp_path: Path) -> None:
    source = read(resource("sample", f"messy-collection.{language}.docx"))
    found = read(write(kind, source.text.replace("\ufffc", ""), headings_of(source), tmp_path))
    result = agreement(expected(language), told(propose(found)))
    assert result.f1 >= LEAST, result
    assert result.titles >= LEAST, result
    assert result.sections >= LEAST, result


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "label",
    ["案例{n}：", "案例{c}：", "【案例{c}】", "{c}、", "（{c}）", "{n}. ", "案例{c}\n"],
    ids=lambda label: label.strip(),
)
def test_labels_of_every_kind_survive_every_kind_of_file(label: str, kind: str, tmp_path: Path) -> None:
    labels = [label.format(n=index + 1, c="一二三四"[index]) for index in range(4)]
    text = "服务案例集\n" + collection(lambda index: labels[index], comment=f"点评：{COMMENT}")
    path = write(kind, text, {text.index(label) for label in labels}, tmp_path)
    result = agreement(told(propose(read_text(text, "stories.txt"))), told(propose(read(path))))
    assert (result.f1, result.titles) == (1.0, 1.0), result
    assert result.sections >= LEAST


def test_a_wide_gap_in_a_line_of_a_pdf_is_kept_apart(tmp_path: Path) -> None:
    found = read(write("qt.pdf", "案例1　伞\n前厅培训读本　　　　　　42\n来了 3 位客人\n", (), tmp_path))
    assert found.text.split("\n")[:3] == ["案例1　伞", "前厅培训读本    42", "来了3位客人"]


def test_an_empty_paragraph_of_a_web_page_is_a_gap_however_it_is_written() -> None:
    page = "<p>一</p><p><br/></p><p>二</p><p>&nbsp;</p><p>三</p><div><br></div><div>四</div><div>\n<p>五</p>\n</div>六"
    assert read_html(page, "page").text == "一\n\n二\n\n三\n\n四\n五\n六\n"
