"""A handout put together as a Word file of our own: body, styles, numbering, headers, footers, settings."""

from collections.abc import Mapping

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import Layout, LayoutStart
from casedesk.handout.body import BodyWriter, Watch, unwatched
from casedesk.handout.editions.recipe import Area
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.fixed_parts import app_xml, font_table_xml, numbering_xml, settings_xml
from casedesk.handout.ooxml import DRAWING_NAMESPACES, NAMESPACES, PROLOG
from casedesk.handout.package import WordFile
from casedesk.handout.page_setup import page_setup
from casedesk.handout.pictures import Gallery, PictureSource
from casedesk.handout.running_heads import empty_header_xml, footer_xml, header_xml, page_number_xml
from casedesk.handout.styles import styles_xml


def assemble(handout: Handout, picture: PictureSource | None = None, *, watch: Watch = unwatched) -> bytes:
    """The bytes of the Word file; equal handouts give equal bytes. `watch` is told how many blocks are written, and
    ends the work by an exception.
    """
    options = handout.options
    file = WordFile.new()
    sections = _Sections(file, handout)
    writer = BodyWriter(
        handout,
        Gallery(picture, file.add_image),
        lambda layout: page_setup(options, layout).text_width,
        sections.xml,
    )
    # As bytes at once: a book of ten thousand cases should not be in memory in three forms.
    body = writer.write(watch).encode()
    last = sections.xml(_last_layout(handout))
    start = f"{PROLOG}<w:document {NAMESPACES} {DRAWING_NAMESPACES}><w:body>"
    file.replace(file.main, b"".join((start.encode(), body, f"{last}</w:body></w:document>".encode())))
    file.add("styles.xml", CT.WML_STYLES, RT.STYLES, styles_xml(options, page_setup(options).text_width))
    file.add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, numbering_xml(options, writer.numbered_lists))
    file.add("settings.xml", CT.WML_SETTINGS, RT.SETTINGS, settings_xml(options))
    file.add("fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, font_table_xml(options))
    file.add_application(app_xml())
    file.describe(handout)
    return file.save()


class _Sections:
    """The w:sectPr of each layout, with headers and footers of its own; the first page of the file has no header."""

    def __init__(self, file: WordFile, handout: Handout) -> None:
        self._file = file
        self._handout = handout
        area = recipe_of(handout.options.edition).area
        self._is_bare = area is Area.CARDS
        self._has_own_heads = area is Area.FORM
        self._references = {} if self._is_bare else {layout: self._heads(layout) for layout in _layouts(handout)}
        # A trainer's cover bears its mark over the title.
        self._first = "" if handout.options.is_official or self._is_bare else self._header("first", empty_header_xml())
        self._is_first = True

    def xml(self, layout: Layout) -> str:
        setup = page_setup(self._handout.options, layout).xml()
        pitch = 579 if self._handout.options.is_official else 360
        end = f'<w:docGrid w:linePitch="{pitch}"/></w:sectPr>'
        if self._is_bare:
            return f'<w:sectPr>{setup}<w:cols w:space="720"/>{end}'
        references = self._references[layout]
        first, title_page = "", ""
        if self._is_first and self._first:
            footer = references["footer"]
            first = (
                f'<w:headerReference w:type="first" r:id="{self._first}"/>'
                f'<w:footerReference w:type="first" r:id="{footer}"/>'
            )
            title_page = "<w:titlePg/>"
        self._is_first = False
        return f'<w:sectPr>{_references_xml(references)}{first}{setup}<w:cols w:space="720"/>{title_page}{end}'

    def _heads(self, layout: Layout) -> dict[str, str]:
        """The relationships of a layout's headers and footers."""
        handout = self._handout
        if handout.options.is_official:
            return {
                "header": self._header(layout, empty_header_xml()),
                "footer": self._footer(layout, page_number_xml(handout, is_even=False)),
                "even header": self._header("even", empty_header_xml()),
                "even footer": self._footer("even", page_number_xml(handout, is_even=True)),
            }
        return {
            "header": self._header(layout, empty_header_xml() if self._has_own_heads else header_xml(handout, layout)),
            "footer": self._footer(layout, footer_xml(handout, layout)),
        }

    def _header(self, name: str, xml: str) -> str:
        return self._file.add(f"header_{name}.xml", CT.WML_HEADER, RT.HEADER, xml)

    def _footer(self, name: str, xml: str) -> str:
        return self._file.add(f"footer_{name}.xml", CT.WML_FOOTER, RT.FOOTER, xml)


def _references_xml(references: Mapping[str, str]) -> str:
    return "".join(
        f'<w:{key.removeprefix("even ")}Reference w:type="{"even" if key.startswith("even") else "default"}" '
        f'r:id="{id_}"/>'
        for key, id_ in references.items()
    )


def _layouts(handout: Handout) -> tuple[Layout, ...]:
    used = {block.layout for block in handout.blocks if isinstance(block, LayoutStart)} | {Layout.FULL}
    return tuple(layout for layout in Layout if layout in used)


def _last_layout(handout: Handout) -> Layout:
    starts = [block.layout for block in handout.blocks if isinstance(block, LayoutStart)]
    return starts[-1] if starts else Layout.FULL
