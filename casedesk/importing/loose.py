"""Stories without any label or number: found by their titles and by how they sound."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.case import Role
from casedesk.importing import posts, rules
from casedesk.importing.asides import introduces, is_about_book
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.markers import Marker
from casedesk.importing.numbers import number_of
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import (
    advice_share,
    foreign_kind,
    has_concluded,
    is_advice_title,
    report_share,
    speaks_of_story,
    story_share,
)
from casedesk.importing.titles import is_opening, is_title_like

_ENOUGH = 0.5
_NUMBERED = re.compile(rf"(?:{rules.CHINESE_NUMBER}、|\((?:{rules.NUMBER})\)|[0-9]{{1,3}}[.、](?![0-9])|[①-⑳])")
_COUNTED = re.compile(rf"\(?({rules.NUMBER}|[①-⑳])[、.)]? ?(?=\D)")
_DIVIDER = re.compile(r"(?:[*·—=~_#◆★☆●○※-] ?){3,}")
_LABELLED_QUESTION = re.compile(r"[^\s:]{2,12}:.*\?")
_SIGNS = "★☆◆◇■□▲△※◎"
_ENOUGH_ALIKE = 0.25
_ENOUGH_ON_THE_WHOLE = 0.45
_ENOUGH_IN_ROW = 0.08
_MANY_SIBLINGS = 6
_FEWEST_PARTED = 4
_FEWEST_SIBLINGS = 3
_SHORTEST = 60
_LONGEST_PLAIN_TITLE = 30


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines that make one story, and where its title stands. `doubt` is 0…1."""

    lines: tuple[Line, ...]
    title: tuple[int, int] | None = None
    doubt: float = 0.0
    is_parted: bool = False
    """Nothing but a line of signs parts it from what stands before it."""


def segments_of(canon: str, zone: Zone, markers: Mapping[int, Marker], *, doubt: float = 0.0) -> Iterator[Segment]:
    """The stories of a zone that has no labelled or numbered cases. `doubt` is what else speaks against them, 0…1."""
    parts = _joined(canon, _without_introduction(canon, list(parts_of(canon, zone, markers))), markers)
    accepted = _accepted(canon, [(part, _score(canon, part, zone, markers) - doubt) for part in parts], zone, markers)
    for part, score in accepted:
        stories = list(_stories(canon, part, markers))
        if part.title is None and len(accepted) == 1 and len(stories) == 1 and zone.title_span:
            stories = [replace(stories[0], title=zone.title_span)]
        for story in stories:
            yield replace(story, doubt=max(0.0, min(1.0, 1.0 - score)))


def _without_introduction(canon: str, parts: list[Segment]) -> list[Segment]:
    """The parts without what is said of all of them before the first; a title above that is the title of all."""
    if not parts or len(parts[0].lines) < 2:
        return parts
    first = parts[0]
    rest = tuple(itertools.dropwhile(lambda line: introduces(canon, line.start, line.end), first.lines))
    if not rest or len(rest) == len(first.lines):
        return parts
    title = first.title if len(parts) == 1 or parts[1].title else None
    return [replace(first, lines=rest, title=title), *parts[1:]]


def _accepted(
    canon: str, scored: Sequence[tuple[Segment, float]], zone: Zone, markers: Mapping[int, Marker]
) -> list[tuple[Segment, float]]:
    """The parts that read like stories, and those that look the same: under a title, as long, and among them or with
    a section of the same name."""
    scored = _without_lone_numbers(canon, scored)
    sure = _sure(canon, scored)
    titled = [index for index in sure if scored[index][0].title or scored[index][0].is_parted]
    if len(titled) < _FEWEST_SIBLINGS:
        return [scored[index] for index in sure]
    lengths = sorted(_length(scored[index][0]) for index in titled)
    usual = lengths[len(lengths) // 2]
    if not zone.title and titled[0] == 0 and len(titled) > _FEWEST_SIBLINGS and _is_foreword(scored, titled, usual):
        sure, titled = sure[1:], titled[1:]
    among = range(titled[0], titled[-1] + (2 if len(titled) >= _MANY_SIBLINGS else 1))
    labels = Counter(word for index in titled for word in _labels(scored[index][0], markers))
    often = {word for word, count in labels.items() if count >= _FEWEST_SIBLINGS}
    are_named = sum(_is_named(canon, scored[index][0]) for index in titled) * 2 > len(titled)
    doubtful = [
        index
        for index, (part, _) in enumerate(scored)
        if index not in sure and (part.title or part.is_parted)
        if index in among
        or (part.is_parted and index + 1 < len(scored))
        or not often.isdisjoint(_labels(part, markers))
        or (are_named and _is_named(canon, part))
    ]
    is_sure_row = len(titled) >= _MANY_SIBLINGS or (
        len(titled) > _FEWEST_SIBLINGS and len(doubtful) * _FEWEST_PARTED <= len(titled)
    )
    alike = [
        index
        for index in doubtful
        if _is_alike(canon, *scored[index], usual, is_sure_row=is_sure_row, is_among_named=are_named)
    ]
    if len(doubtful) > len(titled):
        alike = []
    return [(scored[index][0], max(_ENOUGH, scored[index][1])) for index in sorted({*sure, *alike})]


def _sure(canon: str, scored: Sequence[tuple[Segment, float]]) -> list[int]:
    """The parts that are stories by themselves; and where the parts under titles are stories on the whole, all of them
    that do not speak of something else."""
    sure = {index for index, (_, score) in enumerate(scored) if score >= _ENOUGH}
    row = [
        index
        for index, (part, _) in enumerate(scored)
        if part.title and not _is_heading_of_another_kind(canon[part.title[0] : part.title[1]])
    ]
    while row and row[0] == 0 and scored[0][1] < _ENOUGH_ALIKE:
        row = row[1:]  # what stands under the title of the source
    while row and scored[row[-1]][1] < _ENOUGH_ALIKE:
        row = row[:-1]
    scores = [scored[index][1] for index in row]
    told = sum(score >= _ENOUGH_ALIKE for score in scores)
    if len(row) > _FEWEST_SIBLINGS and told * 4 >= len(row) * 3 and sum(scores) >= _ENOUGH_ON_THE_WHOLE * len(row):
        sure |= {index for index in row if scored[index][1] >= _ENOUGH_ALIKE}
    return sorted(sure)


def _is_heading_of_another_kind(title: str) -> bool:
    return is_advice_title(title) or is_about_book(title)


def _is_foreword(scored: Sequence[tuple[Segment, float]], titled: Sequence[int], usual: int) -> bool:
    """Whether the first part stands under the title of the whole source: far shorter than the stories behind it, and
    less of a story than most of them."""
    scores = sorted(scored[index][1] for index in titled)
    return _length(scored[0][0]) * 2 < usual and scored[0][1] < scores[len(scores) // 2]


def _labels(part: Segment, markers: Mapping[int, Marker]) -> set[str]:
    """The names of the sections of a part."""
    return {markers[line.start].word for line in part.lines if line.start in markers}


def _without_lone_numbers(canon: str, scored: Sequence[tuple[Segment, float]]) -> list[tuple[Segment, float]]:
    """The parts with their scores; one numbered point that tells an example among points of advice is no case."""
    numbered = [i for i, (part, _) in enumerate(scored) if part.title and _NUMBERED.match(canon, part.title[0])]
    stories = sum(scored[index][1] >= _ENOUGH for index in numbered)
    if len(numbered) < _FEWEST_SIBLINGS or stories * 2 > len(numbered):
        return list(scored)
    return [(part, 0.0 if index in numbered else score) for index, (part, score) in enumerate(scored)]


def _length(part: Segment) -> int:
    return part.lines[-1].end - part.lines[0].start


def _is_named(canon: str, part: Segment) -> bool:
    """Whether a part stands under a title in brackets ("《…》")."""
    return part.title is not None and canon[part.title[0]] in "《【〈" and canon[part.title[1] - 1] in "》】〉"


def _is_alike(canon: str, part: Segment, score: float, usual: int, *, is_sure_row: bool, is_among_named: bool) -> bool:
    title = canon[part.title[0] : part.title[1]] if part.title else ""
    is_like_all = is_sure_row or (is_among_named and _is_named(canon, part))
    enough = _ENOUGH_IN_ROW if is_like_all else _ENOUGH_ALIKE
    if score < enough or is_advice_title(title) or is_about_book(title) or not usual <= 3 * _length(part) <= 9 * usual:
        return False
    return not foreign_kind(title, canon[part.lines[0].start : part.lines[-1].end])


def parts_of(canon: str, zone: Zone, markers: Mapping[int, Marker]) -> Iterator[Segment]:
    """The stretches of a zone between its lone titles, each with its title."""
    held: list[Line] = []
    title: tuple[int, int] | None = None
    is_parted = False
    parted = _parted(canon, zone.lines)
    asked = _asked(canon, zone.lines)
    authors, author = posts.authors(canon, zone.lines), ""
    for index, line in enumerate(zone.lines):
        if line.start in authors:
            if held and (authors[line.start] != author or sum(map(len, held)) < _SHORTEST):
                yield Segment(tuple(held), title, is_parted=is_parted)
                held, title, is_parted = [], None, False
            author = authors[line.start]
        elif line.start not in asked and _is_lone_title(canon, zone.lines, index, markers):
            if held:
                yield Segment(tuple(held), title, is_parted=is_parted)
            held, title, is_parted = [], (line.start, line.end), False
        elif held and line.start in parted:
            yield Segment(tuple(held), title, is_parted=is_parted)
            held, title, is_parted = [line], None, True
        else:
            held.append(line)
    if held:
        yield Segment(tuple(held), title, is_parted=is_parted)


def _parted(canon: str, lines: Sequence[Line]) -> set[int]:
    """Where stories begin that nothing but a line of signs parts ("* * *"); what stands before the first line of signs
    and behind the last may be an introduction and a closing word."""
    found = [
        index
        for index, (before, line) in enumerate(itertools.pairwise(lines), start=1)
        if _DIVIDER.search(canon, before.end, line.start)
    ]
    edges = [0, *found, len(lines)]
    told = [
        story_share(canon, lines[first].start, lines[last - 1].end) >= _ENOUGH_ALIKE
        for first, last in itertools.pairwise(edges)
        if first < last
    ]
    if len(told) > _FEWEST_PARTED and all(told[1:-1]):
        return {lines[index].start for index in found}
    return {lines[index].start for index in found} if len(told) > 1 and sum(told) * 4 >= len(told) * 3 else set()


def _asked(canon: str, lines: Sequence[Line]) -> set[int]:
    """Where labels stand that come again and again, and the questions right below them: neither is a title."""
    words = [canon[line.start : line.end] for line in lines]
    often = {label for label, count in Counter(words).items() if count >= _FEWEST_SIBLINGS and is_title_like(label)}
    found: set[int] = set()
    for before, (line, own) in zip(["", *words], zip(lines, words, strict=True), strict=False):
        is_below = own.endswith("?") and (before in often or before.endswith("?"))
        if own in often or (is_below and (before in often or found)):
            found.add(line.start)
    return found


def _is_lone_title(canon: str, lines: Sequence[Line], index: int, markers: Mapping[int, Marker]) -> bool:
    line = lines[index]
    words = canon[line.start : line.end]
    if line.start in markers or not (line.starts_line and line.ends_line) or index + 1 == len(lines):
        return False
    if not is_title_like(words) or line.block.style.value in ("list_item", "table", "caption"):
        return False
    if index and _counts_on(canon, lines[index - 1], line):
        return False
    if _LABELLED_QUESTION.fullmatch(words) or rules.pattern(rules.table("headings")["byline"]).fullmatch(words):
        return False
    following = lines[index + 1]
    is_named = words[0] in _SIGNS or (words[0] in "《【" and words[-1] in "》】" and words.count(words[0]) == 1)
    between = index == 0 or is_named or line.after_gap or canon[lines[index - 1].end - 1] in '。!?.”"…)】』」~'
    longest = _LONGEST_PLAIN_TITLE * (2 if words.isascii() else 1)
    is_alone = following.after_gap or len(words) <= longest or line.block.bold
    return (
        between and is_alone and (len(following) > len(line) or is_title_like(canon[following.start : following.end]))
    )


def _counts_on(canon: str, before: Line, line: Line) -> bool:
    """Whether a question counts on from the line right above it, as the questions below a story do."""
    first, second = (_COUNTED.match(canon, item.start, item.end) for item in (before, line))
    if first is None or second is None or canon[line.end - 1] != "?":
        return False
    return number_of(second.group(1)) == (number_of(first.group(1)) or 0) + 1


def _joined(canon: str, parts: list[Segment], markers: Mapping[int, Marker]) -> list[Segment]:
    """Parts whose title is a heading inside the story before it are joined to it."""
    result: list[Segment] = []
    for part in parts:
        title = canon[part.title[0] : part.title[1]] if part.title else ""
        if result and part.title and _goes_on(canon, title, part, result[-1], markers):
            whole = (*result[-1].lines, *_title_line(part), *part.lines)
            result[-1] = replace(result[-1], lines=whole)
        else:
            result.append(part)
    return result


def _title_line(part: Segment) -> tuple[Line, ...]:
    if part.title is None:
        return ()
    first = part.lines[0]
    return (replace(first, start=part.title[0], end=part.title[1], after_gap=True, starts_line=True, ends_line=True),)


def _goes_on(canon: str, title: str, part: Segment, before: Segment, markers: Mapping[int, Marker]) -> bool:
    """Whether a lone line is a heading inside a story: what stands under it is no story of its own."""
    if before.title is None:
        return is_advice_title(title) and any(line.start in markers for line in before.lines)
    if speaks_of_story(title):
        return False
    if foreign_kind(canon[before.title[0] : before.title[1]], canon[before.lines[0].start : before.lines[-1].end]):
        return False
    is_first_marked = part.lines[0].start in markers
    if is_first_marked:
        return False
    if _is_unfinished(before, markers):
        return True
    if _stands_apart(canon, part) and _stands_apart(canon, before) and advice_share(canon, *_ends(part)) > 0:
        return False
    inner = is_advice_title(title) and story_share(canon, before.lines[0].start, before.lines[-1].end) >= _ENOUGH
    return inner and not is_opening(canon, part.lines[0].start, part.lines[0].end)


def _stands_apart(canon: str, part: Segment) -> bool:
    """Whether a blank line stands before the title."""
    return part.title is not None and "\n\n" in canon[max(0, part.title[0] - 4) : part.title[0]].replace(" ", "")


def _ends(part: Segment) -> tuple[int, int]:
    return part.lines[0].start, part.lines[-1].end


def _is_unfinished(part: Segment, markers: Mapping[int, Marker]) -> bool:
    """Whether a story began under the label of a section and has not come to its commentary yet."""
    if part.lines[0].start not in markers:
        return False
    roles = {markers[line.start].role for line in part.lines if line.start in markers}
    return not roles & {Role.ANALYSIS, Role.LESSON, Role.QUESTION}


def _score(canon: str, part: Segment, zone: Zone, markers: Mapping[int, Marker]) -> float:
    start, end = part.lines[0].start, part.lines[-1].end
    if sum(len(line) for line in part.lines) < _SHORTEST:
        return 0.0
    title = canon[part.title[0] : part.title[1]] if part.title else zone.title
    if part.title and is_about_book(title):
        return 0.0
    roles = {markers[line.start].role for line in part.lines if line.start in markers}
    score = max(story_share(canon, line_start, end) for line_start in _first_starts(part))
    score += min(0.5, 0.3 * len(roles)) + (0.2 if speaks_of_story(title) else 0.0)
    score += 0.1 if zone.is_announced and part.title is None else 0.0
    score += report_share(title, canon[start:end])
    if foreign_kind(title, canon[start:end]):
        score -= 0.6
    if part.title and is_advice_title(title):
        score -= 0.2
    return score - min(0.2, 0.1 * advice_share(canon, start, end))


def _first_starts(part: Segment) -> list[int]:
    return [line.start for line in part.lines[:2]]


def _stories(canon: str, part: Segment, markers: Mapping[int, Marker]) -> Iterator[Segment]:
    """The part as one story, or as several: a new scene after a conclusion or after the analysis begins another."""
    held: list[Line] = []
    title = part.title
    in_analysis = False
    again = _told_again(canon, part, markers)
    for line in part.lines:
        is_next = line.start in again or _begins_story(canon, held, line, in_analysis=in_analysis)
        if held and is_next and line.start not in markers:
            yield Segment(tuple(held), title)
            held, title, in_analysis = [], None, False
        in_analysis = in_analysis or (
            line.start in markers and markers[line.start].role.value in ("analysis", "lesson")
        )
        held.append(line)
    if held:
        yield Segment(tuple(held), title)


def _told_again(canon: str, part: Segment, markers: Mapping[int, Marker]) -> set[int]:
    """Where stories begin between two commentaries of one kind, behind a blank line and the end of the first."""
    labels = [index for index, line in enumerate(part.lines) if line.start in markers]
    found: set[int] = set()
    for first, second in itertools.pairwise(labels):
        if markers[part.lines[first].start].role is not markers[part.lines[second].start].role:
            continue
        behind = [part.lines[i] for i in range(first + 1, second) if part.lines[i].after_gap]
        if behind and story_share(canon, behind[0].start, part.lines[second].start) >= _ENOUGH_ALIKE:
            found.add(behind[0].start)
    return found


def _begins_story(canon: str, held: Sequence[Line], line: Line, *, in_analysis: bool) -> bool:
    """Whether a line sets a new scene after the story in front of it has come to its end."""
    if (
        not held
        or not line.starts_line
        or held[-1].end - held[0].start < _SHORTEST
        or not is_ended(canon[held[-1].end - 1 : held[-1].end])
    ):
        return False
    if not is_opening(canon, line.start, line.end, scene_only=True):
        return False
    return in_analysis or has_concluded(canon, held[-1].start, held[-1].end)
