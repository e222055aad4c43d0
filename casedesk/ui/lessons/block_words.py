"""Names, icons and lines in words for blocks and what the mix check says."""

from collections.abc import Mapping

from casedesk.domain.case import Case, Role
from casedesk.domain.lesson import Block, BlockKind, CaseUse, Goal, Per
from casedesk.domain.plan_checks import MixLine, MixNote
from casedesk.domain.search_text import filled_roles
from casedesk.tasks.value_names import KIND_NAMES
from casedesk.texts import N_, tr
from casedesk.ui.models.value_names import role_name

KIND_ICONS: Mapping[BlockKind, str] = {
    BlockKind.OPENING: "ph.presentation",
    BlockKind.CASE: "ph.chats",
    BlockKind.LECTURE: "ph.presentation",
    BlockKind.ROLE_PLAY: "ph.users-three",
    BlockKind.GROUP_WORK: "ph.users-three",
    BlockKind.EXERCISE: "ph.pencil-line",
    BlockKind.BREAK: "ph.coffee",
    BlockKind.SUMMARY: "ph.flag",
    BlockKind.TEST: "ph.clipboard-text",
    BlockKind.OTHER: "ph.note-pencil",
}
DEFAULT_MINUTES: Mapping[BlockKind, int] = {
    BlockKind.OPENING: 5,
    BlockKind.CASE: 20,
    BlockKind.LECTURE: 10,
    BlockKind.ROLE_PLAY: 15,
    BlockKind.GROUP_WORK: 15,
    BlockKind.EXERCISE: 10,
    BlockKind.BREAK: 10,
    BlockKind.SUMMARY: 5,
    BlockKind.TEST: 10,
    BlockKind.OTHER: 10,
}
PER_NAMES: Mapping[Per, str] = {Per.PERSON: N_("each person"), Per.GROUP: N_("each group"), Per.CLASS: N_("the class")}
GOAL_NAMES: Mapping[Goal, str] = {
    Goal.KNOWLEDGE: N_("Knowledge"),
    Goal.SKILL: N_("Skill"),
    Goal.ATTITUDE: N_("Attitude"),
}
_MIX: Mapping[MixNote, str] = {
    MixNote.BALANCED_OUTCOMES: N_("Positive {0}, negative {1}"),
    MixNote.ALL_NEGATIVE: N_("All {0} cases end badly"),
    MixNote.ALL_POSITIVE: N_("All {0} cases end well"),
    MixNote.ONE_INDUSTRY: N_("All {0} cases are from one industry: {words}"),
    MixNote.SEVERAL_INDUSTRIES: N_("Several industries: {words}"),
    MixNote.NEW_TO_GROUP: N_("New to this group: {words}"),
    MixNote.USED_WITH_GROUP: N_("This group knows: {words}"),
    MixNote.WITHOUT_QUESTIONS: N_("Without questions: {words}"),
    MixNote.ALL_LONG: N_("All {0} cases are long to read"),
    MixNote.ALL_VERY_SHORT: N_("All {0} cases are very short"),
    MixNote.OLD_SOURCES: N_("The source is more than {0} years old: {words}"),
    MixNote.ONE_SOURCE: N_("All {0} cases come from one source: {words}"),
    MixNote.GOALS_UNLINKED: N_("No block says yet which goal it serves"),
    MixNote.GOALS_WITHOUT_BLOCK: N_("No block serves the goal: {words}"),
    MixNote.BLOCKS_WITHOUT_GOAL: N_("Serves no goal: {words}"),
    MixNote.MANY_GOALS: N_("{words}: {0} goals are more than a class can reach"),
    MixNote.GOALS_SERVED: N_("Every goal has a block, every block a goal"),
}


def parted(parts: list[str]) -> str:
    """Words beside each other on a muted line."""
    return " · ".join(part for part in parts if part)


def block_title(block: Block) -> str:
    """The block's title, or the name of its kind."""
    return block.title or tr(KIND_NAMES[block.kind])


def block_line(block: Block, cases: Mapping[int, Case]) -> str:
    """The muted line under a block: what it is, what it uses, in how many groups."""
    parts = [tr(KIND_NAMES[block.kind])]
    for use in block.cases:
        case = cases.get(use.case_id)
        title = case.title if case and case.title else use.title
        if title != block.title:
            parts.append(title)
        if case is None or case.trashed is not None:
            parts.append(tr("no longer in the library"))
    if block.cases:
        roles = {role for use in block.cases for role in _told(use, cases.get(use.case_id) or use.kept)}
        parts.append(tr(", ").join(role_name(role) for role in Role if role in roles))
    if block.groups and block.group_size:
        parts.append(tr("{groups} groups × {size}").format(groups=block.groups, size=block.group_size))
    elif block.groups:
        parts.append(tr("{groups} groups").format(groups=block.groups))
    if not block.cases and block.intent:
        parts.append(block.intent.splitlines()[0])
    return parted(parts)


def _told(use: CaseUse, case: Case | None) -> frozenset[Role]:
    """The chosen sections that there are."""
    return use.roles & filled_roles(case) if case else use.roles


def mix_sentence(line: MixLine) -> str:
    """A line of the mix check in words."""
    values = [tr(GOAL_NAMES[value]) if isinstance(value, Goal) else value for value in line.values]
    return tr(_MIX[line.note]).format(*line.numbers, words=tr(", ").join(values))
