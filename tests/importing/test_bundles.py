import io
import zipfile
from pathlib import Path

import pytest

from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.bundles import Member, members
from tests.importing.files import p, saved, word_bytes, zipped

STORY = "客人走了，伞还在。"


def names(path: Path) -> list[str]:
    return [member.name for member in members(path)]


def old_zip(encoding: str, *file_names: str) -> bytes:
    """A zip file whose names stand in an encoding that it does not tell, as old packers write them."""
    buffer = io.BytesIO()
    stand_ins = {f"{index:03}".ljust(len(name.encode(encoding)), "~"): name for index, name in enumerate(file_names)}
    with zipfile.ZipFile(buffer, "w") as archive:
        for stand_in in stand_ins:
            archive.writestr(stand_in, STORY)
    data = buffer.getvalue()
    for stand_in, name in stand_ins.items():
        data = data.replace(stand_in.encode(), name.encode(encoding))
    return data


def test_documents_come_in_their_order_and_other_files_do_not(tmp_path: Path) -> None:
    parts = {"案例/二.txt": STORY, "案例/一.docx": b"x", "photo.jpg": b"x", "__MACOSX/一.docx": b"x", "~$一.docx": b"x"}
    found = list(members(saved(tmp_path, "a.zip", zipped(parts))))
    assert found == [Member("案例/二.txt", STORY.encode()), Member("案例/一.docx", b"x")]


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-8"])
def test_names_of_old_packers_are_read(tmp_path: Path, encoding: str) -> None:
    wanted = ["服務案例/客人的傘.txt", "服務案例/湯灑了.txt", "經理的一天.txt"]
    assert names(saved(tmp_path, "a.zip", old_zip(encoding, *wanted))) == wanted


def test_zip_files_in_zip_files_are_opened(tmp_path: Path) -> None:
    inner = zipped({"b.txt": STORY})
    assert names(saved(tmp_path, "a.zip", zipped({"in.zip": inner, "c.txt": STORY}))) == ["in.zip/b.txt", "c.txt"]


def test_zip_files_without_end_are_left_out_and_named(tmp_path: Path) -> None:
    data = zipped({"b.txt": STORY})
    for _ in range(6):
        data = zipped({"in.zip": data, "c.txt": STORY})
    found = members(saved(tmp_path, "a.zip", data))
    assert [next(found).name for _ in range(3)] == ["in.zip/in.zip/c.txt", "in.zip/c.txt", "c.txt"]
    with pytest.raises(UnreadableFileError, match=r"in\.zip"):
        next(found)


def test_names_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    data = zipped({"../../etc/a.txt": STORY, "/top/b.txt": STORY, "C:\\c.txt": STORY, "./d/../e.txt": STORY})
    assert names(saved(tmp_path, "a.zip", data)) == ["etc/a.txt", "top/b.txt", "C_/c.txt", "d/e.txt"]


def test_a_word_file_called_zip_comes_as_itself(tmp_path: Path) -> None:
    data = word_bytes(p(STORY))
    assert list(members(saved(tmp_path, "a.zip", data))) == [Member("a.zip", data)]


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("bad.txt", "AAAAAAAAAA")
        archive.writestr("good.txt", STORY)
    data = buffer.getvalue().replace(b"AAAAAAAAAA", b"AAAAABAAAA")
    found = members(saved(tmp_path, "a.zip", data))
    assert next(found).name == "good.txt"
    with pytest.raises(UnreadableFileError, match=r"bad\.txt"):
        next(found)


def _protected() -> bytes:
    """A zip file that says its one member is encrypted."""
    data = bytearray(zipped({"a.txt": STORY}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (zipped({"a.txt": STORY})[:-30], "damaged"),
        (b"PK\x03\x04" + bytes(50), "damaged"),
        (zipped({"photo.jpg": b"x"}), "no document"),
        (zipped({}), "no document"),
        (zipped({"a.txt": b"0" * 70_000_000}), "far more"),
        (_protected(), "password"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_one_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        list(members(saved(tmp_path, "a.zip", data)))
