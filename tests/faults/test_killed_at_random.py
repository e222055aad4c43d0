"""Jobs killed at random instants, a sample of all the kills: nothing is lost, there by half, or left over."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import killed_at_random

KILLS, SEED = 16, 8
QUICK = ("edit", "throw_away", "bulk", "merge", "index", "back_up", "restore")
"""The jobs of the sample; the others take longer, and are killed by hand: see `killed_at_random`."""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_said_to_be_saved_survives_kills_at_random_instants(tmp_path: Path) -> None:
    command = [sys.executable, "-m", killed_at_random.__name__, str(tmp_path), str(KILLS), str(SEED), *QUICK]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
