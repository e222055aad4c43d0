"""What a preview calls its two sides and what may be done about them: for case packs, and for handouts read back."""

from collections.abc import Mapping
from dataclasses import dataclass

from casedesk.domain.casepack_compare import ChangedBy, Standing, Take
from casedesk.texts import N_


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one kind of preview, to be translated. Only the takes that have a word are offered."""

    groups: Mapping[Standing, str]
    sentences: Mapping[Standing, str]
    takes: Mapping[Take, str]
    changed: Mapping[ChangedBy, str]
    mine: str
    theirs: str
    list_name: str
    hint: str
    leave: str
    is_backup: bool = False
    """The other side is no other trainer's, but an earlier copy of mine."""


PACK = Wording(
    groups={
        Standing.APART: N_("Changed on both sides"),
        Standing.DIFFERS: N_("Differ"),
        Standing.TRASHED: N_("In your trash"),
        Standing.GONE: N_("Thrown away there"),
        Standing.NEWER: N_("Newer in the pack"),
        Standing.NEW: N_("Not in your library yet"),
        Standing.OLDER: N_("Newer in your library"),
        Standing.SAME: N_("The same in your library"),
    },
    sentences={
        Standing.APART: N_(
            "Both of you have changed this since it was last the same. What only they changed is taken; "
            "what both changed stays yours until you choose."
        ),
        Standing.DIFFERS: N_(
            "Yours and theirs differ, and nobody knows which is the newer one. Yours stays unless you choose."
        ),
        Standing.TRASHED: N_("It lies in your trash. It stays there unless you choose."),
        Standing.GONE: N_("It was thrown away there. Here it stays unless you choose."),
        Standing.NEWER: N_("They have worked on it since you had it from each other; you have not."),
        Standing.NEW: N_("Your library does not have this yet."),
        Standing.OLDER: N_(
            "You have worked on it since; the pack has the earlier version. Yours stays unless you choose."
        ),
        Standing.SAME: N_("Your library has exactly this already."),
    },
    takes={
        Take.THEIRS: N_("Take theirs"),
        Take.MINE: N_("Keep mine"),
        Take.BOTH: N_("Keep both"),
        Take.FIELDS: N_("Field by field"),
    },
    changed={
        ChangedBy.ME: N_("changed by you"),
        ChangedBy.THEM: N_("changed by them"),
        ChangedBy.BOTH: N_("changed by both"),
        ChangedBy.NOBODY_KNOWS: "",
    },
    mine=N_("Mine"),
    theirs=N_("Theirs"),
    list_name=N_("What is in the pack"),
    hint=N_("Adding is one step: it can be undone at once, and the cases can be taken out again later."),
    leave=N_("Do not add"),
)

EXCHANGE = Wording(
    groups={
        Standing.APART: N_("Changed on both computers"),
        Standing.DIFFERS: N_("Differ"),
        Standing.GONE: N_("Thrown away there"),
        Standing.TRASHED: N_("In the trash here"),
        Standing.NEWER: N_("Newer there"),
        Standing.NEW: N_("Only there"),
        Standing.OLDER: N_("Newer here"),
        Standing.SAME: N_("The same on both"),
    },
    sentences={
        Standing.APART: N_(
            "It was changed on both computers since it was last the same. What was changed only there is taken; what "
            "was changed on both stays as it is here until you choose."
        ),
        Standing.DIFFERS: N_(
            "It differs, and nobody knows which is the newer one. It stays as it is here until you choose."
        ),
        Standing.GONE: N_("It was thrown away there. Here it stays unless you choose."),
        Standing.TRASHED: N_("Here it lies in the trash. It stays there unless you choose."),
        Standing.NEWER: N_("It was worked on there; here it has not been touched."),
        Standing.NEW: N_("It is only on the other computer."),
        Standing.OLDER: N_("It was worked on here; there it is as it was. The one here stays unless you choose."),
        Standing.SAME: N_("It is the same on both computers."),
    },
    takes={
        Take.THEIRS: N_("As it is there"),
        Take.MINE: N_("As it is here"),
        Take.BOTH: N_("Keep both"),
        Take.FIELDS: N_("Field by field"),
    },
    changed={
        ChangedBy.ME: N_("changed here"),
        ChangedBy.THEM: N_("changed there"),
        ChangedBy.BOTH: N_("changed on both"),
        ChangedBy.NOBODY_KNOWS: "",
    },
    mine=N_("Here"),
    theirs=N_("There"),
    list_name=N_("What the other computer has sent"),
    hint=N_("Taking over is one step and can be undone. What you have changed here stays unless you choose."),
    leave=N_("Take nothing"),
)

BACKUP = Wording(
    groups={
        **dict.fromkeys(Standing, N_("Changed since")),
        Standing.NEW: N_("Gone from the library"),
        Standing.TRASHED: N_("In the trash now"),
        Standing.SAME: N_("The same as now"),
    },
    sentences={
        **dict.fromkeys(Standing, N_("This has been worked on since the backup was made.")),
        Standing.NEW: N_("The library does not have this any more."),
        Standing.TRASHED: N_("It lies in the trash now."),
        Standing.SAME: N_("The library has exactly this."),
    },
    takes={
        Take.THEIRS: N_("Back to the backup’s"),
        Take.MINE: N_("Leave as it is now"),
        Take.BOTH: N_("Keep both"),
        Take.FIELDS: N_("Field by field"),
    },
    changed=dict.fromkeys(ChangedBy, ""),
    mine=N_("As it is now"),
    theirs=N_("In the backup"),
    list_name=N_("What is in the pack"),
    hint=N_("Bringing back is one step, and can be undone."),
    leave=N_("Take nothing back"),
    is_backup=True,
)

HANDOUT = Wording(
    groups={
        Standing.APART: N_("Changed in both since it was printed"),
        Standing.DIFFERS: N_("Differ from your library"),
        Standing.TRASHED: N_("In your trash"),
        Standing.NEWER: N_("Edited in the file"),
    },
    sentences={
        Standing.APART: N_(
            "The file was edited, and the library has changed since it was printed. What was edited in the file only "
            "is taken; what both have changed stays as in the library until you choose."
        ),
        Standing.DIFFERS: N_(
            "The file has lost the marks that tell what was printed, so nobody knows on which side it was changed. "
            "The library stays as it is unless you choose."
        ),
        Standing.TRASHED: N_("It lies in your trash. It stays there unless you choose."),
        Standing.NEWER: N_("It was edited in the file; the library has what was printed."),
    },
    takes={
        Take.THEIRS: N_("Take the file’s"),
        Take.MINE: N_("Keep the library’s"),
        Take.FIELDS: N_("Part by part"),
    },
    changed={
        ChangedBy.ME: N_("changed in the library"),
        ChangedBy.THEM: N_("edited in the file"),
        ChangedBy.BOTH: N_("changed in both"),
        ChangedBy.NOBODY_KNOWS: "",
    },
    mine=N_("In the library"),
    theirs=N_("In the file"),
    list_name=N_("What was edited in the handout"),
    hint=N_("Taking over is one step and can be undone. The handout itself stays as it is."),
    leave=N_("Take nothing"),
)
