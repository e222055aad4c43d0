"""Ending another process together with all that it has started."""

import contextlib
import os
import signal
import subprocess
import sys

ENDING = 2.0
"""Seconds that a process gets to be gone after it was ended."""


def end_group(process: "subprocess.Popen[bytes]") -> None:
    """End a process that was started with `start_new_session`, and its children, at once and whatever they do."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                capture_output=True,
                check=False,
                creationflags=subprocess.CREATE_NO_WINDOW,
            )
            process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # gone; on macOS also a group of dead ones
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):  # stuck in a drive that does not answer
        process.wait(ENDING)
