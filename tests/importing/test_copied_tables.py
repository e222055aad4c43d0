"""Tables whose cells stand below each other, a line for each."""

from casedesk.domain.draft import SpanKind
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_text
from tests.importing.stories import STORIES, TITLES

NAMES = "序号\n事件名称\n事件经过\n原因分析\n整改措施\n"


def table_of(rows: int) -> str:
    told = [
        f"{i + 1}\n{TITLES[i]}\n{STORIES[i]}\n1、没有先问清楚；\n2、没有两个人核对。\n"
        "床旁先问姓名，再动手，交班时当面说一遍。\n"
        for i in range(rows)
    ]
    return "不良事件汇总表\n填报部门：护理部\n" + NAMES + told[0] + "第 1 页 共 2 页\n" + NAMES + "".join(told[1:])


def test_each_row_is_a_case_and_its_cells_are_sections_by_the_names_of_their_columns() -> None:
    proposal = propose(read_text(table_of(4) + "备注：\n1.本表由护士长填写。\n", "table.txt"))
    assert [draft.title for draft in proposal.drafts] == list(TITLES[:4])
    for draft in proposal.drafts:
        kinds = [span.kind for span in draft.spans if span.kind is not SpanKind.HEADING]
        assert kinds[0] is SpanKind.BODY
        assert kinds[-1] is SpanKind.RESOLUTION
        assert SpanKind.ANALYSIS in kinds
    words = proposal.source.text[proposal.drafts[-1].start : proposal.drafts[-1].end]
    assert "备注" not in words
    assert not any("整改措施" in proposal.source.text[s.start : s.end] for d in proposal.drafts for s in d.spans)


def test_names_of_columns_without_rows_below_them_are_no_table() -> None:
    assert not propose(read_text("登记表\n序号\n姓名\n电话\n1\n张三\n六二〇一\n", "form.txt")).drafts
