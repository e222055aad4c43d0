"""Templates of handouts: those that are shipped, and what a trainer wants to know of a Word file before it is one."""

from dataclasses import dataclass
from enum import StrEnum


class Shipped(StrEnum):
    """A template that comes with the program."""

    PLAIN = "plain"
    FORMAL = "formal"
    FRIENDLY = "friendly"
    OFFICIAL = "official"
    """For official documents in China, by GB/T 9704."""
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What a template will have filled in, and what not. Tags are as they are written there, without braces."""

    filled: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Tags that nothing is filled in for: they would be printed as they are."""
    has_place: bool = False
    """Whether {{content}} stands where a handout can go; otherwise it goes behind the last paragraph."""
