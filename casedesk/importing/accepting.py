"""Which stretches of a text are stories: each by how it sounds, and all of them by how they look beside each other."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from casedesk.importing import rules
from casedesk.importing.asides import is_about_book
from casedesk.importing.markers import Marker
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import (
    advice_share,
    foreign_kind,
    is_advice_title,
    report_share,
    speaks_of_story,
    story_share,
)
from casedesk.importing.stretches import Segment

_NUMBERED = re.compile(rf"(?:{rules.CHINESE_NUMBER}、|\((?:{rules.NUMBER})\)|[0-9]{{1,3}}[.、](?![0-9])|[①-⑳])")
_ENOUGH = 0.5
_ENOUGH_ALIKE = 0.25
_ENOUGH_ON_THE_WHOLE = 0.45
_ENOUGH_IN_ROW = 0.08
_MANY_SIBLINGS = 6
_FEW_DOUBTFUL = 4
_FEWEST_SIBLINGS = 3
_SHORTEST = 60


def accepted(
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
        len(titled) > _FEWEST_SIBLINGS and len(doubtful) * _FEW_DOUBTFUL <= len(titled)
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


def score_of(canon: str, part: Segment, zone: Zone, markers: Mapping[int, Marker]) -> float:
    """How well a part may be a story by itself, around 0 to 1 and more; half is enough."""
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
