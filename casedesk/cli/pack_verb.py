"""`casedesk pack`: write a case pack, look into one, add one to a library."""

import argparse
import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casedesk.cli.bar import Bar
from casedesk.cli.json_out import print_json
from casedesk.cli.passphrase_verb import new_words, unseal_named
from casedesk.cli.say import say
from casedesk.domain.casepack import PackOptions
from casedesk.domain.casepack_compare import CaseEntry, Choice, Standing, Take
from casedesk.domain.errors import BadInputError, LibraryError
from casedesk.texts import N_, tr, tr_n

if TYPE_CHECKING:
    from casedesk.storage.library import Library
    from casedesk.tasks.add_pack import Choices
    from casedesk.tasks.compare_pack import ComparedPack
    from casedesk.tasks.write_pack import PackWish

STANDINGS = {
    Standing.NEW: N_("new"),
    Standing.SAME: N_("the same here"),
    Standing.NEWER: N_("newer in the pack"),
    Standing.OLDER: N_("newer here"),
    Standing.APART: N_("changed on both sides"),
    Standing.DIFFERS: N_("differs"),
    Standing.TRASHED: N_("in your trash"),
    Standing.GONE: N_("thrown away there"),
}


def add(args: argparse.Namespace, library: Path) -> int:
    """Add packs to a library."""
    for path in args.packs:
        _add(path, library, args)
    return 0


def add_packs(paths: Sequence[Path], library: Path) -> None:
    """Add packs to a library as proposed, which overwrites nothing that was changed there, and say what was done."""
    for path in paths:
        _add(path, library, argparse.Namespace(differing=None, dry_run=False, json=False))


def show_packs(paths: Sequence[Path], library: Path | None) -> None:
    """Say what is in packs, and how it stands in a library."""
    for path in paths:
        tell_pack(opened_pack(path, library))


def write(args: argparse.Namespace, path: Path) -> int:
    """Write a pack of what the arguments name."""
    from casedesk.storage.library import Library
    from casedesk.tasks.pack_history import remember
    from casedesk.tasks.write_pack import write_pack

    words = new_words() if args.protect else ""
    with Library.open(path, create=False, read_only=True) as library, Bar() as bar:
        wish = _wish(args, library)
        written = write_pack(library, wish, args.out, bar, replace_existing=args.force, passphrase=words)
    with contextlib.suppress(LibraryError), Library.open(path, create=False) as library:
        remember(library, written.versions)  # while a window has the library open, the next merge knows a little less
    cases = tr_n("{n} case", "{n} cases", written.cases).format(n=written.cases)
    say([tr("Wrote {path}.").format(path=args.out) + " " + cases])
    return 0


def _wish(args: argparse.Namespace, library: "Library") -> "PackWish":
    from casedesk.tasks.write_pack import PackWish

    wish = PackWish(
        args.title or args.out.stem,
        (),
        options=PackOptions(originals=args.originals, notes=args.notes, uses=args.uses),
    )
    if args.cases:
        return replace(wish, case_ids=tuple(library.cases.get(id_).id for id_ in args.cases))
    if args.plan:
        return replace(wish, plan_ids=tuple(library.plans.get(id_).id for id_ in args.plan))
    if args.search:
        return replace(wish, case_ids=_found(library.path, args.search))
    if args.basket:
        return replace(wish, case_ids=tuple(library.settings.get("basket", [])))
    if args.collection:
        ids = tuple(item.id for item in library.collections.all() if item.name == args.collection)
        if not ids:
            raise BadInputError(N_("There is no collection “{name}”."), name=args.collection)
        return replace(wish, collection_ids=ids)
    return replace(wish, case_ids=None)


def _found(library: Path, query: str) -> tuple[int, ...]:
    from casedesk.tasks.search import search

    ids = tuple(search(library, query, limit=0).hits.ids)
    if not ids:
        raise BadInputError(N_("The search “{query}” finds no case for the pack."), query=query)
    return ids


def opened_pack(path: Path, library: Path | None) -> "ComparedPack":
    """A pack held against a library; its passphrase is asked for where it has one."""
    from casedesk.tasks.compare_pack import open_pack

    unseal_named(path)
    with Bar() as bar:
        return open_pack(library, path, bar)


def show(args: argparse.Namespace, library: Path | None) -> int:
    """Say what is in a pack, and how it stands in a library where one is named."""
    compared = opened_pack(args.pack, library)
    if args.json:
        print_json(_pack_json(compared))
    else:
        tell_pack(compared)
    return 0


def _add(path: Path, library_path: Path, args: argparse.Namespace) -> None:
    if not path.is_file():
        raise BadInputError(N_("There is no file “{path}”."), path=path)
    compared = opened_pack(path, library_path)
    if args.dry_run:
        tell_pack(compared)
    else:
        add_opened(compared, library_path, args.differing)


def add_opened(compared: "ComparedPack", library_path: Path, differing: str | None) -> None:
    """Add a pack and say what was done; `differing` is what to take of every case that differs, else as proposed."""
    from casedesk.storage.library import Library
    from casedesk.tasks.add_pack import carry_out, pack_addition

    with Library.open(library_path) as library:
        addition = pack_addition(library, compared, _choices(compared, differing))
        carry_out(library, addition)
    say([tr("{file}: {sentence}").format(file=compared.path.name, sentence=addition.sentence)])
    waiting = sum(entry.conflicts > 0 for entry in compared.cases) if differing is None else 0
    if waiting:
        left = tr_n(
            "{n} case differs and was left as it is here; --differing theirs, or both, takes it.",
            "{n} cases differ and were left as they are here; --differing theirs, or both, takes them.",
            waiting,
        )
        say([left.format(n=waiting)])


def _choices(compared: "ComparedPack", differing: str | None) -> "Choices":
    """What is proposed, or the one thing that was asked for wherever a case differs."""
    from casedesk.tasks.add_pack import Choices

    if differing is None:
        return Choices()
    take = Take(differing)
    touched = (Standing.NEWER, Standing.OLDER, Standing.APART, Standing.DIFFERS)
    return Choices(
        {entry.theirs.id: Choice(take) for entry in compared.cases if entry.standing in touched},
        {entry.theirs.id: Choice(take) for entry in compared.plans if entry.standing in touched},
    )


def tell_pack(compared: "ComparedPack") -> None:
    """Say what is in a pack, by how it stands in the library."""
    pack = compared.pack
    cases = tr_n("{n} case", "{n} cases", len(pack.cases)).format(n=len(pack.cases))
    say([tr("{file}: {sentence}").format(file=compared.path.name, sentence=cases)])
    for standing, words in STANDINGS.items():
        count = compared.count(standing)
        if count:
            say([f"  {count:>6}  {tr(words)}"])
            say(f"          {entry.theirs.title}" for entry in compared.cases if entry.standing is standing)
    for entry in compared.plans:
        say([tr("Plan: {title}").format(title=entry.theirs.title)])
    for method in pack.methods:
        say([tr("Method: {name}").format(name=method.name)])


def _pack_json(compared: "ComparedPack") -> dict[str, Any]:
    pack = compared.pack
    return {
        "title": pack.title,
        "cases": [_entry_json(entry) for entry in compared.cases],
        "plans": [{"title": entry.theirs.title, "standing": entry.standing} for entry in compared.plans],
        "methods": [method.name for method in pack.methods],
        "collections": [item.name for item in pack.collections],
        "filters": [item.name for item in pack.filters],
        "pictures": len(pack.pictures),
        "originals": len(pack.documents),
    }


def _entry_json(entry: CaseEntry) -> dict[str, Any]:
    fields = {row.name: row.changed_by for row in entry.rows}
    return {"uid": entry.theirs.uid, "title": entry.theirs.title, "standing": entry.standing, "fields": fields}
