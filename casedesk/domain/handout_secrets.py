"""What must not stand in a learner file."""

from dataclasses import dataclass
from enum import StrEnum


class SecretKind(StrEnum):
    """What a learner must not see."""

    TRAINER_SECTION = "trainer_section"
    """Analysis, resolution, lesson and every other section that is not for learners."""
    ANSWER = "answer"
    NOTE = "note"
    LIBRARY_TITLE = "library_title"
    REAL_NAME = "real_name"
    PRIVATE = "private"
    """A phone number, a card number, an address."""
    TRAINER_LABEL = "trainer_label"
    """A heading that only a trainer's file has: 参考答案."""
    COMMENT = "comment"
    HIDDEN_TEXT = "hidden_text"
    REVISION = "revision"
    EMBEDDED_FILE = "embedded_file"


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that must not stand in a learner file."""

    kind: SecretKind
    text: str
