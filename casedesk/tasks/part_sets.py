"""The customs of which parts belong to a case: those that are shipped, and those that a library has of its own."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, cast
from uuid import uuid4

from casedesk import paths
from casedesk.domain.case import Case
from casedesk.domain.completeness import Part, PartSet, WantedPart, set_of_sections
from casedesk.storage.library import Library

_OWN = "own_part_sets"
_CHOSEN = "part_set"


@cache
def shipped_sets() -> tuple[PartSet, ...]:
    """The customs that come with the program."""
    data = tomllib.loads(paths.resource("editor", "part-sets.toml").read_text(encoding="utf-8"))
    return tuple(PartSet(item["key"], tuple(map(_part, item["parts"]))) for item in data["set"])


def own_sets(library: Library) -> tuple[PartSet, ...]:
    """The customs that the trainer has made in a library; what cannot be read of them is left out."""
    stored = library.settings.get(_OWN, [])
    if not isinstance(stored, list):
        return ()
    rows = cast("list[Any]", stored)
    return tuple(made for made in map(_own, rows) if made is not None)


def part_sets(library: Library) -> tuple[PartSet, ...]:
    """All customs of a library."""
    return (*shipped_sets(), *own_sets(library))


def chosen_set(library: Library) -> PartSet:
    """The custom that the cases of a library are measured against."""
    key = library.settings.get(_CHOSEN, "")
    return next((item for item in part_sets(library) if item.key == key), shipped_sets()[0])


def choose_set(library: Library, key: str) -> None:
    """Measure the cases of a library against another custom."""
    library.settings.set(_CHOSEN, key)


def keep_sections(library: Library, case: Case, name: str) -> PartSet:
    """Make a custom of the sections of a case, under a name, and measure against it; one of that name gives way."""
    made = set_of_sections(case, key=uuid4().hex, name=name)
    _store(library, [*(item for item in own_sets(library) if item.name != name), made])
    choose_set(library, made.key)
    return made


def put_set(library: Library, custom: PartSet) -> None:
    """Keep an own custom as it is now, in its place or as the last one, and measure against it."""
    sets = own_sets(library)
    if any(item.key == custom.key for item in sets):
        _store(library, [custom if item.key == custom.key else item for item in sets])
    else:
        _store(library, [*sets, custom])
    choose_set(library, custom.key)


def copied(custom: PartSet, name: str) -> PartSet:
    """A custom of the trainer's own that begins as another one; it is not kept yet."""
    return replace(custom, key=uuid4().hex, name=name)


def drop_set(library: Library, key: str) -> None:
    """Take an own custom away."""
    _store(library, [item for item in own_sets(library) if item.key != key])


def _store(library: Library, sets: Sequence[PartSet]) -> None:
    library.settings.set(_OWN, [_json(item) for item in sets])


def _json(custom: PartSet) -> dict[str, Any]:
    parts = [
        {
            "part": item.part.value,
            "limit": item.limit,
            "least": item.least,
            "most": item.most,
            "title": dict(item.titles),
        }
        for item in custom.parts
    ]
    return {"key": custom.key, "name": custom.name, "parts": parts}


def _own(data: Any) -> PartSet | None:
    try:
        return PartSet(str(data["key"]), tuple(map(_part, data["parts"])), str(data["name"]))
    except (KeyError, TypeError, ValueError):
        return None


def _part(data: Mapping[str, Any]) -> WantedPart:
    titles = tuple((str(language), str(words)) for language, words in dict(data.get("title", {})).items())
    numbers = {key: int(data[key]) for key in ("limit", "least", "most") if key in data}
    return WantedPart(Part(data["part"]), titles=titles, **numbers)
