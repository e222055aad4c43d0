"""A plan on one sheet of paper, and as a table for other programs: HTML, text, values parted by tabs."""

from collections.abc import Sequence
from html import escape
from itertools import zip_longest

from PySide6.QtCore import QMarginsF, QMimeData
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter

from casedesk.domain.lesson import LessonPlan, Need, planned_minutes, time_of_day
from casedesk.domain.plan_overview import OverviewRow, board_grid, kind_totals, overview_rows
from casedesk.domain.plan_steps import MaterialLine, group_count, materials
from casedesk.tasks.value_names import KIND_NAMES, NEED_NAMES
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.block_words import PER_NAMES, block_title

TSV_MIME = "text/tab-separated-values"
_LARGEST, _SMALLEST = 12.0, 6.0
"""Points: the sheet is set as large as it goes on one page."""
_SHARES = (12, 12, 36, 22, 18)
_DOTS_AN_INCH = 96
_GREYS = ("404040", "606060", "808080", "989898", "b0b0b0", "c4c4c4", "d4d4d4", "e0e0e0", "e8e8e8", "f0f0f0")


def plan_cells(plan: LessonPlan) -> list[tuple[str, ...]]:
    """The plan as rows of words, a heading first."""
    head = (tr("Start"), tr("Minutes"), tr("Block"), tr("Kind"), tr("Trainer does"), tr("Learners do"), tr("Materials"))
    return [head, *(_cells(plan, row) for row in overview_rows(plan))]


def clipboard_data(plan: LessonPlan) -> QMimeData:
    """The plan for the clipboard: a table for a word processor or a spreadsheet, and plain text."""
    cells = plan_cells(plan)
    data = QMimeData()
    data.setText(plan_text(plan))
    data.setHtml(f"<h3>{escape(plan.title)}</h3>{_table(cells, grid=True)}")
    data.setData(TSV_MIME, _tsv(cells).encode())
    return data


def plan_text(plan: LessonPlan) -> str:
    """The plan as lines to send: title, day, and one line for every block."""
    total = planned_minutes(plan.blocks)
    lines = [plan.title, _facts(plan), ""]
    for time, minutes, title, kind, *_ in plan_cells(plan)[1:]:
        lines.append(tr("{time}  {minutes} min  {title} ({kind})").format(
            time=time or tr("Spare"), minutes=minutes, title=title, kind=kind
        ))  # fmt: skip
    lines.append(tr_n("{n} minute in all", "{n} minutes in all", total).format(n=total))
    return "\n".join(lines)


def sheet_html(plan: LessonPlan) -> str:
    """The one-page overview: facts, goals, blocks, kinds of work, what to bring, the board."""
    head = (tr("Start"), tr("Minutes"), tr("Block"), tr("Kind"), tr("Materials"))
    rows = [_cells(plan, row) for row in overview_rows(plan)]
    short = [(row[0] or tr("Spare"), row[1], row[2], row[3], row[6]) for row in rows]
    parts = [
        f"<h2>{escape(plan.title)}</h2><p>{escape(_facts(plan))}</p>",
        _goals(plan),
        _table([head, *short], grid=True, shares=_SHARES),
        _kinds(plan),
        _materials(plan),
        _board(plan),
    ]
    return "".join(parts)


def print_sheet(plan: LessonPlan, printer: QPrinter) -> None:
    """Paint the overview on one page of a printer, as large as it goes."""
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    room = printer.pageRect(QPrinter.Unit.Inch).size() * _DOTS_AN_INCH
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet("p, h2, h4, td, th { color: black }")  # paper is white in every theme
    size = _LARGEST
    while True:
        font = QFont()
        font.setPointSizeF(size)
        document.setDefaultFont(font)
        document.setHtml(sheet_html(plan))
        document.setTextWidth(room.width())
        if document.size().height() <= room.height() or size <= _SMALLEST:
            break
        size -= 0.5
    shrunk = min(1.0, room.height() / max(1.0, document.size().height()))
    scale = page.width() / room.width() * shrunk
    with QPainter(printer) as painter:
        painter.scale(scale, scale)
        document.drawContents(painter)


def page_of(printer: QPrinter) -> QPrinter:
    """The printer set to an upright A4 page with narrow margins."""
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(15, 15, 15, 15),
        QPageLayout.Unit.Millimeter,
    )  # fmt: skip
    printer.setPageLayout(layout)
    return printer


def _cells(plan: LessonPlan, row: OverviewRow) -> tuple[str, ...]:
    block = row.block
    is_spare = block.need is Need.SPARE
    time = "" if is_spare else dates.clock(time_of_day(plan, row.start))
    if plan.sessions and plan.sessions[row.session].day and time:
        time = tr("Day {n}, {time}").format(n=plan.sessions[row.session].day + 1, time=time)
    title = block_title(block)
    cases = [use.title for use in block.cases if use.title != title]
    named = tr(": ").join((title, tr(", ").join(cases))) if cases else title
    kind = tr(KIND_NAMES[block.kind])
    kind = kind if block.need is Need.MUST else f"{kind} · {tr(NEED_NAMES[block.need])}"
    if block.groups and block.group_size:
        kind += f" · {block.groups} × {block.group_size}"
    brought = tr(", ").join(item.name for item in block.materials)
    return time, str(block.minutes), named, kind, block.trainer, block.learners, brought


def _facts(plan: LessonPlan) -> str:
    day = dates.day_and_weekday(plan.day) if plan.day else ""
    people = tr_n("{n} person", "{n} people", plan.head_count).format(n=plan.head_count) if plan.head_count else ""
    minutes = tr("{n} of {all} minutes").format(n=planned_minutes(plan.blocks), all=plan.target)
    facts = (day, dates.clock(plan.start), minutes, plan.audience, people, plan.place, plan.trainer)
    return " · ".join(filter(None, facts))


def _goals(plan: LessonPlan) -> str:
    goals = plan.objectives
    rows = [
        (name, text.strip())
        for name, text in (
            (tr("Knowledge"), goals.knowledge),
            (tr("Skill"), goals.skill),
            (tr("Attitude"), goals.attitude),
            (tr("Main points"), plan.key_points),
            (tr("Difficult"), plan.difficult_points),
        )
        if text.strip()
    ]
    return f"{_table(rows)}<br>" if rows else ""


def _kinds(plan: LessonPlan) -> str:
    """A bar in greys, each with its words below: it reads the same from a black-and-white printer."""
    totals = kind_totals(plan)
    if not totals:
        return ""
    bar = "".join(
        f'<td width="{max(1, item.percent)}%" bgcolor="#{grey}">&nbsp;</td>'
        for item, grey in zip(totals, _GREYS, strict=False)
    )
    words = " · ".join(
        tr("{kind} {n} min ({percent} %)").format(kind=tr(KIND_NAMES[item.kind]), n=item.minutes, percent=item.percent)
        for item in totals
    )
    heading = escape(tr("Time by kind of work"))
    return f'<h4>{heading}</h4><table width="100%" cellspacing="1"><tr>{bar}</tr></table><p>{escape(words)}</p>'


def _materials(plan: LessonPlan) -> str:
    lines = [escape(_amount(line)) for line in materials(plan)]
    if not lines:
        return ""
    groups, heading = group_count(plan), tr("To bring")
    if groups:
        heading = tr("To bring, for {n} groups").format(n=groups)
    return f"<h4>{escape(heading)}</h4><p>{' · '.join(lines)}</p>"


def _amount(line: MaterialLine) -> str:
    """How many of a thing; where the number of people is not known, how many for each."""
    if line.total:
        return f"{line.material.name} × {line.total}"
    whom = tr("{n} for {whom}").format(n=line.material.amount, whom=tr(PER_NAMES[line.material.per]))
    return tr("{name}: {amount}").format(name=line.material.name, amount=whom)


def _board(plan: LessonPlan) -> str:
    grid = board_grid(plan.board_plan)
    heading = escape(tr("Board plan"))
    return f"<h4>{heading}</h4>{_table(grid, grid=True, has_head=False)}" if grid else ""


def _table(
    rows: Sequence[Sequence[str]], *, grid: bool = False, has_head: bool = True, shares: Sequence[int] = ()
) -> str:
    """An HTML table; `shares` are the widths of its columns in hundredths."""
    widths = [f' width="{share}%"' for share in shares]

    def line(cells: Sequence[str], tag: str) -> str:
        texts = (escape(cell).replace("\n", "<br>") for cell in cells)
        placed = zip_longest(texts, widths[: len(cells)], fillvalue="")
        written = (f'<{tag}{width} align="left" valign="top">{text}</{tag}>' for text, width in placed)
        return f"<tr>{''.join(written)}</tr>"

    body = [line(row, "th" if grid and has_head and not at else "td") for at, row in enumerate(rows)]
    edge = 'border="1" style="border-collapse:collapse" cellpadding="3" width="100%"' if grid else 'cellpadding="2"'
    return f'<table {edge} cellspacing="0">{"".join(body)}</table>'


def _tsv(rows: Sequence[Sequence[str]]) -> str:
    return "\r\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\r\n"
