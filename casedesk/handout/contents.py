"""The list of what is in a handout, and the marks its lines point to."""

from collections.abc import Sequence

from casedesk.domain.paper import Pagination
from casedesk.handout import ooxml
from casedesk.handout.ooxml import paragraph, run


def bookmark(number: int) -> str:
    """The name of the mark around the heading at a place counted from 1."""
    return f"_Toc{100000 + number}"


def contents_line(place: int, words: str, pages: Pagination | None) -> str:
    """A line that leads to its heading, with the page where it is known: none is better than a wrong one."""
    page = ""
    if pages is not None and place <= len(pages.headings):
        number = run(str(pages.headings[place - 1]))
        page = "<w:r><w:tab/></w:r>" + ooxml.field(f"PAGEREF {bookmark(place)} \\h", number)
    return f'<w:hyperlink w:anchor="{bookmark(place)}" w:history="1">{words}{page}</w:hyperlink>'


def contents_xml(lines: Sequence[str], tab: int) -> str:
    """A TOC field filled beforehand; updating it in Word gives the pages that Word finds.

    A `tab` in twips is set in every line, as Word does it: a template's style for contents has none of its own.
    """
    start, end = ooxml.field('TOC \\o "1-1" \\h \\z \\u', "\0").split("\0")
    lines = [start + lines[0], *lines[1:]]
    lines[-1] += end
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{tab}"/></w:tabs>' if tab else ""
    return "".join(paragraph("TOC1", line, tabs) for line in lines)


def attachments_xml(lines: Sequence[str]) -> str:
    """The list of attachments of an official document."""
    first, *others = lines
    return paragraph("AttachNote", first) + "".join(paragraph("AttachNoteNext", line) for line in others)
