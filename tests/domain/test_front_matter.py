"""The head of a case's Markdown file: one line a value, as JSON, which is YAML too."""

import json
from pathlib import Path
from typing import Any

from casedesk.domain.case import Difficulty, Outcome
from casedesk.domain.front_matter import front_matter_of
from casedesk.domain.markdown import markdown_of
from casedesk.importing.reading import read
from tests.builders import make_case

FULL = make_case(
    title='A "case": #1',
    learner_title="夜里的房卡",
    industries=("酒店", "前厅: 夜班"),
    themes=("安全",),
    audiences=("新人",),
    tags=("night shift",),
    outcome=Outcome.NEGATIVE,
    difficulty=Difficulty.HARD,
    minutes=25,
    source="一行\n两行",
    licence="CC BY",
)


def told(head: str) -> dict[str, Any]:
    first, *lines, last = head.split("\n")
    assert (first, last) == ("---", "---")
    pairs = (line.split(": ", 1) for line in lines)
    return {key: json.loads(value) if value[0] in '["' or value.isdigit() else value for key, value in pairs}


def test_everything_that_is_known_of_a_case_is_told() -> None:
    assert told(front_matter_of(FULL)) == {
        "title": 'A "case": #1',
        "aliases": ["夜里的房卡"],
        "lang": FULL.language,
        "industry": ["酒店", "前厅: 夜班"],
        "themes": ["安全"],
        "audience": ["新人"],
        "tags": ["night-shift"],
        "outcome": "negative",
        "difficulty": "hard",
        "minutes": 25,
        "source": "一行 两行",
        "rights": "CC BY",
    }


def test_what_is_not_known_is_not_named() -> None:
    assert set(told(front_matter_of(make_case("一段话。", title="题目")))) <= {"title", "lang"}


def test_our_own_reader_leaves_the_head_out(tmp_path: Path) -> None:
    file = tmp_path / "case.md"
    file.write_text(markdown_of(FULL, names=str, picture=str), "utf-8")
    assert "difficulty" not in read(file).text
