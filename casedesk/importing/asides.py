"""Text about all cases at once, to whoever reads or leads: an introduction, an appeal, a self-test, an imprint."""

from casedesk.importing import rules
from casedesk.importing.story_signs import story_share

_LITTLE_STORY = 0.25


def words_for_all(canon: str, start: int, end: int) -> str:
    """The words of [start, end) that speak of the collection, or behind its cases to the reader; empty for none."""
    match = rules.pattern(rules.table("collections")["aftermath"]["pattern"]).search(canon, start, end)
    return match.group() if match else ""


def introduces(canon: str, start: int, end: int) -> bool:
    """Whether [start, end) is an introduction to cases rather than the beginning of one."""
    table = rules.table("collections")
    introduction = rules.pattern(table["introduction"]["pattern"])
    speaks = bool(introduction.search(canon, start, end) or words_for_all(canon, start, end))
    return speaks and story_share(canon, start, end) < _LITTLE_STORY
