"""Libraries and case packs that something has happened to, used as anybody would: none crashes, hangs or raises.

`python -m tests.faults.mutated COUNT SEED [libraries|packs] [FIRST]` tells how each kind of use has ended, and of what
is no sentence the number with which to see it again. Every file is used in a child process: one that brings the
process down costs itself.
"""

import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Timer

from tests.faults import mutated_libraries, mutated_packs

LONGEST = 120
"""Seconds after which one file is taken for one that hangs."""
_SLOW = 8
"""Seconds after which one is worth a look."""
KINDS = ("libraries", "packs")


def user(kind: str, ground: Path) -> Callable[[Path, random.Random], str]:
    """What uses one file of a kind, in a folder of its own; sound files to begin with are made in `ground`."""
    libraries = mutated_libraries.make_ground(ground)
    if kind == "libraries":
        mutated_libraries.unlock(libraries)
        return lambda folder, chance: mutated_libraries.use_one(libraries, folder, chance)
    packs = mutated_packs.make_ground(libraries.plain, ground)
    return lambda folder, chance: mutated_packs.use_one(packs, folder, chance)


def one(use: Callable[[Path, random.Random], str], kind: str, seed: int, number: int) -> str:
    """How the use of one file has ended; what is no sentence is told with its place."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return use(Path(folder), random.Random(f"{seed} {kind} {number}"))
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            places = [f"{Path(at.filename).name}:{at.lineno}" for at in traceback.extract_tb(error.__traceback__)]
            return f"RAISED {type(error).__name__}: {str(error)[:90]!r} at {' '.join(places[-3:])}"


def child(kind: str, seed: int, first: int, behind: int) -> None:
    """Use one file after the other, and say how each has ended."""
    os.environ["CASEDESK_HOME"] = tempfile.mkdtemp()
    ground = Path(tempfile.mkdtemp())
    try:
        use = user(kind, ground)
        for number in range(first, behind):
            started = time.perf_counter()
            ending = one(use, kind, seed, number)
            print(f"{time.perf_counter() - started:.2f}\t{ending}", flush=True)
    finally:
        shutil.rmtree(ground)
        shutil.rmtree(os.environ["CASEDESK_HOME"], ignore_errors=True)


def run(kind: str, seed: int, count: int, first: int = 0) -> tuple[Counter[str], float]:
    """How many ended how, and the longest time that one took. Crashes and hangs are endings as well."""
    endings, slowest, number = Counter[str](), 0.0, first
    while number < first + count:
        words = [sys.executable, "-m", __spec__.name if __spec__ else __name__, "child"]
        process = Popen([*words, kind, str(seed), str(number), str(first + count)], stdout=PIPE, text=True)
        assert process.stdout is not None
        while True:
            watch = Timer(LONGEST, process.kill)
            watch.start()
            line = process.stdout.readline()
            watch.cancel()
            if not line:
                break
            seconds, _, ending = line.rstrip("\n").partition("\t")
            slowest = max(slowest, float(seconds))
            if ending.startswith("RAISED") or float(seconds) > _SLOW:
                print(f"{kind} {number}: {seconds} s, {ending}", flush=True)
            if ending.startswith("RAISED"):
                ending = "RAISED"
            endings[ending] += 1
            number += 1
        if process.wait() != 0 or number < first + count:
            print(f"{kind} {number}: the process ended with {process.returncode}", flush=True)
            endings["HUNG" if process.returncode == -9 else "CRASHED"] += 1
            number += 1
    return endings, slowest


def main(words: list[str]) -> int:
    """0 where every use has ended well or in a sentence."""
    if words[0] == "child":
        child(words[1], *map(int, words[2:]))
        return 0
    count, seed, first = int(words[0]), int(words[1]), int(words[3]) if len(words) > 3 else 0
    is_bad = False
    for kind in words[2:3] or KINDS:
        endings, slowest = run(kind, seed, count, first)
        print(kind, dict(endings.most_common()), f"slowest {slowest:.1f} s", flush=True)
        is_bad |= any(ending.isupper() for ending in endings)
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
