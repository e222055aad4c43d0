"""What import makes of a file: the text that was read, its blocks, and drafts of cases cut out of it."""

from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain.case import Outcome, Role


class SpanKind(StrEnum):
    """What became of a stretch of a source's text."""

    HEADING = "heading"
    BODY = "body"
    QUESTION = "question"
    ANALYSIS = "analysis"
    RESOLUTION = "resolution"
    LESSON = "lesson"
    OBJECTIVES = "objectives"
    THEORY = "theory"
    KEY_POINTS = "key_points"
    BACKGROUND = "background"
    FOLLOW_UP = "follow_up"
    MARKER = "marker"
    """The label of a section ("点评:"), not kept as text."""
    FURNITURE = "furniture"
    """Page numbers, running headers, contents, advertising: left out on purpose."""
    LEFT_OVER = "left_over"
    """Text that belongs to no case."""


class Decision(StrEnum):
    """What the reviewer has decided about a draft."""

    UNDECIDED = "undecided"
    KEEP = "keep"
    DROP = "drop"
    ADDED = "added"
    """Nothing is left to decide: the library has it, out of this very file."""


class Twin(StrEnum):
    """What the reviewer has decided about a draft and the case, or draft, that it is like."""

    OPEN = "open"
    DISTINCT = "distinct"
    """Not the same story; never to be asked again."""
    FAMILY = "family"
    """Another telling, to be kept beside it."""
    UPDATE = "update"
    """A newer version, to take the place of the case in the library."""


class Style(StrEnum):
    """What a block is in the source."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A block of a source: the characters [start, end) of `SourceText.text`, and how it looked.

    `html` is its rich text (see `richtext`); empty where the plain text says it all.
    """

    start: int
    end: int
    style: Style = Style.PARAGRAPH
    level: int = 0
    """Heading level 1–9, or list depth from 1; 0 for body text."""
    bold: bool = False
    """The whole block is bold."""
    size: float = 0.0
    """Font size relative to the body text, 1.0 the same; 0 where unknown."""
    centred: bool = False
    place: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture found in a source."""

    digest: str
    media_type: str
    data: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as it was read: all its text with the blocks that tile it (apart from line ends), and its pictures."""

    name: str
    text: str
    blocks: tuple[SourceBlock, ...]
    media_type: str = "text/plain"
    encoding: str = ""
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of the source text and what became of them; `reason` is a sentence for the user."""

    start: int
    end: int
    kind: SpanKind
    reason: str = ""
    was_furniture: bool = False
    """Furniture that the reviewer has put back; `reason` still says why it had been left out."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed facet value and the words that suggested it."""

    value: str
    words: tuple[str, ...] = ()


class LikenessKind(StrEnum):
    """How a text tells the story of another: in the same words, with some changed, or all over again."""

    EXACT = "exact"
    NEAR = "near"
    RETOLD = "retold"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A draft tells a story that the library, or this batch, tells already. `share` is 0…1.

    `draft_index` counts the drafts of the batch in the order in which they were read.
    """

    case_id: int | None
    title: str
    share: float
    draft_index: int | None = None
    kind: LikenessKind = LikenessKind.NEAR


@dataclass(frozen=True, slots=True)
class Draft:
    """A case as the importer would cut it. Spans are in source order and hold no furniture but what lies inside it.

    `confidence` is 0…1; `reasons` are sentences for the user, each with whether it speaks for the draft.
    """

    title: str
    spans: tuple[Span, ...]
    confidence: float = 1.0
    reasons: tuple[tuple[bool, str], ...] = ()
    decision: Decision = Decision.UNDECIDED
    title_is_made: bool = False
    pattern: str = ""
    """The kind of heading that began it; "all like this" goes by it."""
    industries: tuple[Suggestion, ...] = ()
    themes: tuple[Suggestion, ...] = ()
    outcome: Outcome | None = None
    outcome_words: tuple[str, ...] = ()
    quality: str = "complete"
    """complete, truncated, garbled or stub."""
    likeness: Likeness | None = None
    twin: Twin = Twin.OPEN
    answers: tuple[Span, ...] = ()
    """Answers to its questions that stand elsewhere in the source, among those of other cases; taken over."""

    @property
    def start(self) -> int:
        """Where the draft begins in the source text."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the draft ends in the source text."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class SectionText:
    """A draft's section as cleaned text, in reading order; `html` is canonical rich text."""

    role: Role
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the importer proposes for one file. The spans of drafts and of `left_out` tile the source text:
    every character that is not white space lies in exactly one of them."""

    source: SourceText
    drafts: tuple[Draft, ...]
    left_out: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A file of the batch that could not be read, or only in part; `sentence` is for the user."""

    name: str
    sentence: str
