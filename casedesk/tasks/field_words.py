"""The fields of a case in words: what each is called, and what stands in it."""

from casedesk.domain import richtext
from casedesk.domain.case import Case, Facet, Role, Section
from casedesk.domain.casepack_versions import value_of
from casedesk.tasks.value_names import facet_name, role_name, value_name
from casedesk.texts import N_, tr

PLAN = "plan"
"""Stands for a field where a whole plan is held against mine."""
_FACETS = {
    "industries": Facet.INDUSTRY,
    "themes": Facet.THEME,
    "audiences": Facet.AUDIENCE,
    "tags": Facet.TAG,
    "outcome": Facet.OUTCOME,
    "difficulty": Facet.DIFFICULTY,
    "state": Facet.STATE,
    "language": Facet.LANGUAGE,
}
_NAMES = {
    "title": N_("Library title"),
    "learner_title": N_("Learner title"),
    "source": N_("Source"),
    "licence": N_("Licence"),
    "minutes": N_("Minutes"),
    "note": N_("Note"),
    PLAN: N_("Lesson plan"),
}


def field_name(name: str) -> str:
    """What a field is called."""
    if name.startswith("section:"):
        return role_name(Role(name.removeprefix("section:")))
    return facet_name(_FACETS[name]) if name in _FACETS else tr(_NAMES[name])


def value_words(name: str, value: object) -> str:
    """What a single value of a field says to the reader; empty for none."""
    if value is None or value == "":
        return ""
    return value_name(_FACETS[name], str(value)) if name in _FACETS else str(value)


def field_text(case: Case, name: str) -> str:
    """What stands in a field, as plain text."""
    value = value_of(case, name)
    if name.startswith("section:"):
        return "\n".join(section_text(section) for section in value)
    if isinstance(value, tuple):
        return tr(", ").join(map(str, value))  # pyright: ignore[reportUnknownArgumentType]
    return value_words(name, value)


def section_text(section: Section) -> str:
    """The words of a section, and its questions with their answers."""
    words = richtext.to_plain(section.html)
    asked = [
        "\n".join(filter(None, (f"{number}. {item.text}", item.answer)))
        for number, item in enumerate(section.questions, start=1)
    ]
    return "\n".join(filter(None, (words, *asked)))
