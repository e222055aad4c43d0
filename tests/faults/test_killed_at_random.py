"""Editing, upgrading, backing up and restoring, killed at any instant: what was said to be saved is there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import killed_at_random

KILLS, SEED = 30, 8


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_said_to_be_saved_survives_kills_at_random_instants(tmp_path: Path) -> None:
    command = [sys.executable, "-m", killed_at_random.__name__, str(tmp_path), str(KILLS), str(SEED)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
