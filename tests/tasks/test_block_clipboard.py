"""Blocks that leave a plan come back as they were, in this library or another."""

from dataclasses import replace
from pathlib import Path

from casedesk.domain import plan_steps
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, Session, Track
from casedesk.storage.library import Library
from casedesk.tasks.block_clipboard import rows_from, rows_json, rows_text
from tests.builders import make_case


def put(library: Library, *cases):
    library.apply(Edit("add", tuple(Replacement(None, case) for case in cases)))


def test_rows_come_back_with_their_cases(tmp_path: Path):
    case, bare = make_case(id=1, uid="u1", title="满房"), make_case(id=2, title="凉粥")
    talk = Block("讨论", 20, cases=(plan_steps.use_of(case), plan_steps.use_of(bare)), tracks=(Track("甲", "演"),))
    rows = (Session("上午", target=120), talk)
    with Library.open(tmp_path / "a.casedesk") as library, Library.open(tmp_path / "b.casedesk") as other:
        put(library, case, bare)
        put(other, replace(case, id=5))
        data = rows_json(library, rows)
        assert rows_from(library, data) == rows
        session, block = rows_from(other, data)
        assert session == rows[0]
        assert isinstance(block, Block)
        assert [(use.case_id, use.title) for use in block.cases] == [(5, "满房"), (0, "凉粥")]


def test_what_others_put_on_the_clipboard_is_no_block(tmp_path: Path):
    with Library.open(tmp_path / "a.casedesk") as library:
        for data in (b"", b"[]", b"{}", b'{"rows": [1]}', b'{"rows": [{"minutes": -3}]}', b"\xff", b"[" * 100_000):
            assert rows_from(library, data) == ()


def test_the_text_can_be_read():
    block = Block("讨论", 20, trainer="念一遍", cases=(plan_steps.use_of(make_case(id=1, title="满房")),))
    lines = rows_text((Session("上午"), block)).splitlines()
    assert lines == ["上午", "讨论 (20 min)", "    满房", "    Trainer: 念一遍"]
