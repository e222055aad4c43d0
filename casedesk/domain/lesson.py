"""A lesson plan: timed blocks around cases."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from casedesk.domain.case import Case, Role

MINUTES_A_DAY = 24 * 60


class BlockKind(StrEnum):
    """What happens in a block."""

    OPENING = "opening"
    CASE = "case"
    LECTURE = "lecture"
    ROLE_PLAY = "role_play"
    GROUP_WORK = "group_work"
    EXERCISE = "exercise"
    BREAK = "break"
    SUMMARY = "summary"
    TEST = "test"
    OTHER = "other"


class Need(StrEnum):
    """Whether a block may be left out when time runs short (必讲, 可删, 备用)."""

    MUST = "must"
    MAY = "may"
    SPARE = "spare"


class Per(StrEnum):
    """What a material's amount is counted by."""

    PERSON = "person"
    GROUP = "group"
    CLASS = "class"


class Goal(StrEnum):
    """What a block can serve: the objectives of a plan by their names."""

    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    ATTITUDE = "attitude"


class PlanState(StrEnum):
    """How far a plan has come."""

    DRAFT = "draft"
    READY = "ready"
    TAUGHT = "taught"


@dataclass(frozen=True, slots=True)
class Material:
    """Something to bring: `amount` for every person, every group or the whole class."""

    name: str
    amount: int = 1
    per: Per = Per.CLASS
    spare: int = 0


@dataclass(frozen=True, slots=True)
class CaseUse:
    """A case in a block, with the sections that are used and the title it had when it was put in.

    The title stays when the case goes to the trash, so that the plan still says what was taught.
    """

    case_id: int
    title: str
    roles: frozenset[Role] = frozenset({Role.BODY, Role.QUESTION})
    omitted: frozenset[str] = frozenset()
    """The texts of the questions that are not put in this class; a question that comes to the case later is put."""
    seen: str = ""
    """The `use_print` of the case as the trainer last saw it here; empty when nobody has noted it."""
    kept: Case | None = None
    """The case as it was, once it is no longer in the library."""


@dataclass(frozen=True, slots=True)
class Track:
    """What one part of the class does while the others do something else."""

    name: str
    task: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One timed row of a plan. `pinned` fixes the start on the clock; None starts where the row before ends."""

    title: str
    minutes: int
    kind: BlockKind = BlockKind.OTHER
    need: Need = Need.MUST
    cases: tuple[CaseUse, ...] = ()
    intent: str = ""
    trainer: str = ""
    learners: str = ""
    notes: str = ""
    materials: tuple[Material, ...] = ()
    groups: int = 0
    group_size: int = 0
    pinned: time | None = None
    transition: str = ""
    """What is said to lead over to the next block."""
    changes: str = ""
    """The free column: what is to be changed in class, or was."""
    goals: frozenset[Goal] = frozenset()
    tracks: tuple[Track, ...] = ()
    real: int | None = None
    """The minutes that it took in class."""


@dataclass(frozen=True, slots=True)
class Objectives:
    """What the learners can do afterwards."""

    knowledge: str = ""
    skill: str = ""
    attitude: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of a course without a long break: it begins with the block at `first`, `day` days after the plan's
    day, and has `target` minutes. Blocks belong to the last session that begins with them or before them."""

    title: str = ""
    first: int = 0
    day: int = 0
    start: time = time(9, 0)
    target: int = 90


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """A class to be taught. `id` is 0 until the library has given it one; `target` is in minutes.

    A course of several sessions names them all in `sessions`, in order, the first from block 0; then `start` is that
    of the first, and `target` that of all together. A plan of one session names none.
    """

    id: int = 0
    uid: str = ""
    title: str = ""
    course: str = ""
    audience: str = ""
    """The group that is taught, e.g. 前厅二班; use records and "used with" go by it."""
    head_count: int = 0
    place: str = ""
    trainer: str = ""
    day: date | None = None
    start: time = time(9, 0)
    target: int = 90
    objectives: Objectives = Objectives()
    key_points: str = ""
    difficult_points: str = ""
    methods: str = ""
    blocks: tuple[Block, ...] = ()
    reflection: str = ""
    is_template: bool = False
    periods: str = ""
    """课时: where the class stands in its course, and how many periods it fills."""
    prior: str = ""
    """学情: what the learners know and can do already."""
    assessment: str = ""
    prework: str = ""
    preparation: str = ""
    board_plan: str = ""
    homework: str = ""
    sessions: tuple[Session, ...] = ()
    state: PlanState = PlanState.DRAFT
    archived: datetime | None = None
    created: datetime | None = None
    modified: datetime | None = None
    trashed: datetime | None = None

    @property
    def case_ids(self) -> tuple[int, ...]:
        """The cases of the plan in the order of their first use, each once."""
        return tuple(dict.fromkeys(use.case_id for block in self.blocks for use in block.cases))


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a block falls: minutes after the plan's start. `gap` is the pause before a pinned start, negative where
    the row before runs into it; the pause between two sessions is none. `session` is the block's place in
    `LessonPlan.sessions`."""

    start: int
    end: int
    gap: int = 0
    session: int = 0


def planned_minutes(blocks: tuple[Block, ...]) -> int:
    """The minutes of all blocks that are meant to be taught; spare blocks do not count."""
    return sum(block.minutes for block in blocks if block.need is not Need.SPARE)


def schedule(plan: LessonPlan) -> tuple[Slot, ...]:
    """One slot for every block, in order; a spare block takes no time."""
    slots: list[Slot] = []
    clock, opened = 0, -1
    for position, block in enumerate(plan.blocks):
        session, ended = session_of(plan, position), clock
        if session != opened:
            clock, opened = session_start(plan, session), session
        start = clock if block.pinned is None else _midnight(plan, session) + _minute(block.pinned)
        gap = min(start - clock, start - ended) if start < ended else start - clock
        end = start + (0 if block.need is Need.SPARE else block.minutes)
        slots.append(Slot(start, end, gap, session))
        clock = max(clock, end)
    return tuple(slots)


def session_of(plan: LessonPlan, position: int) -> int:
    """The session that the block at a position belongs to; 0 in a plan of one session."""
    begun = [index for index, session in enumerate(plan.sessions) if session.first <= position]
    return begun[-1] if begun else 0


def session_start(plan: LessonPlan, index: int) -> int:
    """When a session begins, in minutes after the plan's start."""
    return _midnight(plan, index) + _minute(plan.sessions[index].start) if plan.sessions else 0


def _midnight(plan: LessonPlan, session: int) -> int:
    """The beginning of a session's day, in minutes after the plan's start."""
    days = plan.sessions[session].day - plan.sessions[0].day if plan.sessions else 0
    return days * MINUTES_A_DAY - _minute(plan.start)


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def time_of_day(plan: LessonPlan, offset: int) -> time:
    """The time on the clock `offset` minutes after the plan's start; wraps at midnight."""
    minute = (_minute(plan.start) + offset) % MINUTES_A_DAY
    return time(minute // 60, minute % 60)
