"""A program that is killed before its n-th step on files."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from casedesk.domain.case import Case
from casedesk.storage.library import Library, restore
from casedesk.storage.passphrases import set_passphrase
from casedesk.tasks.unfinished import change_of_file
from tests.builders import make_case
from tests.storage.steps import add

STEPS = frozenset({"open", "os.rename", "os.remove", "os.link", "shutil.copyfile"})
"""What counts as a step, among what Python tells of."""


def run(work: Callable[[], object], arm: Callable[[], object]) -> bool:
    """Do some work in a process of its own, which is killed as `arm` has prepared; whether it came to its end."""
    child = os.fork()
    if child:
        return os.WEXITSTATUS(status) == 0 if os.WIFEXITED(status := os.waitpid(child, 0)[1]) else False
    try:
        arm()
        work()
    finally:
        os._exit(0 if sys.exception() is None else 1)


def before_step(number: int) -> None:
    """Have this process killed before its step of this number, from 0."""
    left = number

    def tell(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(tell)


def fill(path: Path, titles: tuple[str, ...]) -> None:
    """Add cases to a library and be killed before it is closed: they are in the journal only."""
    library = Library.open(path)
    for title in titles:
        add(library, make_case("茶凉了。", id=library.new_id(Case), title=title))
    os.kill(os.getpid(), signal.SIGKILL)


def fill_and_close(path: Path) -> None:
    """Make a library with one case."""
    with Library.open(path) as library:
        add(library, make_case("茶凉了。", id=library.new_id(Case), title="old"))


def spoil(path: Path) -> None:
    """Make a library one that SQLite cannot read, also not with what its journal has of it."""
    for part in (path, path.with_name(path.name + "-wal")):
        with part.open("r+b") as file:
            file.write(b"no library")


def restore_killed(folder: Path, *, is_spoilt: bool) -> None:
    """Restore a backup in one folder after the other, killed one step later each time, until it comes to its end."""
    is_done, number = False, 0
    old = folder / "old.casedesk"
    fill_and_close(old)
    while not is_done:
        path, backup = folder / str(number) / "my.casedesk", folder / str(number) / "backup.casedesk"
        path.parent.mkdir()
        for target in (path, backup):
            shutil.copyfile(old, target)
        run(lambda path=path: fill(path, ("saved",)), lambda: None)
        if is_spoilt:
            spoil(path)
        is_done = run(
            lambda path=path, backup=backup: restore(backup, path, job=change_of_file("Restore from a backup")),
            lambda number=number: before_step(number),
        )
        number += 1


def leave_journal(path: Path, passphrase: str) -> None:
    """Make a library under a passphrase, or plain for an empty one, with a case that stands in its journal only."""
    fill_and_close(path)
    set_passphrase(path, passphrase)
    run(lambda: fill(path, ("saved",)), lambda: None)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder, *wishes] if len(wishes) < 2:
            restore_killed(Path(folder), is_spoilt="spoilt" in wishes)
        case [file, "journal", passphrase]:
            leave_journal(Path(file), passphrase)
        case _:
            raise SystemExit("a folder, or a file, “journal” and a passphrase")
