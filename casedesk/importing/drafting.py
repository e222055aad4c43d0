"""A draft out of a region: its title, its sections, and why it was cut so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.case import Role
from casedesk.domain.draft import Draft, SourceText, Span, SpanKind
from casedesk.importing import rules
from casedesk.importing.classify import classified
from casedesk.importing.headings import Family, Mark
from casedesk.importing.lines import Line, Wrapping, trim
from casedesk.importing.markers import Marker
from casedesk.importing.reasons import reasons_of
from casedesk.importing.regions import Region
from casedesk.importing.titles import field_label, glued_title_end, is_title_like, made_title, names_title

_LEADING_NUMBER = re.compile(rf"(?:{rules.CHINESE_NUMBER}、|\((?:{rules.NUMBER})\)|[0-9]{{1,3}}[.、](?![0-9])|[①-⑳]) ?")

_PAGE_BEHIND = re.compile(r"(?:[·.…⋯]{2,}|[ \t\u3000]{2,}|\u3000)[ \u3000]*[0-9]{1,4}$")

_MOST_FIELDS = 8
_SURE = 2.7
"""How well a title must stand out that is glued to the line below a label."""


@dataclass(frozen=True, slots=True)
class _Title:
    """Where the title stands: the stretches that are heading, the words of the title, and where the body begins."""

    headings: tuple[tuple[int, int], ...]
    words: str
    body_start: int


class Drafter:
    """Makes drafts of the regions of one source."""

    def __init__(
        self, source: SourceText, canon: str, lines: Sequence[Line], markers: Sequence[Marker], titles: frozenset[str]
    ) -> None:
        self._source = source
        self._canon = canon
        self._wrapping = Wrapping(source.text, lines)
        self._markers: Mapping[int, Marker] = {marker.start: marker for marker in markers}
        self._titles = titles

    def draft(self, region: Region) -> Draft:
        """The region as a draft with spans, title, suggestions, reasons and confidence."""
        title = self._title(region)
        spans = [Span(line.start, line.end, SpanKind.HEADING) for line in region.lead]
        spans += [Span(start, end, SpanKind.HEADING) for start, end in title.headings]
        spans += self._section_spans(region.lines, title.body_start)
        texts = [span for span in spans if span.kind not in (SpanKind.HEADING, SpanKind.MARKER)]
        body = next((span for span in texts if span.kind is SpanKind.BODY), texts[0] if texts else None)
        words = title.words or made_title(self._source.text[body.start : texts[-1].end] if body else "")
        draft = Draft(
            title=words or self._source.name,
            spans=tuple(spans),
            title_is_made=not title.words,
            pattern=region.mark.kind if region.mark else ("title" if title.words else "story"),
        )
        draft = classified(self._source, self._canon, draft)
        return replace(draft, **reasons_of(self._source, self._canon, draft, region))

    def _title(self, region: Region) -> _Title:
        if region.mark is None:
            return self._known_title(region)
        lines = region.lines
        mark = region.mark
        first = lines[0]
        words_end = first.end
        rest = self._canon[mark.end : words_end]
        if not rest.strip(" :、.】])"):
            return self._title_below(mark, lines)
        if len(lines) > 1 and self._is_whole_title(rest, lines[0], lines[1]):
            return self._titled(mark.start, mark.end, words_end, words_end)
        return self._glued(mark.start, mark.end, words_end, ((mark.start, mark.end),))

    def _known_title(self, region: Region) -> _Title:
        first = region.lines[0].start
        if region.title is None:
            return _Title((), "", first)
        start, end = region.title
        number = _LEADING_NUMBER.match(self._canon, start, end)
        return self._titled(start, number.end() if number else start, end, max(first, end))

    def _is_whole_title(self, rest: str, line: Line, following: Line) -> bool:
        if not line.ends_line and following.start not in self._markers:
            return False
        return is_title_like(rest) and not self._runs_on(rest, line, following)

    def _runs_on(self, rest: str, line: Line, following: Line) -> bool:
        """Whether a short rest of a line is the beginning of a hard-wrapped paragraph."""
        return len(rest) > 25 and rest.count(",") > 0 and self._wrapping.continues(line, following) and line.ends_line

    def _title_below(self, mark: Mark, lines: Sequence[Line]) -> _Title:
        """The title of a label that stands alone: the next line, or what is glued to its beginning."""
        label = ((mark.start, lines[0].end),)
        if len(lines) < 2 or lines[1].start in self._markers:
            return _Title(label, "", lines[0].end)
        line = lines[1]
        if field_label(self._canon, line.start, line.end):
            return self._title_in_fields(label, lines)
        number = _LEADING_NUMBER.match(self._canon, line.start, line.end)
        start = number.end() if number else line.start
        words = self._canon[start : line.end]
        if len(lines) > 2 and is_title_like(words) and line.ends_line and len(lines[2]) > len(line):
            return self._titled(line.start, start, line.end, line.end, label)
        if number:
            return self._glued(line.start, start, line.end, (*label, (line.start, start)))
        title_end = glued_title_end(self._canon, start, line.end, known=self._titles, least=_SURE)
        if title_end:
            return self._titled(line.start, start, title_end, title_end, label)
        return _Title(label, "", lines[0].end)

    def _title_in_fields(self, label: tuple[tuple[int, int], ...], lines: Sequence[Line]) -> _Title:
        """The title among the fields below a label ("Date: …", "Subject: …"); the other fields belong to the body."""
        for line in lines[1:_MOST_FIELDS]:
            field = field_label(self._canon, line.start, line.end)
            if field and names_title(field.group(1)):
                return _Title(label, clean_title(self._source.text[field.end() : line.end]), lines[0].end)
            if field is None:
                break
        return _Title(label, "", lines[0].end)

    def _glued(self, line_start: int, start: int, end: int, without: tuple[tuple[int, int], ...]) -> _Title:
        title_end = glued_title_end(self._canon, start, end, known=self._titles)
        if title_end is None:
            return _Title(without, "", max(stop for _, stop in without))
        return self._titled(line_start, start, title_end, title_end, without[:-1])

    def _titled(
        self, line_start: int, start: int, end: int, body_start: int, label: tuple[tuple[int, int], ...] = ()
    ) -> _Title:
        return _Title(
            (*label, trim(self._source.text, line_start, end)), clean_title(self._source.text[start:end]), body_start
        )

    def _section_spans(self, lines: Sequence[Line], body_start: int) -> list[Span]:
        spans: list[Span] = []
        role = Role.BODY
        previous: Line | None = None
        for line in self._after(lines, body_start):
            marker = self._markers.get(line.start)
            if marker:
                spans.append(Span(*trim(self._source.text, marker.start, marker.end), SpanKind.MARKER, marker.word))
                role, previous = marker.role, None
                start, end = trim(self._source.text, marker.end, line.end)
                if start >= end:
                    continue
                line = replace(line, start=start, end=end)
            self._add(spans, line, role, previous)
            previous = line
        return list(_with_learner_questions(self._canon, spans))

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


def clean_title(words: str) -> str:
    """A title as one line, without the remains of its label."""
    words = re.sub(r"\s+", " ", _PAGE_BEHIND.sub("", words)).strip(" :：、.．·•-—–*#")
    for opened, closed in (("【", "】"), ("[", "]"), ("〖", "〗"), ("(", ")"), ("（", "）")):
        if words.endswith(closed) and opened not in words:
            words = words[:-1]
        if words.startswith(opened) and (
            closed not in words or (words.endswith(closed) and words.count(opened) == 1 and opened in "【[〖")
        ):
            words = words[1:].removesuffix(closed)
    return words.strip()


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


def is_styled(region: Region) -> bool:
    """Whether the region was found by the looks of its heading."""
    return region.mark is not None and region.mark.family is Family.STYLED
