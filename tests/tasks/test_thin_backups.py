"""Backups hold pictures and originals once, beside the copies, and every way back brings them along."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casedesk.domain.case import Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Document
from casedesk.storage import blob_files, keyring
from casedesk.storage.left_out import left_out
from casedesk.storage.library import Library
from casedesk.tasks.backup_drill import hold_drill
from casedesk.tasks.backup_places import Places, folder_of, second_folder_of, set_places
from casedesk.tasks.backup_reading import opened_backup
from casedesk.tasks.backups import Reason, copy_to_second, make_backup
from casedesk.tasks.library_care import back_up, bring_back, rescue
from casedesk.tasks.passphrases import change_passphrase
from tests.builders import make_case
from tests.faults.killed import before_step, run

NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
WORDS = "vier gute alte Wörter"
ORIGINAL = "王丽的原稿".encode() * 1000


@pytest.fixture
def plain(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        library.apply(Edit("Add", (Replacement(None, make_case(id=1, title="热水")),)))
    add_picture(path, b"first picture")
    add_original(path, ORIGINAL)
    return path


@pytest.fixture(params=["plain", "protected"])
def path(plain: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    if request.param == "protected":
        change_passphrase(plain, WORDS)
    yield plain
    keyring.forget_all()


def add_picture(path: Path, data: bytes) -> None:
    with Library.open(path) as library:
        picture = library.attachments.add(data, "image/png", width=1, height=1)
        case = library.cases.get(1)
        html = f'<p>热水。<img src="attachment:{picture.digest}"></p>'
        sections = (*case.sections, Section(Role.BODY, html))
        library.apply(Edit("Picture", (Replacement(case, replace(case, sections=sections)),)))


def add_original(path: Path, data: bytes) -> None:
    with Library.open(path) as library:
        number = library.new_id(Document)
        document = Document(id=number, name="a.docx", digest=library.documents.keep(data))
        library.apply(Edit("Add", (Replacement(None, document),)))


def digests(path: Path) -> list[str]:
    with Library.open(path, read_only=True) as library:
        return [document.digest for document in library.documents.all()]


def assert_whole(path: Path, *, pictures: int = 1) -> None:
    """All that the fixture has put into the library is there, byte for byte."""
    assert left_out(path) == frozenset()
    with Library.open(path, create=False) as library:
        assert library.check() == ()
        assert library.cases.get(1).title == "热水"
        assert library.documents.original(digests(path)[0]) == ORIGINAL
        assert len(library.cases.get(1).sections) > pictures


def test_pictures_and_originals_are_kept_once_for_all_copies(path: Path) -> None:
    first = make_backup(path, Reason.AUTOMATIC, now=NOW)
    add_picture(path, b"second picture")
    second = make_backup(path, Reason.AUTOMATIC, now=NOW + timedelta(hours=1))
    assert (len(left_out(first.path)), len(left_out(second.path))) == (2, 3)
    one, other = blob_files.files_in(folder_of(path))
    key = keyring.key_of(path)
    assert blob_files.kept_in(folder_of(path), key) == left_out(second.path)
    other.unlink()
    assert blob_files.kept_in(folder_of(path), key) == left_out(first.path)
    assert one.exists()


def test_a_restored_copy_is_whole(path: Path) -> None:
    made = make_backup(path, Reason.WISHED, now=NOW)
    path.unlink()
    bring_back(made.path, path)
    assert_whole(path)


def test_what_lies_beside_no_copy_any_more_comes_from_the_library(path: Path) -> None:
    made = make_backup(path, Reason.WISHED, now=NOW)
    for file in blob_files.files_in(folder_of(path)):
        file.unlink()
    bring_back(made.path, path)
    assert_whole(path)


def test_the_next_copy_brings_back_what_has_gone_from_the_folder(path: Path) -> None:
    made = make_backup(path, Reason.WISHED, now=NOW)
    for file in blob_files.files_in(folder_of(path)):
        file.write_bytes(b"spoilt")
    make_backup(path, Reason.AUTOMATIC, now=NOW + timedelta(hours=1))
    path.unlink()
    bring_back(made.path, path)
    assert_whole(path)


def test_an_open_backup_has_its_pictures_and_originals(path: Path) -> None:
    made = make_backup(path, Reason.WISHED, now=NOW)
    with opened_backup(made.path) as then:
        (document,) = then.documents.all()
        assert then.documents.has(document.digest)
        assert then.documents.original(document.digest) == ORIGINAL
        (picture,) = left_out(made.path) - {document.digest}
        assert then.attachments.has(picture)
        assert then.attachments.data(picture) == b"first picture"


def test_a_copy_that_is_moved_away_alone_has_all_cases_and_knows_what_it_lacks(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_backup(path, Reason.WISHED, now=NOW)
    alone = Path(shutil.copy(made.path, tmp_path / "alone.casedesk"))
    with Library.open(alone) as library:
        assert library.cases.get(1).title == "热水"
        (document,) = library.documents.all()
        assert not library.documents.has(document.digest)
        with pytest.raises(BadInputError):
            library.documents.original(document.digest)
        library.documents.keep(ORIGINAL)
        assert library.documents.original(document.digest) == ORIGINAL
    path.unlink()
    bring_back(alone, path)
    assert_whole(path)
    monkeypatch.setenv("CASEDESK_HOME", str(tmp_path / "another computer"))
    elsewhere = tmp_path / "elsewhere.casedesk"
    bring_back(Path(shutil.copy(made.path, tmp_path / "lonely.casedesk")), elsewhere)
    assert len(left_out(elsewhere)) == 2


def test_a_copy_that_was_asked_for_is_one_whole_file(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.casedesk")
    assert_whole(tmp_path / "copy.casedesk")


def test_whole_copies_of_before_still_work(path: Path) -> None:
    old = folder_of(path) / "2026-03-13 09.00.00 automatic.casedesk"
    old.parent.mkdir(parents=True)
    back_up(path, old)
    assert hold_drill(path).fault == ""
    path.unlink()
    bring_back(old, path)
    assert_whole(path)


def test_what_no_copy_names_any_more_goes_when_copies_go(path: Path) -> None:
    make_backup(path, Reason.AUTOMATIC, now=NOW)
    with Library.open(path) as library:
        picture = library.attachments.add(b"for one copy only", "image/png", width=1, height=1)
        make_backup(path, Reason.AUTOMATIC, now=NOW + timedelta(hours=1))
        library.sweep()
    make_backup(path, Reason.AUTOMATIC, now=NOW + timedelta(hours=2))
    folder, key = folder_of(path), keyring.key_of(path)
    assert picture.digest in blob_files.kept_in(folder, key)
    last = make_backup(path, Reason.AUTOMATIC, now=NOW + timedelta(days=400))
    assert blob_files.kept_in(folder, key) == left_out(last.path)


def test_the_second_folder_is_enough_on_another_computer(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_places(Places(second=str(stick)))
    make_backup(path, Reason.AUTOMATIC, now=NOW)
    first = copy_to_second(path)
    add_picture(path, b"second picture")
    make_backup(path, Reason.AUTOMATIC, now=NOW + timedelta(hours=1))
    second = copy_to_second(path)
    assert first is not None
    assert second is not None
    folder = second_folder_of(path)
    assert folder is not None
    assert len(blob_files.files_in(folder)) == 2
    monkeypatch.setenv("CASEDESK_HOME", str(tmp_path / "another computer"))
    other = tmp_path / "other.casedesk"
    bring_back(second, other)
    assert_whole(other, pictures=2)


def test_pictures_are_encrypted_as_the_library_is(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    made = make_backup(plain, Reason.WISHED, now=NOW)

    def readable() -> list[str]:
        files = (file for file in folder_of(plain).iterdir() if file.is_file())
        return [file.suffix for file in files if ORIGINAL[:60] in file.read_bytes()]

    assert readable() == [blob_files.ENDING]
    change_passphrase(plain, WORDS)
    assert readable() == []
    add_original(plain, ORIGINAL + b"!")
    later = make_backup(plain, Reason.WISHED, now=NOW + timedelta(hours=1))
    assert readable() == []
    change_passphrase(plain, "")
    for backup in (made, later):
        bring_back(backup.path, plain)
        assert_whole(plain)
    keyring.forget_all()


def test_what_is_kept_under_another_key_does_not_count(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    make_backup(plain, Reason.WISHED, now=NOW)
    (old,) = blob_files.files_in(folder_of(plain))
    aside = shutil.copy(old, old.with_suffix(".aside"))
    change_passphrase(plain, WORDS)
    shutil.copy(aside, old)
    made = make_backup(plain, Reason.WISHED, now=NOW + timedelta(hours=1))
    old.unlink()
    bring_back(made.path, plain)
    assert_whole(plain)
    keyring.forget_all()


def test_a_drill_puts_again_what_the_disk_has_spoilt(path: Path) -> None:
    make_backup(path, Reason.WISHED, now=NOW)
    assert hold_drill(path).fault == ""
    for file in blob_files.files_in(folder_of(path)):
        file.unlink()
    assert "2" in hold_drill(path).fault
    assert hold_drill(path).fault == ""


def test_a_rescue_finds_the_pictures_beside_the_backup(plain: Path) -> None:
    made = make_backup(plain, Reason.WISHED, now=NOW)
    content = bytearray(plain.read_bytes())
    at = content.index(ORIGINAL[:2000])
    start = at // 4096 * 4096
    content[start : start + 8 * 4096] = bytes(8 * 4096)
    plain.write_bytes(content)
    rescued, _found = rescue(plain, backup=made.path)
    with Library.open(rescued) as library:
        assert library.cases.get(1).title == "热水"


def test_a_kill_at_any_step_leaves_the_copies_whole(plain: Path, tmp_path: Path) -> None:
    first = make_backup(plain, Reason.WISHED, now=NOW)
    add_picture(plain, b"second picture")
    is_done, step = False, 0
    while not is_done:
        moment = NOW + timedelta(days=400, hours=step)
        is_done = run(
            lambda moment=moment: make_backup(plain, Reason.AUTOMATIC, now=moment),
            lambda step=step: before_step(step),
        )
        step += 1
        for copy in folder_of(plain).glob("*.casedesk"):
            target = tmp_path / str(step) / copy.name
            target.parent.mkdir(exist_ok=True)
            bring_back(copy, target)
            assert_whole(target, pictures=1 if copy == first.path else 2)
    assert step > 3
    assert not list(folder_of(plain).glob(".*"))
