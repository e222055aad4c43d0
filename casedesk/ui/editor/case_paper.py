"""What of a case stands on paper: all of it for the trainer, or what learners may see and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casedesk.domain import richtext
from casedesk.domain.case import LEARNER_ROLES, Case, Question, Role, Section
from casedesk.domain.library import Pseudonym
from casedesk.domain.richtext import Block, ListBlock, Paragraph, Run
from casedesk.handout.masking import mask_case
from casedesk.texts import tr
from casedesk.ui.editor.case_words import section_name
from casedesk.ui.models.value_names import role_name

_FIRST_WIDE = "\u2e80"


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part below its heading, which may be empty."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A case as words on paper."""

    title: str
    parts: tuple[PaperPart, ...]


def language_of(paper: CasePaper) -> str:
    """The language whose letters a paper is set in, "zh" or "en": a few Chinese words in English make no difference."""
    words = "".join((paper.title, *(line for part in paper.parts for line in richtext.plain_lines(part.blocks))))
    wide = sum(char >= _FIRST_WIDE for char in words)
    return "zh" if wide * 8 > len(words) else "en"


def whole_paper(case: Case) -> CasePaper:
    """Everything of a case: what has no words is left out, and a lone story needs no heading."""
    sections = [section for section in case.sections if _blocks_of(section, with_answers=True)]
    is_alone = len(sections) == 1 and sections[0].role is Role.BODY and not sections[0].title
    return CasePaper(
        case.printed_title,
        tuple(
            PaperPart("" if is_alone else section_name(section), _blocks_of(section, with_answers=True))
            for section in sections
        ),
    )


def learner_paper(case: Case, stand_ins: Sequence[Pseudonym]) -> CasePaper:
    """What learners may see: learner title, story and questions with stand-ins in them.

    Without a learner title there is none: the library's own tells too much. A name without a stand-in is left out.
    """
    masked = mask_case(case, [item for item in stand_ins if item.real])
    parts: list[PaperPart] = []
    for section in masked.sections:
        blocks = _blocks_of(section, with_answers=False) if section.role in LEARNER_ROLES else ()
        if blocks:
            heading = section.title if section.role is Role.BODY else role_name(Role.QUESTION)
            parts.append(PaperPart(heading, blocks))
    return CasePaper(masked.learner_title, tuple(parts))


def _blocks_of(section: Section, *, with_answers: bool) -> tuple[Block, ...]:
    blocks = richtext.parse(section.html)
    words = () if not any(_says_something(block) for block in blocks) else blocks
    questions = [question for question in section.questions if question.text.strip()]
    if not questions:
        return words
    items = tuple(_question_blocks(question, with_answers=with_answers) for question in questions)
    return (*words, ListBlock(ordered=True, items=items))


def _question_blocks(question: Question, *, with_answers: bool) -> tuple[Block, ...]:
    lines = [_line(line) for line in question.text.splitlines() if line.strip()]
    if with_answers and question.answer.strip():
        lines += [_line(line, tr("Answer: ") if at == 0 else "") for at, line in enumerate(_lines(question.answer))]
    return tuple(lines)


def _lines(text: str) -> Iterable[str]:
    return [line for line in text.splitlines() if line.strip()]


def _line(words: str, lead: str = "") -> Paragraph:
    runs = (Run(lead, frozenset({"em"})), Run(words)) if lead else (Run(words),)
    return Paragraph(richtext.normalised(runs))


def _says_something(block: Block) -> bool:
    return any(line.strip() for line in richtext.plain_lines((block,))) or any(richtext.pictures((block,)))
