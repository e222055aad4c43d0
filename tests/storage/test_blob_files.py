"""Pictures and originals beside thin copies: put together, forgotten, never lost on the way."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from casedesk.storage import blob_files
from casedesk.storage.left_out import Elsewhere


def keep(folder: Path, contents: Sequence[bytes]) -> list[str]:
    found = {hashlib.sha256(data).hexdigest(): data for data in contents}
    blob_files.add(folder, found, found.get, key=None)
    return [hashlib.sha256(data).hexdigest() for data in contents]


def test_what_is_not_found_is_left_out(tmp_path: Path) -> None:
    blob_files.add(tmp_path, ["0" * 64], {}.get, key=None)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_mostly_needed_stays_as_it_is(tmp_path: Path) -> None:
    large, small = keep(tmp_path, [b"x" * 9000, b"y"])
    (file,) = blob_files.files_in(tmp_path)
    blob_files.drop(tmp_path, frozenset({large}))
    assert blob_files.files_in(tmp_path) == (file,)
    assert blob_files.kept_in(tmp_path, None) == {large, small}


def test_a_file_that_is_mostly_waste_is_written_anew(tmp_path: Path) -> None:
    large, small = keep(tmp_path, [b"x" * 9000, b"y"])
    blob_files.drop(tmp_path, frozenset({small}))
    assert blob_files.kept_in(tmp_path, None) == {small}
    assert Elsewhere(blob_files.files_in(tmp_path)).data(small) == b"y"
    assert Elsewhere(blob_files.files_in(tmp_path)).data(large) is None


def test_a_file_that_is_not_needed_goes(tmp_path: Path) -> None:
    keep(tmp_path, [b"x"])
    (needed,) = keep(tmp_path, [b"y"])
    blob_files.drop(tmp_path, frozenset({needed}))
    assert len(blob_files.files_in(tmp_path)) == 1
    assert blob_files.kept_in(tmp_path, None) == {needed}


def test_many_small_files_are_put_together(tmp_path: Path) -> None:
    needed = frozenset(digest for n in range(40) for digest in keep(tmp_path, [b"%d" % n]))
    blob_files.drop(tmp_path, needed)
    assert len(blob_files.files_in(tmp_path)) == 1
    assert blob_files.kept_in(tmp_path, None) == needed


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    keep(tmp_path, [b"x"])
    (file,) = blob_files.files_in(tmp_path)
    file.write_bytes(b"spoilt")
    blob_files.drop(tmp_path, frozenset())
    assert file.exists()
    assert blob_files.kept_in(tmp_path, None) == frozenset()


def test_sound_bytes_win_over_spoilt_ones(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"right").hexdigest()
    blob_files.add(tmp_path, [digest], {digest: b"wrong"}.get, key=None)
    assert Elsewhere(blob_files.files_in(tmp_path)).data(digest) == b"wrong"
    blob_files.add(tmp_path, [digest], {digest: b"right"}.get, key=None)
    assert Elsewhere(blob_files.files_in(tmp_path)).data(digest) == b"right"


def test_a_file_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blob_files, "_LARGEST", 10)
    kept = keep(tmp_path, [b"%d" % n * 6 for n in range(5)])
    assert len(blob_files.files_in(tmp_path)) == 3
    assert blob_files.kept_in(tmp_path, None) == set(kept)
