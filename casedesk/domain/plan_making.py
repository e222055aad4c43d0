"""A whole class made of a wish: whom to teach, in how many minutes, about what. Pure; every choice says why."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from casedesk.domain import plan_steps, sessions
from casedesk.domain.case import Case, State
from casedesk.domain.estimates import estimate, planned
from casedesk.domain.lesson import Block, BlockKind, LessonPlan, Need, planned_minutes
from casedesk.domain.methods import Method, MethodUse, best_of, block_of
from casedesk.domain.plan_wish import Because, Candidate, MadePlan, Missing, PlanWish, Reason

SHORT_CLASS, LONG_CLASS = 25, 100
"""Minutes below which a class has no room for methods, and from which on it needs breaks."""
WHOLE_DAY = 300
"""Minutes from which on a class is held in two sessions with a lunch between them."""
BREAK = 10
BETWEEN_BREAKS = 80
MOST_CASES = 12
LONGER_BY = 1.5
"""A case may get so many times the minutes that it needs before the rest is left for something else."""


@dataclass(slots=True)
class _Row:
    """A block on its way into the plan."""

    block: Block
    reasons: list[Because] = field(default_factory=list[Because])
    needed: int = 0
    """The minutes that a case needs; 0 for what is no case."""
    most: int = 0
    """The most minutes that make sense; 0 for what must not grow."""


def make_plan(
    wish: PlanWish, candidates: Sequence[Candidate], methods: Sequence[Method], *, characters_a_minute: int, total: int
) -> MadePlan:
    """The plan for a wish. `total` is how many cases the library holds, whether they are candidates or not."""
    frame = _Frame(wish, methods)
    chosen = _chosen(candidates, frame.minutes_for_cases, characters_a_minute)
    rows = [_case_row(wish, candidate, kept, minutes) for candidate, kept, minutes in chosen]
    _say_mix(rows, [candidate.case for candidate, _, _ in chosen])
    if not rows:
        rows = frame.without_cases()
    rows = frame.around(rows)
    _stretch(rows, frame.minutes_to_teach)
    parts = [_with_breaks(part, frame.breaks) for part in _parts(frame.filled(rows), wish.minutes)]
    rows = [row for part in parts for row in part]
    blocks = tuple(row.block for row in rows)
    plan = LessonPlan(audience=wish.audience, head_count=wish.people, target=wish.minutes, blocks=blocks)
    if len(parts) > 1:
        plan = sessions.in_two(plan, len(parts[0]))
    return MadePlan(plan, tuple(tuple(row.reasons) for row in rows), _missing(wish, candidates, chosen, plan, total))


class _Frame:
    """What stands around the cases of a class: opening, practice, breaks, closing."""

    def __init__(self, wish: PlanWish, methods: Sequence[Method]) -> None:
        self._wish = wish
        self._methods = methods
        self._taken: set[str] = set()
        minutes = wish.minutes
        self._opening = self._row(MethodUse.OPENING, _share(minutes, 10, 2, 12), BlockKind.OPENING, Reason.OPENS)
        self._closing = self._row(MethodUse.CLOSING, _share(minutes, 12, 2, 15), BlockKind.SUMMARY, Reason.CLOSES)
        self._practice = self._practices()
        parts = 2 if minutes >= WHOLE_DAY else 1
        self.breaks = max(0, -(-minutes // (parts * BETWEEN_BREAKS)) - 1) if minutes >= LONG_CLASS else 0
        """How many there are in each of the sessions."""
        self.minutes_to_teach = minutes - parts * self.breaks * BREAK

    @property
    def minutes_for_cases(self) -> int:
        """What is left of the time."""
        around = (self._opening, self._closing, *self._practice)
        return self.minutes_to_teach - sum(row.block.minutes for row in around)

    def without_cases(self) -> list[_Row]:
        """What can be done where no case can be had: the learners bring theirs."""
        rows: list[_Row] = []
        left = self.minutes_for_cases
        for use in (MethodUse.UNDERSTAND, MethodUse.DISCUSS, MethodUse.PRACTISE):
            if left >= plan_steps.MINUTES_WORTH_FILLING and (method := self._method(use, left)):
                block = block_of(method, people=self._wish.people, minutes=left)
                rows.append(_Row(block, [Because(Reason.OWN_EXPERIENCE)], most=method.minutes[1]))
                left -= block.minutes
        return rows

    def around(self, rows: list[_Row]) -> list[_Row]:
        """All rows in order, practice behind the first half of the cases."""
        half = (len(rows) + 1) // 2
        middle = [*rows[:half], *self._practice[:1], *rows[half:], *self._practice[1:]]
        return [self._opening, *middle, self._closing]

    def filled(self, rows: list[_Row]) -> list[_Row]:
        """The rows with methods where there is still time: behind the first case, in a long class also before the end
        and in the middle."""
        most = 1 + (self._wish.minutes >= LONG_CLASS) + (self._wish.minutes >= WHOLE_DAY)
        for at in (2, len(rows) - 1, len(rows) // 2)[:most]:
            left = self.minutes_to_teach - _planned(rows)
            if left < plan_steps.MINUTES_WORTH_FILLING:
                break
            method = self._method(MethodUse.DISCUSS, left) or self._method(MethodUse.UNDERSTAND, left)
            if method is not None:
                block = replace(block_of(method, people=self._wish.people, minutes=left), need=Need.MAY)
                row = _Row(block, [Because(Reason.FILLS, numbers=(left,)), *self._people()], most=method.minutes[1])
                rows = [*rows[:at], row, *rows[at:]]
        return rows

    def _practices(self) -> list[_Row]:
        minutes = self._wish.minutes
        count = 0 if minutes < 40 else 1 if minutes < 150 else 2
        rows: list[_Row] = []
        for _ in range(count):
            share = _share(minutes, 16 if count == 1 else 11, 8, 30)
            if method := self._method(MethodUse.PRACTISE, share):
                block = replace(block_of(method, people=self._wish.people, minutes=share), need=Need.MAY)
                rows.append(_Row(block, [Because(Reason.PRACTISES), *self._people()], most=method.minutes[1]))
        return rows

    def _row(self, use: MethodUse, minutes: int, kind: BlockKind, reason: Reason) -> _Row:
        """A block for the beginning or the end; without a title where no method fits, for the window to name."""
        method = self._method(use, minutes) if self._wish.minutes >= SHORT_CLASS else None
        if method is None:
            return _Row(Block("", minutes, kind), [Because(reason)], most=minutes + 2)
        block = block_of(method, people=self._wish.people, minutes=minutes)
        return _Row(block, [Because(reason), *self._people()], most=method.minutes[1])

    def _method(self, use: MethodUse, minutes: int) -> Method | None:
        found = best_of(
            self._methods, frozenset({use}), minutes=minutes, people=self._wish.people, but=frozenset(self._taken)
        )
        if found:
            self._taken.add(found.uid)
        return found

    def _people(self) -> list[Because]:
        return [Because(Reason.SUITS_PEOPLE, numbers=(self._wish.people,))] if self._wish.people else []


def _share(minutes: int, percent: int, low: int, high: int) -> int:
    return min(max(round(minutes * percent / 100), low), high)


def _parts(rows: list[_Row], minutes: int) -> list[list[_Row]]:
    """The rows of each session: a whole day has two, about as long as each other."""
    if minutes < WHOLE_DAY:
        return [rows]
    whole = _planned(rows)
    at = min(range(1, len(rows)), key=lambda at: abs(2 * _planned(rows[:at]) - whole))
    return [rows[:at], rows[at:]]


def _with_breaks(rows: Sequence[_Row], count: int) -> list[_Row]:
    """The rows with so many breaks between them, as evenly as the blocks allow."""
    whole: list[_Row] = []
    minutes = _planned(rows)
    clock = since = made = 0
    for row in rows:
        due = (made + 1) * minutes / (count + 1)
        if made < count and whole and clock + row.block.minutes / 2 > due:
            whole.append(_Row(Block("", BREAK, BlockKind.BREAK), [Because(Reason.NEEDS_BREAK, numbers=(since,))]))
            made, since = made + 1, 0
        whole.append(row)
        clock += row.block.minutes
        since += row.block.minutes
    return whole


_Choice: TypeAlias = tuple[Candidate, Case, int]
"""A candidate, the case with the questions that are put, and its minutes."""


def _chosen(candidates: Sequence[Candidate], minutes: int, characters_a_minute: int) -> list[_Choice]:
    """Cases for so many minutes: on the topic, new to the group, unlike each other, and no story told twice."""
    on_topic = [candidate for candidate in candidates if candidate.is_on_topic]
    known = on_topic or list(candidates)
    pool: list[Candidate] = [candidate for candidate in known if not candidate.is_used] or known
    chosen: list[_Choice] = []
    left: int = minutes
    most = min(MOST_CASES, max(1, minutes // (10 if minutes < LONG_CLASS else 25)))
    while pool and len(chosen) < most and left >= plan_steps.MINUTES_WORTH_FILLING:
        sized: list[_Choice] = [(candidate, *_sized(candidate.case, left, characters_a_minute)) for candidate in pool]
        fitting = [choice for choice in sized if 0 < choice[2] <= left]
        if not fitting:
            break
        taken = [case for _, case, _ in chosen]
        best = max(fitting, key=lambda choice: _worth(choice, taken, left, most - len(chosen)))
        chosen.append(best)
        left -= best[2]
        title = best[0].case.title
        pool = [other for other in pool if other is not best[0] and (not title or other.case.title != title)]
    return chosen


def _sized(case: Case, left: int, characters_a_minute: int) -> tuple[Case, int]:
    """The case as it fits into what is left, if need be with fewer questions; and its minutes, 0 where it does not."""
    minutes = planned(case, characters_a_minute=characters_a_minute).minutes
    if minutes <= left:
        return case, minutes
    questions = case.questions
    for count in range(len(questions) - 1, 0, -1):
        dropped = {question.text for question in questions[count:]}
        sections = tuple(
            replace(section, questions=tuple(item for item in section.questions if item.text not in dropped))
            for section in case.sections
        )
        shorter = replace(case, sections=sections, minutes=None)
        minutes = estimate(shorter, characters_a_minute=characters_a_minute).total
        if minutes <= left:
            return shorter, minutes
    return case, 0


def _worth(choice: _Choice, taken: Sequence[Case], left: int, places: int) -> tuple[float, int]:
    candidate, case, minutes = choice
    worth = 4.0 * min(2, len(candidate.values)) + 5 * candidate.has_words + 2 * candidate.has_some_words
    worth += 2 * candidate.suits_audience + 2 * bool(case.questions) + (case.state is State.REVIEWED)
    worth -= 2 * (len(case.questions) < len(candidate.case.questions))
    if taken:
        worth += 1.5 * (case.outcome not in {other.outcome for other in taken})
        known = {value for other in taken for value in other.industries}
        worth += not known & set(case.industries)
    worth -= abs(minutes - left / max(1, places)) / 4
    return worth, -case.id


def _case_row(wish: PlanWish, candidate: Candidate, kept: Case, minutes: int) -> _Row:
    asked = {question.text for question in kept.questions}
    omitted = frozenset(item.text for item in candidate.case.questions if item.text not in asked)
    use = replace(plan_steps.use_of(candidate.case), omitted=omitted)
    block = Block(candidate.case.printed_title, minutes, BlockKind.CASE, cases=(use,))
    return _Row(block, _case_reasons(wish, candidate, len(asked), minutes), minutes, int(minutes * LONGER_BY))


def _case_reasons(wish: PlanWish, candidate: Candidate, asked: int, minutes: int) -> list[Because]:
    reasons: list[Because] = []
    topic = (wish.topic.strip(),)
    if candidate.values:
        reasons.append(Because(Reason.NAMED_VALUE, candidate.values))
    elif candidate.has_words:
        reasons.append(Because(Reason.HAS_WORDS, topic))
    elif candidate.has_some_words:
        reasons.append(Because(Reason.HAS_SOME_WORDS, topic))
    elif topic != ("",):
        reasons.append(Because(Reason.OFF_TOPIC, topic))
    if candidate.is_used:
        day = candidate.used.isoformat() if candidate.used else ""
        reasons.append(Because(Reason.USED_WITH_GROUP, (wish.audience, day)))
    elif wish.audience:
        reasons.append(Because(Reason.NEW_TO_GROUP, (wish.audience,)))
    if candidate.suits_audience:
        reasons.append(Because(Reason.FOR_AUDIENCE, candidate.case.audiences))
    count = len(candidate.case.questions)
    if asked < count:
        reasons.append(Because(Reason.FEWER_QUESTIONS, numbers=(asked, count)))
    reasons.append(Because(Reason.FITS, numbers=(minutes,)))
    return reasons


def _say_mix(rows: Sequence[_Row], cases: Sequence[Case]) -> None:
    for at, (row, case) in enumerate(zip(rows, cases, strict=True)):
        before = cases[:at]
        if before and case.outcome and case.outcome not in {other.outcome for other in before}:
            row.reasons.append(Because(Reason.OTHER_OUTCOME, (case.outcome,)))
        known = {value for other in before for value in other.industries}
        if known and case.industries and not known & set(case.industries):
            row.reasons.append(Because(Reason.OTHER_INDUSTRY, case.industries))


def _stretch(rows: Sequence[_Row], target: int) -> None:
    """Give what is left of the time to the talk about the cases, then to the rest, as far as that makes sense."""
    cases = [row for row in rows if row.needed]
    _grow(cases, target - _planned(rows))
    _grow([row for row in rows if not row.needed], target - _planned(rows))
    for row in cases:
        if more := row.block.minutes - row.needed:
            longer = Because(Reason.MORE_TALK, numbers=(row.needed, more))
            row.reasons = [longer if item.reason is Reason.FITS else item for item in row.reasons]


def _planned(rows: Sequence[_Row]) -> int:
    return planned_minutes(tuple(row.block for row in rows))


def _grow(rows: Sequence[_Row], minutes: int) -> None:
    for _ in range(minutes):
        growing = [row for row in rows if row.block.minutes < row.most]
        if not growing:
            return
        row = min(growing, key=lambda row: row.block.minutes / row.most)
        row.block = replace(row.block, minutes=row.block.minutes + 1)


def _missing(
    wish: PlanWish, candidates: Sequence[Candidate], chosen: Sequence[_Choice], plan: LessonPlan, total: int
) -> tuple[Missing, ...]:
    found: list[Missing] = []
    if not total:
        found.append(Missing.NO_CASES)
    elif not chosen:
        found.append(Missing.NOTHING_FITS)
    if total and wish.topic.strip() and not any(candidate.is_on_topic for candidate in candidates):
        found.append(Missing.NOTHING_ON_TOPIC)
    if any(candidate.is_used for candidate, _, _ in chosen):
        found.append(Missing.NOTHING_FRESH)
    if plan_steps.minutes_left(plan) >= plan_steps.MINUTES_WORTH_FILLING:
        found.append(Missing.TIME_LEFT)
    return tuple(found)
