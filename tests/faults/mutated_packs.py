"""All that somebody does with a case pack, done with one that something has happened to."""

import io
import random
import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.errors import CaseDeskError
from casedesk.storage.library import Library
from casedesk.tasks import sealed_pack
from casedesk.tasks.add_pack import Choices, carry_out, pack_addition
from casedesk.tasks.compare_pack import open_pack
from casedesk.tasks.read_pack import read_pack
from casedesk.tasks.write_pack import everything, write_pack
from tests.faults.mutations import mutated, twisted
from tests.tasks.packs import ALL, Members, members_of, resealed, zipped

PASSPHRASE = "geheim"
_SEALED_ONE_IN = 60
"""Opening a sealed pack takes a second, by design."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A sound pack, plain and sealed, and a library it can be added to."""

    pack: Path
    sealed: Path
    library: Path


def make_ground(library: Path, folder: Path) -> Ground:
    """Packs of everything in a library."""
    with Library.open(library, read_only=True) as mine:
        write_pack(mine, everything("案例", ALL), folder / "good.casepack")
        write_pack(mine, everything("案例", ALL), folder / "sealed.casepack", passphrase=PASSPHRASE)
    target = folder / "colleague.casedesk"
    shutil.copyfile(library, target)
    with Library.open(target) as theirs:
        kept = theirs.cases.ids()[::2]
        for case in theirs.cases.get_many(kept):
            theirs.set_aside(case)
    return Ground(folder / "good.casepack", folder / "sealed.casepack", target)


def use_one(ground: Ground, folder: Path, chance: random.Random) -> str:
    """Something happens to a pack, and somebody reads it, compares it and adds it. Raises what is no sentence."""
    path, library = folder / "theirs.casepack", folder / "my.casedesk"
    kind = _write(ground, path, chance)
    shutil.copyfile(ground.library, library)
    try:
        if sealed_pack.is_sealed(path):
            sealed_pack.unseal(path, PASSPHRASE)
        read_pack(path)
        compared = open_pack(library, path)
        with Library.open(library) as mine:
            carry_out(mine, pack_addition(mine, compared, Choices()))
    except CaseDeskError:
        ending = "refused"
    else:
        ending = "added"
    with Library.open(library) as mine:
        assert mine.check() == (), mine.check()
        repr((mine.cases.get_many(mine.cases.ids()), mine.plans.all(), mine.methods.all(), mine.uses.all()))
    return f"{kind}: {ending}"


def _write(ground: Ground, path: Path, chance: random.Random) -> str:
    if chance.randrange(_SEALED_ONE_IN) == 0:
        path.write_bytes(mutated(ground.sealed.read_bytes(), chance))
        return "sealed"
    match chance.choice(("bytes", "member", "words", "words")):
        case "bytes":
            path.write_bytes(mutated(ground.pack.read_bytes(), chance))
            return "bytes"
        case "member":
            _pack_again(path, _with_one(members_of(ground.pack), chance, mutated_json=False), chance, seals=False)
            return "member"
        case _:
            seals = chance.randrange(_SEALED_ONE_IN) == 0
            _pack_again(path, _with_one(members_of(ground.pack), chance, mutated_json=True), chance, seals=seals)
            return "words, sealed" if seals else "words"


def _with_one(members: Members, chance: random.Random, *, mutated_json: bool) -> Members:
    """The members with a changed one: its bytes, or what it says."""
    names = [name for name in members if not mutated_json or name.endswith(".json")]
    name = chance.choice(names)
    data = twisted(members[name], chance) if mutated_json else mutated(members[name], chance)
    return {**members, name: data}


def _pack_again(path: Path, members: Members, chance: random.Random, *, seals: bool) -> None:
    """A zip whose sums are right; mostly its manifest agrees with it as well."""
    with warnings.catch_warnings(action="ignore"):
        try:
            resealed(members, path) if chance.random() < 0.8 else zipped(members, path)
        except (ValueError, TypeError):  # the manifest itself is none any more
            zipped(members, path)
    if seals:
        sealed_pack.seal(io.BytesIO(path.read_bytes()), path, PASSPHRASE, name=path.name)
