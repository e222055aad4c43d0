"""A draft and the case that it is another version of: deciding about the two, and bringing a case up to date. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from casedesk.domain.case import Case, Role, Section, State
from casedesk.domain.draft import Decision, Proposal, Twin
from casedesk.domain.passages import bare_text
from casedesk.domain.plain_text import plain

_DECISIONS = {
    Twin.OPEN: Decision.UNDECIDED,
    Twin.DISTINCT: Decision.KEEP,
    Twin.FAMILY: Decision.KEEP,
    Twin.UPDATE: Decision.KEEP,
}


def with_twin(proposal: Proposal, index: int, twin: Twin) -> Proposal:
    """The proposal with what was decided about a draft and the story that it is like; the draft is kept by that."""
    draft = replace(proposal.drafts[index], twin=twin, decision=_DECISIONS[twin])
    return replace(proposal, drafts=(*proposal.drafts[:index], draft, *proposal.drafts[index + 1 :]))


@dataclass(frozen=True, slots=True)
class Updated:
    """A case with the text of a newer version; `kept` are the roles whose words the trainer has changed, and kept."""

    case: Case
    kept: tuple[Role, ...]


def updated(case: Case, fresh: Case, imported: str, *, now: datetime) -> Updated:
    """The case with the sections of `fresh`, and everything else its own: facets, notes, minutes, titles given to it.

    `imported` is the text that the case was cut from. Sections with other words than that were written by the
    trainer: they stay, and the case is to be looked over again.
    """
    origin = bare_text(imported)
    is_untouched = case.modified == case.created
    roles = dict.fromkeys(section.role for section in (*case.sections, *fresh.sections))
    kept: list[Role] = []
    sections: list[Section] = []
    for role in roles:
        mine, theirs = _of_role(case, role), _of_role(fresh, role)
        if not is_untouched and mine and not _stands_in(mine, origin) and mine != theirs:
            kept.append(role)
            sections += mine
        else:
            sections += theirs
    has_own_title = not is_untouched and bare_text(case.title) not in origin
    result = replace(
        case,
        title=case.title if has_own_title else fresh.title,
        sections=tuple(sections),
        origin=fresh.origin,
        state=State.PENDING if kept else case.state,
        modified=now,
    )
    return Updated(result, tuple(kept))


def same_words(one: Case, other: Case) -> bool:
    """Whether two cases have the same title and the same words in all their sections."""
    return _said((one.title,), one.sections) == _said((other.title,), other.sections)


def _of_role(case: Case, role: Role) -> list[Section]:
    return [section for section in case.sections if section.role is role]


def _stands_in(sections: Iterable[Section], origin: str) -> bool:
    return all(bare_text(text) in origin for section in sections for text in _texts(section))


def _texts(section: Section) -> Iterable[str]:
    yield from plain(section.html).splitlines()
    for question in section.questions:
        yield question.text


def _said(titles: Iterable[str], sections: Iterable[Section]) -> str:
    return bare_text("".join(titles) + "".join(text for section in sections for text in _texts(section)))
