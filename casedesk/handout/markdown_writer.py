"""A handout as Markdown, which every editor reads; the pictures go into a folder beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from casedesk.domain import markdown, richtext
from casedesk.domain.dialogue import parted
from casedesk.domain.errors import BadInputError
from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import (
    AnswerLines,
    Card,
    Cards,
    Contents,
    Exhibit,
    Facts,
    Grid,
    HandoutBlock,
    Kind,
    LayoutStart,
    Para,
    PlanTable,
)
from casedesk.handout.labels import labels_for
from casedesk.handout.picture_kinds import picture_kind
from casedesk.handout.pictures import PictureSource
from casedesk.handout.plan_table import plan_lines, tells_pages

_LEVELS = {
    Kind.TITLE: "#",
    Kind.CASE_TITLE: "##",
    Kind.PLAIN_HEADING: "##",
    Kind.SHEET: "##",
    Kind.HEADING: "###",
    Kind.CLOSING: "###",
    Kind.CONTENTS_HEADING: "###",
    Kind.SUB_HEADING: "####",
}
_QUOTED = (Kind.ANSWER, Kind.NOTE, Kind.LESSON, Kind.QUOTE)
_ITEMS = (Kind.BULLET, Kind.NUMBER, Kind.HOUSE_RULE, Kind.CHECK)
_JOINED = {**dict.fromkeys(_ITEMS, "list"), **{kind: kind.value for kind in _QUOTED}}
"""Paragraphs that stand without a blank line beside others of the same group."""
_BLANK = "＿" * 12
_RULE = "＿" * 30


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """The text, and its pictures by the names that it calls them by."""

    text: str
    pictures: dict[str, bytes]


def document_of(handout: Handout, folder: str, picture: PictureSource | None = None) -> MarkdownFile:
    """The Markdown of a handout whose pictures go into a folder of this name; equal handouts give equal files."""
    writer = _Writer(handout, folder, picture)
    return MarkdownFile(writer.write(), writer.pictures)


class _Writer:
    def __init__(self, handout: Handout, folder: str, picture: PictureSource | None) -> None:
        self._handout = handout
        self._folder = folder
        self._picture = picture
        self._labels = labels_for(handout.options.language)
        self._colon = "：" if self._labels.language == "zh" else ": "
        self._names: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}

    def write(self) -> str:
        """The whole text."""
        pieces: list[str] = []
        before = ""
        for block in self._handout.blocks:
            if not (text := self._block(block)):
                continue
            group = _JOINED.get(block.kind, "") if isinstance(block, Para) else ""
            is_joined = bool(group) and group == before
            gap = "\n>\n" if is_joined and group != "list" else "\n" if is_joined else "\n\n"
            pieces += [gap, text] if pieces else [text]
            before = group
        return "".join(pieces) + "\n"

    def _block(self, block: HandoutBlock) -> str:
        match block:
            case Para():
                return self._para(block)
            case AnswerLines():
                return self._answer_space(block)
            case Facts():
                rows = (f"- **{_plain(label)}**{self._colon}{_plain(text)}" for label, text in block.rows)
                return "\n".join(rows)
            case Contents():
                return "\n".join(f"- {_plain(self._labels.number_gap.join(filter(None, e)))}" for e in block.entries)
            case Grid():
                return _table(block.header, block.rows)
            case Cards():
                return "\n\n".join(map(self._card, block.cards))
            case PlanTable():
                return self._plan(block)
            case Exhibit():
                return markdown.blocks_as_markdown((block.table,), self._name)
            case LayoutStart():
                return ""
            case _:
                assert_never(block)

    def _para(self, para: Para) -> str:
        words = self._words(para)
        match para.kind:
            case kind if kind in _LEVELS:
                number = f"{para.number}{self._labels.number_gap}" if para.number else ""
                return f"{_LEVELS[kind]} {number}{words}"
            case Kind.EDITION:
                return f"**{_plain(para.label)}** {words}".rstrip()
            case Kind.NAME_LINE:
                blanks = (item.text for item in para.inlines if isinstance(item, richtext.Run))
                return "　".join(f"{_plain(blank)} {_BLANK}" for blank in blanks)
            case Kind.QUESTION:
                return f"{para.number} {words}".replace("<br>", "\\\n   ").lstrip()
            case kind if kind in _ITEMS:
                mark = para.number if kind is Kind.NUMBER else "- [ ]" if kind is Kind.CHECK else "-"
                return f"{'    ' * para.level}{mark} {words}"
            case kind if kind in _QUOTED:
                return f"> {words}"
            case Kind.CAPTION:
                return f"**{words}**"
            case Kind.FIGURE_CAPTION:
                return f"*{words}*"
            case _:
                return words

    def _words(self, para: Para) -> str:
        label = f"**{_plain(para.label)}**　" if para.label and para.kind is not Kind.EDITION else ""
        aside = f"{_plain(para.aside)}　" if para.aside else ""
        if para.kind is Kind.DIALOGUE and (said := parted(para.inlines))[0]:
            return f"**{self._inlines(said[0])}** {self._inlines(said[1]).lstrip()}"
        return f"{label}{aside}{self._inlines(para.inlines)}{_plain(para.tail)}".replace("\t", "　").strip()

    def _answer_space(self, lines: AnswerLines) -> str:
        first = " ".join(filter(None, (lines.number, _plain(lines.hint))))
        return "\n\n".join((f"{first} {_RULE}".strip(), *(_RULE,) * (lines.count - 1)))

    def _plan(self, plan: PlanTable) -> str:
        has_pages = tells_pages(plan)
        rows = (
            tuple("\n".join(text for _, text in column if text) for column in plan_lines(row, has_pages=has_pages))
            for row in plan.rows
        )
        return _table(plan.header, tuple(rows))

    def _card(self, card: Card) -> str:
        ends = " · ".join(filter(None, (_plain(card.left), _plain(card.right))))
        body = (self._para(block) if isinstance(block, Para) else self._answer_space(block) for block in card.body)
        foot = f"> {_plain(card.foot)}" if card.foot else ""
        return "\n\n".join(filter(None, (f"### {_plain(card.title)}", ends, *body, foot)))

    def _inlines(self, inlines: Sequence[richtext.Inline]) -> str:
        return "".join(self._known(inlines))

    def _known(self, inlines: Sequence[richtext.Inline]) -> Iterator[str]:
        """The inlines; a picture that cannot be had leaves its words in brackets."""
        for item in inlines:
            if isinstance(item, richtext.Picture) and not self._name(item.digest):
                yield _plain(f"[{self._labels.picture.format(alt=item.alt).rstrip(':： ')}]")
            else:
                yield markdown.inlines_as_markdown((item,), self._name)

    def _name(self, digest: str) -> str:
        """The path of a picture as the text calls it; empty where there is none."""
        if digest not in self._names:
            self._names[digest] = self._keep(digest)
        return self._names[digest]

    def _keep(self, digest: str) -> str:
        if self._picture is None:
            return ""
        try:
            data = self._picture(digest)
        except (BadInputError, KeyError, OSError):
            return ""
        if (kind := picture_kind(data)) is None:
            return ""
        name = f"{digest[:16]}{kind.suffix}"
        self.pictures[name] = data
        return markdown.path_as_markdown(f"{self._folder}/{name}")


def _plain(text: str) -> str:
    return markdown.plain_as_markdown(text.strip().replace(richtext.LINE_BREAK, "\n")).replace("\n", "<br>")


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    width = max(len(header), *(len(row) for row in rows), 1)
    filled = ((*row, *("",) * (width - len(row))) for row in (header, *rows))
    lines = [f"| {' | '.join(map(_plain, row))} |" for row in filled]
    return "\n".join((lines[0], f"|{' --- |' * width}", *lines[1:]))
