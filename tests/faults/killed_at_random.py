"""Every job killed at a random instant, again and again, and what must hold after it.

    python -m tests.faults.killed_at_random FOLDER KILLS SEED [protected] [JOB …]

A job is first run to its end, to learn how long it takes, how many steps on files it has, and what the library holds
each time it says that something is saved. Killed later at some time or before some step, it must have left the library
as it was at the last of these, or as at the next: nothing that was shown as saved is lost, nothing is there by half.
"""

import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from casedesk.storage import keyring
from tests.faults import kill_oracle
from tests.faults.kill_jobs import JOBS, Said, read_papers
from tests.faults.kill_oracle import Contents, differing, state_of
from tests.faults.kill_place import Place, build
from tests.faults.killed import STEPS, before_step

OLD = Path(__file__).parents[1] / "data"
OLDEST, NEWEST = 1, 6
_PLAIN_ONLY = ("upgrade",)


@dataclass(frozen=True, slots=True)
class Known:
    """What a job does when nobody kills it. `states` begins with what was there before."""

    states: tuple[Contents, ...]
    seconds: float
    steps: int


class Killing:
    """One place and its jobs."""

    def __init__(self, folder: Path, chance: random.Random, *, is_protected: bool) -> None:
        self._chance = chance
        self._is_protected = is_protected
        self._place = Place(folder / "now")
        self._template = folder / "template"
        self._known: dict[str, Known] = {}
        self._damaged = b""
        tempfile.tempdir = str(self._place.root / "tmp")
        build(self._place, is_protected=is_protected)
        (self._place.root / "tmp").mkdir(exist_ok=True)
        self._place.root.rename(self._template)

    def once(self, name: str) -> bool:
        """Kill a job once and prove what must hold; whether it was killed before its end."""
        self._prepare(name)
        known = self._known.get(name) or self._known.setdefault(name, self._run_to_the_end(name))
        self._prepare(name)
        if self._chance.random() < 0.5:
            arm = _after(self._chance.uniform(0, known.seconds * 1.1))
        else:
            arm = _before(self._chance.randrange(known.steps + 1))
        said, is_whole = _run(lambda tell: JOBS[name](self._place, Said(tell)), arm)
        self._judge(name, known, len(said))
        return not is_whole

    def _prepare(self, name: str) -> None:
        self._place.put(self._template)
        self._place.be_here()
        self._damaged = b""
        library = self._place.library
        match name:
            case "upgrade":
                version = self._chance.randint(OLDEST, NEWEST) if name in self._known else NEWEST
                shutil.copyfile(OLD / f"library-v{version}.casedesk", library)
            case "first":
                for file in library.parent.glob("my.casedesk*"):
                    file.unlink()
            case "review":
                read_papers(self._place)
            case "rescue_it":
                self._damaged = _damaged(library)
                library.write_bytes(self._damaged)
            case _:
                pass

    def _run_to_the_end(self, name: str) -> Known:
        """Run a job to its end in a process of its own, and look at the library each time it says something."""
        answer = self._template.with_name("answer")
        states = [] if name in ("first", "rescue_it") else [state_of(self._place.library)]

        def work(_tell: Callable[[bytes], object]) -> None:
            watch = _Watch(self._place, states)
            JOBS[name](self._place, Said(watch.look))
            answer.write_bytes(pickle.dumps(watch.known()))

        _, is_whole = _run(work, lambda: None)
        assert is_whole, f"{name} fails where nobody kills it"
        known = pickle.loads(answer.read_bytes())
        assert isinstance(known, Known)
        return known

    def _judge(self, name: str, known: Known, said: int) -> None:
        place = self._place
        kill_oracle.unlock_all(place)
        if name == "rescue_it":
            self._rescue_again()
        kill_oracle.start_again(place)
        found = state_of(place.library)
        if name in ("upgrade", "first", "rescue_it"):
            if name != "upgrade":
                assert found == known.states[-1], differing(found, known.states[-1])
        else:
            allowed = known.states[said : said + 2]
            assert found in allowed, [differing(found, state) for state in allowed]
        if name == "restore" and found == known.states[-1] != known.states[1]:
            kept = place.library.parent.glob("my (set aside *.casedesk")
            assert said < 1 or any(state_of(file) == known.states[1] for file in kept), "what was replaced is kept"
        kill_oracle.prove_index(place)
        kill_oracle.prove_files(place, self._damaged)
        if name in ("protect", "unprotect"):
            kill_oracle.prove_passphrase_goes_on(place)

    def _rescue_again(self) -> None:
        """Where a rescue was cut short, the damaged library is as it was and can be rescued again."""
        if self._place.library.read_bytes() == self._damaged:
            JOBS["rescue_it"](self._place, Said(lambda _word: None))


class _Watch:
    """Looks at the library whenever a job says something, and counts time and steps in between."""

    def __init__(self, place: Place, states: Sequence[Contents]) -> None:
        self._place = place
        self._states = list(states)
        self._seconds = 0.0
        self._since = time.monotonic()
        self._steps = 0
        self._is_looking = False
        sys.addaudithook(self._count)

    def look(self, _word: bytes) -> None:
        """The job has said something."""
        self._seconds += time.monotonic() - self._since
        self._is_looking = True
        self._states.append(state_of(self._place.library))
        self._is_looking = False
        self._since = time.monotonic()

    def known(self) -> Known:
        """What was found."""
        return Known(tuple(self._states), self._seconds + time.monotonic() - self._since, self._steps)

    def _count(self, event: str, _arguments: tuple[object, ...]) -> None:
        if event in STEPS and not self._is_looking:
            self._steps += 1


def _after(seconds: float) -> Callable[[], object]:
    def arm() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-6))

    return arm


def _before(step: int) -> Callable[[], object]:
    return lambda: before_step(step)


def _run(work: Callable[[Callable[[bytes], object]], object], arm: Callable[[], object]) -> tuple[bytes, bool]:
    """Do work in a process of its own; what it has said until its end, and whether that was its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        is_whole = False
        try:
            arm()
            work(lambda word: os.write(writing, word))
            is_whole = True
        except BaseException:  # noqa: BLE001 - told, and the process ends here
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        finally:
            os._exit(0 if is_whole else 1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    status = os.waitpid(child, 0)[1]
    assert not os.WIFEXITED(status) or not os.WEXITSTATUS(status), "it failed by itself"
    return said, os.WIFEXITED(status)


def _damaged(library: Path) -> bytes:
    """A library of which some pages are unreadable."""
    data = bytearray(library.read_bytes())
    for page in (len(data) // 8192, len(data) // 16384):
        data[page * 4096 : page * 4096 + 4096] = random.Random(page).randbytes(4096)
    return bytes(data)


def main(folder: Path, kills: int, seed: int, wishes: Sequence[str]) -> None:
    """Kill so many times; how often each job was killed, and how often it had come to its end before."""
    keyring.ROUNDS = 100
    chance = random.Random(seed)
    killing = Killing(folder, chance, is_protected="protected" in wishes)
    names = [name for name in JOBS if name in wishes] or list(JOBS)
    if "protected" in wishes:
        names = [name for name in names if name not in _PLAIN_ONLY]
    cut, whole = Counter[str](), Counter[str]()
    for number in range(kills):
        name = chance.choice(names)
        try:
            (cut if killing.once(name) else whole)[name] += 1
        except BaseException:
            print(f"kill {number} of seed {seed}, {name}; the folder is {folder}", file=sys.stderr)
            raise
    for name in names:
        print(f"{name}: {cut[name]} cut short, {whole[name]} had ended")
    print(f"{cut.total()} kills amid the work, {whole.total()} after it, seed {seed}: nothing lost")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
