"""Teaching methods: what a trainer can do with a class in so many minutes, and the block that it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain.lesson import Block, BlockKind, Material


class MethodUse(StrEnum):
    """Where in a class a method has its place."""

    OPENING = "opening"
    UNDERSTAND = "understand"
    DISCUSS = "discuss"
    PRACTISE = "practise"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Method:
    """A way of working with a class. `minutes` and `people` are the least and the most it is good for.

    Those of the trainer's own are records of the library; `id` is 0 for those that come with the program.
    """

    uid: str
    name: str
    use: MethodUse
    kind: BlockKind
    purpose: str = ""
    steps: tuple[str, ...] = ()
    learners: str = ""
    minutes: tuple[int, int] = (5, 15)
    people: tuple[int, int] = (2, 60)
    group: int = 0
    """How many work together; 0 for the whole class."""
    materials: tuple[Material, ...] = ()
    id: int = 0

    @property
    def is_own(self) -> bool:
        """Whether it is the trainer's own."""
        return self.id != 0

    def suits(self, minutes: int, people: int) -> bool:
        """Whether it can be done in so many minutes with so many people; 0 for what is not known."""
        return (not minutes or self.minutes[0] <= minutes) and (
            not people or self.people[0] <= people <= self.people[1]
        )


def block_of(method: Method, *, people: int = 0, minutes: int = 0) -> Block:
    """The block in which a class does a method: `minutes` long, or else as long as usual."""
    low, high = method.minutes
    usual = (low + high + 1) // 2
    groups = max(1, round(people / method.group)) if people and method.group else 0
    return Block(
        title=method.name,
        minutes=min(max(minutes, low), high) if minutes else usual,
        kind=method.kind,
        intent=method.purpose,
        trainer="\n".join(f"{number}. {step}" for number, step in enumerate(method.steps, 1)),
        learners=method.learners,
        materials=method.materials,
        groups=groups,
        group_size=method.group if groups else 0,
    )


def method_of(block: Block, uid: str) -> Method:
    """A block as a method; a block made from it does what this one did."""
    group = block.group_size
    return Method(
        uid=uid,
        name=block.title,
        use=_use_of(block.kind),
        kind=block.kind,
        purpose=block.intent,
        steps=tuple(_without_number(line) for line in block.trainer.splitlines() if line.strip()),
        learners=block.learners,
        minutes=(max(1, block.minutes * 2 // 3), max(block.minutes, block.minutes * 4 // 3)),
        people=(max(2, group), 60),
        group=group,
        materials=block.materials,
    )


def _use_of(kind: BlockKind) -> MethodUse:
    match kind:
        case BlockKind.OPENING:
            return MethodUse.OPENING
        case BlockKind.SUMMARY | BlockKind.TEST:
            return MethodUse.CLOSING
        case BlockKind.ROLE_PLAY | BlockKind.EXERCISE:
            return MethodUse.PRACTISE
        case BlockKind.LECTURE:
            return MethodUse.UNDERSTAND
        case BlockKind.CASE | BlockKind.GROUP_WORK | BlockKind.BREAK | BlockKind.OTHER:
            return MethodUse.DISCUSS


def _without_number(line: str) -> str:
    """A step without the number that `block_of` puts before it."""
    number, dot, rest = line.strip().partition(". ")
    return rest if dot and number.isdecimal() else line.strip()


def best_of(
    methods: Sequence[Method],
    uses: frozenset[MethodUse],
    *,
    minutes: int,
    people: int,
    but: frozenset[str] = frozenset(),
) -> Method | None:
    """The method for one of these uses that fills so many minutes best; the trainer's own before others."""
    fitting = [
        method for method in methods if method.use in uses and method.uid not in but and method.suits(minutes, people)
    ]
    return min(fitting, key=lambda method: (not method.is_own, _distance(method, minutes)), default=None)


def _distance(method: Method, minutes: int) -> int:
    """How far the minutes are from what is usual for the method."""
    return abs(2 * minutes - sum(method.minutes))
