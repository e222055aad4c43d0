"""What is said of names and their stand-ins."""

from collections.abc import Mapping

from casedesk.domain.stand_ins import Conflict, ConflictKind
from casedesk.texts import N_, tr

_CONFLICTS: Mapping[ConflictKind, str] = {
    ConflictKind.NO_STAND_IN: N_("Without a stand-in the name is left out on paper."),
    ConflictKind.TELLS: N_("The stand-in has the name in it."),
    ConflictKind.SAME_NAME: N_("The name is on the list twice; the other stand-in is “{other}”."),
    ConflictKind.REAL_STAND_IN: N_("“{other}” is the real name of somebody else."),
    ConflictKind.SAME_STAND_IN: N_("“{other}” has the same stand-in."),
    ConflictKind.INSIDE: N_("It stands in “{other}” too; where both fit the longer one counts."),
}


def conflict_sentence(conflict: Conflict) -> str:
    """What is the matter with a name."""
    return tr(_CONFLICTS[conflict.kind]).format(other=conflict.other)


def is_grave(conflict: Conflict) -> bool:
    """Whether the stand-in would not do what it is for; a name inside another only needs to be known."""
    return conflict.kind is not ConflictKind.INSIDE
