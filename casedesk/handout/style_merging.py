"""Our styles added to those of a template: what it has is used as it is, what it lacks is added."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

from collections.abc import Iterator

from lxml import etree

from casedesk.domain.handout import HandoutOptions
from casedesk.handout.ooxml import NAMESPACES, twips
from casedesk.handout.styles import Style, style_sheet, style_xml
from casedesk.handout.table_styles import table_style_names, table_styles

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_BASE = "HandoutBase"
_POINTING = "hei"
"""The face of titles, labels and heads of tables."""
_OFF = ("0", "false", "off")
_DEFAULTS = {"Normal": "paragraph", "DefaultParagraphFont": "character", "TableNormal": "table"}


class StyleMerger:
    """The styles of a template and, one by one as they are used, those of ours that it lacks."""

    def __init__(self, root: etree._Element | None, options: HandoutOptions, text_width: int) -> None:
        self.root = root if root is not None else _parse("<w:styles/>")
        self._options = options
        self._width = text_width
        self._sheet: dict[str, Style] = {
            id_: {**style, "based_on": _BASE} if style.get("based_on") == "Normal" else style
            for id_, style in style_sheet(options).items()
        }
        self._sheet[_BASE] = {"name": "Handout base", "zh": "讲义基准", "based_on": "Normal"}
        self._tables = table_styles(options)
        self._table_names = table_style_names(options)
        self._known: dict[str, str] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        self._ids: dict[str, str] = {}
        self._added: set[str] = set()
        for style in self.root.iter(f"{_W}style"):
            self._register(style)
        self._heading_fonts = self._fonts_of_headings()

    def has(self, id_: str) -> bool:
        """Whether this is a style of ours in this edition."""
        return id_ in self._sheet or id_ in self._tables

    def use(self, id_: str) -> str:
        """The id under which a style of ours is found in the template; it is added where it is missing."""
        if id_ not in self._known:
            found = self._match(id_)
            self._known[id_] = found or self._free_id(id_)
            if not found and self.has(id_):
                self._add(id_)
        return self._known[id_]

    def complete(self) -> None:
        """Add those of ours that the template's styles are based on or followed by, and that it does not have."""
        links = [*self.root.iter(f"{_W}basedOn", f"{_W}next")]
        for target in dict.fromkeys(link.get(_VAL, "") for link in links):
            if target not in self._ids and target in self._sheet:
                self.use(target)

    def is_ours(self, id_: str) -> bool:
        """Whether the style of this id in the file was added here."""
        return id_ in self._added

    def numbers(self, id_: str) -> bool:
        """Whether a style numbers its paragraphs, by itself or by what it is based on."""
        for style in self._lineage(id_):
            list_ = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if list_ is not None:
                return list_.get(_VAL) != "0"
        return False

    def reads_from_the_right(self, id_: str) -> bool:
        """Whether a style sets its paragraphs as Arabic and Hebrew want them."""
        for style in self._lineage(id_ or self._known.get("Normal", "")):
            direction = style.find(f"{_W}pPr/{_W}bidi")
            if direction is not None:
                return direction.get(_VAL, "1") not in _OFF
        return False

    def _lineage(self, id_: str) -> Iterator[etree._Element]:
        """A style and those it is based on; a circle, which damaged files have, is gone round once."""
        by_id = {style.get(f"{_W}styleId", ""): style for style in self.root.iter(f"{_W}style")}
        seen: set[str] = set()
        while id_ in by_id and id_ not in seen:
            seen.add(id_)
            yield by_id[id_]
            parent = by_id[id_].find(f"{_W}basedOn")
            id_ = "" if parent is None else parent.get(_VAL, "")

    def _register(self, style: etree._Element) -> None:
        kind, id_ = style.get(f"{_W}type", "paragraph"), style.get(f"{_W}styleId", "")
        self._ids[id_] = kind
        name = style.find(f"{_W}name")
        if name is not None:
            self._by_name[kind, name.get(_VAL, "").lower()] = id_
        if style.get(f"{_W}default") in ("1", "true"):
            for default, default_kind in _DEFAULTS.items():
                if kind == default_kind:
                    self._known[default] = id_

    def _match(self, id_: str) -> str:
        """By id, then by either name."""
        kind = "table" if id_ in self._tables else self._sheet.get(id_, {}).get("type", "paragraph")
        if self._ids.get(id_) == kind:
            return id_
        style = self._sheet.get(id_, {})
        names = self._table_names.get(id_, ()) or (style.get("name", ""), style.get("zh", ""))
        return next((found for name in names if (found := self._by_name.get((kind, name.lower())))), "")

    def _free_id(self, id_: str) -> str:
        """A style of another kind may bear our id; ours then gets another."""
        return id_ if id_ not in self._ids else f"{id_}Handout"

    def _add(self, id_: str) -> None:
        """A style with everything it is based on; its numbering stays away, as paragraphs number themselves here."""
        if id_ == _BASE:
            xml = self._base()
        else:
            xml = self._tables.get(id_) or style_xml(id_, self._sheet, self._options, self._width)
        style = _parse(xml)
        style.set(f"{_W}styleId", self._known[id_])
        self._added.add(self._known[id_])
        fonts = style.find(f"{_W}rPr/{_W}rFonts")
        if fonts is not None and self._heading_fonts is not None and self._sheet.get(id_, {}).get("face") == _POINTING:
            fonts.attrib.clear()
            fonts.attrib.update(self._heading_fonts.attrib)
        style.attrib.pop(f"{_W}default", None)
        for tag in ("basedOn", "next"):
            link = style.find(f"{_W}{tag}")
            if link is not None:
                self._relink(style, link)
        for number in list(style.iter(f"{_W}numPr")):
            id_of_list = number.find(f"{_W}numId")
            parent = number.getparent()
            if parent is not None and id_of_list is not None and id_of_list.get(_VAL) != "0":
                parent.remove(number)
        self.root.append(style)
        self._register(style)

    def _fonts_of_headings(self) -> etree._Element | None:
        """The fonts of the template's own first heading: our labels and heads of tables are set in the same."""
        for style in self._lineage(self._match("Heading1")):
            fonts = style.find(f"{_W}rPr/{_W}rFonts")
            if fonts is not None:
                return fonts
        return None

    def _base(self) -> str:
        """What ours stand on: the letters of the template's body text, and none of the shape of its paragraphs, which
        would come into tables and answer lines. They do not snap to a grid of lines either.
        """
        base, normal = self._sheet[_BASE], self._sheet["Normal"]
        line, rule = normal.get("line", 12), "exact" if normal.get("exact") else "atLeast"
        # Only where need be: LibreOffice then knows no indents any more in what is based on it.
        numbers = '<w:numPr><w:numId w:val="0"/></w:numPr>' if self.numbers(self._known.get("Normal", "")) else ""
        direction = '<w:bidi w:val="0"/>' if self.reads_from_the_right("") else ""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_BASE}">'
            f'<w:name w:val="{base["name"] if self._options.language == "en" else base["zh"]}"/>'
            '<w:basedOn w:val="Normal"/><w:semiHidden/><w:pPr><w:keepNext w:val="0"/><w:keepLines w:val="0"/>'
            '<w:pageBreakBefore w:val="0"/><w:widowControl/>'
            f"{numbers}{direction}"
            '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:beforeLines="0" w:beforeAutospacing="0" w:after="0" '
            f'w:afterLines="0" w:afterAutospacing="0" w:line="{twips(line)}" w:lineRule="{rule}"/>'
            '<w:ind w:left="0" w:leftChars="0" w:right="0" w:rightChars="0" w:firstLine="0" w:firstLineChars="0"/>'
            '<w:contextualSpacing w:val="0"/><w:jc w:val="left"/><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        )

    def _relink(self, style: etree._Element, link: etree._Element) -> None:
        target = link.get(_VAL, "")
        if self.has(target) or target in self._known:
            link.set(_VAL, self.use(target))
        else:
            style.remove(link)


def _parse(xml: str) -> etree._Element:
    """One element written with our prefixes."""
    head, separator, tail = xml.partition(">")
    if head.endswith("/"):
        return etree.fromstring(f"{head[:-1]} {NAMESPACES}/>{tail}".encode())
    return etree.fromstring(f"{head} {NAMESPACES}{separator}{tail}".encode())
