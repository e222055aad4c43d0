"""The rules for learner titles that are shipped."""

import re
import tomllib
from functools import cache

from casedesk import paths
from casedesk.domain.neutral_titles import Telling, TitleRules, Wording


@cache
def title_rules() -> TitleRules:
    """What is known about titles in both languages."""
    data = tomllib.loads(paths.resource("editor", "telling-titles.toml").read_text(encoding="utf-8"))
    telling = tuple((Telling(rule["kind"]), re.compile(rule["pattern"], re.IGNORECASE)) for rule in data["telling"])
    return TitleRules(telling, {language: _wording(part) for language, part in data["neutral"].items()})


def _wording(part: dict[str, str]) -> Wording:
    time, place, person = (re.compile(part[key]) for key in ("time", "place", "person"))
    return Wording(time, place, person, part["both"], part["one"], part["none"])
