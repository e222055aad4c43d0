"""RTF files, read directly: groups, control words, code pages and Unicode escapes; pictures are skipped."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from casedesk.domain.draft import SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.richtext import LINE_BREAK, Cell, Inline, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.texts import N_

MEDIA_TYPE = "application/rtf"
_EMPTY = N_("The RTF file holds no text.")
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset(
    "fonttbl colortbl stylesheet info pict object fldinst header headerl headerr headerf footer footerl footerr "
    "footerf listtable listoverridetable rsidtbl generator themedata datastore latentstyles colorschememapping "
    "xmlnstbl revtbl annotation atnid atnauthor atrfstart atrfend bkmkstart bkmkend nonshppict shpinst filetbl "
    "pgdsctbl mmathPr wgrffmtfilter pgptbl userprops docvar private ud".split()
)
_CHARACTERS = {
    "par": "\n",
    "line": LINE_BREAK,
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
}
_CODE_PAGES = {
    936: "gb18030",
    950: "big5hkscs",
    65001: "utf-8",
    10000: "mac_roman",
    10008: "gb18030",
    10002: "big5hkscs",
}
_CHARACTER_SETS = {
    134: "gb18030",
    136: "big5hkscs",
    128: "cp932",
    129: "cp949",
    204: "cp1251",
    238: "cp1250",
    161: "cp1253",
    162: "cp1254",
    222: "cp874",
}
_MARKS = {"b": "strong", "i": "em", "ul": "u", "strike": "s", "super": "sup", "sub": "sub"}
_MAX_DEPTH = 500


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back."""

    skipped: bool = False
    marks: frozenset[str] = frozenset()
    fallback: int = 1
    encoding: str = ""
    hidden: bool = False
    in_table: bool = False
    centred: bool = False
    size: float = 0.0


@dataclass(slots=True)
class _Parser:
    builder: SourceBuilder
    default: str = "cp1252"
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list[_State])
    inlines: list[Inline] = field(default_factory=list[Inline])
    cell: list[Paragraph] = field(default_factory=list[Paragraph])
    row: list[Cell] = field(default_factory=list[Cell])
    rows: list[tuple[Cell, ...]] = field(default_factory=list[tuple[Cell, ...]])
    pending: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    fonts: dict[int, str] = field(default_factory=dict[int, str])
    font: int = 0
    is_optional: bool = False

    def run(self, data: bytes) -> None:
        """Read all tokens."""
        for match in _TOKEN.finditer(data):
            word, number, code, symbol, brace, text = match.groups()
            if word:
                self._flush()
                self._word(word.decode("ascii"), int(number) if number else None)
            elif code:
                self._byte(int(code, 16))
            elif brace:
                self._flush()
                self._brace(brace)
            elif symbol:
                self._symbol(symbol)
            elif text:
                for byte in text:
                    self._byte(byte)
        self._flush()
        self.end_paragraph()
        self.end_table()

    def _byte(self, byte: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        elif not self.state.skipped:
            self.pending.append(byte)

    def _flush(self) -> None:
        if self.pending:
            encoding = self.state.encoding or self.default
            self._text(self.pending.decode(encoding, "replace"))
            self.pending.clear()

    def _text(self, text: str) -> None:
        if text and not self.state.skipped and not self.state.hidden:
            self.inlines.append(Run(text, self.state.marks))

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self.stack) < _MAX_DEPTH:
                self.stack.append(self.state)
        elif self.stack:
            self.state = self.stack.pop()
        self.to_skip = 0

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._flush()
            self.is_optional = True
        elif symbol in b"\\{}":
            self._byte(symbol[0])
        elif symbol == b"~":
            self._flush()
            self._text(" ")
        elif symbol == b"_":
            self._flush()
            self._text("-")

    def _word(self, word: str, number: int | None) -> None:
        if self.is_optional:
            self.is_optional = False
            if word not in ("shppict", "shptxt"):
                self.state = replace(self.state, skipped=True)
                return
        if word in _SKIPPED:
            self.state = replace(self.state, skipped=True)
        elif word == "u" and number is not None:
            self._unicode(number)
        elif word == "f" and number is not None:
            self.font = number
            if number in self.fonts:
                self.state = replace(self.state, encoding=self.fonts[number])
        elif word == "fcharset" and number is not None:
            if number in _CHARACTER_SETS:
                self.fonts[self.font] = _CHARACTER_SETS[number]
        elif word == "ansicpg" and number:
            self.default = _encoding(number)
        elif word in _CHARACTERS:
            self._character(_CHARACTERS[word])
        elif not self.state.skipped:
            self._formatting(word, number)

    def _unicode(self, number: int) -> None:
        value = number & 0xFFFF
        self._text(chr(value))
        self.to_skip = self.state.fallback

    def _character(self, character: str) -> None:
        if self.state.skipped:
            return
        if character == "\n":
            self.end_paragraph()
        else:
            self._text(character)

    def _formatting(self, word: str, number: int | None) -> None:
        if word in _MARKS:
            mark = {_MARKS[word]}
            marks = self.state.marks - mark if number == 0 else self.state.marks | mark
            self.state = replace(self.state, marks=marks)
        elif word in _ENDS:
            _ENDS[word](self)
        else:
            self._property(word, number)

    def _property(self, word: str, number: int | None) -> None:
        state = self.state
        match word:
            case "ulnone":
                self.state = replace(state, marks=state.marks - {"u"})
            case "nosupersub":
                self.state = replace(state, marks=state.marks - {"sup", "sub"})
            case "plain":
                self.state = replace(state, marks=frozenset(), hidden=False, size=0.0)
            case "v":
                self.state = replace(state, hidden=number != 0)
            case "fs":
                self.state = replace(state, size=(number or 0) / 2)
            case "uc":
                self.state = replace(state, fallback=max(0, number if number is not None else 1))
            case "pard":
                self.state = replace(state, in_table=False, centred=False)
            case "intbl":
                self.state = replace(state, in_table=True)
            case "qc" | "ql" | "qj" | "qr":
                self.state = replace(state, centred=word == "qc")
            case _:
                pass

    def end_paragraph(self) -> None:
        """End the paragraph, or that of a cell."""
        inlines, self.inlines = _joined_surrogates(self.inlines), []
        if self.state.in_table:
            self.cell.append(Paragraph(tuple(inlines)))
            return
        self.end_table()
        self.builder.paragraph(inlines, size=self.state.size, centred=self.state.centred)

    def end_cell(self) -> None:
        """End the cell."""
        if self.inlines:
            self.cell.append(Paragraph(tuple(_joined_surrogates(self.inlines))))
            self.inlines = []
        self.row.append(Cell(tuple(self.cell) or (Paragraph(()),)))
        self.cell = []

    def end_row(self) -> None:
        """End the row."""
        if self.row:
            self.rows.append(tuple(self.row))
        self.row = []

    def end_table(self) -> None:
        """End the table, if there is one."""
        self.end_row()
        if self.rows:
            self.builder.table(Table(tuple(self.rows)))
        self.rows = []
        for paragraph in self.cell:
            self.builder.paragraph(paragraph.inlines)
        self.cell = []


_ENDS: dict[str, Callable[[_Parser], None]] = {
    "cell": _Parser.end_cell,
    "nestcell": _Parser.end_cell,
    "row": _Parser.end_row,
    "nestrow": _Parser.end_row,
    "sect": _Parser.end_paragraph,
    "page": _Parser.end_paragraph,
}


def _joined_surrogates(inlines: list[Inline]) -> list[Inline]:
    """The inlines with characters beyond U+FFFF, which RTF writes as two escapes, put together."""
    joined: list[Inline] = []
    for item in inlines:
        last = joined[-1] if joined else None
        if isinstance(item, Run) and isinstance(last, Run) and last.marks == item.marks:
            joined[-1] = Run(last.text + item.text, item.marks)
        else:
            joined.append(item)
    return [
        Run(item.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), item.marks)
        if isinstance(item, Run) and any("\ud800" <= char <= "\udfff" for char in item.text)
        else item
        for item in joined
    ]


def _encoding(code_page: int) -> str:
    name = _CODE_PAGES.get(code_page, f"cp{code_page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def read(path: Path, data: bytes) -> SourceText:
    """The document's text with bold and italics."""
    builder = SourceBuilder(path.name, MEDIA_TYPE)
    _Parser(builder).run(data)
    if builder.is_empty:
        raise UnreadableFileError(_EMPTY)
    return builder.result()
