"""How fast a handout is written and how much memory that takes, beside bare lxml, docxtpl, pandoc and python-docx.

    python -m tests.benchmarks.handout [--cases 20 200 1000] [--rounds 3] [--pandoc PROGRAM]

Cases have about 500 characters, every second one a table and a picture. Each way runs in a process of its own, one
after the other, and what counts is the time of the processor; read the ratios.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

WAYS = {
    "lxml": "bare lxml, same XML",
    "ours": "ours, from the outline",
    "outline": "ours, outline and file",
    "proved": "ours, and read back and proved",
    "docxtpl": "docxtpl",
    "pandoc": "pandoc, Markdown and reference-doc",
    "python-docx": "python-docx by its manual",
}
_SLOW = "python-docx"


class Figures(NamedTuple):
    """Seconds of the processor in the fastest round, and how many megabytes the way took beyond what it was given."""

    seconds: float
    megabytes: float


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table for each number of cases: milliseconds a case, times of bare lxml and of ours, peak memory."""
    parser = argparse.ArgumentParser(prog="handout")
    parser.add_argument("--cases", type=int, nargs="+", default=[20, 200, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pandoc", default=shutil.which("pandoc") or "", help="the pandoc to compare with")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.way:
        print(json.dumps(_measured(options.way, options.cases[0], options.rounds, options.pandoc)))
        return 0
    for cases in options.cases:
        _table(cases, options.rounds, options.pandoc)
    return 0


def _table(cases: int, rounds: int, pandoc: str) -> None:
    ways = [name for name in WAYS if name != "pandoc" or pandoc]
    found = {name: _alone(name, cases, 1 if name == _SLOW else rounds, pandoc) for name in ways}
    print(f"\n{cases} cases{'' if pandoc else ' (no pandoc here)'}")
    for name, figures in found.items():
        of_lxml, of_ours = (figures.seconds / found[other].seconds for other in ("lxml", "outline"))
        print(
            f"{WAYS[name]:36} {figures.seconds / cases * 1000:8.3f} ms a case {of_lxml:7.2f} x lxml "
            f"{of_ours:7.2f} x ours {figures.megabytes:7.0f} MB"
        )


def _alone(name: str, cases: int, rounds: int, pandoc: str) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.handout", "--way", name]
        command += ["--cases", str(cases), "--rounds", str(rounds), "--pandoc", pandoc]
        path = os.pathsep.join(filter(None, (str(Path.cwd()), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONPATH": path}
        done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return Figures(*json.loads(done.stdout))


def _measured(name: str, cases: int, rounds: int, pandoc: str) -> Figures:
    # Others are needed by the way that is measured, and their memory is no part of the figures.
    from tests.benchmarks.handout_ways import prepared

    way = prepared(name, cases, pandoc)
    before = _peak(resource.RUSAGE_SELF)
    times: list[float] = []
    for _ in range(rounds):
        start = _processor()
        way()
        times.append(_processor() - start)
    own = _peak(resource.RUSAGE_SELF) - before
    return Figures(min(times), own + _peak(resource.RUSAGE_CHILDREN))


def _processor() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
