"""What must hold after a kill, and the next start: nothing lost, nothing half, nothing left over."""

import re
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casedesk.storage import blob_files, copying, text_index, thin_copies
from casedesk.storage.blobs import DIGEST, sweep
from casedesk.storage.connecting import connect
from casedesk.storage.library import Library
from casedesk.storage.passphrases import unlock
from casedesk.tasks import unfinished
from casedesk.tasks.backups import files_of
from casedesk.tasks.pack_file import PackArchive
from casedesk.tasks.passphrases import bring_up, copies_of_before, is_locked
from tests.faults.kill_place import WORDS, Place
from tests.storage.steps import INTERNAL, contents

Contents = dict[str, list[tuple[Any, ...]]]
INDEX = (
    "words",
    "case_figures",
    "case_snippet",
    "case_words",
    "case_words_content",
    "case_words_docsize",
    "case_words_config",
    "sqlite_stat1",
    "sqlite_stat4",
)
_AT_RANDOM = {"uid", "created", "modified", "imported", "began", "ended", "back", "merged"}
_WORDS_AT_RANDOM = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|\d{4}-\d\d-\d\dT[\d:.+]+|\d{15,}")
_ALLOWED = re.compile(
    r"""desk/my\.casedesk(\.lock)?|desk/my\ \((set\ aside|version)\ .*\)\.casedesk
    |(home/backups|stick)/my\ \w+/([\d.\ -]+(automatic|before\ bulk\ edit)\.casedesk|[^/.][^/]*\.blobs)
    |(home/backups|stick)/\.my\ \w+\.lock|home/backups/(places\.json|my\ \w+/drill\.json)|home/stories/.*
    |papers/.*|out/mine\.(txt|casepack)|out/\.casedesk-mine|out/new\.casepack
    |out/markdown/([^/]*\.md|pictures/\w+\.png)|out/(?!markdown/)[^/]*/[^/.][^/]*\.docx""",
    re.VERBOSE,
)


def state_of(path: Path) -> Contents:
    """All that a library holds, but for what differs at every run, what is swept, and the index."""
    with closing(connect(path, mode="rw")) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found: Contents = {}
        for table in tables:
            if table in (*INTERNAL, *INDEX, "blob", "attachment"):
                continue
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in _AT_RANDOM]
            where = " WHERE case_id IN (SELECT id FROM cases)" if table == "case_version" else ""
            where = " WHERE key NOT LIKE 'app.unfinished.%' AND key NOT LIKE 'index%'" if table == "setting" else where
            rows = connection.execute(f"SELECT {', '.join(names)} FROM {table}{where}").fetchall()
            found[table] = sorted((tuple(map(_steady, row)) for row in rows), key=repr)
        return found


def _steady(value: Any) -> Any:
    return _WORDS_AT_RANDOM.sub("?", value) if isinstance(value, str) else value


def differing(one: Contents, other: Contents) -> list[str]:
    """The tables in which two libraries differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def start_again(place: Place) -> tuple[unfinished.Unfinished, ...]:
    """Start the program once more, look through what it tells, and end it; the library must be sound and tidy."""
    unlock_all(place)
    with Library.open(place.library) as library:
        left = unfinished.pick_up(library)
        assert library.check() == (), library.check()
        library.forget_jobs()
    with closing(connect(place.library, mode="rw")) as connection:
        assert sweep(connection) == 0, "pictures or originals that nothing refers to"
        connection.rollback()
        there = {row[0] for row in connection.execute("SELECT digest FROM attachment JOIN blob USING (digest)")}
        for (html,) in connection.execute("SELECT html FROM section WHERE instr(html, 'attachment:')"):
            assert set(DIGEST.findall(html)) <= there, "a picture is missing"
    return left


def unlock_all(place: Place) -> None:
    """Give the passphrase of every file that wants one: that of before, or the new one."""
    for path in (place.library, *files_of(place.library)):
        if path.exists() and is_locked(path):
            for words in (WORDS, WORDS + "！"):
                with_words = _try(path, words)
                if with_words:
                    break
            assert not is_locked(path), f"{path.name} opens with no passphrase"


def _try(path: Path, words: str) -> bool:
    from casedesk.domain.errors import PassphraseError

    try:
        unlock(path, words)
    except PassphraseError:
        return False
    return True


def prove_index(place: Place) -> None:
    """The index is what it would be if it were made anew."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.casedesk"
        copy.write_bytes(place.library.read_bytes())
        before = contents(copy)
        with closing(connect(copy, mode="rw")) as connection, connection:
            text_index.rebuild(connection)
        after = contents(copy)
    for table in ("words", "case_figures", "case_snippet"):
        assert before[table] == after[table], f"the index differs in {table}"


def prove_copies(place: Place, damaged: bytes = b"") -> None:
    """Every copy is sound, and lacks no picture or original; but for the damaged library that was set aside."""
    for file in files_of(place.library):
        if file.suffix == blob_files.ENDING:
            copying.verify(file, kind=blob_files.APPLICATION_ID)
        elif not damaged or file.read_bytes() != damaged:
            copying.verify(file)
            is_whole = file.parent == place.library.parent
            assert is_whole or not thin_copies.spoilt(file), f"{file.name} lacks pictures or originals"


def prove_files(place: Place, damaged: bytes) -> None:
    """Every copy is sound, every written file is whole, and there is none that should not be."""
    prove_copies(place, damaged)
    for file in sorted(place.root.rglob("*")):
        name = file.relative_to(place.root).as_posix()
        if file.is_file():
            assert _ALLOWED.fullmatch(name), f"{name} is left over"
        if file.suffix == ".casepack":
            with PackArchive(file) as pack:
                assert all(pack.read(member) is not None for member in pack.names)
        if file.suffix == ".docx":
            with zipfile.ZipFile(file) as document:
                assert document.testzip() is None
    assert (place.out / "mine.txt").read_text("utf-8") == "somebody's own"
    assert (place.out / ".casedesk-mine").is_file()
    assert not list(place.root.rglob(".casedesk-*.part"))


def prove_passphrase_goes_on(place: Place) -> None:
    """The copies that a change of the passphrase has not come to are known, and can be brought up to date."""
    assert bring_up(place.library, copies_of_before(place.library)) == ()
    assert copies_of_before(place.library) == ()
    prove_copies(place)
