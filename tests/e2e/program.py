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
    program = start(*words, home=home, **environment)
    out, err = program.communicate(timeout=SECONDS)
    return Ended(program.returncode, out, err)


def start(*words: object, home: Path, **environment: str) -> subprocess.Popen[str]:
    """Start `casedesk` with these words, without a screen."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in screens}
    return subprocess.Popen(
        [sys.executable, "-m", "casedesk", *map(str, words)],
        env={**kept, "CASEDESK_HOME": str(home), "LC_ALL": "C.UTF-8", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
