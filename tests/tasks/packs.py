"""Libraries and packs for the tests of case packs."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from casedesk.domain.casepack import PackOptions
from casedesk.domain.changes import Edit, Record, Replacement
from casedesk.storage.library import Library
from casedesk.tasks.add_pack import Choices, carry_out, pack_addition
from casedesk.tasks.compare_pack import ComparedPack, open_pack
from casedesk.tasks.pack_history import remember
from casedesk.tasks.pack_outcome import PackAddition
from casedesk.tasks.write_pack import PackWish, WrittenPack, everything, write_pack

ALL = PackOptions(originals=True, notes=True, uses=True)


def put(library: Library, *records: Record) -> None:
    library.apply(Edit("put", tuple(Replacement(None, record) for record in records)))


def change(library: Library, before: Record, after: Record) -> None:
    library.apply(Edit("change", (Replacement(before, after),)))


def packed(library: Library, path: Path, wish: PackWish | None = None) -> WrittenPack:
    """A pack of everything, as the program writes it: what went out is remembered."""
    written = write_pack(library, wish or everything("酒店案例", ALL), path)
    remember(library, written.versions)
    return written


def compared(library: Library, path: Path) -> ComparedPack:
    return open_pack(library.path, path)


def added(library: Library, path: Path, choices: Choices | None = None) -> PackAddition:
    addition = pack_addition(library, open_pack(library.path, path), choices or Choices())
    carry_out(library, addition)
    return addition


Members = dict[str, bytes]


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def json_of(members: Members, name: str) -> Any:
    return json.loads(members[name])


def resealed(members: Members, path: Path, **changes: Any) -> Path:
    """A pack of these members whose manifest agrees with them, but for `changes` in the manifest."""
    manifest = json_of(members, "manifest.json")
    others = {name: data for name, data in members.items() if name != "manifest.json"}
    manifest["members"] = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in others.items()
    ]
    return zipped({**others, "manifest.json": json.dumps({**manifest, **changes}).encode()}, path)


def zipped(members: Members, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path
