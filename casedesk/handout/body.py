"""The body of the Word file: every neutral block of a handout as paragraphs and tables in its styles."""

import re
from collections.abc import Callable, Sequence
from typing import assert_never

from casedesk.domain import richtext
from casedesk.domain.dialogue import parted
from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import (
    CARD_PICTURE,
    AnswerLines,
    Cards,
    Contents,
    Exhibit,
    Facts,
    Grid,
    HandoutBlock,
    Kind,
    Layout,
    LayoutStart,
    Para,
    PlanTable,
)
from casedesk.handout.cards import card_pages, card_room
from casedesk.handout.contents import attachments_xml, bookmark, contents_line, contents_xml
from casedesk.handout.editions.recipe import Audience
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.fixed_parts import BULLET_LIST, CASE_LIST, FIRST_NUMBERED_LIST, STORY_BULLETS
from casedesk.handout.forms import answer_box, facts_table, grid_table
from casedesk.handout.labels import labels_for
from casedesk.handout.ooxml import paragraph, run, styled_run, twips
from casedesk.handout.page_setup import page_setup
from casedesk.handout.pictures import TALLEST, Gallery
from casedesk.handout.plan_table import plan_table
from casedesk.handout.styles import style_sheet
from casedesk.handout.tables import exhibit

STYLES = {
    Kind.TITLE: "Title",
    Kind.SUBTITLE: "Subtitle",
    Kind.EDITION: "Edition",
    Kind.NAME_LINE: "NameLine",
    Kind.CONTENTS_HEADING: "TOCHeading",
    Kind.ATTACHMENT: "Attach",
    Kind.ADDRESSEE: "MainTo",
    Kind.SIGN_OFF: "SignOff",
    Kind.SIGN_DATE: "SignDate",
    Kind.CASE_TITLE: "Heading1",
    Kind.CASE_DATA: "CaseMeta",
    Kind.HEADING: "Heading2",
    Kind.SUB_HEADING: "Heading3",
    Kind.PLAIN_HEADING: "Heading1Plain",
    Kind.TEXT: "CaseText",
    Kind.QUESTION: "Question",
    Kind.ANSWER: "Answer",
    Kind.NOTE: "TrainerNote",
    Kind.ANALYSIS: "Analysis",
    Kind.RESOLUTION: "Resolution",
    Kind.LESSON: "Lesson",
    Kind.BULLET: "CaseList",
    Kind.NUMBER: "CaseList",
    Kind.QUOTE: "Quote",
    Kind.DIALOGUE: "Dialogue",
    Kind.CLOSING: "ClosingHeading",
    Kind.CLOSING_TEXT: "ClosingText",
    Kind.HOUSE_RULE: "ListBullet",
    Kind.RULE: "AfterTable",
    Kind.CAPTION: "Caption",
    Kind.FIGURE_CAPTION: "CaptionBelow",
    Kind.SOURCE: "SourceNote",
    Kind.SHEET: "SheetHead",
}
"""The Word style of each kind of paragraph; some have others where they begin a page or hold a picture."""
_PANELS = (Kind.NOTE, Kind.LESSON)
_STORY = (Kind.TEXT, Kind.DIALOGUE)
_NAMING = (Kind.TITLE, Kind.CASE_TITLE, Kind.PLAIN_HEADING, Kind.HEADING, Kind.SUB_HEADING, Kind.CAPTION)
_HEADINGS = (Kind.HEADING, Kind.CLOSING, Kind.SUB_HEADING, Kind.CASE_TITLE, Kind.PLAIN_HEADING)
_MARKS = (
    ("strong", "<w:b/><w:bCs/>"),
    ("em", "<w:i/><w:iCs/>"),
    ("s", "<w:strike/>"),
    ("mark", '<w:highlight w:val="lightGray"/>'),
    ("u", '<w:u w:val="single"/>'),
    ("sup", '<w:vertAlign w:val="superscript"/>'),
    ("sub", '<w:vertAlign w:val="subscript"/>'),
)
"""Run properties in the order the schema wants them. Grey is what yellow becomes on a copier anyway."""


_FIRST_PART = 100_000
"""Bookmarks of headings have their ids below, and those of parts from here on."""
_LAST_PARAGRAPH = re.compile(r"</w:p>(?:<w:bookmarkEnd [^>]*>)?\Z")

_LABEL_WIDTHS = {(True, False): 1247, (False, False): 1361, (True, True): 1701, (False, True): 2240}
"""The left column of information tables in twips: in Chinese or English, in large print or not."""


Watch = Callable[[int, int], None]
"""What is told how much is done, of how much."""


def unwatched(_done: int, _total: int) -> None:
    """Nobody wants to know."""


class BodyWriter:
    """Writes the blocks of one handout. `section` gives the w:sectPr that ends the pages of a layout.

    `direct` numbers cases and questions, and breaks pages, in the paragraphs themselves: for a template of the
    trainer's own, whose headings need not be linked to our lists. `offset` is added to the ids of lists.
    """

    def __init__(
        self,
        handout: Handout,
        gallery: Gallery,
        widths: Callable[[Layout], int],
        section: Callable[[Layout], str] | None,
        *,
        direct: bool = False,
        offset: int = 0,
    ) -> None:
        self._handout = handout
        self._gallery = gallery
        self._widths = widths
        self._section = section
        self._direct = direct
        self._offset = offset
        self._chinese = handout.options.language != "en"
        self._is_large = handout.options.large_print
        self._labels = labels_for(handout.options.language)
        self._answer_line = twips(style_sheet(handout.options)["AnswerLine"]["line"])
        self._layout = Layout.FULL
        self._width = widths(Layout.FULL)
        self._bookmarks = 0
        self._parts: dict[str, int] = {}
        self._last_of_part = {
            block.part: place for place, block in enumerate(handout.blocks) if isinstance(block, Para | Exhibit)
        }
        self._starts_section = False
        self._breaks_next = False
        self._caption = ""
        """What a table is called for those who do not see it: by its title, or by the heading it stands under."""
        self.numbered_lists: list[int] = []
        """The level of every numbered list that was written, for the numbering part."""

    def write(self, watch: Watch = unwatched) -> str:
        """The content of w:body, without the last section's properties."""
        blocks = self._handout.blocks
        pieces: list[str] = []
        for place, block in enumerate(blocks):
            watch(place, len(blocks))
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            if isinstance(block, LayoutStart):
                self._end_section(pieces, block.layout)
                continue
            if isinstance(block, Para) and block.kind in _NAMING:
                self._caption = block.text
            pieces.append(self._part_start(block) + self._block(block, after))
            pieces.append(self._part_end(block, place) + self._space(block, after))
            self._starts_section = False
        return "".join(pieces) + paragraph("BlankPage") * self._handout.blank_pages

    def runs(self, inlines: Sequence[richtext.Inline], *, width: int, style: str = "", height: int = TALLEST) -> str:
        """The runs of inlines, in a character style where one is named; a picture that cannot be had leaves its words
        in brackets.
        """
        pieces: list[str] = []
        styled = f'<w:rStyle w:val="{style}"/>' if style else ""
        for item in inlines:
            if isinstance(item, richtext.Run):
                marks = styled + "".join(xml for mark, xml in _MARKS if mark in item.marks)
                pieces.append(run(item.text, marks, chinese=self._chinese))
            else:
                words = self._labels.picture.format(alt=item.alt).rstrip(":： ")
                pieces.append(self._gallery.drawing(item, width, height) or run(f"[{words}]", chinese=self._chinese))
        return "".join(pieces)

    def _part_start(self, block: HandoutBlock) -> str:
        """The bookmark that begins before the first paragraph of a part of a case, see `part_marks`."""
        name = block.part if isinstance(block, Para | Exhibit) else ""
        if not name or name in self._parts:
            return ""
        self._parts[name] = _FIRST_PART + len(self._parts)
        return f'<w:bookmarkStart w:id="{self._parts[name]}" w:name="{name}"/>'

    def _part_end(self, block: HandoutBlock, place: int) -> str:
        """Its end stands behind its last paragraph, so that one that is added there is within."""
        name = block.part if isinstance(block, Para | Exhibit) else ""
        is_last = bool(name) and self._last_of_part[name] == place
        return f'<w:bookmarkEnd w:id="{self._parts[name]}"/>' if is_last else ""

    def _block(self, block: HandoutBlock, after: HandoutBlock | None) -> str:
        match block:
            case Para():
                return self._para(block, after)
            case AnswerLines():
                return self._answer_lines(block)
            case Facts():
                label = _LABEL_WIDTHS[self._chinese, self._is_large]
                return facts_table(block, self._width, self._plain, label=label, caption=self._caption)
            case Contents():
                return self._contents(block)
            case Grid():
                return grid_table(block, self._width, self._plain, is_large=self._is_large, caption=self._caption)
            case Cards():
                section = self._section(self._layout) if self._section else ""
                page = page_setup(self._handout.options)
                return card_pages(block, page, self._on_card, section, chinese=self._chinese)
            case PlanTable():
                return plan_table(block, self._width, self._plain, is_large=self._is_large, caption=self._caption)
            case Exhibit():
                caption, self._caption = self._caption, ""
                return exhibit(block.table, self._width, self, caption)
            case LayoutStart():
                return ""
            case _:
                assert_never(block)

    def _para(self, para: Para, after: HandoutBlock | None) -> str:
        match para.kind:
            case Kind.CASE_TITLE | Kind.PLAIN_HEADING:
                return self._heading(para)
            case Kind.NAME_LINE:
                return self._name_line(para)
            case Kind.EDITION:
                return self._edition(para)
            case Kind.BULLET | Kind.NUMBER:
                return self._list_item(para)
            case Kind.HOUSE_RULE:
                return paragraph("ListBullet", self._inline(para), self._number(BULLET_LIST, 0) if self._direct else "")
            case Kind.QUESTION:
                return paragraph("Question", self._inline(para), self._number(CASE_LIST, 1) if self._direct else "")
            case Kind.TEXT if para.is_picture:
                return paragraph("Picture", self._inline(para))
            case Kind.ATTACHMENT:
                return paragraph("Attach", "", self._number(CASE_LIST, 0) if self._direct else "")
            case Kind.SUBTITLE | Kind.CASE_DATA if not para.inlines:
                return ""
            case Kind.HEADING if para.new_page and not self._direct:
                return paragraph("Heading2Page", self._inline(para))
            case _:
                is_kept = (para.kind in _STORY and _is_asked(after)) or (para.is_picture and _is_caption(after))
                extra = "<w:keepNext/>" if is_kept else ""
                if self._direct and richtext.LINE_BREAK in para.text:
                    # A template's settings may stretch the lines of a justified paragraph that end in a break.
                    extra += '<w:jc w:val="left"/>'
                return paragraph(STYLES[para.kind], self._label(para) + self._inline(para) + self._tail(para), extra)

    def _heading(self, para: Para) -> str:
        is_case = para.kind is Kind.CASE_TITLE
        style = "Heading1" if is_case else "Heading1Plain"
        if self._starts_section:
            style = "Heading1First" if is_case else style
        elif para.new_page and not is_case:
            style = "PlanHeading"
        extra = self._direct_heading(para, is_case=is_case) if self._direct else ""
        self._bookmarks += 1
        id_, name = self._bookmarks, bookmark(self._bookmarks)
        content = f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>{self._inline(para)}<w:bookmarkEnd w:id="{id_}"/>'
        return paragraph(style, content, extra)

    def _direct_heading(self, para: Para, *, is_case: bool) -> str:
        breaks = para.new_page or self._breaks_next
        self._breaks_next = False
        page = "<w:pageBreakBefore/>" if breaks else '<w:pageBreakBefore w:val="0"/>'
        is_numbered = is_case and not self._handout.options.is_official
        return page + (self._number(CASE_LIST, 0) if is_numbered else "")

    def _answer_lines(self, lines: AnswerLines) -> str:
        if lines.is_box:
            return answer_box(self._width, round(self._answer_line * lines.count))
        # How much a page of the trainer's own template holds, nobody knows before Word.
        count = lines.count + (0 if self._direct else lines.to_foot)
        first = ""
        if lines.number:
            hint = styled_run("Hint", lines.hint) if lines.hint else ""
            first = paragraph("AnswerLineNum", hint, self._number(CASE_LIST, 1) if self._direct else "")
        return first + paragraph("AnswerLine") * (count - 1 - bool(first)) + paragraph("AnswerLineLast")

    def _edition(self, para: Para) -> str:
        """The edition over the title: white on black for trainers, in grey for all others."""
        gap = "　" if self._chinese else "   "
        is_marked = recipe_of(self._handout.options.edition).audience is Audience.TRAINER
        mark = styled_run("MarkDark", f"\u00a0{para.label}\u00a0") if is_marked else run(para.label)
        return paragraph("Edition", mark + (run(f"{gap}{para.text}", chinese=self._chinese) if para.text else ""))

    def _name_line(self, para: Para) -> str:
        """The rules are tab leaders of the style: two to a line in large print, else as many as there are."""
        labels = [item.text for item in para.inlines if isinstance(item, richtext.Run)]
        step = 2 if self._is_large else len(labels)
        lines = [labels[place : place + step] for place in range(0, len(labels), step)]
        return "".join(paragraph("NameLine", run("\t".join(f"{label} \t" for label in line))) for line in lines)

    def _list_item(self, para: Para) -> str:
        if para.kind is Kind.BULLET:
            number = STORY_BULLETS
        else:
            if para.number == "1.":
                self.numbered_lists.append(min(para.level, 2))
            number = FIRST_NUMBERED_LIST + len(self.numbered_lists) - 1
        style = "CaseList" if para.voice is Kind.TEXT else "AnalysisList"
        return paragraph(style, self._inline(para), self._number(number, min(para.level, 2)))

    def _number(self, list_: int, level: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_ + self._offset}"/></w:numPr>'

    def _label(self, para: Para) -> str:
        gap = "　" if self._chinese else "  "
        if not para.label and not para.aside:
            return ""
        label = styled_run("Label", f"{para.label}{gap}") if para.label else ""
        return label + (styled_run("Minutes", f"{para.aside}{gap}") if para.aside else "")

    def _tail(self, para: Para) -> str:
        return styled_run("PageRef", para.tail) if para.tail else ""

    def _inline(self, para: Para) -> str:
        if para.kind is Kind.DIALOGUE:
            speaker, said = parted(para.inlines)
            return self.runs(speaker, width=self._width, style="Speaker") + self.runs(said, width=self._width)
        return self.runs(para.inlines, width=self._width)

    def _on_card(self, para: Para) -> str:
        width = round(card_room(page_setup(self._handout.options)).width * 20)
        return self.runs(para.inlines, width=width, height=round(CARD_PICTURE * 20))

    def _plain(self, text: str) -> str:
        return run(text.strip().replace("\n", richtext.LINE_BREAK), chinese=self._chinese) if text.strip() else ""

    def _contents(self, contents: Contents) -> str:
        is_official = self._handout.options.is_official
        lines = [
            contents_line(
                place,
                run(("" if is_official else self._labels.number_gap).join(filter(None, entry)), chinese=self._chinese),
                None if is_official else self._handout.pages,
            )
            for place, entry in enumerate(contents.entries, start=1)
        ]
        return attachments_xml(lines) if is_official else contents_xml(lines, self._width if self._direct else 0)

    def _space(self, block: HandoutBlock, after: HandoutBlock | None) -> str:
        """White between blocks that styles cannot make: around panels, and the paragraph behind a table."""
        if isinstance(block, Facts) and block.in_trainer_voice:
            return paragraph("NoteGap")
        if isinstance(after, Exhibit) and isinstance(block, Para):
            return "" if block.kind in (*_HEADINGS, Kind.CAPTION) else paragraph("NoteGap")
        if isinstance(block, Cards):
            return paragraph("EndSpace")
        is_table = isinstance(block, Facts | Grid | PlanTable | Exhibit)
        if is_table and not (isinstance(after, Para) and after.kind in (*_HEADINGS, Kind.SOURCE, Kind.NAME_LINE)):
            return "" if isinstance(after, LayoutStart) else paragraph("EndSpace" if after is None else "AfterTable")
        if not isinstance(block, Para) or not isinstance(after, Para) or block.kind is after.kind:
            return ""
        is_panel = block.kind in _PANELS or after.kind in _PANELS
        if is_panel and block.kind not in _HEADINGS and after.kind not in _HEADINGS:
            return paragraph("NoteGap")
        return ""

    def _end_section(self, pieces: list[str], layout: Layout) -> None:
        """Close the pages of the present layout in the last paragraph; a paragraph of its own could fill a page."""
        if self._section is None:
            self._breaks_next = True
        else:
            self._starts_section = True
            section = self._section(self._layout)
            body = "".join(pieces[-2:])
            if _LAST_PARAGRAPH.search(body):
                head, close, tail = body.rpartition("</w:pPr>")
                pieces[-2:] = [f"{head}{section}{close}{tail}"]
            else:
                pieces.append(paragraph("AfterTable", extra=section))
        self._layout = layout
        self._width = self._widths(layout)


def _is_caption(block: HandoutBlock | None) -> bool:
    return isinstance(block, Para) and block.kind is Kind.FIGURE_CAPTION


def _is_asked(block: HandoutBlock | None) -> bool:
    """Whether a block is a question or the room for its answer, which what leads to it must not leave."""
    return isinstance(block, AnswerLines) or (isinstance(block, Para) and block.kind is Kind.QUESTION)
