"""A second start on the same computer calls the window that has the library open already.

By files in the user's own folder, so that no door is opened to other users or to the network.
"""

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast
from uuid import uuid4

from casedesk import asides, paths
from casedesk.storage import holding

_PATIENCE = 5.0
"""Seconds in which a window that is alive answers."""
_PAUSE = 0.05


def calls_folder(library: Path) -> Path:
    """Where calls for the window of a library are left."""
    place = hashlib.sha256(str(library.resolve()).encode()).hexdigest()[:16]
    return paths.data_dir() / "windows" / place


def call(library: Path, files: Sequence[Path], *, patience: float = _PATIENCE) -> bool:
    """Ask the window of a library to come forward and to read files; whether it has answered."""
    holder = holding.holder_of(library)
    folder = calls_folder(library)
    if holding.is_elsewhere(holder) or not folder.is_dir():
        return False
    letter = folder / f"{uuid4().hex}.json"
    try:
        with asides.beside(letter) as aside:
            aside.write_text(json.dumps([str(file.absolute()) for file in files]), "utf-8")
            aside.replace(letter)
        until = time.monotonic() + patience
        while letter.exists() and time.monotonic() < until:
            time.sleep(_PAUSE)
        is_answered = not letter.exists()
        letter.unlink(missing_ok=True)
    except OSError:
        return False
    return is_answered


def take_calls(library: Path) -> tuple[tuple[Path, ...], ...]:
    """The calls that wait, each with the files that it brings; they are answered by this."""
    calls: list[tuple[Path, ...]] = []
    for letter in sorted(calls_folder(library).glob("*.json")):
        try:
            told = json.loads(letter.read_text("utf-8"))
            letter.unlink()
        except (OSError, ValueError):
            continue
        if isinstance(told, list):
            words = cast("list[object]", told)
            calls.append(tuple(Path(word) for word in words if isinstance(word, str)))
    return tuple(calls)
