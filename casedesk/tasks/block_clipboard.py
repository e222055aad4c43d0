"""Blocks on their way between plans, libraries and other programs: as JSON, and as text that anyone can read."""

import json
from collections.abc import Sequence

from casedesk.domain.casepack_plans import row_json, row_of
from casedesk.domain.lesson import Block
from casedesk.domain.sessions import PlanRow
from casedesk.domain.strict_json import Fields
from casedesk.storage.library import Library
from casedesk.texts import tr

MOST_BYTES = 16_000_000


def rows_json(library: Library, rows: Sequence[PlanRow]) -> bytes:
    """Rows of a plan with their cases known by uid; in this library also cases without one are found again."""
    ids = {use.case_id for row in rows if isinstance(row, Block) for use in row.cases}
    names = {case.id: case.uid or _numbered(case.id) for case in library.cases.get_many(sorted(ids))}
    data = {"library": str(library.path), "rows": [row_json(row, names) for row in rows]}
    return json.dumps(data, ensure_ascii=False).encode()


def rows_from(library: Library, data: bytes) -> tuple[PlanRow, ...]:
    """The rows that were copied; none where `data` is nothing that this program has written."""
    if len(data) > MOST_BYTES:
        return ()
    try:
        fields = Fields(json.loads(data))
        parts = fields.parts("rows")
        numbers = _numbers(library, parts, is_own=fields.text("library") == str(library.path))
        return tuple(row_of(part, numbers) for part in parts)
    except (ValueError, RecursionError):
        return ()


def rows_text(rows: Sequence[PlanRow]) -> str:
    """The rows as lines: minutes and title, and below what is done."""
    lines: list[str] = []
    for row in rows:
        if not isinstance(row, Block):
            lines.append(row.title)
            continue
        lines.append(tr("{title} ({n} min)").format(title=row.title, n=row.minutes))
        lines += [f"    {use.title}" for use in row.cases if use.title != row.title]
        for label, text in ((tr("Trainer"), row.trainer), (tr("Learners"), row.learners), (tr("Intent"), row.intent)):
            if text.strip():
                lines.append("    " + tr("{label}: {text}").format(label=label, text=text.strip()))
    return "\n".join(lines)


def _numbered(case_id: int) -> str:
    return f"#{case_id}"


def _numbers(library: Library, parts: Sequence[Fields], *, is_own: bool) -> dict[str, int]:
    """The cases that the rows name, by that name."""
    names = {use.text("case") for part in parts for use in part.parts("cases")} - {""}
    numbers: dict[str, int] = {}
    for name in names:
        if name.startswith("#"):
            if is_own and name[1:].isdecimal():
                numbers[name] = int(name[1:])
        elif (case := library.cases.of_uid(name)) is not None:
            numbers[name] = case.id
    return numbers
