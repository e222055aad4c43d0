"""A library with a passphrase: what opens it, and that nothing of it can be read without."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casedesk import paths
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import LibraryError, PassphraseError
from casedesk.domain.filters import Order
from casedesk.domain.query import parse_query
from casedesk.storage import connecting, copying, index_renewal, keyring, text_index
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library, restore
from casedesk.storage.pair_memory import memory_file, remembered_pairs
from casedesk.storage.passphrases import is_protected, set_passphrase, unlock
from casedesk.storage.search import Searcher
from tests.builders import make_case, make_section
from tests.storage.steps import add, changed, contents, numbered

DATA = Path(__file__).parent.parent / "data"
WORDS = "四个 好记的 词 够了"
SECRET = "王丽在前厅哭了"
STORY = f"<p>{SECRET}，又来了一次。</p>"
CASES = [make_case(title=f"案例 {n}", sections=(make_section(text=STORY * 20),)) for n in range(3)]


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key is in memory; and fewer rounds do for all tests but that of the rounds."""
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    keyring.forget_all()
    yield
    keyring.forget_all()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "library.casedesk"
    with Library.open(file) as library:
        add(library, *numbered(library, CASES))
    return file


def readable_files(folder: Path) -> list[str]:
    """The files in which the secret can be read, in any encoding that the program writes."""
    forms = [SECRET.encode(code) for code in ("utf-8", "utf-16-le", "gb18030")] + [SECRET[:4].encode()]
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return [file.name for file in files if any(form in file.read_bytes() for form in forms)]


def test_only_the_passphrase_opens_it(path: Path):
    before = contents(path)
    set_passphrase(path, WORDS)
    keyring.forget_all()
    assert is_protected(path)
    with pytest.raises(PassphraseError, match="passphrase is needed"):
        Library.open(path)
    with pytest.raises(PassphraseError, match="not the passphrase"):
        unlock(path, WORDS + " ")
    with pytest.raises(PassphraseError, match="passphrase is needed"):
        Searcher(path)
    unlock(path, WORDS)
    assert contents(path) == before
    with Library.open(path) as library, closing(Searcher(path)) as searcher:
        assert library.check() == ()
        assert searcher.find(parse_query("王丽"), Order.RELEVANCE).total == 3


def test_a_wrong_passphrase_leaves_nothing_behind(path: Path, capfd: pytest.CaptureFixture[str]):
    set_passphrase(path, WORDS)
    keyring.forget_all()
    with pytest.raises(PassphraseError):
        unlock(path, "anything else")
    assert keyring.key_of(path) is None
    assert capfd.readouterr() == ("", "")


def test_the_words_open_it_in_the_cipher_s_own_programs_too(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    set_passphrase(path, WORDS)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA key = '" + WORDS + "'")
        assert connection.execute("SELECT count(*) FROM cases").fetchone() == (3,)


def test_no_file_shows_a_word_while_it_is_used_or_after(path: Path, tmp_path: Path):
    assert readable_files(tmp_path)
    set_passphrase(path, WORDS)
    assert readable_files(tmp_path) == []
    with Library.open(path) as library:
        case = library.cases.get(1)
        library.apply(changed(case, title=SECRET))
        library.apply_beside(Edit("change", (Replacement(library.cases.get(1), case),)), lambda _done, _total: None)
        library.backup(tmp_path / "copy.casedesk")
        remembered_pairs(path, lambda _done, _total: True)
        assert memory_file(path).exists()
        assert (tmp_path / "library.casedesk-wal").stat().st_size > 0
        assert readable_files(tmp_path) == []
        assert readable_files(paths.data_dir()) == []
    assert restore(tmp_path / "copy.casedesk", path)
    assert readable_files(tmp_path) == []
    assert keyring.salt_of(memory_file(path)) == keyring.salt_of(path)
    with Library.open(path) as library:
        assert library.cases.get(1).title == "案例 0"


def test_copies_go_along_and_open_with_the_same_words(path: Path, tmp_path: Path):
    plain, broken = tmp_path / "plain copy.casedesk", tmp_path / "broken.casedesk"
    with Library.open(path) as library:
        library.backup(plain)
    broken.write_bytes(path.read_bytes()[:5000])
    assert set_passphrase(path, WORDS, copies=(plain, broken, tmp_path / "gone.casedesk")) == (
        broken,
        tmp_path / "gone.casedesk",
    )
    keyring.forget_all()
    unlock(path, WORDS)
    assert copying.verify(plain)["cases"] == 3
    set_passphrase(path, "another one")
    keyring.forget_all()
    with pytest.raises(PassphraseError):
        unlock(plain, "another one")
    unlock(path, "another one")
    with pytest.raises(PassphraseError, match="passphrase is needed"):
        restore(plain, path)
    unlock(plain, WORDS)
    restore(plain, path)
    assert len(contents(path)["cases"]) == 3


def test_taking_it_away_makes_it_plain_again(path: Path):
    before = contents(path)
    set_passphrase(path, WORDS)
    set_passphrase(path, "")
    keyring.forget_all()
    assert not is_protected(path)
    assert contents(path) == before


def test_a_library_in_use_is_left_alone(path: Path):
    with Library.open(path), pytest.raises(LibraryError, match="open in another window"):
        set_passphrase(path, WORDS)
    assert not is_protected(path)


def test_a_failure_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    before = path.read_bytes()

    def refuse(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "to_disk", refuse)
    with pytest.raises(LibraryError, match="the disk is full"):
        set_passphrase(path, WORDS)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if "anew" in file.name] == []


def test_the_index_is_renewed_and_an_older_version_upgraded_under_the_same_key(path: Path, tmp_path: Path):
    set_passphrase(path, WORDS)
    with closing(connecting.connect(path, mode="rw")) as connection:
        connection.execute("UPDATE setting SET value = '0' WHERE key = ?", (text_index.VERSION_KEY,))
        connection.commit()
    with Library.open(path, index_later=True) as library:
        assert library.is_index_behind
        assert index_renewal.renew(path, is_cancelled=lambda: False, report=lambda _done, _total: None)
        assert not library.is_index_behind
    old = tmp_path / "old.casedesk"
    old.write_bytes((DATA / "library-v1.casedesk").read_bytes())
    set_passphrase(old, WORDS)
    Library.open(old).close()
    made = tmp_path / "old (version 1).casedesk"
    assert keyring.salt_of(made) == keyring.salt_of(old)
    assert copying.verify(made)["cases"] == copying.verify(old)["cases"] > 0


@pytest.mark.parametrize("made", [b"", b"PK\x03\x04" + bytes(8188), bytes(8192), b"plain words " * 1024])
def test_other_files_are_not_taken_for_protected_ones(tmp_path: Path, made: bytes):
    file = tmp_path / "other.casedesk"
    file.write_bytes(made)
    assert not is_protected(file)
    with pytest.raises(LibraryError) as refused:
        Library.open(file, read_only=True)
    assert not isinstance(refused.value, PassphraseError)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_words_will_do(path: Path, words: str):
    set_passphrase(path, words)
    keyring.forget_all()
    unlock(path, words)
    assert len(contents(path)["cases"]) == 3
    set_passphrase(path, "")


def test_letters_may_be_put_together_in_two_ways(path: Path):
    set_passphrase(path, "Ka\u0308ffchen")
    keyring.forget_all()
    unlock(path, "K\u00e4ffchen")
    assert len(contents(path)["cases"]) == 3


def test_a_missing_file_is_not_protected(tmp_path: Path):
    assert not is_protected(tmp_path / "none.casedesk")
    with pytest.raises(PassphraseError):
        unlock(tmp_path / "none.casedesk", WORDS)
