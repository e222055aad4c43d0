"""The names that a user reads in the window for what is stored in a library."""

from collections.abc import Mapping
from datetime import date

from casedesk.domain.case import Facet
from casedesk.domain.filters import Order
from casedesk.domain.health import POOR_HEALTH, Health
from casedesk.tasks.value_names import code_values, depth_name, facet_name, question_kind_name, role_name, value_name
from casedesk.texts import N_, tr
from casedesk.ui import dates

__all__ = [
    "code_values", "depth_name", "facet_name", "missing_words", "order_name", "question_kind_name", "role_name",
    "used_words", "value_name",
]  # fmt: skip

_ORDERS: Mapping[Order, str] = {
    Order.RELEVANCE: N_("Relevance"),
    Order.MODIFIED: N_("Last changed"),
    Order.CREATED: N_("Newest"),
    Order.TITLE: N_("Title"),
    Order.MINUTES: N_("Minutes"),
    Order.LENGTH: N_("Length"),
    Order.LEARNER_TITLE: N_("Learner title"),
    Order.INDUSTRY: N_("Industry"),
    Order.THEME: N_("Theme"),
    Order.OUTCOME: N_("Outcome"),
    Order.DIFFICULTY: N_("Difficulty"),
    Order.STATE: N_("Status"),
    Order.HEALTH: N_("Quality"),
    Order.QUESTIONS: N_("Questions"),
    Order.USED: N_("Last taught"),
    Order.SOURCE: N_("Source"),
}


def missing_words(health: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """What a case lacks, gravest first, each with whether it is grave; empty for a complete case."""
    return tuple((value_name(Facet.HEALTH, flag), flag in POOR_HEALTH) for flag in health if flag != Health.COMPLETE)


def used_words(group: str, day: date | None) -> str:
    """That a case was taught, to whom and when it was last; empty where nothing is known of that."""
    known = " ".join(filter(None, (group, dates.short_day(day) if day else "")))
    return tr("used: {words}").format(words=known) if known else ""


def order_name(order: Order) -> str:
    """The name of a sort order."""
    return tr(_ORDERS[order])
