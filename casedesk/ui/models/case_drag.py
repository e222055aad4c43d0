"""Cases on their way by drag and drop, from any list of them to any place that takes them."""

import json
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QMimeData

MIME_TYPE = "application/x-casedesk-cases"


def pack(case_ids: Sequence[int]) -> QMimeData:
    """What is dragged for these cases."""
    data = QMimeData()
    data.setData(MIME_TYPE, json.dumps(list(case_ids)).encode())
    return data


def unpack(data: QMimeData) -> tuple[int, ...]:
    """The ids of the cases in what is dragged; empty for anything else."""
    if not data.hasFormat(MIME_TYPE):
        return ()
    try:
        ids: object = json.loads(bytes(data.data(MIME_TYPE).data()))
    except ValueError:  # another program may use the same name for other bytes
        return ()
    if not isinstance(ids, list):
        return ()
    return tuple(item for item in cast(list[object], ids) if isinstance(item, int) and item > 0)
