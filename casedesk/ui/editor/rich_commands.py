"""What a writer can do to rich text: pure steps on a text cursor."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from casedesk.domain.richtext import ParagraphKind
from casedesk.ui.editor import block_paths, rich_formats
from casedesk.ui.editor.block_paths import Join, Kind, Path, Step
from casedesk.ui.editor.rich_formats import Look

_RIVALS = {"sup": "sub", "sub": "sup"}


def selected_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The blocks that the selection touches, or the one of the caret."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    if cursor.hasSelection() and last.position() == cursor.selectionEnd() and last != block:
        last = last.previous()
    blocks: list[QTextBlock] = []
    while block.isValid():
        blocks.append(block)
        if block == last:
            break
        block = block.next()
    return blocks


def has_mark(cursor: QTextCursor, mark: str) -> bool:
    """Whether all that is selected carries the mark; without selection, whether what is typed next will."""
    if not cursor.hasSelection():
        return mark in rich_formats.marks_of(cursor.charFormat())
    stretches = [made for _, _, made in _stretches(cursor) if not made.isImageFormat()]
    return bool(stretches) and all(mark in rich_formats.marks_of(made) for made in stretches)


def set_mark(cursor: QTextCursor, mark: str, look: Look, *, on: bool) -> None:
    """Put the mark on what is selected, or take it off."""
    cursor.beginEditBlock()
    for start, end, made in list(_stretches(cursor)):
        if not made.isImageFormat():
            marks = with_mark(rich_formats.marks_of(made), mark, on=on)
            is_heading = rich_formats.is_heading(cursor.document().findBlock(start).blockFormat())
            part = _part(cursor, start, end)
            part.setCharFormat(rich_formats.char_format(marks, look, is_heading=is_heading))
    cursor.endEditBlock()


def with_mark(marks: frozenset[str], mark: str, *, on: bool) -> frozenset[str]:
    """The marks with one more or less; raised and lowered text exclude each other."""
    others = marks - {mark}
    return (others - {_RIVALS.get(mark, "")}) | {mark} if on else others


def clear_marks(cursor: QTextCursor, look: Look) -> None:
    """Take every mark off what is selected."""
    cursor.beginEditBlock()
    for start, end, made in list(_stretches(cursor)):
        if not made.isImageFormat():
            is_heading = rich_formats.is_heading(cursor.document().findBlock(start).blockFormat())
            _part(cursor, start, end).setCharFormat(rich_formats.char_format(frozenset(), look, is_heading=is_heading))
    cursor.endEditBlock()


def kind_at(cursor: QTextCursor) -> ParagraphKind:
    """The kind of the caret's paragraph."""
    return rich_formats.kind_of(cursor.blockFormat())


def toggle_kind(cursor: QTextCursor, kind: ParagraphKind, look: Look) -> None:
    """Make the selected paragraphs headings or dialogue, or plain paragraphs again when they all are."""
    blocks = selected_blocks(cursor)
    is_on = all(rich_formats.kind_of(block.blockFormat()) is kind for block in blocks)
    cursor.beginEditBlock()
    for block in blocks:
        wanted = ParagraphKind.TEXT if is_on else kind
        _set_format(block, rich_formats.path_of(block.blockFormat()), look, kind=wanted)
    cursor.endEditBlock()


def put_heading(cursor: QTextCursor, words: str, look: Look) -> None:
    """Put a heading between the words before the caret and those behind it; the caret goes behind the heading.

    A table is never cut: there the heading stands behind it.
    """
    cursor.clearSelection()
    cursor.beginEditBlock()
    while table := cursor.currentTable():
        cursor.setPosition(table.lastPosition() + 1)
    if not cursor.atBlockStart():
        cursor.insertBlock()
    if cursor.block().length() > 1 or not cursor.block().next().isValid():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    _set_format(cursor.block(), (), look, kind=ParagraphKind.HEADING)
    cursor.insertText(words, rich_formats.char_format(frozenset(), look, is_heading=True))
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    cursor.endEditBlock()


def list_kind(cursor: QTextCursor) -> Kind | None:
    """The kind of the innermost list or quotation around the caret."""
    path = rich_formats.path_of(cursor.blockFormat())
    return path[-1].kind if path else None


def is_in_quote(cursor: QTextCursor) -> bool:
    """Whether the caret is in a quotation."""
    return any(step.kind is Kind.QUOTE for step in rich_formats.path_of(cursor.blockFormat()))


def toggle_list(cursor: QTextCursor, kind: Kind, look: Look) -> None:
    """Make the selected paragraphs items of a list, another kind of list, or paragraphs again."""
    blocks = selected_blocks(cursor)
    paths = [rich_formats.path_of(block.blockFormat()) for block in blocks]
    is_on = all(path and path[-1].kind is kind for path in paths)
    cursor.beginEditBlock()
    before = _path_before(blocks[0])
    for block, path in zip(blocks, paths, strict=True):
        if is_on:
            wanted = outdented(path)
        else:
            outer = block_paths.continued(path[:-1] if path and path[-1].kind is not Kind.QUOTE else path)
            wanted = (*outer, Step(kind, _join(before, len(outer), kind)))
        _set_format(block, wanted, look)
        before = wanted
    cursor.endEditBlock()


def toggle_quote(cursor: QTextCursor, look: Look) -> None:
    """Put the selected paragraphs into a quotation, or take them out."""
    blocks = selected_blocks(cursor)
    paths = [rich_formats.path_of(block.blockFormat()) for block in blocks]
    is_on = all(any(step.kind is Kind.QUOTE for step in path) for path in paths)
    cursor.beginEditBlock()
    for at, (block, path) in enumerate(zip(blocks, paths, strict=True)):
        if is_on:
            quote = next(at for at, step in enumerate(path) if step.kind is Kind.QUOTE)
            wanted = (*path[:quote], *path[quote + 1 :])
        else:
            wanted = (Step(Kind.QUOTE, Join.SAME if at else Join.NEW), *path)
        _set_format(block, wanted, look)
    cursor.endEditBlock()


def indent(cursor: QTextCursor, look: Look) -> bool:
    """Put list items one level deeper; False when there is no item before that they could belong to."""
    blocks = selected_blocks(cursor)
    before = _path_before(blocks[0])
    path = rich_formats.path_of(blocks[0].blockFormat())
    if not path or path[-1].kind is Kind.QUOTE or len(before) < len(path) or path[-1].join is Join.NEW:
        return False
    cursor.beginEditBlock()
    for block in blocks:
        path = rich_formats.path_of(block.blockFormat())
        if path and path[-1].kind is not Kind.QUOTE:
            kind = path[-1].kind
            wanted = (*block_paths.continued(path), Step(kind, _join(before, len(path), kind)))
            _set_format(block, wanted, look)
            before = wanted
    cursor.endEditBlock()
    return True


def outdent(cursor: QTextCursor, look: Look) -> bool:
    """Take paragraphs out of the innermost list or quotation; False when they are in none."""
    blocks = [block for block in selected_blocks(cursor) if rich_formats.path_of(block.blockFormat())]
    cursor.beginEditBlock()
    for block in blocks:
        _set_format(block, outdented(rich_formats.path_of(block.blockFormat())), look)
    cursor.endEditBlock()
    return bool(blocks)


def outdented(path: Path) -> Path:
    """The path one level further out; what left an inner list is an item of the outer one."""
    return block_paths.next_item(path[:-1])


def break_paragraph(cursor: QTextCursor, look: Look) -> None:
    """What Enter does: the next item, paragraph or line of dialogue; an empty one leaves its list, quotation or
    dialogue.
    """
    if cursor.hasSelection():
        cursor.removeSelectedText()
    made = cursor.blockFormat()
    path, kind = rich_formats.path_of(made), rich_formats.kind_of(made)
    if not cursor.block().text() and _leave(cursor, look):
        return
    ends_heading = kind is ParagraphKind.HEADING and cursor.atBlockEnd()
    following_kind = ParagraphKind.TEXT if ends_heading else kind
    marks = frozenset[str]() if ends_heading else rich_formats.marks_of(cursor.charFormat())
    if rich_formats.is_filler(made):
        cursor.setBlockFormat(rich_formats.block_format(path, look))
    following = block_paths.next_item(path)
    is_tight = made.bottomMargin() < look.paragraph_gap
    _tighten(cursor, look, on=block_paths.is_close((path, kind), (following, following_kind)))
    cursor.insertBlock(
        rich_formats.block_format(following, look, kind=following_kind, is_tight=is_tight),
        rich_formats.char_format(marks, look, is_heading=following_kind is ParagraphKind.HEADING),
    )


def erase_backwards(cursor: QTextCursor, look: Look) -> bool:
    """What Backspace does at the beginning of a heading, line of dialogue, item or quotation: it becomes plain.
    False elsewhere.
    """
    if cursor.hasSelection() or not cursor.atBlockStart():
        return False
    if (kind := kind_at(cursor)) is ParagraphKind.HEADING:
        toggle_kind(cursor, kind, look)
        return True
    return _leave(cursor, look)


def _leave(cursor: QTextCursor, look: Look) -> bool:
    """Make a line of dialogue plain, or take a paragraph out of the innermost list or quotation; False for neither."""
    if kind_at(cursor) is ParagraphKind.DIALOGUE:
        toggle_kind(cursor, ParagraphKind.DIALOGUE, look)
        return True
    return outdent(cursor, look)


def _set_format(block: QTextBlock, path: Path, look: Look, *, kind: ParagraphKind | None = None) -> None:
    before = rich_formats.kind_of(block.blockFormat())
    kind = kind or before
    heading = kind is ParagraphKind.HEADING
    cursor = QTextCursor(block)
    is_tight = block.next().isValid() and block_paths.is_close((path, kind), _place_of(block.next()))
    cursor.setBlockFormat(rich_formats.block_format(path, look, kind=kind, is_tight=is_tight))
    if block.previous().isValid():
        on = block_paths.is_close(_place_of(block.previous()), (path, kind))
        _tighten(QTextCursor(block.previous()), look, on=on)
    if heading is (before is ParagraphKind.HEADING):
        return
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    for start, end, made in list(_stretches(cursor)):
        if not made.isImageFormat():
            marks = rich_formats.marks_of(made)
            _part(cursor, start, end).setCharFormat(rich_formats.char_format(marks, look, is_heading=heading))
    if not rich_formats.is_cell(cursor.blockCharFormat()):
        cursor.setBlockCharFormat(rich_formats.char_format(frozenset(), look, is_heading=heading))


def _tighten(cursor: QTextCursor, look: Look, *, on: bool) -> None:
    made = cursor.blockFormat()
    path, kind = _place_of(cursor.block())
    if not rich_formats.is_filler(made):
        cursor.setBlockFormat(rich_formats.block_format(path, look, kind=kind, is_tight=on))


def _place_of(block: QTextBlock) -> tuple[Path, ParagraphKind]:
    made = block.blockFormat()
    return rich_formats.path_of(made), rich_formats.kind_of(made)


def _path_before(block: QTextBlock) -> Path:
    before = block.previous()
    return rich_formats.path_of(before.blockFormat()) if before.isValid() else ()


def _join(before: Path, level: int, kind: Kind) -> Join:
    """How an item at this level joins what stands before it."""
    return Join.ITEM if len(before) > level and before[level].kind is kind else Join.NEW


def _stretches(cursor: QTextCursor) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """The stretches of equal format in the selection."""
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    for block in selected_blocks(cursor):
        place = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            start = max(first, fragment.position())
            end = min(last, fragment.position() + fragment.length())
            if start < end:
                yield start, end, fragment.charFormat()
            place += 1


def _part(cursor: QTextCursor, start: int, end: int) -> QTextCursor:
    part = QTextCursor(cursor.document())
    part.setPosition(start)
    part.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return part
