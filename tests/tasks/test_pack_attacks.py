"""Packs made to do harm are refused in one sentence each, and nothing in them is executed, followed or fetched."""

import json
import random
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.library import Collection, SavedFilter
from casedesk.storage.library import Library
from casedesk.tasks import pack_file
from casedesk.tasks.compare_pack import open_pack
from casedesk.tasks.read_pack import read_pack
from tests.builders import NOW, make_case, make_plan
from tests.tasks.packs import Members, added, json_of, members_of, packed, put, resealed, zipped

CASES = "cases/00001.json"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A sound pack of two cases, a plan, a collection, a filter and a picture."""
    with Library.open(tmp_path / "mine.casedesk") as library:
        picture = library.attachments.add(b"\x89PNG bytes of a picture", "image/png", name="a.png")
        html = f'<p>看图<img src="attachment:{picture.digest}" alt=""></p>'
        first, second = make_case(id=1, uid="aa"), make_case(id=2, uid="bb", title="房卡")
        first = replace(first, sections=(replace(first.sections[0], html=html),), created=NOW)
        put(library, first, second, make_plan(first, id=1, uid="pp"), Collection(1, "集", (1, 2)))
        put(library, SavedFilter(1, "短", "minutes:<9"))
        packed(library, tmp_path / "good.casepack")
    return tmp_path / "good.casepack"


@pytest.fixture
def members(good: Path) -> Members:
    return members_of(good)


def refusal(path: Path) -> str:
    """The sentence with which a pack is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        read_pack(path)
    sentence = str(caught.value)
    assert "Traceback" not in sentence
    assert "{" not in sentence
    return sentence


def with_case(members: Members, path: Path, **fields: object) -> Path:
    """The pack with other fields in its first case."""
    data = json_of(members, CASES)
    data["cases"][0].update(fields)
    return resealed({**members, CASES: json.dumps(data, ensure_ascii=True).encode()}, path)


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/passwd",
        "..\\evil.txt",
        "C:\\evil.exe",
        "pictures/../../x",
        "a\x00b",
        "\\\\host\\share\\x",
    ],
)
def test_names_that_lead_out(members: Members, tmp_path: Path, name: str):
    if "\x00" in name:
        path = zipped({**members, "aNb": b"x"}, tmp_path / "bad.casepack")
        path.write_bytes(path.read_bytes().replace(b"aNb", b"a\0b"))
    else:
        path = resealed({**members, name: b"x"}, tmp_path / "bad.casepack")
    assert "outside its own folder" in refusal(path)


@pytest.mark.parametrize(
    "name", ["run.exe", "cases/00001.json.js", "pictures/logo.png", "macro.vbs", "pictures/" + "A" * 64]
)
def test_members_that_no_pack_has(members: Members, tmp_path: Path, name: str):
    assert "something that no pack has" in refusal(resealed({**members, name: b"x"}, tmp_path / "bad.casepack"))


def test_a_member_that_the_manifest_does_not_name(members: Members, tmp_path: Path):
    assert "no pack has" in refusal(zipped({**members, "uses.json.": b"{}"}, tmp_path / "bad.casepack"))
    without = {name: data for name, data in members.items() if name != "plans.json"}
    assert "incomplete: “plans.json”" in refusal(zipped(without, tmp_path / "bad.casepack"))


def test_names_that_come_twice(members: Members, tmp_path: Path):
    path = tmp_path / "bad.casepack"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        for name, data in members.items():
            archive.writestr(name, data)
        archive.writestr(CASES, b'{"cases": []}')
    assert "twice" in refusal(path)


def test_hashes_that_do_not_fit(members: Members, tmp_path: Path):
    changed = members[CASES].replace("房卡".encode(), "房上".encode())
    assert "damaged or changed" in refusal(zipped({**members, CASES: changed}, tmp_path / "bad.casepack"))
    picture = next(name for name in members if name.startswith("pictures/"))
    assert "damaged or changed" in refusal(resealed({**members, picture: b"other"}, tmp_path / "bad.casepack"))


def test_a_link_to_a_file_outside(members: Members, tmp_path: Path):
    """It is read as what it is, a few bytes, and these are not what the manifest proves."""
    secret, path = tmp_path / "secret.txt", tmp_path / "bad.casepack"
    secret.write_text("secret")
    picture = next(name for name in members if name.startswith("pictures/"))
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.create_system = 3
            info.external_attr = (0o120777 if name == picture else 0o600) << 16
            archive.writestr(info, str(secret) if name == picture else data)
    before = sorted(tmp_path.iterdir())
    assert "damaged or changed" in refusal(path)
    assert sorted(tmp_path.iterdir()) == before


def test_counts_that_are_not_true_are_not_believed(members: Members, tmp_path: Path):
    counts = dict.fromkeys(("cases", "plans", "pictures", "originals"), 10**18)
    pack = read_pack(resealed(members, tmp_path / "odd.casepack", counts=counts))
    assert (len(pack.cases), len(pack.plans)) == (2, 1)


@pytest.mark.parametrize("size", [-1, 10**18, 1.5, "9", None])
def test_sizes_of_nonsense(members: Members, tmp_path: Path, size: object):
    manifest = json_of(members, "manifest.json")
    manifest["members"][0]["size"] = size
    path = zipped({**members, "manifest.json": json.dumps(manifest).encode()}, tmp_path / "bad.casepack")
    assert "was not opened" in refusal(path)


def test_a_member_that_the_manifest_names_twice(members: Members, tmp_path: Path):
    manifest = json_of(members, "manifest.json")
    manifest["members"].append(manifest["members"][0])
    path = zipped({**members, "manifest.json": json.dumps(manifest).encode()}, tmp_path / "bad.casepack")
    assert "does not say what it should" in refusal(path)


def test_names_that_differ_in_their_letters_only(members: Members, tmp_path: Path):
    assert "no pack has" in refusal(resealed({**members, "PLANS.json": b"{}"}, tmp_path / "bad.casepack"))


def test_a_newer_version(members: Members, tmp_path: Path):
    assert "newer version of CaseDesk" in refusal(resealed(members, tmp_path / "bad.casepack", version=2))


@pytest.mark.parametrize("change", [{"format": "zip"}, {"format": None}])
def test_another_format(members: Members, tmp_path: Path, change: dict[str, object]):
    assert "case pack" in refusal(resealed(members, tmp_path / "bad.casepack", **change))


@pytest.mark.parametrize(
    "change", [{"version": "1"}, {"version": True}, {"version": -1}, {"members": {}}, {"holds": []}, {"title": 7}]
)
def test_a_manifest_of_nonsense(good: Path, tmp_path: Path, change: dict[str, object]):
    members = members_of(good)
    manifest = {**json_of(members, "manifest.json"), **change}
    path = zipped({**members, "manifest.json": json.dumps(manifest).encode()}, tmp_path / "bad.casepack")
    assert "was not opened" in refusal(path)


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all" * 99, b"PK\x05\x06" + b"\0" * 18])
def test_no_pack_at_all(tmp_path: Path, data: bytes):
    (tmp_path / "bad.casepack").write_bytes(data)
    assert "is not a case pack" in refusal(tmp_path / "bad.casepack")


def test_a_pack_that_is_gone_or_cut_short(good: Path, tmp_path: Path):
    assert "no longer there" in refusal(tmp_path / "nowhere.casepack")
    data = good.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        (tmp_path / "cut.casepack").write_bytes(data[: int(len(data) * share)])
        assert "is not a case pack" in refusal(tmp_path / "cut.casepack")


def test_a_bomb(members: Members, tmp_path: Path):
    huge = b'{"cases":[' + b" " * 60_000_000 + b"]}"
    assert "far more" in refusal(resealed({**members, CASES: huge}, tmp_path / "bad.casepack"))


def test_a_member_larger_than_it_says(members: Members, tmp_path: Path):
    manifest = json_of(members, "manifest.json")
    for row in manifest["members"]:
        row["size"] = 10
    path = zipped({**members, "manifest.json": json.dumps(manifest).encode()}, tmp_path / "bad.casepack")
    assert "damaged or changed" in refusal(path)


def test_too_many_members(members: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pack_file, "MAX_MEMBERS", 3)
    assert "far more" in refusal(zipped(members, tmp_path / "bad.casepack"))


def test_json_that_is_too_large(good: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pack_file, "MAX_JSON", 600)
    assert "far more" in refusal(good)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"cases":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"cases":[{"uid":"a","minutes":' + b"9" * 10_000 + b"}]}",
        b'{"cases":[{"uid":"a","minutes":NaN}]}',
        b'{"cases":[{"uid":"a","minutes":1e999}]}',
        b"\xff\xfe{}",
        b"null",
        b'{"cases":{"uid":"a"}}',
        b'{"cases":[{"uid":"a"},{"uid":"a"}]}',
        b'{"cases":[{}]}',
        b'{"cases":[[]]}',
    ],
)
def test_json_of_nonsense(members: Members, tmp_path: Path, data: bytes):
    assert "does not say what it should" in refusal(resealed({**members, CASES: data}, tmp_path / "bad.casepack"))


@pytest.mark.parametrize(
    "fields",
    [
        {"title": 7},
        {"title": ["x"]},
        {"title": "x" * 2_000_001},
        {"minutes": -1},
        {"minutes": 10**30},
        {"minutes": 1.5},
        {"minutes": True},
        {"tags": "no list"},
        {"tags": [1]},
        {"state": "root"},
        {"outcome": {}},
        {"created": "yesterday"},
        {"created": "2026-01-01T00:00:00"},
        {"created": "0001-01-01T00:00:00+23:59"},
        {"sections": [{"role": "script"}]},
        {"sections": [{"role": "body", "html": "<ul><li>" * 300}]},
        {"sections": [{"role": "body", "html": "<table><tr>" + "<td>" * 30_000}]},
        {"sections": [{"role": "body", "questions": [{"text": "a", "lines": 10**12}]}]},
        {"sections": [{"role": "body", "questions": [{"text": "a", "points": -1}]}]},
        {"sections": [{"role": "body", "questions": [{"text": "a", "depth": "root"}]}]},
        {"uid": " "},
    ],
)
def test_fields_of_nonsense(members: Members, tmp_path: Path, fields: dict[str, object]):
    assert "does not say what it should" in refusal(with_case(members, tmp_path / "bad.casepack", **fields))


def test_scripts_become_nothing_and_words_stay(members: Members, tmp_path: Path):
    html = (
        '<p onclick="alert(1)">客人<script>alert(2)</script><b>等了</b></p>'
        '<img src="http://example.com/x.png" onerror="x()">'
        '<iframe src="file:///etc/passwd"></iframe><a href="javascript:alert(3)">四十分钟</a><style>p{}</style>'
    )
    path = with_case(
        members, tmp_path / "odd.casepack", sections=[{"role": "body", "html": html}], title="a\ud800\x00b"
    )
    with Library.open(tmp_path / "other.casedesk") as other:
        added(other, path)
        case = next(case for case in other.cases.get_many(other.cases.ids()) if case.title == "ab")
    assert case.sections[0].html == "<p>客人<strong>等了</strong></p><p>四十分钟</p>"


def test_pictures_must_be_pictures(members: Members, tmp_path: Path):
    listed = json_of(members, "pictures.json")
    listed["pictures"][0]["media_type"] = "text/html"
    path = resealed({**members, "pictures.json": json.dumps(listed).encode()}, tmp_path / "bad.casepack")
    assert "does not say what it should" in refusal(path)


def test_a_password(good: Path, tmp_path: Path):
    data = bytearray(good.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    (tmp_path / "bad.casepack").write_bytes(data)
    assert "password" in refusal(tmp_path / "bad.casepack")


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Some of the bytes changed, cut out, doubled or put elsewhere."""
    result = bytearray(data)
    ways: tuple[Callable[[int, int], object], ...] = (
        lambda at, _: result.__setitem__(at, dice.randrange(256)),
        lambda at, end: result.__delitem__(slice(at, end)),
        lambda at, end: result.__setitem__(slice(at, at), result[at:end]),
        lambda at, end: result.__setitem__(slice(at, end), bytes(end - at)),
    )
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(result))
        dice.choice(ways)(at, min(len(result), at + dice.randint(1, 40)))
    return bytes(result)


def tampered(members: Members, path: Path, dice: random.Random) -> Path:
    """A pack whose JSON was changed by somebody who knows how to seal it again."""
    names = [name for name in members if name.endswith(".json")]
    name = dice.choice(names)
    return resealed({**members, name: mutated(members[name], dice)}, path)


def survives(path: Path, library: Path) -> bool:
    """Whether a pack can be opened; anything but a sentence is an exception here."""
    try:
        open_pack(library, path)
    except UnreadableFileError:
        return False
    return True


def test_mutated_packs_never_crash(good: Path, members: Members, tmp_path: Path):
    """A sample; two thousand are run with `attack(2000)`."""
    attack(good, members, tmp_path, 100)


def attack(good: Path, members: Members, folder: Path, count: int) -> int:
    """How many of so many mutated packs could be opened all the same."""
    data, opened = good.read_bytes(), 0
    for seed in range(count):
        dice = random.Random(seed)
        path = folder / "mutated.casepack"
        if seed % 3:
            path.write_bytes(mutated(data, dice))
        else:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    tampered(members, path, dice)
                except (ValueError, TypeError):  # the manifest itself became nonsense
                    continue
        opened += survives(path, folder / "mine.casedesk")
    return opened
