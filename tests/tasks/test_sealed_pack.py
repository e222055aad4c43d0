"""Packs under a passphrase."""

import io
import shutil
from pathlib import Path

import pyrage
import pytest

from casedesk.domain.errors import PassphraseError, UnreadableFileError
from casedesk.storage.library import Library
from casedesk.tasks import sealed_pack
from casedesk.tasks.read_pack import read_pack
from casedesk.tasks.sealed_pack import is_sealed, opened, seal, unseal
from casedesk.tasks.write_pack import everything, write_pack
from tests.builders import make_case
from tests.tasks.packs import ALL, added, put

WORDS = "four words that fit"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack under the words; once for all tests, for age takes its time over a passphrase."""
    folder = tmp_path_factory.mktemp("office")
    with Library.open(folder / "office.casedesk") as office:
        put(office, make_case(id=1, uid="u1", title="Late checkout"))
        write_pack(office, everything("all", ALL), folder / "all.casepack", passphrase=WORDS)
    return folder / "all.casepack"


@pytest.fixture
def sent(written: Path, tmp_path: Path) -> Path:
    """The pack as it arrives on another computer, where nobody has opened it yet."""
    return shutil.copyfile(written, tmp_path / "sent.casepack")


def test_it_is_read_with_the_words_and_shows_nothing_without(sent: Path, tmp_path: Path):
    assert is_sealed(sent)
    assert b"PK" not in sent.read_bytes()[:4]
    with pytest.raises(PassphraseError, match="passphrase is needed"):
        read_pack(sent)
    with pytest.raises(PassphraseError, match="not the passphrase"):
        unseal(sent, "guess")
    with pytest.raises(PassphraseError, match="passphrase is needed"):
        read_pack(sent)
    unseal(sent, WORDS)
    with Library.open(tmp_path / "mine.casedesk") as mine:
        assert added(mine, sent).added
        assert mine.cases.get(1).title == "Late checkout"


def test_nothing_plain_is_left_beside_it(written: Path):
    names = {file.name for file in written.parent.iterdir() if not file.name.startswith("office")}
    assert names == {"all.casepack"}


def test_any_program_for_age_opens_it(sent: Path):
    assert pyrage.passphrase.decrypt(sent.read_bytes(), WORDS).startswith(b"PK")


@pytest.mark.parametrize("cut", [30, -1])
def test_a_damaged_one_is_said(sent: Path, cut: int):
    sent.write_bytes(sent.read_bytes()[:cut])
    with pytest.raises(PassphraseError, match="or the file is damaged"):
        unseal(sent, WORDS)


def test_what_is_no_pack_inside_is_refused(tmp_path: Path):
    file = tmp_path / "odd.casepack"
    seal(io.BytesIO(b"no zip"), file, WORDS, name="")
    unseal(file, WORDS)
    with pytest.raises(UnreadableFileError, match="is not a case pack"):
        read_pack(file)


def test_a_changed_file_is_asked_for_again(sent: Path):
    unseal(sent, WORDS)
    assert opened(sent) is not None
    sent.write_bytes(sent.read_bytes() + b" ")
    with pytest.raises(PassphraseError):
        opened(sent)


def test_a_pack_that_is_written_does_not_take_the_place_of_those_that_are_looked_at(written: Path, tmp_path: Path):
    looked_at = [shutil.copyfile(written, tmp_path / f"{name}.casepack") for name in "ab"]
    for pack in looked_at:
        unseal(pack, WORDS)
    with Library.open(written.with_name("office.casedesk")) as office:
        write_pack(office, everything("all", ALL), tmp_path / "c.casepack", passphrase=WORDS)
    assert [read_pack(pack).title for pack in looked_at] == ["all", "all"]


def test_one_that_is_too_large_is_refused(sent: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sealed_pack, "_MOST", 10)
    with pytest.raises(UnreadableFileError, match="too large"):
        seal(io.BytesIO(bytes(11)), sent, WORDS, name="a")
    sent.write_bytes(sent.read_bytes() + bytes(5000))
    with pytest.raises(UnreadableFileError, match="too large"):
        unseal(sent, WORDS)
