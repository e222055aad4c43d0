"""Opening: one writer, polite refusals, nothing lost to a crash."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from casedesk.domain.case import Depth
from casedesk.domain.case_steps import with_questions
from casedesk.domain.changes import Why
from casedesk.domain.errors import LibraryError
from casedesk.domain.families import DistinctPair, Family
from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.library import Collection, SavedFilter
from casedesk.storage import opening, schema, text_index
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library
from casedesk.storage.schema import APPLICATION_ID, SCHEMA
from casedesk.storage.search import Searcher
from tests.builders import make_case
from tests.data.build_library_v6 import course
from tests.data.build_library_v7 import METHODS
from tests.storage.steps import add, changed, contents

DATA = Path(__file__).parent.parent / "data"


def test_a_second_writer_is_told_and_may_read(library: Library, path: Path) -> None:
    add(library, make_case(id=1, title="茶"))
    with pytest.raises(LibraryError, match="open in another window"):
        Library.open(path)
    with Library.open(path, read_only=True) as reader:
        assert reader.is_read_only
        assert reader.cases.get(1).title == "茶"
        for write in (
            lambda: add(reader, make_case(id=2)),
            lambda: reader.attachments.add(b"x", "image/png"),
            lambda: add(reader, DistinctPair(1, 1, 2)),
        ):
            with pytest.raises(LibraryError, match="reading only"):
                write()
        reader.settings.set("a", 1)  # how something is shown may change, and nobody else hears of it
        assert reader.settings.get("a") == 1
    assert library.settings.get("a") is None


def test_closing_lets_others_in_and_leaves_one_file(path: Path) -> None:
    library = Library.open(path)
    library.close()
    library.close()
    assert not path.with_name(path.name + "-wal").exists()
    Library.open(path).close()


def test_missing_library_is_not_made_unasked(path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LibraryError, match="no library"):
            Library.open(path, **options)
    assert not path.exists()


def test_a_new_library_has_nothing_of_one_that_lay_there(path: Path) -> None:
    """Where one was taken away without its journal."""
    journal = path.with_name(path.name + "-wal")
    journal.write_bytes(b"somebody else's")
    with Library.open(path) as library:
        assert library.cases.ids() == ()
        assert library.check() == ()
    assert [kept.read_bytes() for kept in path.parent.glob("*(set aside *-wal")] == [b"somebody else's"]


@pytest.mark.parametrize("content", [b"", None], ids=["an empty file", "no file"])
def test_a_library_gets_its_name_when_it_is_whole(
    path: Path, content: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(text_index, "rebuild", broken_off)
    with pytest.raises(KeyboardInterrupt):
        Library.open(path)
    assert (path.read_bytes() if path.exists() else None) == content
    monkeypatch.undo()
    with Library.open(path) as library:
        assert library.cases.ids() == ()


def broken_off(_connection: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("content", [b"just text, " * 100, b"PK\x03\x04" + bytes(4000)])
def test_other_files_are_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(LibraryError, match="not a CaseDesk library"):
            Library.open(path, read_only=read_only)
    assert path.read_bytes() == content


def test_other_databases_are_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not a CaseDesk library"):
        Library.open(path)
    assert path.read_bytes() == before


def test_a_newer_library_is_refused_politely(path: Path) -> None:
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    for read_only in (False, True):
        with pytest.raises(LibraryError, match="newer CaseDesk"):
            Library.open(path, read_only=read_only)


def test_a_damaged_library_is_recognised(path: Path) -> None:
    with Library.open(path) as library:
        add(library, *(make_case("茶" * 2000, id=id_) for id_ in range(1, 60)))
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 40] = bytes(4096 * 37)
    path.write_bytes(content)
    path.with_name(path.name + "-wal").write_bytes(b"left by a crash")
    with pytest.raises(LibraryError, match="damaged"):
        Library.open(path)
    with pytest.raises(LibraryError):  # and the lock is free again
        Library.open(path)
    assert path.read_bytes() == bytes(content)  # nothing was written to what is to be rescued
    assert path.with_name(path.name + "-wal").read_bytes() == b"left by a crash"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that cannot be written to")
def test_a_folder_that_cannot_be_written_to(path: Path) -> None:
    with Library.open(path) as library:
        add(library, make_case(id=1))
    path.parent.chmod(0o500)
    try:
        with pytest.raises(LibraryError, match="cannot be written"):
            Library.open(path)
        with Library.open(path, read_only=True) as reader:
            assert reader.cases.ids() == (1,)
    finally:
        path.parent.chmod(0o700)


def test_a_fixed_library_is_read_without_files_beside_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(path) as library:
        add(library, make_case(id=1))
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with Library.open(path, read_only=True) as reader:
        assert reader.cases.ids() == (1,)
        assert [item.name for item in path.parent.iterdir() if item.name.endswith(("-wal", "-shm"))] == []


def test_paths_with_awkward_names(tmp_path: Path) -> None:
    path = tmp_path / "案例 100% #1?.casedesk"
    with Library.open(path) as library:
        add(library, make_case(id=1))
        searcher = Searcher(path)
        assert searcher.find(CaseFilter(), Order.TITLE).ids == (1,)
        searcher.close()


def test_a_kill_loses_nothing_that_was_applied(path: Path) -> None:
    errand = (
        "import sys, itertools\n"
        "from pathlib import Path\n"
        "from casedesk.storage.library import Library\n"
        "from tests.builders import make_case\n"
        "from tests.storage.steps import add\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "for number in itertools.count(1):\n"
        "    add(library, make_case(id=number, title=str(number)))\n"
        "    print(number, flush=True)\n"
    )
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", errand, str(path)], stdout=subprocess.PIPE, text=True, cwd=root
    ) as run:
        assert run.stdout is not None
        shown = [int(run.stdout.readline()) for _ in range(20)]
        run.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        shown += map(int, run.stdout.read().split())
    with Library.open(path) as library:
        assert set(shown) <= set(library.cases.ids())
        assert library.check() == ()
        assert library.cases.get(shown[-1]).title == str(shown[-1])


def test_the_first_version_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "library-v1.casedesk"
    path.write_bytes((DATA / "library-v1.casedesk").read_bytes())
    with Library.open(path) as library:
        assert library.check() == ()
        case = library.cases.get(1)
        assert (case.title, case.questions[0].text, case.industries) == ("热水与等待", "经理为什么先道歉？", ("酒店",))
        assert library.plans.get(1).case_ids == (1,)
        assert library.collections.get(1).case_ids == (1, 2)
        assert library.documents.original(library.documents.get(1).digest) == b"original"
        searcher = Searcher(path)
        assert searcher.find(CaseFilter("熱水"), Order.RELEVANCE).ids == (1,)
        searcher.close()


def test_what_the_first_version_knew_of_pairs_becomes_records(tmp_path: Path) -> None:
    path = tmp_path / "library-v1.casedesk"
    path.write_bytes((DATA / "library-v1.casedesk").read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO distinct_pair VALUES (1, 2)")
        connection.commit()
    with Library.open(path) as library:
        assert library.distinct_pairs.pairs() == {(1, 2)}
        add(library, Family(library.new_id(Family), 1, (1, 2)))
        assert library.families.of_case(2) == Family(1, 1, (1, 2))
    with closing(sqlite3.connect(tmp_path / "library-v1 (version 1).casedesk")) as copy:
        assert copy.execute("SELECT * FROM distinct_pair").fetchall() == [(1, 2)]


def test_the_second_version_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "library-v2.casedesk"
    path.write_bytes((DATA / "library-v2.casedesk").read_bytes())
    with Library.open(path) as library:
        assert library.check() == ()
        assert library.families.of_case(3) == Family(1, 1, (1, 3))
        assert library.distinct_pairs.pairs() == {(2, 3)}
        (record,) = library.merges.of_case(1)
        assert record.kept == library.cases.get(1)
        assert record.other == replace(library.cases.get(2), trashed=None)
        assert (record.collection_ids, record.use_ids, record.plan_ids) == ((4,), (5, 6), ())


def test_the_third_version_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "library-v3.casedesk"
    path.write_bytes((DATA / "library-v3.casedesk").read_bytes())
    with Library.open(path) as library:
        assert library.check() == ()
        assert library.collections.all() == (Collection(1, "内训::夏训", (1,), 2), Collection(2, "内训", (), 1))
        assert library.saved_filters.get(1) == SavedFilter(1, "缺思考题", "questions:none", 3)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_older_libraries_get_a_history_from_now_on(tmp_path: Path, version: int) -> None:
    path = tmp_path / f"library-v{version}.casedesk"
    path.write_bytes((DATA / path.name).read_bytes())
    with Library.open(path) as library:
        case = library.cases.get(1)
        assert [version.case for version in library.versions.of_case(1)] == [case], "nothing is known of before"
        library.apply(changed(case, title="换了题目"))
        assert [version.case.title for version in library.versions.of_case(1)] == ["换了题目", case.title]
        assert library.check() == ()
    with closing(sqlite3.connect(tmp_path / f"library-v{version} (version {version}).casedesk")) as copy:
        assert copy.execute("SELECT title FROM cases WHERE id = 1").fetchone() == (case.title,)


def test_the_fourth_version_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "library-v4.casedesk"
    path.write_bytes((DATA / "library-v4.casedesk").read_bytes())
    with Library.open(path) as library:
        assert library.check() == ()
        versions = library.versions.of_case(1)
        assert [version.case.title for version in versions] == ["热水，四十分钟", "热水与等待", "热水与等待"]
        assert [version.why for version in versions] == [Why.EDITED, Why.BULK, Why.EDITED]
        assert [version.case.tags for version in versions] == [("前厅",), ("前厅",), ()]
        assert versions[0].case.questions[0].text == "经理为什么先倒水？"
        assert versions[2].case.questions[0].text == "经理为什么先道歉？"


@pytest.mark.parametrize("version", [1, 4])
def test_questions_of_older_libraries_are_for_everyone_and_count_nothing(tmp_path: Path, version: int) -> None:
    path = tmp_path / f"library-v{version}.casedesk"
    path.write_bytes((DATA / path.name).read_bytes())
    with Library.open(path) as library:
        case = library.cases.get(1)
        (question,) = case.questions
        assert (question.depth, question.points) == (Depth.BOTH, 0)
        at = next(at for at, section in enumerate(case.sections) if section.questions)
        asked = (replace(question, depth=Depth.SUPERVISOR, points=5),)
        library.apply(changed(case, sections=with_questions(case, at, asked).sections))
        assert library.cases.get(1).questions == asked
        assert [version.case.questions for version in library.versions.of_case(1)][:2] == [asked, (question,)]
        assert library.check() == ()


def test_the_fifth_version_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "library-v5.casedesk"
    path.write_bytes((DATA / "library-v5.casedesk").read_bytes())
    with Library.open(path) as library:
        assert library.check() == ()
        first, second = library.cases.get(1).questions
        assert (first.depth, first.points) == (Depth.NEW_STAFF, 2)
        assert (second.depth, second.points) == (Depth.SUPERVISOR, 0)
        assert [version.case.questions[1].points for version in library.versions.of_case(1)][:2] == [0, 3]
        (record,) = library.merges.of_case(1)
        assert record.other.questions[0].depth is Depth.SUPERVISOR


def test_the_sixth_version_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "library-v6.casedesk"
    path.write_bytes((DATA / "library-v6.casedesk").read_bytes())
    with Library.open(path) as library:
        assert library.plans.get(1) == course()
        assert library.methods.all() == METHODS, "those that were settings, without what is no method"
        assert library.settings.get("methods.own") is None
        assert library.check() == ()


def test_the_seventh_version_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "library-v7.casedesk"
    path.write_bytes((DATA / "library-v7.casedesk").read_bytes())
    with Library.open(path) as library:
        assert library.methods.all() == METHODS
        assert library.check() == ()


def later_schema() -> Migrations:
    later = Migrations(SCHEMA.name)
    later()(schema.v1)
    later()(schema.v2)
    later()(schema.v3)
    later()(schema.v4)

    later()(schema.v5)
    later()(schema.v6)
    later()(schema.v7)

    @later()
    def v8(db: Database) -> None:
        db.conn.execute("ALTER TABLE cases ADD COLUMN mood TEXT")

    return later


def test_an_older_library_is_copied_then_upgraded(path: Path) -> None:
    with Library.open(path) as library:
        add(library, make_case(id=1))
    before = contents(path)
    upgraded = opening.open_for_writing(path, schema=later_schema())
    assert upgraded.conn.execute("PRAGMA user_version").fetchone()[0] == 8
    assert upgraded.conn.execute("SELECT mood FROM cases").fetchone() == (None,)
    upgraded.close()
    copy = path.with_name("library (version 7).casedesk")
    assert contents(copy) == before
    with pytest.raises(LibraryError, match="newer CaseDesk"):
        Library.open(path)


def test_a_failed_upgrade_leaves_the_old_library(path: Path) -> None:
    with Library.open(path) as library:
        add(library, make_case(id=1))
    broken = later_schema()

    @broken()
    def v9(db: Database) -> None:
        db.conn.execute("ALTER TABLE no_such_table ADD COLUMN mood TEXT")

    with pytest.raises(LibraryError):
        opening.open_for_writing(path, schema=broken)
    with Library.open(path) as library:
        assert library.cases.ids() == (1,)


def test_an_older_library_is_not_read_half_understood(path: Path) -> None:
    Library.open(path).close()
    with pytest.raises(LibraryError, match="older CaseDesk"):
        opening.open_for_reading(path, schema=later_schema())


def test_the_index_is_made_anew_when_its_rules_have_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(path) as library:
        add(library, make_case("投诉", id=1))
        sound = contents(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO case_words (case_words) VALUES ('delete-all')")
        connection.execute("DELETE FROM case_figures")
        connection.commit()
    monkeypatch.setattr(text_index, "INDEX_VERSION", text_index.INDEX_VERSION + 1)
    with Library.open(path) as library:
        rebuilt = contents(path)
        assert library.check() == ()
    assert rebuilt["words"] == sound["words"]
    assert rebuilt["case_figures"] == sound["case_figures"]


def test_the_file_says_what_it_is(library: Library, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        strict = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
        names = "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlite%'"
        assert connection.execute(f"{strict} {names}").fetchone()[0] == 0
