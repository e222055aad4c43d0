"""The table of formats: what each does, its keys and icon. Toolbar, context menu and keyboard are drawn from it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QKeySequence

from casedesk.texts import N_


class Format(StrEnum):
    """A way to format what is selected."""

    BOLD = "strong"
    ITALIC = "em"
    UNDERLINE = "u"
    STRIKE = "s"
    HIGHLIGHT = "mark"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    CLEAR = "clear"
    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    INDENT = "indent"
    OUTDENT = "outdent"
    QUOTE = "quote"
    DIALOGUE = "dialogue"
    TABLE = "table"
    PICTURE = "picture"
    DECISION = "decision"


MARKS: Final = frozenset(
    {
        Format.BOLD, Format.ITALIC, Format.UNDERLINE, Format.STRIKE, Format.HIGHLIGHT, Format.SUPERSCRIPT,
        Format.SUBSCRIPT,
    }
)  # fmt: skip
"""The formats that are marks on characters."""


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """One row of the table. `on_toolbar` false leaves it to the menu and the keyboard."""

    format: Format
    text: str
    keys: str
    icon: str
    on_toolbar: bool = True


FORMATS: Final[tuple[FormatSpec, ...]] = (
    FormatSpec(Format.BOLD, N_("Bold"), "Ctrl+B", "text-bolder"),
    FormatSpec(Format.ITALIC, N_("Italic"), "Ctrl+I", "text-italic"),
    FormatSpec(Format.UNDERLINE, N_("Underline"), "Ctrl+U", "text-underline"),
    FormatSpec(Format.STRIKE, N_("Strike through"), "Ctrl+Shift+X", "text-strikethrough", on_toolbar=False),
    FormatSpec(Format.HIGHLIGHT, N_("Highlight"), "Ctrl+Shift+H", "highlighter-circle"),
    FormatSpec(Format.SUPERSCRIPT, N_("Superscript"), "Ctrl+Shift+.", "caret-up", on_toolbar=False),
    FormatSpec(Format.SUBSCRIPT, N_("Subscript"), "Ctrl+Shift+,", "caret-down", on_toolbar=False),
    FormatSpec(Format.CLEAR, N_("Plain text"), "Ctrl+\\", "text-t", on_toolbar=False),
    FormatSpec(Format.HEADING, N_("Heading"), "Ctrl+Alt+3", "text-h", on_toolbar=False),
    FormatSpec(Format.BULLETS, N_("Bulleted list"), "Ctrl+Shift+8", "list-bullets"),
    FormatSpec(Format.NUMBERS, N_("Numbered list"), "Ctrl+Shift+7", "list-numbers", on_toolbar=False),
    FormatSpec(Format.INDENT, N_("One level deeper"), "Ctrl+]", "text-indent", on_toolbar=False),
    FormatSpec(Format.OUTDENT, N_("One level up"), "Ctrl+[", "text-outdent", on_toolbar=False),
    FormatSpec(Format.QUOTE, N_("Quotation"), "Ctrl+Shift+9", "quotes"),
    FormatSpec(Format.DIALOGUE, N_("Dialogue"), "Ctrl+Shift+D", "chats-teardrop"),
    FormatSpec(Format.TABLE, N_("Table"), "Ctrl+Alt+T", "table"),
    FormatSpec(Format.PICTURE, N_("Picture…"), "Ctrl+Alt+P", "image"),
    FormatSpec(Format.DECISION, N_("Decision point"), "Ctrl+Alt+K", "git-fork", on_toolbar=False),
)


def format_of_keys(keys: QKeySequence) -> Format | None:
    """The format that has these keys. Shift changes what a digit key is called, so both names count; and so do the keys
    that Word has for plain text.
    """
    text = keys.toString(QKeySequence.SequenceFormat.PortableText)
    return _BY_KEYS.get(_ALSO.get(text, text))


_BY_KEYS = {spec.keys: spec.format for spec in FORMATS}
_ALSO = {
    "Ctrl+Shift+&": "Ctrl+Shift+7", "Ctrl+Shift+*": "Ctrl+Shift+8", "Ctrl+Shift+(": "Ctrl+Shift+9",
    "Ctrl+Space": "Ctrl+\\",  # where no input method has it
    "Ctrl+Shift+>": "Ctrl+Shift+.", "Ctrl+Shift+<": "Ctrl+Shift+,",
}  # fmt: skip
