"""A draft out of a region: its title, its sections, and why it was cut so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casedesk.domain.case import Role
from casedesk.domain.draft import Draft, SourceText, Span, SpanKind
from casedesk.importing import rules
from casedesk.importing.classify import classified
from casedesk.importing.copied_tables import UNTITLED_ROW
from casedesk.importing.lines import Line, Wrapping, trim
from casedesk.importing.markers import Marker
from casedesk.importing.reasons import reasons_of
from casedesk.importing.regions import Region
from casedesk.importing.titles import is_opening, made_title
from casedesk.importing.titling import CaseTitle, Titler

_QUESTION_NUMBER = re.compile(rf"[(（]?(?:{rules.NUMBER})[.、)）:]|[①-⑳•·-]|[Qq][0-9]|[A-Ha-h][.、)]")
_SHORTEST_STORY = 60


class Drafter:
    """Makes drafts of the regions of one source."""

    def __init__(
        self, source: SourceText, canon: str, lines: Sequence[Line], markers: Sequence[Marker], titles: frozenset[str]
    ) -> None:
        self._source = source
        self._canon = canon
        self._wrapping = Wrapping(source.text, lines)
        self._markers: Mapping[int, Marker] = {marker.start: marker for marker in markers}
        self._titler = Titler(source.text, canon, self._wrapping, self._markers, titles)

    def drafts(self, regions: Sequence[Region]) -> Iterator[Draft]:
        """The regions as drafts with spans, titles, suggestions, reasons and confidence."""
        for region, title in zip(regions, self._titler.titles_of(regions), strict=True):
            yield self._draft(region, title)

    def _draft(self, region: Region, title: CaseTitle) -> Draft:
        spans = [Span(line.start, line.end, SpanKind.HEADING) for line in region.lead]
        spans += [Span(start, end, SpanKind.HEADING) for start, end in title.headings]
        spans += self._section_spans(region.lines, title.body_start)
        texts = [span for span in spans if span.kind not in (SpanKind.HEADING, SpanKind.MARKER)]
        body = _telling(texts, region)
        words = title.words or made_title(self._source.text[body.start : texts[-1].end] if body else "")
        draft = Draft(
            title=words or self._source.name,
            spans=tuple(spans),
            title_is_made=not title.words,
            pattern=region.mark.kind if region.mark else ("title" if title.words else "story"),
        )
        draft = classified(self._source, self._canon, draft)
        return replace(draft, **reasons_of(self._source, self._canon, draft, region))

    def _section_spans(self, lines: Sequence[Line], body_start: int) -> list[Span]:
        spans: list[Span] = []
        role = Role.BODY
        previous: Line | None = None
        for line in self._after(lines, body_start):
            marker = self._markers.get(line.start)
            if marker and (marker.start == marker.end or self._asks(marker)):
                role, previous = marker.role, None
            elif marker:
                spans.append(Span(*trim(self._source.text, marker.start, marker.end), SpanKind.MARKER, marker.word))
                role, previous = marker.role, None
                start, end = trim(self._source.text, marker.end, line.end)
                if start >= end:
                    continue
                line = replace(line, start=start, end=end)
            elif role is Role.QUESTION and not any(span.kind is SpanKind.BODY for span in spans):
                role = Role.BODY if self._begins_story(line) else role
            self._add(spans, line, role, previous)
            previous = line
        return list(_with_learner_questions(self._canon, spans))

    @staticmethod
    def _asks(marker: Marker) -> bool:
        """Whether the label of a section is itself a question to the learner ("What would you do?")."""
        return marker.role is Role.QUESTION and marker.word.rstrip("*】]）) ").endswith(("?", "？"))

    def _begins_story(self, line: Line) -> bool:
        """Whether the story begins here that stands behind the questions."""
        words = self._canon[line.start : line.end]
        if words.endswith("?") or _QUESTION_NUMBER.match(words):
            return False
        return len(words) >= _SHORTEST_STORY or is_opening(self._canon, line.start, line.end, scene_only=True)

    @staticmethod
    def _after(lines: Sequence[Line], body_start: int) -> Iterator[Line]:
        for line in lines:
            if line.end > body_start:
                yield line if line.start >= body_start else replace(line, start=body_start)

    def _add(self, spans: list[Span], line: Line, role: Role, previous: Line | None) -> None:
        start, end = trim(self._source.text, line.start, line.end)
        if start >= end:
            return
        kind = SpanKind(role.value)
        if previous and spans and spans[-1].kind is kind and self._wrapping.continues(previous, line):
            between = self._source.text[spans[-1].end : start]
            if not between.strip():
                spans[-1] = replace(spans[-1], end=end)
                return
        spans.append(Span(start, end, kind))


def _telling(texts: Sequence[Span], region: Region) -> Span | None:
    """The paragraph with which the story begins; in the row of a table the longest, behind the date and the place."""
    bodies = [span for span in texts if span.kind is SpanKind.BODY] or list(texts)
    if bodies and region.mark and region.mark.rule == UNTITLED_ROW:
        return max(bodies, key=lambda span: span.end - span.start)
    return bodies[0] if bodies else None


_LONGEST_QUESTION = 160
_ASKING = re.compile(r"^(?:请问|问题|请思考|请分析|试分析|思考) ?:")
_SENTENCE = re.compile(r"[^。!?.…]*[。!?.…]+[”\"'」』)]*")


def _with_learner_questions(canon: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, with the questions to the learner cut off the end of a body that no marker announces."""
    has_questions = any(span.kind is SpanKind.QUESTION for span in spans)
    last_body = max((i for i, span in enumerate(spans) if span.kind is SpanKind.BODY), default=-1)
    asked = 0 if has_questions else _asked_lines(canon, spans[: last_body + 1])
    if asked:
        whole = range(last_body + 1 - asked, last_body + 1)
        yield from (replace(s, kind=SpanKind.QUESTION) if i in whole else s for i, s in enumerate(spans))
        return
    for index, span in enumerate(spans):
        start = _learner_questions(canon, span) if index == last_body and not has_questions else None
        if start is None:
            yield span
            continue
        if start > span.start:
            yield replace(span, end=trim(canon, span.start, start)[1])
        yield Span(start, span.end, SpanKind.QUESTION)


def _asked_lines(canon: str, spans: Sequence[Span]) -> int:
    """How many of the last paragraphs are nothing but questions to the learner: two or more, below a story."""
    count = 0
    for span in reversed(spans):
        words = canon[span.start : span.end].strip()
        if span.kind is not SpanKind.BODY or len(words) > _LONGEST_QUESTION or not words.endswith("?"):
            break
        if "“" in words or '"' in words or words.endswith(":") or "。" in words:
            break
        count += 1
    table = rules.table("sections")["learner_question"]
    is_asked = count > 1 and all(
        _speaks_to_learner(canon[span.start : span.end], table) for span in spans[len(spans) - count :]
    )
    return count if is_asked and count < len(spans) else 0


def _learner_questions(canon: str, span: Span) -> int | None:
    """Where the questions begin with which a body ends and that speak to the learner; None where there are none."""
    table = rules.table("sections")["learner_question"]
    words = canon[span.start : span.end]
    if not words.endswith("?"):
        return None
    start = None
    for sentence in reversed(list(_SENTENCE.finditer(words))):
        text = sentence.group().strip()
        if not text.endswith("?") or "“" in text or '"' in text or ":" in _ASKING.sub("", text)[:-1]:
            break
        if start is None and not _speaks_to_learner(
            words[sentence.start() - 40 if sentence.start() > 40 else 0 :], table
        ):
            break
        start = sentence.start()
    if start is None or (not rules.pattern(table["pattern"]).search(words[start:]) and not _is_english(words[start:])):
        return None
    offset = span.start + start
    return trim(canon, offset, span.end)[0]


def _speaks_to_learner(words: str, table: Mapping[str, str]) -> bool:
    return bool(rules.pattern(table["pattern"]).search(words) or rules.pattern(table["english"]).search(words))


def _is_english(words: str) -> bool:
    return words.isascii()
