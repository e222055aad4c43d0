"""Header and footer: course, group, date and edition above, a note and the page number below."""

from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import Layout
from casedesk.handout.editions.recipe import Audience
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.labels import labels_for
from casedesk.handout.letter_widths import width_of
from casedesk.handout.ooxml import NAMESPACES, PROLOG, field, paragraph, run, styled_run
from casedesk.handout.page_setup import page_setup
from casedesk.handout.styles import size_of, style_sheet


def header_xml(handout: Handout, layout: Layout) -> str:
    """The header part of the pages of a layout. It is text and no field: a handout must not change its date."""
    labels = labels_for(handout.options.language)
    gap = "　" if labels.language == "zh" else "    "
    chinese = labels.language == "zh"
    words, day = header_words(handout)
    left = run(f"{words}\t{day}{gap if day else ''}", chinese=chinese)
    wide = layout is Layout.NOTES
    content = paragraph("HeaderWide" if wide else "Header", left + edition_mark(handout))
    if wide:
        content += paragraph("NoteColumn", run(labels.second_thoughts))
    return _part("hdr", content)


def empty_header_xml() -> str:
    """The header part of the first page, which has none."""
    return _part("hdr", "<w:p/>")


def footer_xml(handout: Handout, layout: Layout) -> str:
    """The footer part of the pages of a layout: 第 PAGE 页，共 NUMPAGES 页."""
    before, between, after = labels_for(handout.options.language).page_of
    count = handout.pages.count + handout.blank_pages if handout.pages else 1
    page, pages = field("PAGE", run("1")), field("NUMPAGES", run(str(count)))
    left = run(f"{handout.footer}\t", chinese=handout.options.language != "en")
    content = f"{left}{run(before)}{page}{run(between)}{pages}{run(after) if after else ''}"
    return _part("ftr", paragraph("FooterWide" if layout is Layout.NOTES else "Footer", content))


def page_number_xml(handout: Handout, *, is_even: bool) -> str:
    """The footer part of an official document: — 1 —, at the outer edge of odd and even pages."""
    chinese = handout.options.language != "en"
    content = f"{run('— ', chinese=chinese)}{field('PAGE', run('1'))}{run(' —', chinese=chinese)}"
    return _part("ftr", paragraph("FooterEven" if is_even else "FooterOdd", content))


def edition_mark(handout: Handout) -> str:
    """The edition: black on white for learners, white on black for trainers, so that a lost copy is recognised."""
    if recipe_of(handout.options.edition).audience is Audience.TRAINER:
        return styled_run("MarkDark", f"\u00a0{handout.edition_name}\u00a0")
    return styled_run("Mark", handout.edition_name)


def header_words(handout: Handout) -> tuple[str, str]:
    """The words and the date that fit on one line beside the edition: first the month is shortened, then the date
    gives way, then the group, then the title's end.
    """
    room = page_setup(handout.options).text_width / 20 / size_of(style_sheet(handout.options), "Header")
    room = room * (_CARE if handout.options.language == "en" else 1.0) - width_of(handout.edition_name) - _SPACE
    brief = " ".join(word[:3] if word.isalpha() else word for word in handout.day.split())
    for words, day in (
        (handout.header, handout.day),
        (handout.header, brief),
        (handout.header, ""),
        (handout.title, ""),
    ):
        if width_of(words) + width_of(day) + _SPACE <= room:
            return words, day
    title = handout.title
    while title and width_of(title) + 1 > room:
        title = title[:-1]
    return f"{title.rstrip()}…", ""


_SPACE = 2.0
"""Around the date and the edition, in letters of the header's size."""
_CARE = 0.92
"""Latin letters are wider where the font of the file is missing."""


def _part(tag: str, content: str) -> str:
    return f"{PROLOG}<w:{tag} {NAMESPACES}>{content}</w:{tag}>"
