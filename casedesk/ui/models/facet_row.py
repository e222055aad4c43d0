"""What stands in one line of the filter panel, and in one group. Values only."""

from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain.case import Facet
from casedesk.ui.models.figures import Figure


class RowKind(StrEnum):
    """What a row below a group heading is."""

    VALUE = "value"
    SAVED = "saved"
    FOLDER = "folder"
    """A level of names under which saved filters stand, and no saved filter itself."""
    FIND = "find"
    RANGE = "range"
    """The histogram and the fields of a figure."""
    PRESET = "preset"
    """Usual bounds of a figure."""
    MORE = "more"
    FEWER = "fewer"
    NONE = "none"


class Mark(StrEnum):
    """Whether the filter asks for a value."""

    CLEAR = "clear"
    INCLUDED = "included"
    EXCLUDED = "excluded"


class Branch(StrEnum):
    """Whether rows stand below a row."""

    NONE = "none"
    CLOSED = "closed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A row below a group heading. `value` is the facet's value, or the id of a saved filter; `count` None for none.

    `path` is the whole name where the label is its last level only.
    """

    kind: RowKind
    value: str = ""
    label: str = ""
    count: int | None = None
    mark: Mark = Mark.CLEAR
    depth: int = 0
    branch: Branch = Branch.NONE
    path: str = ""

    @property
    def full_name(self) -> str:
        """The name with all its levels."""
        return self.path or self.label


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A heading with its rows. `facet` is None for the saved filters.

    `needs_all` says whether a case must have all the values asked for; None where that is no question.
    """

    key: str
    facet: Facet | None
    title: str
    rows: tuple[FacetRow, ...] = ()
    can_find: bool = False
    can_add: bool = False
    figure: Figure | None = None
    is_asked_for: bool = False
    """Whether the filter says something of this group."""
    needs_all: bool | None = None
