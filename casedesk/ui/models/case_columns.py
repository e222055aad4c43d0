"""The columns of the case table: what each is called, shows and sorts by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseSummary, Order
from casedesk.texts import N_, tr
from casedesk.ui.models.value_names import missing_words, value_name


class Column(IntEnum):
    """A column of the table, in the order in which the columns stand at first. The title is also the card's place."""

    TITLE = 0
    LEARNER_TITLE = 1
    INDUSTRY = 2
    THEME = 3
    OUTCOME = 4
    DIFFICULTY = 5
    STATE = 6
    HEALTH = 7
    MINUTES = 8
    LENGTH = 9
    QUESTIONS = 10
    CREATED = 11
    MODIFIED = 12
    USED = 13
    SOURCE = 14


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """`width` is in pixels at the usual text size; `is_usual` columns are shown until the trainer chooses."""

    name: str
    order: Order
    width: int
    words: Callable[[CaseSummary], str]
    is_number: bool = False
    is_usual: bool = True

    @property
    def title(self) -> str:
        """What stands in the header."""
        return tr(self.name)


def _coded(facet: Facet, value: str) -> str:
    return value_name(facet, value) if value else ""


def _listed(values: tuple[str, ...]) -> str:
    return tr(", ").join(values)


def _missing(summary: CaseSummary) -> str:
    return _listed(tuple(word for word, _ in missing_words(summary.health))) or tr("Complete")


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


COLUMNS: dict[Column, ColumnSpec] = {
    Column.TITLE: ColumnSpec(N_("Title"), Order.TITLE, 280, lambda case: case.title),
    Column.LEARNER_TITLE: ColumnSpec(
        N_("Learner title"), Order.LEARNER_TITLE, 180, lambda case: case.learner_title, is_usual=False
    ),
    Column.INDUSTRY: ColumnSpec(N_("Industry"), Order.INDUSTRY, 96, lambda case: _listed(case.industries)),
    Column.THEME: ColumnSpec(N_("Theme"), Order.THEME, 136, lambda case: _listed(case.themes)),
    Column.OUTCOME: ColumnSpec(N_("Outcome"), Order.OUTCOME, 80, lambda case: _coded(Facet.OUTCOME, case.outcome)),
    Column.DIFFICULTY: ColumnSpec(
        N_("Difficulty"), Order.DIFFICULTY, 80, lambda case: _coded(Facet.DIFFICULTY, case.difficulty), is_usual=False
    ),
    Column.STATE: ColumnSpec(N_("Status"), Order.STATE, 96, lambda case: _coded(Facet.STATE, case.state)),
    Column.HEALTH: ColumnSpec(N_("Quality"), Order.HEALTH, 152, _missing),
    Column.MINUTES: ColumnSpec(N_("Minutes"), Order.MINUTES, 72, lambda case: str(case.minutes), is_number=True),
    Column.LENGTH: ColumnSpec(
        N_("Characters"), Order.LENGTH, 88, lambda case: f"{case.length:,}", is_number=True, is_usual=False
    ),
    Column.QUESTIONS: ColumnSpec(
        N_("Questions"), Order.QUESTIONS, 80, lambda case: str(case.questions), is_number=True
    ),
    Column.CREATED: ColumnSpec(N_("Created"), Order.CREATED, 136, lambda case: _moment(case.created), is_usual=False),
    Column.MODIFIED: ColumnSpec(N_("Last changed"), Order.MODIFIED, 136, lambda case: _moment(case.modified)),
    Column.USED: ColumnSpec(N_("Last taught"), Order.USED, 104, lambda case: _day(case.used)),
    Column.SOURCE: ColumnSpec(N_("Source"), Order.SOURCE, 160, lambda case: case.source, is_usual=False),
}


def column_of(order: Order) -> Column | None:
    """The column that an order sorts by; None for relevance."""
    return next((column for column, spec in COLUMNS.items() if spec.order is order), None)
