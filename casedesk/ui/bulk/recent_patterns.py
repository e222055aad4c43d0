"""The patterns that were used last, kept between sittings."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from casedesk.domain.replace_pattern import Manner, Pattern
from casedesk.ui.settings import Settings

KEPT = 12
_KEY = "replace.recent"


def recent_patterns(settings: Settings) -> Sequence[Pattern]:
    """The patterns used last, newest first; what cannot be read is left out."""
    try:
        stored = json.loads(settings.text(_KEY, "[]"))
        return [replace(Pattern(**item), manner=Manner(item["manner"])) for item in stored]
    except (ValueError, TypeError, KeyError):
        return []


def remember_pattern(settings: Settings, pattern: Pattern) -> None:
    """Put a pattern first."""
    rest = [known for known in recent_patterns(settings) if known != pattern]
    settings.set_text(_KEY, json.dumps([asdict(item) for item in [pattern, *rest][:KEPT]]))
