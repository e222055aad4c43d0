"""Everything out as ordinary files: whole, openable elsewhere, and readable by our own importer again."""

import zipfile
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import python_calamine

from casedesk.domain import richtext
from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Collection, UseRecord
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read
from casedesk.storage.library import Library
from casedesk.tasks.export_library import ExportKind, ExportWish, export_library, kind_of
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.read_handout import compared_handout
from casedesk.tasks.sample_library import sample_edit
from casedesk.tasks.workbook_sheets import LONGEST_CELL, Column, Width, pieces
from casedesk.texts import language, set_language
from tests.builders import NOW, make_case
from tests.tasks.packs import put

EVERYTHING = ExportWish("我的案例", None)
TRICKY = '=HYPERLINK("http://x","y")'


@pytest.fixture
def library(tmp_path: Path) -> Generator[Library]:
    with Library.open(tmp_path / "my.casedesk") as opened:
        opened.apply(sample_edit(opened, language="zh", now=NOW))
        yield opened


@pytest.fixture
def chinese() -> Generator[None]:
    before = language()
    set_language("zh_CN")
    yield
    set_language(before)


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def rows_of(path: Path, name: str) -> list[dict[str, Any]]:
    head, *rows = sheets(path)[name]
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("name", "kind"), [("a.docx", ExportKind.WORD), ("A.XLSX", ExportKind.WORKBOOK), ("out", ExportKind.MARKDOWN)]
)
def test_the_name_says_what_is_written(name: str, kind: ExportKind) -> None:
    assert kind_of(Path(name)) is kind


def test_a_workbook_has_a_row_for_every_case_with_all_that_is_known(library: Library, tmp_path: Path) -> None:
    case = library.cases.get(library.cases.ids()[0])
    use = UseRecord(1, case.id, group="前厅二班", day=date(2026, 3, 5), planned=20, real=25, note="讨论热烈")
    put(
        library,
        Collection(id=library.new_id(Collection), name="内训", case_ids=(case.id,)),
        UseRecord(
            id=library.new_id(UseRecord),
            case_id=case.id,
            group="前厅二班",
            day=date(2026, 3, 5),
            planned=20,
            real=25,
            note="讨论热烈",
        ),
        replace(make_case(TRICKY, id=90, title=TRICKY), minutes=17, tags=("=1+1", "+2", "@x")),
    )
    target = tmp_path / "a.xlsx"
    written = export_library(library, EVERYTHING, target)
    assert (written.cases, written.plans) == (len(library.cases.ids()), len(library.plans.all()))
    rows = rows_of(target, "Cases")
    assert [row["Title"] for row in rows] == [library.cases.get(id_).title for id_ in library.cases.ids()]
    first = rows[0]
    assert first["Collections"] == "内训"
    assert first["Industry"] == "\n".join(case.industries)
    assert first["Times taught"] == 1
    assert first["Last taught"] == date(2026, 3, 5)
    assert case.questions[0].text in first["Questions"]
    assert first["Answers"].startswith(f"1. {case.questions[0].answer}")
    tricky = rows[-1]
    assert (tricky["Title"], tricky["Body"], tricky["Minutes"]) == (TRICKY, TRICKY, 17)
    assert tricky["Tags"] == "=1+1\n+2\n@x"
    (use,) = rows_of(target, "Uses")
    assert (use["Title"], use["Group"], use["Real minutes"]) == (case.title, "前厅二班", 25)
    asked = rows_of(target, "Questions")
    assert len(asked) == sum(len(library.cases.get(id_).questions) for id_ in library.cases.ids())
    (plan,) = library.plans.all()
    assert [row["Title"] for row in rows_of(target, "Lesson plans")] == [plan.title]
    assert [row["Minutes"] for row in rows_of(target, "Blocks of the lesson plans")] == [b.minutes for b in plan.blocks]


def test_no_cell_is_a_formula_or_a_link_and_the_headings_stay_in_sight(library: Library, tmp_path: Path) -> None:
    put(library, make_case("http://example.org/ =1", id=90, title=TRICKY))
    target = tmp_path / "a.xlsx"
    export_library(library, EVERYTHING, target)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    pages = [xml for name, xml in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert pages
    for xml in pages:
        assert "<f>" not in xml
        assert "<hyperlink" not in xml
        assert 'state="frozen"' in xml
        assert "<autoFilter" in xml


@pytest.mark.parametrize(
    "heading", ["#", "Characters", "Number of the case", "Good or bad end", "案例编号", "a\nb\nc\nd"]
)
def test_a_heading_is_whole_in_two_lines_beside_its_filter(heading: str) -> None:
    column = Column(heading, Width.FIGURE)
    assert column.letters >= 8
    assert all(len(word) + 3 <= column.letters for word in heading.split())
    assert column.lines_of_heading(column.letters) <= 2 or "\n" in heading


def test_equal_cases_give_an_equal_workbook(library: Library, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        export_library(library, EVERYTHING, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_too_long_for_a_cell_goes_on_in_the_next_column(library: Library, tmp_path: Path) -> None:
    story = "\n".join(f"第{number}句话说的是同一件事。" for number in range(6000))
    put(library, make_case(story, id=90, title="很长"))
    target = tmp_path / "a.xlsx"
    export_library(library, ExportWish("x", (90,)), target)
    (row,) = rows_of(target, "Cases")
    parts = [row[name] for name in row if name.startswith("Body")]
    assert len(parts) > 1
    assert "\n".join(parts) == story
    assert "".join(pieces("字" * 70_000)) == "字" * 70_000
    assert max(map(len, pieces("字" * 70_000))) <= LONGEST_CELL


@pytest.mark.usefixtures("chinese")
def test_our_own_importer_reads_the_workbook_again(library: Library, tmp_path: Path) -> None:
    assert_read_again(library, tmp_path)


def test_our_own_importer_reads_an_english_workbook_again(tmp_path: Path) -> None:
    with Library.open(tmp_path / "en.casedesk") as library:
        library.apply(sample_edit(library, language="en", now=NOW))
        assert_read_again(library, tmp_path)


def assert_read_again(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    export_library(library, EVERYTHING, target)
    proposal = propose(read(target))
    texts = {draft.title: proposal.source.text[draft.start : draft.end] for draft in proposal.drafts}
    cases = [library.cases.get(id_) for id_ in library.cases.ids()]
    assert len(texts) == len(cases)
    told = whole = 0
    for case, (title, text) in zip(cases, texts.items(), strict=True):
        assert title[:15] == case.title[:15]
        words = "".join(text.split())
        parts = [richtext.to_plain(section.html) for section in case.sections if section.html]
        parts += [question.text for question in case.questions]
        assert "".join(parts[0].split()) in words
        whole += len(parts)
        told += sum("".join(part.split()) in words for part in parts)
    assert told >= whole * 0.97


def test_a_word_file_of_everything_can_be_gone_through_and_read_back(library: Library, tmp_path: Path) -> None:
    case = make_case("一段话。", id=90, uid="u90", title="库内", learner_title="学员看的", analysis="点评在此。")
    put(library, replace(case, tags=("夜班",), note="下次早点开始。"))
    target = tmp_path / "a.docx"
    export_library(library, EVERYTHING, target)
    document = docx.Document(str(target))
    heads = [found.text for found in document.paragraphs if found.style and found.style.style_id.startswith("Heading1")]
    printed = [library.cases.get(id_).printed_title for id_ in library.cases.ids()]
    assert [head for head in heads if head in printed] == printed
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"库内", "夜班"} <= cells
    words = "\n".join(found.text for found in document.paragraphs)
    assert "点评在此。" in words
    assert "下次早点开始。" in words
    back = compared_handout(library, target)
    assert (back.cases, back.unchanged, back.unknown) == ((), len(printed), ())


def test_markdown_of_everything_has_the_lesson_plans_too(library: Library, tmp_path: Path) -> None:
    export_library(library, EVERYTHING, tmp_path / "out")
    (plan,) = library.plans.all()
    (page,) = (tmp_path / "out" / "plans").iterdir()
    text = page.read_text("utf-8")
    assert text.startswith(f"## {plan.title}")
    assert all(block.title in text for block in plan.blocks if block.title and not block.cases)


def test_a_search_and_a_plan_name_their_cases(library: Library, tmp_path: Path) -> None:
    (plan,) = library.plans.all()
    written = export_library(library, ExportWish("x", (), (plan.id,)), tmp_path / "plan.docx")
    assert (written.cases, written.plans) == (len(plan.case_ids), 1)
    found = export_library(library, ExportWish("x", query="industry:酒店"), tmp_path / "found.xlsx")
    assert 0 < found.cases < len(library.cases.ids())


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "out"])
def test_nothing_is_left_where_it_is_cancelled_or_there_is_nothing(library: Library, tmp_path: Path, name: str) -> None:
    class Stopped:
        is_cancelled = True

        def report(self, done: int, total: int, text: str = "") -> None: ...

    before = sorted(tmp_path.iterdir())
    with pytest.raises(NoLongerWanted):
        export_library(library, EVERYTHING, tmp_path / name, Stopped())
    with pytest.raises(BadInputError):
        export_library(library, ExportWish("x"), tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before


def test_a_book_can_be_cancelled_while_it_is_being_written(library: Library, tmp_path: Path) -> None:
    class Stopping:
        told: tuple[int, int, str] = (0, 0, "")

        @property
        def is_cancelled(self) -> bool:
            return self.told[1] > 0

        def report(self, done: int, total: int, text: str = "") -> None:
            self.told = (done, total, text)

    before = sorted(tmp_path.iterdir())
    progress = Stopping()
    with pytest.raises(NoLongerWanted):
        export_library(library, EVERYTHING, tmp_path / "a.docx", progress)
    assert progress.is_cancelled
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_is_there_is_replaced_only_where_it_may_be(library: Library, tmp_path: Path) -> None:
    for name in ("a.docx", "a.xlsx"):
        (tmp_path / name).write_text("mine")
        with pytest.raises(BadInputError):
            export_library(library, EVERYTHING, tmp_path / name, replace_existing=False)
        assert (tmp_path / name).read_text() == "mine"
        export_library(library, EVERYTHING, tmp_path / name)
        assert zipfile.is_zipfile(tmp_path / name)
