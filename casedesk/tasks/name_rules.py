"""How names look and what stand-ins are made of, as it is shipped."""

import re
import tomllib
from functools import cache
from typing import Any

from casedesk import paths
from casedesk.domain.stand_ins import NameKind, NameRules

_PATTERNS = (
    "titled_zh", "called_zh", "person_zh", "titled_en", "person_en", "place_zh", "place_en", "firm_zh", "firm_en",
)  # fmt: skip


@cache
def name_rules() -> NameRules:
    """What is known about names in both languages."""
    data = tomllib.loads(paths.resource("editor", "names.toml").read_text(encoding="utf-8"))
    letters = {name: letter for letter, names in data["family"].items() for name in names}
    double = frozenset(str(data["double"]["names"]).split())
    made: dict[str, Any] = data["stand_in"]
    return NameRules(
        tuple((NameKind(rule["kind"]), _pattern(rule["pattern"], letters, double, data)) for rule in data["rule"]),
        letters,
        double,
        {key: tuple(made[key]) for key in _PATTERNS},
        {"zh": made["rows_zh"], "en": made["rows_en"]},
        {
            "place": tuple(made["place_suffixes"]),
            "firm": tuple(made["firm_suffixes"]),
            "firm_en": tuple(made["firm_suffixes_en"]),
            "title": tuple(data["titles"]["zh"]),
        },
    )


def _pattern(text: str, letters: dict[str, str], double: frozenset[str], data: dict[str, Any]) -> re.Pattern[str]:
    parts = {
        "{family}": f"[{''.join(letters)}]",
        "{rare}": f"[{data['titles']['rare']}]",
        "{double}": "|".join(sorted(double)),
        "{title}": "|".join(data["titles"]["zh"]),
    }
    for name, words in parts.items():
        text = text.replace(name, words)
    return re.compile(text)
