"""Methods of the trainer's own on their way from the settings of a library into tables of their own."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from casedesk.domain.lesson import BlockKind, Per
from casedesk.domain.methods import MethodUse
from casedesk.storage.driver import sqlite3

_Row: TypeAlias = tuple[Any, ...]
_KEY = "app.methods.own"


def move_methods(connection: sqlite3.Connection) -> None:
    """Put the methods that are settings into the tables of the seventh schema; what is no method goes.

    The settings held the newest one first.
    """
    found = connection.execute("SELECT value FROM setting WHERE key = ?", (_KEY,)).fetchone()
    kept = _parsed(found[0]) if found else None
    entries = cast(list[object], kept) if isinstance(kept, list) else []
    methods = [method for entry in reversed(entries) if (method := _method(entry))]
    for number, (main, materials) in enumerate(methods, start=1):
        connection.execute("INSERT INTO method VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *main))
        rows = [(number, position, *material) for position, material in enumerate(materials)]
        connection.executemany("INSERT INTO method_material VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute("DELETE FROM setting WHERE key = ?", (_KEY,))


def _parsed(stored: str) -> object:
    try:
        return json.loads(stored)
    except ValueError:
        return None


def _method(entry: object) -> tuple[_Row, list[_Row]] | None:
    """The row of a method and those of its materials; None for what another version wrote otherwise."""
    try:
        data = cast(Mapping[str, Any], entry)
        steps = json.dumps([str(step) for step in data["steps"]], ensure_ascii=False)
        main = (
            str(data["id"]), str(data["name"]), MethodUse(data["use"]).value, BlockKind(data["kind"]).value,
            str(data["purpose"]), steps, str(data["learners"]), int(data["minutes"][0]), int(data["minutes"][1]),
            int(data["people"][0]), int(data["people"][1]), int(data["group"]),
        )  # fmt: skip
        materials = [
            (str(item["name"]), int(item["amount"]), Per(item["per"]).value, int(item["spare"]))
            for item in data["materials"]
        ]
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    return main, materials
