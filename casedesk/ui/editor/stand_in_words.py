"""What is said of names and their stand-ins, and of places that tell who somebody is."""

from collections.abc import Mapping

from casedesk.domain.private_data import PrivateKind
from casedesk.domain.stand_ins import Conflict, ConflictKind
from casedesk.texts import N_, tr

_KINDS: Mapping[PrivateKind, str] = {
    PrivateKind.MOBILE: N_("Mobile number"),
    PrivateKind.LANDLINE: N_("Phone number"),
    PrivateKind.IDENTITY_CARD: N_("Identity card number"),
    PrivateKind.BANK_CARD: N_("Bank card number"),
    PrivateKind.EMAIL: N_("E-mail address"),
    PrivateKind.PASSPORT: N_("Passport number"),
    PrivateKind.PLATE: N_("Number plate"),
    PrivateKind.ACCOUNT: N_("Account"),
    PrivateKind.ADDRESS: N_("Address"),
}
_CONFLICTS: Mapping[ConflictKind, str] = {
    ConflictKind.NO_STAND_IN: N_("Without a stand-in the name is left out on paper."),
    ConflictKind.TELLS: N_("The stand-in has the name in it."),
    ConflictKind.SAME_NAME: N_("The name is on the list twice; the other stand-in is “{other}”."),
    ConflictKind.REAL_STAND_IN: N_("“{other}” is the real name of somebody else."),
    ConflictKind.SAME_STAND_IN: N_("“{other}” has the same stand-in."),
    ConflictKind.INSIDE: N_("It stands in “{other}” too; where both fit the longer one counts."),
}


def private_name(kind: PrivateKind) -> str:
    """What a place is called that tells who somebody is."""
    return tr(_KINDS[kind])


def conflict_sentence(conflict: Conflict) -> str:
    """What is the matter with a name."""
    return tr(_CONFLICTS[conflict.kind]).format(other=conflict.other)


def is_grave(conflict: Conflict) -> bool:
    """Whether the stand-in would not do what it is for; a name inside another only needs to be known."""
    return conflict.kind is not ConflictKind.INSIDE
