"""Why a block stands in a plan, and what a plan lacks, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from casedesk.domain.case import Facet
from casedesk.domain.plan_wish import Because, MadePlan, Missing, PlanWish, Reason
from casedesk.texts import N_, tr, tr_n
from casedesk.ui import dates
from casedesk.ui.models.value_names import value_name


def because_line(reasons: Sequence[Because]) -> str:
    """The reasons for a block as one line."""
    told = tr("; ").join(reason_words(reason) for reason in reasons)
    return tr("Because {reasons}").format(reasons=told)


def reason_words(because: Because) -> str:
    """One reason."""
    if because.numbers:
        return _figure_words(because)
    if because.reason is Reason.USED_WITH_GROUP:
        return _used_words(*because.values)
    values = because.values
    if because.reason is Reason.OTHER_OUTCOME:
        values = tuple(value_name(Facet.OUTCOME, value) for value in values)
    return tr(_SENTENCES[because.reason]).format(values=tr(", ").join(values))


_SENTENCES: Mapping[Reason, str] = {
    Reason.NAMED_VALUE: N_("it is filed under {values}"),
    Reason.HAS_WORDS: N_("“{values}” stands in it"),
    Reason.HAS_SOME_WORDS: N_("words of “{values}” stand in it"),
    Reason.OFF_TOPIC: N_("nothing nearer to “{values}” was found"),
    Reason.NEW_TO_GROUP: N_("it is new to {values}"),
    Reason.FOR_AUDIENCE: N_("it is meant for {values}"),
    Reason.OTHER_OUTCOME: N_("it ends otherwise than the ones before: {values}"),
    Reason.OTHER_INDUSTRY: N_("it comes from another industry: {values}"),
    Reason.OPENS: N_("everybody arrives before the content begins"),
    Reason.PRACTISES: N_("what was talked about is tried out; may be dropped"),
    Reason.CLOSES: N_("everybody leaves with one thing to do"),
    Reason.OWN_EXPERIENCE: N_("there is no case for it: learners bring their own"),
}


def _figure_words(because: Because) -> str:
    first, *rest = because.numbers
    match because.reason:
        case Reason.MORE_TALK:
            return tr_n(
                "it needs {n} minute, and has {more} more to talk",
                "it needs {n} minutes, and has {more} more to talk",
                first,
            ).format(n=first, more=rest[0])
        case Reason.FEWER_QUESTIONS:
            return tr("it fits with {n} of its {all} questions").format(n=first, all=rest[0])
        case Reason.SUITS_PEOPLE:
            return tr_n("it is good for {n} person", "it is good for {n} people", first).format(n=first)
        case Reason.NEEDS_BREAK:
            return tr_n(
                "there would be {n} minute without a break", "there would be {n} minutes without a break", first
            ).format(n=first)
        case Reason.FILLS:
            return tr_n("{n} minute would be left otherwise", "{n} minutes would be left otherwise", first).format(
                n=first
            )
        case _:
            return tr_n("it takes {n} minute", "it takes {n} minutes", first).format(n=first)


def _used_words(group: str, day: str) -> str:
    if not day:
        return tr("{group} has had it before, but nothing else fits").format(group=group)
    words = tr("{group} had it on {day}, but nothing else fits")
    return words.format(group=group, day=dates.short_day(date.fromisoformat(day)))


def missing_words(missing: Missing, made: MadePlan, wish: PlanWish) -> str:
    """What the library lacks for a better plan."""
    match missing:
        case Missing.NO_CASES:
            return tr("There is no case in the library yet, so learners bring their own. Import your files for more.")
        case Missing.NOTHING_ON_TOPIC:
            return tr("No case speaks of “{topic}”. These fit the time.").format(topic=wish.topic.strip())
        case Missing.NOTHING_FRESH:
            return tr("{group} knows all the cases that would fit.").format(group=wish.audience)
        case Missing.NOTHING_FITS:
            return tr("No case fits into the time, not even with one question.")
        case Missing.TIME_LEFT:
            left = made.plan.target - sum(block.minutes for block in made.plan.blocks)
            words = tr_n("{n} minute is still free.", "{n} minutes are still free.", left)
            return words.format(n=left)
        case _ as never:
            assert_never(never)
