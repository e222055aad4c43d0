"""What a trainer wants to know of a Word file before it becomes the template of handouts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What a template will have filled in, and what not. Tags are as they are written there, without braces."""

    filled: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Tags that nothing is filled in for: they would be printed as they are."""
    has_place: bool = False
    """Whether {{content}} stands where a handout can go; otherwise it goes behind the last paragraph."""
