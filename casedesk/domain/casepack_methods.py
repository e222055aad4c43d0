"""Methods of a pack as JSON, and back; and which of them a library does not have yet."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casedesk.domain.casepack_json import filled
from casedesk.domain.casepack_plans import material_json, material_of
from casedesk.domain.lesson import BlockKind
from casedesk.domain.methods import Method, MethodUse
from casedesk.domain.strict_json import Fields


def method_json(method: Method) -> dict[str, Any]:
    """A method of the trainer's own."""
    (shortest, longest), (fewest, most) = method.minutes, method.people
    return filled(
        uid=method.uid,
        name=method.name,
        use=method.use,
        kind=method.kind,
        purpose=method.purpose,
        steps=method.steps,
        learners=method.learners,
        shortest=shortest,
        longest=longest,
        fewest=fewest,
        most=most,
        group=method.group,
        materials=[material_json(item) for item in method.materials],
    )


def method_of(fields: Fields, *, number: int) -> Method:
    """A method of a pack. Raises ValueError."""
    shortest, fewest = fields.number("shortest"), fields.number("fewest")
    return Method(
        id=number,
        uid=fields.text("uid"),
        name=fields.text("name"),
        use=fields.word("use", MethodUse),
        kind=fields.word("kind", BlockKind, BlockKind.OTHER),
        purpose=fields.text("purpose"),
        steps=fields.texts("steps"),
        learners=fields.text("learners"),
        minutes=(shortest, max(shortest, fields.number("longest"))),
        people=(fewest, max(fewest, fields.number("most"))),
        group=fields.number("group"),
        materials=tuple(material_of(part) for part in fields.parts("materials")),
    )


def missing_methods(mine: Iterable[Method], theirs: Iterable[Method]) -> tuple[Method, ...]:
    """Those of theirs that are not among mine, whatever they are called there, each once."""
    known = {_content(method) for method in mine}
    missing: list[Method] = []
    for method in theirs:
        if _content(method) not in known:
            known.add(_content(method))
            missing.append(method)
    return tuple(missing)


def _content(method: Method) -> Method:
    return replace(method, id=0, uid="", name="")
