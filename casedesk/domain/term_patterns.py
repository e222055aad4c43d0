"""The terms of a query as regular expressions over folded text, to mark many hits fast.

`words.find` says what a term is; a pattern finds the same places.
"""

import re
from functools import lru_cache

from casedesk.domain.search_text import IDEOGRAPHS, MARKS, WordRun
from casedesk.domain.words import Term

_LETTER = rf"[^\W_{IDEOGRAPHS}{MARKS}]"
_BEGINS = rf"(?<!{_LETTER})(?<!{_LETTER}[{MARKS}])(?<!{_LETTER}[{MARKS}][{MARKS}])"
_ENDS = rf"[{MARKS}]*(?!{_LETTER})"
_BETWEEN = rf"(?:[^\w{IDEOGRAPHS}]|_)"


@lru_cache(maxsize=256)
def pattern(term: Term) -> re.Pattern[str]:
    """What finds a term in folded text; group 1 is the hit. Hits may overlap, so each is looked for ahead."""
    parts: list[str] = []
    for place, run in enumerate(term.runs):
        if place:
            is_touching = run.is_ideographic != term.runs[place - 1].is_ideographic
            parts.append(_BETWEEN + ("*" if is_touching else "+"))
        parts.append(_run(run, is_open=place == len(term.runs) - 1 and not term.is_exact))
    return re.compile(f"(?=({''.join(parts)}))")


def _run(run: WordRun, *, is_open: bool) -> str:
    if run.is_ideographic:
        return re.escape(run.text)
    letters = f"[{MARKS}]*".join(map(re.escape, run.text))
    return _BEGINS + letters + ("" if is_open else _ENDS)
