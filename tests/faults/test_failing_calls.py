"""A full disk, a broken one and a locked one, at any call that writes: nothing is lost and a sentence is said."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import failing_calls

FAULTS, SEED = 16, 8


@pytest.mark.skipif(sys.platform != "linux", reason="calls are made to fail by preloading a library")
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler: no call can be made to fail")
def test_whichever_call_fails_nothing_is_lost_and_a_sentence_is_said(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        failing_calls.__name__,
        str(tmp_path),
        "--sample",
        str(FAULTS),
        "--seed",
        str(SEED),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
