"""The real program in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 120


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


def casedesk(*words: object, home: Path, **environment: str) -> Ended:
    """Run `casedesk` with these words, without a screen, and wait for its end."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    finished = subprocess.run(
        [sys.executable, "-m", "casedesk", *map(str, words)],
        env={**kept, "CASEDESK_HOME": str(home), "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return Ended(finished.returncode, finished.stdout, finished.stderr)
