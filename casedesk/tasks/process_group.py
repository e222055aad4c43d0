"""Starting another process of this program, and ending one together with all that it has started."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import casedesk

ENDING = 2.0
"""Seconds that a process gets to be gone after it was ended."""


def started(option: str, module: str, *words: str) -> "subprocess.Popen[bytes]":
    """A process of this program that runs a module of it, with pipes to talk through; end it with `end_group`.

    A frozen program is its own Python: it is started with `option` instead. Raises OSError where it cannot be started.
    """
    worker = [option] if getattr(sys, "frozen", False) else ["-P", "-m", module]
    root = str(Path(casedesk.__file__).resolve().parent.parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
    return subprocess.Popen(
        [sys.executable, *worker, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # Ctrl+C in a terminal is ours to answer; and a group can be ended as one
        creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
    )


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
