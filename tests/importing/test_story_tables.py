"""Tables with a story in each row, whatever parts their cells."""

from pathlib import Path

import pytest
from docx import Document

from casedesk.domain.draft import SpanKind
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read
from tests.importing.stories import KEY, QUEUE, STORIES, TITLES, assert_tiled, proposed, titles

NAMES = ("序号", "事件", "经过", "处理", "启示")
ROWS = [(str(i + 1), TITLES[i], STORIES[i], "当面道歉，退还费用。", "先问清楚，再动手。") for i in range(len(STORIES))]
HOMES = ("前厅", "餐厅", "网点", "物业")


def typed(rows: list[tuple[str, ...]], between: str, edge: str = "") -> str:
    return "\n".join(f"{edge}{between.join(row)}{edge[::-1]}" for row in rows) + "\n"


@pytest.mark.parametrize(
    ("between", "edge"),
    [("\t", ""), ("\t\t", ""), (" | ", "| "), ("｜", ""), ("｜", "｜"), ("    ", ""), ("\u3000", "")],
)
def test_each_row_of_a_typed_table_is_a_case_and_its_cells_are_its_sections(between: str, edge: str) -> None:
    proposal = proposed("四季度服务事件汇总\n" + typed([NAMES, *ROWS], between, edge) + "\n填表人：办公室\n")
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    kinds = [SpanKind.HEADING, SpanKind.HEADING, SpanKind.BODY, SpanKind.RESOLUTION, SpanKind.LESSON]
    for draft, row in zip(proposal.drafts, ROWS, strict=True):
        assert [span.kind for span in draft.spans] == kinds
        assert [proposal.source.text[span.start : span.end] for span in draft.spans] == list(row)


def test_a_table_without_titles_keeps_when_and_where_it_happened() -> None:
    rows = [(f"3月{i + 2}日", HOMES[i], STORIES[i]) for i in range(len(STORIES))]
    proposal = proposed(typed([("日期", "部门", "发生了什么"), *rows], "\t"))
    assert_tiled(proposal)
    assert all(
        draft.title_is_made and draft.title in story for draft, (*_, story) in zip(proposal.drafts, rows, strict=True)
    )
    bodies = [
        " ".join(proposal.source.text[s.start : s.end] for s in draft.spans if s.kind is SpanKind.BODY)
        for draft in proposal.drafts
    ]
    assert [body.split() for body in bodies] == [list(row) for row in rows]


def test_a_cell_goes_on_below_and_the_names_of_the_columns_come_again_on_the_next_page() -> None:
    told = [(*row[:2], row[2].replace("。", "。\n", 1), *row[3:]) for row in ROWS]
    proposal = proposed(typed([NAMES, *told[:2], NAMES, *told[2:]], "\t"))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    assert not any("经过" in proposal.source.text[draft.start : draft.end] for draft in proposal.drafts)


def test_a_table_of_a_document_under_its_title_tells_a_case_in_each_row(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(len(ROWS) + 2, len(NAMES))
    table.cell(0, 0).text = "服务事件一览表"
    for number, row in enumerate([NAMES, *ROWS], start=1):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    path = tmp_path / "table.docx"
    document.save(str(path))
    proposal = propose(read(path))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)


def test_tables_that_tell_nothing_and_that_of_one_story_are_left_alone() -> None:
    prices = [("项目", "标准", "说明")] + [
        (f"洗车{i}", f"{i}0元", "含内饰清洁，不含打蜡，节假日价格另议，以门店公示为准。" * 2) for i in range(1, 6)
    ]
    assert not proposed(typed(prices, "\t")).drafts
    times = [
        (f"{9 + i}:00", story)
        for i, story in enumerate((KEY, KEY.replace("晚上", "后来"), KEY.replace("钥匙", "门卡")))
    ]
    assert len(proposed("一个晚上\n" + typed(times, "\t")).drafts) <= 1


def test_a_story_beside_a_short_table_is_still_found() -> None:
    text = f"案例一：{TITLES[2]}\n{QUEUE * 3}\n时间\t地点\n周一\t网点\n案例二：{TITLES[3]}\n{KEY * 3}\n"
    assert titles(proposed(text)) == [TITLES[2], TITLES[3]]
