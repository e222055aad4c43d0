"""A lesson plan: timed blocks around cases."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from casedesk.domain.case import Role


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


@dataclass(frozen=True, slots=True)
class Objectives:
    """What the learners can do afterwards."""

    knowledge: str = ""
    skill: str = ""
    attitude: str = ""


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """A class to be taught. `id` is 0 until the library has given it one; `target` is in minutes."""

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
    the row before runs into it."""

    start: int
    end: int
    gap: int = 0


def planned_minutes(blocks: tuple[Block, ...]) -> int:
    """The minutes of all blocks that are meant to be taught; spare blocks do not count."""
    return sum(block.minutes for block in blocks if block.need is not Need.SPARE)


def schedule(plan: LessonPlan) -> tuple[Slot, ...]:
    """One slot for every block, in order; a spare block takes no time."""
    slots: list[Slot] = []
    clock = 0
    origin = plan.start.hour * 60 + plan.start.minute
    for block in plan.blocks:
        start, gap = clock, 0
        if block.pinned is not None:
            start = block.pinned.hour * 60 + block.pinned.minute - origin
            gap = start - clock
        end = start + (0 if block.need is Need.SPARE else block.minutes)
        slots.append(Slot(start, end, gap))
        clock = max(clock, end)
    return tuple(slots)


def time_of_day(plan: LessonPlan, offset: int) -> time:
    """The time on the clock `offset` minutes after the plan's start; wraps at midnight."""
    minute = (plan.start.hour * 60 + plan.start.minute + offset) % (24 * 60)
    return time(minute // 60, minute % 60)
