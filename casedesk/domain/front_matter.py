"""What is known of a case as the head of a Markdown file: YAML that Obsidian shows as properties and Pandoc reads."""

import json
from collections.abc import Iterator, Sequence

from casedesk.domain.case import Case


def front_matter_of(case: Case) -> str:
    """The head with the lines that hold it, one line for each value or list of values that the case has."""
    return "\n".join(("---", *(f"{key}: {value}" for key, value in _values(case) if value), "---"))


def _values(case: Case) -> Iterator[tuple[str, str]]:
    learner_title = case.learner_title if case.learner_title != case.title else ""
    yield "title", _text(case.title)
    yield "aliases", _list((learner_title,))
    yield "lang", _text(case.language)
    yield "industry", _list(case.industries)
    yield "themes", _list(case.themes)
    yield "audience", _list(case.audiences)
    # Obsidian knows no spaces in them.
    yield "tags", _list(["-".join(tag.split()) for tag in case.tags])
    yield "outcome", case.outcome or ""
    yield "difficulty", case.difficulty or ""
    yield "minutes", str(case.minutes or "")
    yield "source", _text(case.source)
    yield "rights", _text(case.licence)


def _text(text: str) -> str:
    """In quotes, as JSON has them, which YAML understands whatever stands in them."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False) if text.strip() else ""


def _list(texts: Sequence[str]) -> str:
    quoted = ", ".join(filter(None, map(_text, texts)))
    return f"[{quoted}]" if quoted else ""
