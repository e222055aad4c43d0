"""Texts that say how something is to be done and tell nothing: how cases are reported, written, handed in."""

import re

from casedesk.importing import rules
from casedesk.importing.language import language_of

_SHORTEST = 150
_RULED = 1.0
_MOST_PAST = 8.0
_MOST_PRESENT = 2.5
_MOST_NAMED = 0.4
_ENGLISH_RULED = 1.3
"""How many signs of rules, and of stories, for every hundred characters or English words."""
_ENGLISH_WORD = re.compile(r"[A-Za-z']+")


def only_instructs(canon: str) -> bool:
    """Whether a whole text speaks of what is to be done more than of what was done, and, in English, of nobody."""
    if len(canon) < _SHORTEST:
        return False
    advice, stories = rules.table("advice"), rules.table("stories")
    if language_of(canon) == "en":
        hundreds = len(_ENGLISH_WORD.findall(canon)) / 100
        past, present, somebody, ruled = (
            len(rules.pattern(stories[f"english_{kind}"]).findall(canon)) / hundreds
            for kind in ("past", "present", "somebody", "rules")
        )
        return past < _MOST_PAST and present < _MOST_PRESENT and somebody < _MOST_NAMED and ruled >= _ENGLISH_RULED
    ruled = len(rules.pattern(advice["ruled"]).findall(canon))
    told = len(rules.pattern(advice["told"]).findall(canon))
    return ruled * 100 >= _RULED * len(canon) and ruled > told
