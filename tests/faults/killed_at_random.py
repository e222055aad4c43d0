"""Work on a library that is killed at a random instant, again and again; told are the kills and what each had said."""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from casedesk.domain.case import Case
from casedesk.storage.library import Library, restore
from tests.builders import make_case
from tests.storage.steps import add

OLD = Path(__file__).parents[1] / "data"
LONGEST = 0.4
"""Seconds until the kill, at most; any instant will do, however slow the machine is."""


def killed(work: Callable[[int], object], seconds: float) -> int:
    """Do work in a process that is killed after some time; how many acknowledgements it had written."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            work(writing)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as said:
        return len(said.read())


def edit(path: Path, said: int) -> None:
    """Add cases, and say so after each."""
    library = Library.open(path)
    for _ in range(200):
        add(library, make_case("茶凉了。", id=library.new_id(Case)))
        os.write(said, b".")


def count(path: Path) -> int:
    """How many cases a library has that opens and is sound."""
    with Library.open(path, create=False) as library:
        assert library.check() == (), library.check()
        return library.count_of(Case)


def kill_once(folder: Path, chance: random.Random) -> str:
    """One kill and what must hold after it; the kind of work that was killed."""
    seconds, kind = chance.uniform(0.001, LONGEST), chance.choice(("edit", "upgrade", "backup", "restore"))
    path, copy = folder / "my.casedesk", folder / "backup.casedesk"
    shutil.copyfile(OLD / f"library-v{chance.randint(1, 6) if kind == 'upgrade' else 7}.casedesk", path)
    if kind == "upgrade":
        killed(lambda _said: Library.open(path), seconds)
        count(path)
        return kind
    before = count(path)
    with Library.open(path) as library:
        library.backup(copy)
    said = killed(lambda said: edit(path, said), seconds)
    if kind == "backup":
        killed(lambda _said: Library.open(path).backup(copy), seconds)
        assert count(copy) in (before, count(path))
    if kind == "restore":
        killed(lambda _said: restore(copy, path), seconds)
        kept = [count(file) for file in folder.glob("my (set aside *.casedesk") if not file.samefile(path)]
        found = count(path)
        assert found == before or before + said <= found <= before + said + 1
        assert found > before or said == 0 or any(before + said <= number for number in kept)
    else:
        assert before + said <= count(path) <= before + said + 1, "what was said to be saved is there"
    assert not list(folder.glob(".casedesk-*"))
    return kind


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill so many times, each in a folder of its own."""
    chance = random.Random(seed)
    kinds: list[str] = []
    for number in range(kills):
        place = folder / str(number)
        place.mkdir()
        kinds.append(kill_once(place, chance))
        shutil.rmtree(place)
    print({kind: kinds.count(kind) for kind in sorted(set(kinds))})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
