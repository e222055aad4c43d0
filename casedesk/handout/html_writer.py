"""A handout as one web page: style and pictures within, no scripts, nothing from elsewhere. It prints on its paper."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import assert_never

from casedesk.domain import richtext
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
from casedesk.handout.editions.recipe import Audience
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.html_style import css_of, is_panel
from casedesk.handout.labels import labels_for
from casedesk.handout.look import look_of
from casedesk.handout.ooxml import escape
from casedesk.handout.picture_kinds import picture_kind
from casedesk.handout.pictures import PictureSource
from casedesk.handout.plan_table import Line, plan_lines, plan_shares, tells_pages
from casedesk.handout.tables import cell_lines

_TAGS = {
    Kind.TITLE: "h1",
    Kind.CASE_TITLE: "h2",
    Kind.PLAIN_HEADING: "h2",
    Kind.SHEET: "h2",
    Kind.HEADING: "h3",
    Kind.CLOSING: "h3",
    Kind.CONTENTS_HEADING: "h3",
    Kind.SUB_HEADING: "h4",
}
_ITEMS = {Kind.BULLET: "ul", Kind.HOUSE_RULE: "ul", Kind.NUMBER: "ol"}
_GOALS = (Kind.CASE_TITLE, Kind.PLAIN_HEADING)
"""What the contents lead to."""
_LINES = {
    Line.TIME: "table_head",
    Line.HEAD: "table_head",
    Line.TEXT: "table_text",
    Line.SMALL: "table_small",
    Line.VOICE: "table_text f-voice",
    Line.NUMBER: "table_text c-number",
}
_ON_CARD = {
    Kind.BULLET: "card_item",
    Kind.NUMBER: "card_item",
    Kind.QUESTION: "card_item",
    Kind.CHECK: "card_item",
    Kind.CAPTION: "card_caption",
    Kind.FIGURE_CAPTION: "card_caption",
}
_MARKS = {Kind.BULLET: "–", Kind.CHECK: "☐"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def document_of(handout: Handout, picture: PictureSource | None = None) -> bytes:
    """The bytes of the page; equal handouts give equal bytes."""
    return _Page(handout, picture).write().encode()


class _Page:
    def __init__(self, handout: Handout, picture: PictureSource | None) -> None:
        self._handout = handout
        self._look = look_of(handout)
        self._labels = labels_for(handout.options.language)
        self._picture = picture
        self._image = lru_cache(maxsize=None)(self._load)
        self._kinds: set[Kind] = set()
        self._parts: set[str] = set()
        self._goals = 0
        self._breaks = False

    def write(self) -> str:
        """The whole page."""
        body = "\n".join(self._blocks(self._handout.blocks))
        language = "en" if self._handout.options.language == "en" else "zh-CN"
        title = escape(f"{self._handout.title} {self._handout.edition_name}".strip())
        return (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>\n"
            f"{css_of(self._handout, self._look, self._kinds, self._parts)}\n</style>\n</head>\n"
            f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
        )

    def _blocks(self, blocks: Sequence[HandoutBlock]) -> Iterator[str]:
        """The blocks in order; list items side by side are one list, and what stands in a panel one panel."""
        for (group, _), run in groupby(enumerate(blocks), self._group):
            members = [block for _, block in run]
            paras = [block for block in members if isinstance(block, Para)]
            match group:
                case "list":
                    yield "".join(self._list(paras))
                case "panel":
                    inside = "\n".join(map(self._para, paras))
                    yield f'<div class="panel-{paras[0].kind}">\n{inside}\n</div>'
                case _:
                    yield from filter(None, map(self._block, members))

    def _group(self, item: tuple[int, HandoutBlock]) -> tuple[str, object]:
        place, block = item
        if isinstance(block, Para) and block.kind in _ITEMS:
            return "list", block.voice
        if isinstance(block, Para) and is_panel(self._look.styles.get(block.kind)):
            return "panel", block.kind
        return "", place

    def _block(self, block: HandoutBlock) -> str:
        match block:
            case Para():
                return self._para(block)
            case AnswerLines():
                return self._answer_space(block)
            case Facts():
                return self._facts(block)
            case Contents():
                return self._contents(block)
            case Grid():
                return self._grid(block)
            case Cards():
                cards = "\n".join(map(self._card, block.cards))
                return f'<div class="cards">\n{cards}\n</div>'
            case PlanTable():
                return self._plan(block)
            case Exhibit():
                return self._exhibit(block.table)
            case LayoutStart():
                self._breaks = True
                return ""
            case _:
                assert_never(block)

    def _para(self, para: Para) -> str:
        if para.kind in (Kind.SUBTITLE, Kind.CASE_DATA) and not para.inlines:
            return ""
        self._kinds.add(para.kind)
        tag, names = _TAGS.get(para.kind, "p"), [str(para.kind), *self._face(para.kind)]
        if para.is_picture:
            names = ["picture"]
        if self._begins_page(para):
            names.append("page")
        goal = ""
        if para.kind in _GOALS:
            self._goals += 1
            goal = f' id="h{self._goals}"'
        return f'<{tag} class="{" ".join(names)}"{goal}>{self._words(para)}</{tag}>'

    def _begins_page(self, para: Para) -> bool:
        style = self._look.styles.get(para.kind)
        breaks = para.new_page or self._breaks or bool(style and style.breaks_page)
        self._breaks = False
        return breaks

    def _face(self, kind: Kind) -> Iterator[str]:
        style = self._look.styles.get(kind)
        if style is not None and style.face != "song":
            yield f"f-{style.face}"

    def _words(self, para: Para) -> str:
        gap = escape(self._labels.number_gap)
        match para.kind:
            case Kind.NAME_LINE:
                blanks = (escape(item.text) for item in para.inlines if isinstance(item, richtext.Run))
                lines = "".join(f'<span class="blank">{blank}<i></i></span>' for blank in blanks)
                return f'<span class="blanks">{lines}</span>'
            case Kind.DIALOGUE:
                speaker, said = parted(para.inlines)
                return f'<span class="f-hei">{self._inlines(speaker)}</span>{self._inlines(said)}'
            case Kind.EDITION:
                is_marked = recipe_of(self._handout.options.edition).audience is Audience.TRAINER
                mark = f'<span class="mark">{escape(para.label)}</span>' if is_marked else escape(para.label)
                return f"{mark}　{self._inlines(para.inlines)}" if para.inlines else mark
            case Kind.ROW:
                cells = "".join(f"<span>{escape(cell)}</span>" for cell in para.text.split("\t"))
                return f'<span class="row row{para.level}">{cells}</span>'
            case Kind.QUESTION if para.number:
                return f'<span class="n">{escape(para.number)}</span>{self._inlines(para.inlines)}'
            case _:
                number = f"{escape(para.number)}{gap}" if para.number else ""
                label = f'<span class="f-hei">{escape(para.label)}</span>　' if para.label else ""
                aside = f'<span class="aside">{escape(para.aside)}</span>　' if para.aside else ""
                tail = f'<span class="aside">{escape(para.tail)}</span>' if para.tail else ""
                return f"{number}{label}{aside}{self._inlines(para.inlines)}{tail}"

    def _list(self, items: Iterable[Para]) -> Iterator[str]:
        open_lists: list[tuple[int, str]] = []
        for item in items:
            self._kinds.add(item.kind)
            tag, number = _ITEMS[item.kind], item.number.rstrip(".")
            starts = tag == "ol" and number == "1"
            while open_lists and (
                open_lists[-1][0] > item.level
                or (open_lists[-1][0] == item.level and (open_lists[-1][1] != tag or starts))
            ):
                yield f"</li></{open_lists.pop()[1]}>"
            if open_lists and open_lists[-1][0] == item.level:
                yield "</li>"
            else:
                open_lists.append((item.level, tag))
                start = f' start="{number}"' if tag == "ol" and number.isdecimal() and number != "1" else ""
                face = " f-voice" if item.voice is not Kind.TEXT else ""
                yield f'<{tag} class="{item.kind}{face}"{start}>'
            yield f"<li>{self._inlines(item.inlines)}"
        while open_lists:
            yield f"</li></{open_lists.pop()[1]}>"

    def _answer_space(self, lines: AnswerLines) -> str:
        self._parts.add("answer_line")
        if lines.is_box:
            height = self._look.parts["answer_line"].line * lines.count
            return f'<div class="frame" style="height:{height:g}pt"></div>'
        words = " ".join(filter(None, (lines.number, lines.hint)))
        first = f'<p class="line answer_line">{escape(words) or "&nbsp;"}</p>'
        others = '<p class="line answer_line">&nbsp;</p>' * (lines.count - 1)
        return f'<div class="space">{first}{others}</div>'

    def _facts(self, facts: Facts) -> str:
        self._parts |= {"info_label", "info_text"}
        face = " f-voice" if facts.in_trainer_voice else ""
        rows: list[str] = []
        for start in range(0, len(facts.rows), facts.columns):
            pairs = facts.rows[start : start + facts.columns]
            cells = (
                f'<th scope="row" class="info_label f-hei">{escape(label)}</th>'
                f'<td class="info_text{face}">{_lines(text)}</td>'
                for label, text in pairs
            )
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f'<table class="facts">{"".join(rows)}</table>'

    def _contents(self, contents: Contents) -> str:
        self._parts.add("contents")
        gap = self._labels.number_gap
        lines = (
            f'<p class="contents"><a href="#h{place}">{escape(gap.join(filter(None, entry)))}</a></p>'
            for place, entry in enumerate(contents.entries, start=1)
        )
        return f"<nav>{''.join(lines)}</nav>"

    def _grid(self, grid: Grid) -> str:
        self._parts |= {"table_head", "table_text"}
        names = [f"c-{grid.column(place)}" for place in range(len(grid.widths))]
        head = "".join(
            f'<th class="{name} table_head f-hei">{_lines(text)}</th>'
            for name, text in zip(names, grid.header, strict=False)
        )
        heights = grid.heights or (0.0,) * len(grid.rows)
        rows: list[str] = []
        for texts, height in zip(grid.rows, heights, strict=True):
            style = f' style="height:{height:g}pt"' if height else ""
            cells = (
                f'<td class="{name} table_text">{_lines(text)}</td>' for name, text in zip(names, texts, strict=True)
            )
            rows.append(f"<tr{style}>{''.join(cells)}</tr>")
        return _table(grid.look.value, "".join(rows), head, grid.widths)

    def _plan(self, plan: PlanTable) -> str:
        self._parts |= {"table_head", "table_text", "table_small"}
        has_pages = tells_pages(plan)
        head = "".join(f'<th class="table_head f-hei">{escape(text)}</th>' for text in plan.header)
        rows = (
            "".join(
                "<td>" + "".join(f'<p class="{_LINES[line]}">{_lines(text)}</p>' for line, text in column) + "</td>"
                for column in plan_lines(row, has_pages=has_pages)
            )
            for row in plan.rows
        )
        return _table("list", "".join(f"<tr>{row}</tr>" for row in rows), head, plan_shares(plan))

    def _exhibit(self, table: richtext.Table) -> str:
        self._parts |= {"table_head", "table_text"}
        heads = 0
        while heads < len(table.rows) - 1 and all(cell.is_header for cell in table.rows[heads]):
            heads += 1
        rows = [f"<tr>{''.join(map(self._cell, row))}</tr>" for row in table.rows]
        head = f"<thead>{''.join(rows[:heads])}</thead>" if heads else ""
        return f'<div class="table"><table class="exhibit">{head}<tbody>{"".join(rows[heads:])}</tbody></table></div>'

    def _cell(self, cell: richtext.Cell) -> str:
        tag = "th" if cell.is_header else "td"
        spans = "".join(
            f' {name}="{span}"' for name, span in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if span > 1
        )
        name = "table_head f-hei" if cell.is_header else "table_text"
        lines = "".join(f"<p>{self._inlines(line)}</p>" for line in cell_lines(cell.blocks))
        return f'<{tag} class="{name}"{spans}>{lines}</{tag}>'

    def _card(self, card: Card) -> str:
        self._parts |= {"card_head", "card_title", "card_text", "card_question"}
        ends = f'<p class="ends card_head"><span>{escape(card.left)}</span><span>{escape(card.right)}</span></p>'
        title = f'<h2 class="card_title f-hei">{escape(card.title)}</h2>'
        body = "\n".join(self._on_card(block) for block in card.body)
        foot = f'<p class="card_question foot">{escape(card.foot)}</p>' if card.foot else ""
        return f'<section class="card">{ends}{title}\n{body}\n{foot}</section>'

    def _on_card(self, block: Para | AnswerLines) -> str:
        if isinstance(block, AnswerLines):
            return self._answer_space(block)
        self._kinds |= {block.kind} & {Kind.ROW}
        part = _ON_CARD.get(block.kind, "card_text")
        self._parts.add(part)
        mark = block.number if block.kind in (Kind.QUESTION, Kind.NUMBER) else _MARKS.get(block.kind, "")
        number = f'<span class="n">{escape(mark)}</span>' if mark else ""
        words = self._words(block) if block.kind is Kind.ROW else self._inlines(block.inlines)
        return f'<p class="{"picture" if block.is_picture else part}">{number}{words}</p>'

    def _inlines(self, inlines: Sequence[richtext.Inline]) -> str:
        return "".join(_run(item) if isinstance(item, richtext.Run) else self._drawing(item) for item in inlines)

    def _drawing(self, picture: richtext.Picture) -> str:
        """A picture that cannot be had, or that no browser shows, leaves its words in brackets."""
        if not (data := self._image(picture.digest)):
            return escape(f"[{self._labels.picture.format(alt=picture.alt).rstrip(':： ')}]")
        width = f' width="{picture.width}"' if picture.width else ""
        return f'<img src="{data}" alt="{escape(picture.alt)}"{width}>'

    def _load(self, digest: str) -> str:
        if self._picture is None:
            return ""
        try:
            data = self._picture(digest)
        except (BadInputError, KeyError, OSError):
            return ""
        kind = picture_kind(data)
        return f"data:{kind.media_type};base64,{b64encode(data).decode()}" if kind else ""


def _table(look: str, rows: str, head: str, shares: Sequence[float]) -> str:
    columns = "".join(f'<col style="width:{share / sum(shares):.1%}">' for share in shares)
    heading = f"<thead><tr>{head}</tr></thead>" if head else ""
    table = f'<table class="{look}"><colgroup>{columns}</colgroup>{heading}<tbody>{rows}</tbody></table>'
    return f'<div class="table">{table}</div>'


def _lines(text: str) -> str:
    return escape(text.strip()).replace("\n", "<br>").replace(richtext.LINE_BREAK, "<br>")


def _run(run: richtext.Run) -> str:
    text = escape(run.text).replace("\n", "<br>").replace(richtext.LINE_BREAK, "<br>")
    for mark in reversed(richtext.MARKS):
        if mark in run.marks:
            text = f"<{mark}>{text}</{mark}>"
    return text
