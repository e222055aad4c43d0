"""The methods that a trainer can choose from: those of the program in one language, and the library's own."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import uuid4

from casedesk import paths
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, BlockKind, Material, Per
from casedesk.domain.methods import Method, MethodUse, method_of
from casedesk.storage.library import Library
from casedesk.texts import tr


@cache
def shipped_methods(language: str) -> tuple[Method, ...]:
    """The methods that come with the program, in "zh" or "en"."""
    entries = json.loads(paths.resource("methods", "methods.json").read_text("utf-8"))
    return tuple(_shipped(entry, language) for entry in entries)


def own_methods(library: Library) -> tuple[Method, ...]:
    """The methods that were kept in a library, the newest first."""
    return tuple(reversed(library.methods.all()))


def all_methods(library: Library, language: str) -> tuple[Method, ...]:
    """Own methods, then those of the program."""
    return (*own_methods(library), *shipped_methods(language))


def kept_block(library: Library, block: Block) -> Edit:
    """The edit that keeps what is done in a block as a method of one's own; one of the same name is replaced."""
    method = method_of(block, uuid4().hex)
    known = next((known for known in own_methods(library) if known.name == method.name), None)
    if known is None:
        return _added(library, method)
    after = replace(method, uid=known.uid, id=known.id)
    return Edit(tr("Keep method “{name}”").format(name=method.name), (Replacement(known, after),))


def new_method(library: Library) -> Edit:
    """The edit that adds a method with nothing in it but a name."""
    return _added(library, Method(uuid4().hex, tr("New method"), MethodUse.DISCUSS, BlockKind.GROUP_WORK))


def copied(library: Library, method: Method) -> Edit:
    """The edit that adds a method like another one, to be changed."""
    return _added(library, replace(method, uid=uuid4().hex, name=tr("{title} (copy)").format(title=method.name)))


def edited(before: Method, after: Method, field: str) -> Edit:
    """The edit that changes an own method; typing in one `field` is one step."""
    text = tr("Edit method “{name}”").format(name=before.name)
    return Edit(text, (Replacement(before, after),), f"method {before.id} {field}")


def forgotten(method: Method) -> Edit:
    """The edit that takes an own method out."""
    return Edit(tr("Remove method “{name}”").format(name=method.name), (Replacement(method, None),))


def _added(library: Library, method: Method) -> Edit:
    method = replace(method, id=library.new_id(Method))
    return Edit(tr("Keep method “{name}”").format(name=method.name), (Replacement(None, method),))


def _shipped(entry: Mapping[str, Any], language: str) -> Method:
    return Method(
        uid=entry["id"],
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
