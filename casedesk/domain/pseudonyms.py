"""Real names and their stand-ins."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from casedesk.domain import richtext
from casedesk.domain.library import Pseudonym

Replacements = Sequence[Pseudonym]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A real name in a text, [start, end)."""

    start: int
    end: int
    pseudonym: Pseudonym


def find_names(text: str, pseudonyms: Replacements) -> tuple[NameHit, ...]:
    """The real names in a text, in order; the longest wins, and a stand-in that holds a real name is no hit.

    Upper and lower case matter, as names are words too (May, Rose); a Latin name must be a word of its own.
    Spaces inside a Chinese name (王 芳) do not hide it.
    """
    return _hits(text, pseudonyms, applied=False)


def names_left(text: str, pseudonyms: Replacements) -> tuple[NameHit, ...]:
    """The real names in a text that stand-ins were put into: a stand-in that is another's real name is no hit."""
    return _hits(text, pseudonyms, applied=True)


def apply(text: str, pseudonyms: Replacements) -> str:
    """The text with every real name replaced by its stand-in; what was put in is not replaced again."""
    pieces: list[str] = []
    done = 0
    for hit in find_names(text, pseudonyms):
        pieces += (text[done : hit.start], hit.pseudonym.stand_in)
        done = hit.end
    return "".join((*pieces, text[done:])) if pieces else text


def apply_to_blocks(blocks: Iterable[richtext.Block], pseudonyms: Replacements) -> tuple[richtext.Block, ...]:
    """Rich text with every real name replaced, also where a name is half bold, and in what pictures are called."""
    if not pseudonyms:
        return tuple(blocks)
    return tuple(_block(block, pseudonyms) for block in blocks)


_WIDE = "\u2e80-\u9fff\uf900-\ufaff"


def _hits(text: str, pseudonyms: Replacements, *, applied: bool) -> tuple[NameHit, ...]:
    finder, by_name = _finder(tuple(pseudonyms), applied)
    if finder is None:
        return ()
    return tuple(
        NameHit(match.start(), match.end(), by_name[_key(match.group())])
        for match in finder.finditer(text)
        if match.lastgroup == "real"
    )


@lru_cache(maxsize=8)
def _finder(pseudonyms: tuple[Pseudonym, ...], applied: bool) -> tuple[re.Pattern[str] | None, dict[str, Pseudonym]]:
    by_name = {_key(item.real): item for item in reversed(pseudonyms) if _key(item.real)}
    if not by_name:
        return None, {}
    names = sorted(by_name, key=len, reverse=True)
    stand_ins = {_key(item.stand_in): item.stand_in for item in pseudonyms}
    covers = [
        text for key, text in stand_ins.items() if any(name in key and (applied or name != key) for name in names)
    ]
    patterns = [f"(?P<real>{'|'.join(_name_pattern(name) for name in names)})"]
    if covers:
        ordered = sorted(covers, key=len, reverse=True)
        patterns.insert(0, f"(?P<cover>{'|'.join(map(re.escape, ordered))})")
    return re.compile("|".join(patterns)), by_name


def _key(name: str) -> str:
    return re.sub(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])", "", " ".join(name.split()))


def _name_pattern(name: str) -> str:
    pieces = [r"\s+" if char == " " else re.escape(char) for char in name]
    joined = pieces[0]
    for before, char, piece in zip(name, name[1:], pieces[1:], strict=False):
        gap = r"[ \u3000]?" if _is_wide(before) and _is_wide(char) else ""
        joined += gap + piece
    start = r"(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    end = r"(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return f"{start}{joined}{end}"


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def _block(block: richtext.Block, pseudonyms: Replacements) -> richtext.Block:
    match block:
        case richtext.Paragraph():
            return replace(block, inlines=_inlines(block.inlines, pseudonyms))
        case richtext.ListBlock():
            return replace(block, items=tuple(apply_to_blocks(item, pseudonyms) for item in block.items))
        case richtext.Quote():
            return richtext.Quote(apply_to_blocks(block.blocks, pseudonyms))
        case richtext.Table():
            return richtext.Table(
                tuple(
                    tuple(replace(cell, blocks=apply_to_blocks(cell.blocks, pseudonyms)) for cell in row)
                    for row in block.rows
                )
            )


def _inlines(inlines: tuple[richtext.Inline, ...], pseudonyms: Replacements) -> tuple[richtext.Inline, ...]:
    """A stand-in takes the marks of the first letter of the name it replaces."""
    text = "".join(item.text if isinstance(item, richtext.Run) else "\ufffc" for item in inlines)
    hits = find_names(text, pseudonyms)
    result: list[richtext.Inline] = []
    offset = 0
    for item in inlines:
        if isinstance(item, richtext.Picture):
            result.append(replace(item, alt=apply(item.alt, pseudonyms)))
            offset += 1
            continue
        result.append(replace(item, text=_rewritten(item.text, offset, hits)))
        offset += len(item.text)
    return richtext.normalised(result)


def _rewritten(text: str, offset: int, hits: Sequence[NameHit]) -> str:
    pieces: list[str] = []
    done, end = offset, offset + len(text)
    for hit in hits:
        if hit.end <= offset or hit.start >= end:
            continue
        pieces.append(text[done - offset : max(hit.start - offset, done - offset)])
        if hit.start >= offset:
            pieces.append(hit.pseudonym.stand_in)
        done = min(hit.end, end)
    pieces.append(text[done - offset :])
    return "".join(pieces)
