"""Collections that we wrote, with the cuts a careful reader makes: `tests/data/collections`."""

import json
from pathlib import Path
from typing import Any

COLLECTIONS = Path(__file__).resolve().parent.parent / "data" / "collections"


def gold_of(document: Path) -> dict[str, Any]:
    """The annotations of a collection: `cases`, each with the positions of its sections."""
    return json.loads((document.parent / "gold" / f"{document.stem}.json").read_text(encoding="utf-8"))
