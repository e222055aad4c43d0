"""One call that writes fails, then the next, until the work runs through: nothing saved is lost, nothing is half.

`python -m tests.faults.failing_calls FOLDER` lets every call of every job fail, once and from then on, with a full
disk, a broken one and one that may not be written to; with `--sample N` only so many of them, with `--part 1/4` every
fourth. What went through is written down in the folder and passed over the next time, so that a run can be broken off
and taken up again. Calls fail by a library that is compiled with cc and preloaded, so this is for Linux.
"""

import argparse
import ctypes
import errno
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from casedesk.storage import keyring
from tests.faults.failing_trial import Fault, FaultError, Trial
from tests.faults.writing_jobs import JOBS, Job, read_once

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
_A_JOB = 8
"""Faults of each job in a sample."""
SOURCE = Path(__file__).with_suffix(".c")


class GoneThrough:
    """The faults that did no harm, in a file that outlives the process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = set(path.read_text("utf-8").splitlines()) if path.exists() else set[str]()

    def has(self, job: Job, fault: Fault) -> bool:
        """Whether a fault went through in this run or one before."""
        return _line(job, fault) in self._lines

    def add(self, job: Job, fault: Fault) -> None:
        """Write one down."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{_line(job, fault)}\n")


def _line(job: Job, fault: Fault) -> str:
    return f"{job.name}, {fault}"


def every_fault(calls: int) -> Iterator[Fault]:
    """Every call in every way."""
    for number in range(1, calls + 1):
        for error in ERRORS:
            for is_once in (True, False):
                yield Fault(number, error, is_once)


def preloaded(folder: Path) -> ctypes.CDLL:
    """The library that lets calls fail; the process begins anew with it where it has not been."""
    if "faults" not in os.environ.get("LD_PRELOAD", ""):
        folder.mkdir(parents=True, exist_ok=True)
        shim = folder / "faults.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", shim, SOURCE, "-ldl"], check=True)
        os.environ["LD_PRELOAD"] = str(shim)
        os.execv(sys.executable, [sys.executable, "-m", "tests.faults.failing_calls", *sys.argv[1:]])
    shim = ctypes.CDLL(None)
    shim.faults_seen.restype = ctypes.c_long
    shim.faults_failed.restype = ctypes.c_char_p
    shim.faults_arm.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    return shim


def run(job: Job, faults: Iterable[Fault], trial: Trial, gone: GoneThrough) -> int:
    """Let one job fail in these ways, and say what came of it; how many did harm."""
    began, endings, wrong = time.monotonic(), Counter[str](), 0
    for fault in faults:
        if gone.has(job, fault):
            endings["earlier"] += 1
            continue
        try:
            endings[trial.fail(fault).ending] += 1
            gone.add(job, fault)
        except FaultError as error:
            wrong += 1
            print(error, flush=True)
    took = time.monotonic() - began
    said = f"{trial.calls} calls, {endings.total() + wrong} faults, {dict(endings)}, {wrong} wrong, {took:.0f} s"
    print(f"{job.name}: {said}", flush=True)
    return wrong


def _part(words: str) -> tuple[int, int]:
    part, of = map(int, words.split("/"))
    return part - 1, of


def main() -> int:
    """Let calls fail and say what came of it; 1 where something was lost or no sentence was said."""
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("--jobs", nargs="*")
    words.add_argument("--part", type=_part, default=(0, 1), help="such as 1/4")
    words.add_argument("--sample", type=int, default=0)
    words.add_argument("--seed", type=int, default=8)
    args = words.parse_args()
    shim = preloaded(args.folder)
    os.environ["CASEDESK_LIBREOFFICE"] = ""
    keyring.ROUNDS = 100
    read_once()
    jobs = [job for job in JOBS if not args.jobs or job.name in args.jobs]
    chance = random.Random(args.seed)
    if args.sample and not args.jobs:
        quick = [job for job in jobs if not job.is_slow]
        jobs = chance.sample(quick, min(len(quick), -(-args.sample // _A_JOB)))
    gone = GoneThrough(args.folder / "gone through.txt")
    wrong = 0
    for job in jobs:
        trial = Trial(job, args.folder, shim)
        faults = list(every_fault(trial.calls))[args.part[0] :: args.part[1]]
        wrong += run(job, chance.sample(faults, -(-args.sample // len(jobs))) if args.sample else faults, trial, gone)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
