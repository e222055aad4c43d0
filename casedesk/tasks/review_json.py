"""What has been decided about the drafts of files, as JSON: written often, and read where a review goes on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from casedesk.domain.case import Outcome
from casedesk.domain.draft import (
    Decision,
    Draft,
    Likeness,
    LikenessKind,
    Problem,
    SourceText,
    Span,
    SpanKind,
    Suggestion,
    Twin,
)
from casedesk.domain.source_parts import counts_as
from casedesk.tasks.sources import ReadFile

_STAND = '{"version": 1, "stand": '
"""How a review begins; where it stands is read without all that follows."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a half-done review stands: how many drafts there are, and how many of them wait for a decision."""

    drafts: int
    undecided: int


@dataclass(frozen=True, slots=True)
class KeptSource:
    """Where the text of a file is kept in the library, and what its pictures are: digest, media type, name."""

    digest: str
    images: tuple[tuple[str, str, str], ...]


class ReviewWriter:
    """Writes reviews as JSON again and again, and only what has changed since: a step changes two or three drafts of
    thousands. One for each review that is on the screen."""

    def __init__(self) -> None:
        self._drafts: dict[int, tuple[Draft, str]] = {}
        self._spans: dict[int, tuple[Span, str]] = {}
        self._digests: dict[int, tuple[bytes | str, str]] = {}
        self._sources: dict[int, tuple[SourceText, KeptSource]] = {}

    def digest(self, content: bytes | str) -> str:
        """The hash of a file or a text."""
        known = self._digests.get(id(content))
        if known is None or known[0] is not content:
            known = self._digests[id(content)] = (content, digest_of(content))
        return known[1]

    def kept_source(self, source: SourceText) -> KeptSource | None:
        """Where a text is kept, once that has been told."""
        known = self._sources.get(id(source))
        return known[1] if known and known[0] is source else None

    def note_source(self, source: SourceText, kept: KeptSource) -> None:
        """Remember where a text is kept."""
        self._sources[id(source)] = (source, kept)

    def text(self, files: Sequence[ReadFile], problems: Sequence[Problem] = ()) -> str:
        """The review of these files; `problems` are the files of the batch that could not be read."""
        drafts, spans = self._drafts, self._spans
        self._drafts, self._spans = {}, {}
        written = ", ".join([self._file(file, drafts, spans) for file in files])
        stand = _json(asdict(_stand([draft for file in files for draft in file.proposal.drafts])))
        unread = _json([(problem.name, problem.sentence) for problem in problems])
        return f'{_STAND}{stand}, "problems": {unread}, "files": [{written}]}}'

    def _file(
        self, file: ReadFile, drafts: Mapping[int, tuple[Draft, str]], spans: Mapping[int, tuple[Span, str]]
    ) -> str:
        source = file.proposal.source
        fields = {
            "name": _json(file.name),
            "digest": _json(file.original.digest),
            "encoding": _json(source.encoding),
            "text": _json(self.digest(source.text)),
            "source": _json(_kept_json(self.kept_source(source))),
            "drafts": f"[{', '.join([self._draft(draft, drafts) for draft in file.proposal.drafts])}]",
            "left_out": f"[{', '.join([self._span(span, spans) for span in file.proposal.left_out])}]",
        }
        return "{" + ", ".join(f'"{name}": {value}' for name, value in fields.items()) + "}"

    def _draft(self, draft: Draft, known: Mapping[int, tuple[Draft, str]]) -> str:
        written = known.get(id(draft))
        if written is None or written[0] is not draft:
            written = (draft, _json(_draft_json(draft)))
        self._drafts[id(draft)] = written
        return written[1]

    def _span(self, span: Span, known: Mapping[int, tuple[Span, str]]) -> str:
        written = known.get(id(span))
        if written is None or written[0] is not span:
            written = (span, _json(_span_json(span)))
        self._spans[id(span)] = written
        return written[1]


def digest_of(content: bytes | str) -> str:
    """The hash of a file or a text."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def stand_of(review: str) -> Stand:
    """Where a review stands."""
    if review.startswith(_STAND):
        values, _ = json.JSONDecoder().raw_decode(review, len(_STAND))
        return Stand(values["drafts"], values["undecided"])
    files = json.loads(review)["files"]  # kept by the first version, which did not say so
    return _stand([draft_of(value) for file in files for value in file["drafts"]])


def kept_source_of(value: Sequence[Any] | None) -> KeptSource | None:
    """Where a text is kept, as it was written; None for reviews whose texts are read again from their files."""
    if value is None:
        return None
    digest, images = value
    return KeptSource(digest, tuple((digest, media_type, name) for digest, media_type, name in images))


def _stand(drafts: Sequence[Draft]) -> Stand:
    return Stand(len(drafts), sum(counts_as(draft) is Decision.UNDECIDED for draft in drafts))


def _kept_json(kept: KeptSource | None) -> tuple[Any, ...] | None:
    return (kept.digest, kept.images) if kept else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _draft_json(draft: Draft) -> dict[str, Any]:
    likeness = draft.likeness
    return {
        "title": draft.title,
        "spans": [_span_json(span) for span in draft.spans],
        "confidence": draft.confidence,
        "reasons": draft.reasons,
        "decision": draft.decision,
        "title_is_made": draft.title_is_made,
        "pattern": draft.pattern,
        "industries": [(item.value, item.words) for item in draft.industries],
        "themes": [(item.value, item.words) for item in draft.themes],
        "outcome": draft.outcome,
        "outcome_words": draft.outcome_words,
        "quality": draft.quality,
        "likeness": likeness
        and (likeness.case_id, likeness.title, likeness.share, likeness.draft_index, likeness.kind),
        "twin": draft.twin,
        "answers": [_span_json(span) for span in draft.answers],
    }


def draft_of(value: Mapping[str, Any]) -> Draft:
    """A draft as it was written."""
    return Draft(
        title=value["title"],
        spans=tuple(span_of(span) for span in value["spans"]),
        confidence=value["confidence"],
        reasons=tuple((bool(speaks_for), sentence) for speaks_for, sentence in value["reasons"]),
        decision=Decision(value["decision"]),
        title_is_made=value["title_is_made"],
        pattern=value["pattern"],
        industries=tuple(Suggestion(name, tuple(words)) for name, words in value["industries"]),
        themes=tuple(Suggestion(name, tuple(words)) for name, words in value["themes"]),
        outcome=Outcome(value["outcome"]) if value["outcome"] else None,
        outcome_words=tuple(value["outcome_words"]),
        quality=value["quality"],
        likeness=_likeness(*value["likeness"]) if value["likeness"] else None,
        twin=Twin(value.get("twin", Twin.OPEN)),
        answers=tuple(span_of(span) for span in value.get("answers", ())),
    )


def _likeness(
    case_id: int | None, title: str, share: float, draft_index: int | None, kind: str = LikenessKind.NEAR
) -> Likeness:
    return Likeness(case_id, title, share, draft_index, LikenessKind(kind))


def _span_json(span: Span) -> tuple[Any, ...]:
    plain = (span.start, span.end, span.kind, span.reason)
    return (*plain, True) if span.was_furniture else plain


def span_of(value: Sequence[Any]) -> Span:
    """A span as it was written."""
    start, end, kind, reason, *rest = value  # reviews kept by the first version have no fifth
    return Span(start, end, SpanKind(kind), reason, bool(rest and rest[0]))
