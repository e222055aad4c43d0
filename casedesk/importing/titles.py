"""Titles: where a title ends that is glued to the text, and titles for stories that have none."""

import re
from collections.abc import Iterator
from functools import lru_cache

from casedesk.importing import rules
from casedesk.importing.headings import LONGEST_TITLE
from casedesk.importing.plain_form import plain_form

_SHORTEST = 2
_MADE_LENGTH = 22
_LONGEST_FIELD = 90
_FIRST_WORDS = 600
_TELLING = 4
_LOOK_AHEAD = 24
_FIRST_END = re.compile(r"[。;!?…](?![”\"'」』)】])|\n")
_OPEN_CLOSE = {"“": "”", "(": ")", "《": "》", "「": "」", "『": "』", "【": "】", "[": "]"}
_BODY_MARKER = re.compile(r"(?:案例|案件|事件|故事)?(?:简介|背景|经过|描述|介绍|回放|概述|正文)(?:[:】])|【|案情|说明:")
_ENUMERATION = re.compile(r"(?:一、|\(一\)|1[.、](?![0-9])|第一[,、])")
_ENDED_INSIDE = re.compile(r"。|[!?][”\"']$|(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<=[a-z])\. [A-Z]")
_THRESHOLD = 2.0
_MARGIN = 0.75
"""By how much a later place must be better than an earlier one, since a story's first words hold more openings."""


def is_title_like(words: str) -> bool:
    """Whether a lone line may be a title: short, not a sentence that has ended, not a mere list."""
    words = words.strip()
    if _ENDED_INSIDE.search(words):
        return False
    if not 2 <= len(words) <= LONGEST_TITLE * (2 if words.isascii() else 1):
        return False
    return (
        words[-1] not in "。;,、:…" and not (words[-1] == "." and not words.endswith("...")) and words.count(",") <= 2
    )


_FIELD = re.compile(r"([^\s:,。;!?“”\"]{2,12}|[A-Za-z][A-Za-z .]{1,24}) ?: *(?=\S)")


def field_label(canon: str, start: int, end: int) -> re.Match[str] | None:
    """The label of a line that says "label: value", with what stands before the value."""
    match = _FIELD.match(canon, start, end)
    return match if match and end - start <= _LONGEST_FIELD and canon[end - 1] not in '。!?"”' else None


def names_title(label: str) -> bool:
    """Whether the field of that label holds the title of a case."""
    return bool(rules.pattern(rules.table("headings")["title_field"]).fullmatch(label))


def glued_title_end(
    canon: str, start: int, end: int, *, known: frozenset[str] = frozenset(), least: float = _THRESHOLD
) -> int | None:
    """Where the title ends that stands glued before a story in [start, end); None where there is no title.

    `known` are titles named elsewhere in the source, as in its contents; `least` is how well it must stand out.
    """
    for length in range(min(LONGEST_TITLE * 2, end - start), 3, -1) if known else ():
        if canon[start : start + length].strip() in known:
            return start + length
    if is_opening(canon, start, end, scene_only=True):
        return None
    best, best_score = None, least
    for position in _candidates(canon, start, _limit(canon, start, end)):
        score = _score(canon, start, position, end)
        if score >= best_score + (_MARGIN if best else 0.0):
            best, best_score = position, score
    return best


def _candidates(canon: str, start: int, limit: int) -> Iterator[int]:
    """Where a title may end: before a space, an opening, or words that stood before; nowhere else does one score."""
    signs = {match.start() for match in _any_sign().finditer(canon, start + _SHORTEST, limit + _LOOK_AHEAD)}
    seen: set[str] = set()
    for position in range(start + 1, limit + 1):
        if position - start >= _TELLING:
            seen.add(canon[position - _TELLING : position])
        if position - start < _SHORTEST:
            continue
        begins_again = canon[position : position + _TELLING] in seen
        if begins_again or position in signs or canon[position : position + 1] in (" ", canon[start]):
            yield position


@lru_cache(maxsize=1)
def _any_sign() -> re.Pattern[str]:
    scene, person = _openings()
    parts = (_BODY_MARKER.pattern, _ENUMERATION.pattern, scene.pattern, person.pattern)
    return re.compile("(?=" + "|".join(f"(?:{part})" for part in parts) + ")")


def _limit(canon: str, start: int, end: int) -> int:
    first_end = _FIRST_END.search(canon, start, end)
    stop = first_end.end() if first_end else end
    return min(stop, start + LONGEST_TITLE, end - 8)


def is_opening(canon: str, start: int, end: int, *, scene_only: bool = False) -> bool:
    """Whether a story's first words stand here."""
    return bool(_opening(scene_only=scene_only).match(canon, start, end))


@lru_cache(maxsize=2)
def _opening(*, scene_only: bool) -> re.Pattern[str]:
    stories = rules.table("stories")
    texts = [*stories["scene"], *stories["scene_at_start"]]
    if not scene_only:
        texts += [*stories["person"], *stories["at_start"]]
    return rules.pattern("|".join(f"(?:{text})" for text in texts))


def _score(canon: str, start: int, position: int, end: int) -> float:
    """How well a title ends at `position`: by what stands before and behind, by repetition and by length."""
    title = canon[start:position]
    if canon[position : position + 1] == " " and not title[-1].isascii():
        return _score_at_space(canon, title, position, end)
    last, following = title[-1], canon[position : position + 1]
    if following in ",。、;:!?)”》」』】…的了之 " or last in ",、;:。(“《「『【-—":
        return 0.0
    if last.isascii() and last.isalnum() and following.isascii() and following.isalnum():
        return 0.0
    signs = _behind(canon, position, end) + _repetition(canon, start, position)
    if signs == 0.0 or not _is_balanced(title):
        return 0.0
    score = signs + _before(title)
    return score + (0.5 if 4 <= len(title) <= 22 else -0.5 if len(title) < 3 else 0.0)


def _score_at_space(canon: str, title: str, position: int, end: int) -> float:
    """A space behind a title speaks for its end, but not by itself: bad copies have spaces anywhere."""
    behind = position + len(canon[position:end]) - len(canon[position:end].lstrip())
    if title[-1] in ",、;:(“《「『【-—" or not _is_balanced(title):
        return 0.0
    opens = 0.6 if is_opening(canon, behind, end) else 0.0
    return 1.2 + opens + _behind(canon, behind, end) + _before(title) + (0.5 if 4 <= len(title) <= 22 else 0.0)


def _behind(canon: str, position: int, end: int) -> float:
    if _BODY_MARKER.match(canon, position, end):
        return 4.0
    if _ENUMERATION.match(canon, position, end):
        return 3.0
    scene, person = _openings()
    if scene.match(canon, position, end):
        return 2.2
    return 1.7 if person.match(canon, position, end) else 0.0


@lru_cache(maxsize=1)
def _openings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """All scenes and all persons with which a story may begin, as one pattern each."""
    stories = rules.table("stories")
    return rules.pattern("|".join(stories["scene"])), rules.pattern("|".join(stories["person"]))


def _repetition(canon: str, start: int, position: int) -> float:
    """A body often begins with the name that its title began with."""
    length = 0
    while length < position - start and canon[start + length] == canon[position + length : position + length + 1]:
        length += 1
    if length >= 3 or (length == 2 and not canon[start : start + 2].isascii()):
        return 1.7 + 0.3 * min(length, 8)
    head = canon[position : position + 4]
    inside = len(head) == 4 and head[0] not in "的了是在" and head in canon[start:position]
    return 2.0 if inside else 0.0


def _before(title: str) -> float:
    stories = rules.table("stories")
    if title[-1] in stories["title_never_ends"] or title.endswith(tuple(stories["title_never_ends_words"])):
        return -2.5
    if title[-1] in "”)》」』】":
        return 0.8
    if title[-1] in "?!":
        return 0.6 - 1.2 * title.count(",")
    return -0.4 * title.count(",")


def _is_balanced(title: str) -> bool:
    if title.count('"') % 2:
        return False
    return all(title.count(opened) == title.count(closed) for opened, closed in _OPEN_CLOSE.items())


_CLAUSE = re.compile(r"([,。;:!?，；：！？…\n]+|[\s](?=[一-鿿])|(?<=[a-z])[.]\s)")
_SHORT_CLAUSE = 5
_GOES_ON = ",，、"


def made_title(words: str) -> str:
    """A title for a story without one: its first clause that says more than when; fields above the story are none."""
    lines = words[:_FIRST_WORDS].split("\n")
    telling_lines = [line for line in lines if not _is_field(line.strip())] or lines
    pieces = _CLAUSE.split("\n".join(telling_lines)[:200])
    clauses = [(_bare(clause), end[:1]) for clause, end in zip(pieces[::2], (*pieces[1::2], ""), strict=True)]
    clauses = [(clause, end) for clause, end in clauses if clause]
    telling = next((at for at, (clause, _) in enumerate(clauses) if not _is_mere_scene(clause)), 0)
    title = clauses[telling][0] if clauses else ""
    for (_, end), (clause, _) in zip(clauses[telling:], clauses[telling + 1 :], strict=False):
        if len(title) >= _SHORT_CLAUSE or end not in _GOES_ON:
            break
        title = f"{title}{end}{clause}"
    return _shortened(title)


def _bare(clause: str) -> str:
    """The clause without dashes around it, and without quotation marks that have no partner in it."""
    bare = clause.strip(" -—·•")
    for opened, closed in ("“”", "『』", "「」", "()", "（）"):
        if bare.count(opened) != bare.count(closed):
            bare = bare.replace(opened, "").replace(closed, "")
    return bare if bare.count('"') % 2 == 0 else bare.replace('"', "")


def _is_field(line: str) -> bool:
    return bool(line) and field_label(plain_form(line), 0, len(line)) is not None


def _is_mere_scene(clause: str) -> bool:
    return len(clause) <= 12 and is_opening(clause + ",", 0, len(clause) + 1, scene_only=True)


def _shortened(title: str) -> str:
    if title.isascii():
        words = title.split()
        return title if len(words) <= 9 else " ".join(words[:9]) + "…"
    return title if len(title) <= _MADE_LENGTH else title[: _MADE_LENGTH - 1] + "…"
