"""What a pack in an exchange folder says of where it comes from, beside what every pack has."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from casedesk.domain.casepack_json import filled
from casedesk.domain.strict_json import Fields

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Gone:
    """A case or a plan that was thrown away over there, and the version that it had by then, empty where nobody knows.

    Nothing of its text goes along.
    """

    uid: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """Who has sent a pack, and when. `machine` and `library` tell one sender from another, whatever they are called."""

    computer: str
    machine: str
    library: str
    at: datetime
    gone: tuple[Gone, ...] = ()

    @property
    def key(self) -> str:
        """The same for all packs of one library of one computer."""
        return f"{self.machine}/{self.library}"


def sent_json(sent: Sent) -> dict[str, Any]:
    """The part of the manifest."""
    return filled(
        computer=sent.computer,
        machine=sent.machine,
        library=sent.library,
        at=sent.at,
        gone=[filled(uid=item.uid, version=item.version) for item in sent.gone],
    )


def sent_of(fields: Fields) -> Sent:
    """What the part of a manifest says. Raises ValueError."""
    at, machine = fields.moment("at"), fields.text("machine")
    if not machine:
        raise ValueError("no machine")
    return Sent(
        " ".join(fields.text("computer").split())[:_LONGEST_NAME],
        machine,
        fields.text("library"),
        at or datetime.min.replace(tzinfo=UTC),
        tuple(Gone(part.text("uid"), part.text("version")) for part in fields.parts("gone")),
    )
