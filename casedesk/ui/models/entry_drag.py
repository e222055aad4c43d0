"""A collection or saved filter on its way to another place in the filter panel."""

import json
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QMimeData

from casedesk.ui.models.facet_row import RowKind

MIME_TYPE = "application/x-casedesk-entry"


class Where(StrEnum):
    """Where a dragged entry goes, as seen from the row under the mouse."""

    BEFORE = "before"
    INTO = "into"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that stands for something with a name of its own: its group, its kind, its value."""

    key: str
    kind: RowKind
    value: str


def pack(entry: Entry) -> QMimeData:
    """What is dragged for an entry."""
    data = QMimeData()
    data.setData(MIME_TYPE, json.dumps([entry.key, entry.kind, entry.value]).encode())
    return data


def unpack(data: QMimeData) -> Entry | None:
    """The entry in what is dragged; None for anything else."""
    if not data.hasFormat(MIME_TYPE):
        return None
    try:
        found: object = json.loads(bytes(data.data(MIME_TYPE).data()))
    except ValueError:  # another program may use the same name for other bytes
        return None
    match found:
        case [str(key), str(kind), str(value)] if kind in set(RowKind):
            return Entry(key, RowKind(kind), value)
        case _:
            return None
