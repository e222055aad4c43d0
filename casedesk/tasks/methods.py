"""The methods that a trainer can choose from: those of the program in one language, and the library's own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import uuid4

from casedesk import paths
from casedesk.domain.lesson import Block, BlockKind, Material, Per
from casedesk.domain.methods import Method, MethodUse, method_of
from casedesk.storage.library import Library

_OWN = "methods.own"
"""The setting of a library that holds its own methods, as JSON."""


def shipped_methods(language: str) -> tuple[Method, ...]:
    """The methods that come with the program, in "zh" or "en"."""
    entries = json.loads(paths.resource("methods", "methods.json").read_text("utf-8"))
    return tuple(_shipped(entry, language) for entry in entries)


def own_methods(library: Library) -> tuple[Method, ...]:
    """The methods that were kept in a library, the newest first; what another version wrote otherwise is left out."""
    kept = library.settings.get(_OWN, [])
    entries = cast(list[object], kept) if isinstance(kept, list) else []
    return tuple(method for entry in entries if (method := _own(entry)))


def all_methods(library: Library, language: str) -> tuple[Method, ...]:
    """Own methods, then those of the program."""
    return (*own_methods(library), *shipped_methods(language))


def keep_method(library: Library, block: Block) -> Method:
    """Keep what is done in a block as a method of one's own; one of the same name is replaced."""
    method = method_of(block, uuid4().hex)
    others = [known for known in own_methods(library) if known.name != method.name]
    set_own_methods(library, [method, *others])
    return method


def forget_method(library: Library, method_id: str) -> None:
    """Take an own method out."""
    set_own_methods(library, [known for known in own_methods(library) if known.id != method_id])


def set_own_methods(library: Library, methods: Sequence[Method]) -> None:
    """Make these the library's own methods."""
    library.settings.set(_OWN, [_as_json(method) for method in methods])


def _shipped(entry: Mapping[str, Any], language: str) -> Method:
    return Method(
        id=entry["id"],
        name=entry["name"][language],
        use=MethodUse(entry["use"]),
        kind=BlockKind(entry["kind"]),
        purpose=entry["purpose"][language],
        steps=tuple(entry["steps"][language]),
        learners=entry["learners"][language],
        minutes=(entry["minutes"][0], entry["minutes"][1]),
        people=(entry["people"][0], entry["people"][1]),
        group=entry["group"],
        materials=tuple(_material(item, item["name"][language]) for item in entry["materials"]),
    )


def _material(item: Mapping[str, Any], name: str) -> Material:
    return Material(name, item["amount"], Per(item["per"]), item["spare"])


def _as_json(method: Method) -> dict[str, Any]:
    return {
        "id": method.id,
        "name": method.name,
        "use": method.use.value,
        "kind": method.kind.value,
        "purpose": method.purpose,
        "steps": list(method.steps),
        "learners": method.learners,
        "minutes": list(method.minutes),
        "people": list(method.people),
        "group": method.group,
        "materials": [
            {"name": item.name, "amount": item.amount, "per": item.per.value, "spare": item.spare}
            for item in method.materials
        ],
    }


def _own(entry: object) -> Method | None:
    try:
        data = cast(Mapping[str, Any], entry)
        language = ""
        texts = {key: {language: data[key]} for key in ("name", "purpose", "steps", "learners")}
        materials = [{**item, "name": {language: item["name"]}} for item in data["materials"]]
        return replace(_shipped({**data, **texts, "materials": materials}, language), is_own=True)
    except (KeyError, TypeError, ValueError, IndexError):
        return None
