"""How well proposed cases agree with those a careful reader cut: found, titled, sectioned."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.fuzz import ratio

from casedesk.domain.draft import Draft, Proposal
from casedesk.importing.sections import section_texts, texts_in_order

FOUND = 90.0
ROLES = ("body", "question", "analysis", "resolution", "lesson")


@dataclass(frozen=True, slots=True)
class Told:
    """A case in plain words. `is_required` False: neither wanted nor held against whoever proposes it."""

    title: str
    sections: Mapping[str, str]
    is_required: bool = True
    title_in_text: bool = True
    whole: str = ""
    """All of it in reading order, from which it is known again."""

    @property
    def words(self) -> str:
        """All its letters, digits and ideographs."""
        return bare(self.whole or self.title + "".join(self.sections.values()))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares from 0 to 1, and the titles of what was missed and invented."""

    f1: float
    titles: float
    sections: float
    missed: tuple[str, ...] = field(default=())
    invented: tuple[str, ...] = field(default=())


def bare(text: str) -> str:
    """Letters, digits and ideographs only, in compatibility form."""
    kept = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char)[0] in "LN")
    return "".join(kept).lower()


def told(proposal: Proposal) -> list[Told]:
    """The drafts of a proposal."""
    return [_told(proposal, draft) for draft in proposal.drafts]


def _told(proposal: Proposal, draft: Draft) -> Told:
    sections = {section.role.value: section.text for section in section_texts(proposal.source, draft)}
    whole = draft.title + "".join(section.text for section in texts_in_order(proposal.source, draft))
    return Told(draft.title, sections, whole=whole)


def from_gold(text: str, gold: Mapping[str, Any]) -> list[Told]:
    """The cases that annotations mark in a text: `cases`, each with its `sections` as positions."""
    found: list[Told] = []
    for case in gold["cases"]:
        sections: dict[str, str] = {}
        stretches = sorted(case["sections"], key=lambda section: section["start"])
        for section in stretches:
            words = text[section["start"] : section["end"]]
            sections[section["role"]] = sections.get(section["role"], "") + words
        is_required = case["quality"] in ("complete", "truncated")
        title = "" if "heading" in sections else case["title"]
        whole = title + "".join(text[section["start"] : section["end"]] for section in stretches)
        found.append(Told(title or case["title"], sections, is_required, case.get("title_in_text", True), whole))
    return found


def agreement(wanted: Sequence[Told], proposed: Sequence[Told]) -> Agreement:
    """What the proposed cases have in common with the wanted ones, each paired with at most one."""
    pairs = _pairs(wanted, proposed)
    found = [index for index in pairs if wanted[index].is_required]
    required = [index for index, case in enumerate(wanted) if case.is_required]
    optional = "".join(case.words for case in wanted if not case.is_required)
    invented = [
        case.title
        for index, case in enumerate(proposed)
        if index not in pairs.values() and not _stands_in(case.words, optional)
    ]
    recall = len(found) / len(required) if required else 1.0
    precision = len(found) / (len(found) + len(invented)) if found or invented else 1.0
    titled = [index for index in found if wanted[index].title_in_text]
    right = sum(ratio(bare(wanted[index].title), bare(proposed[pairs[index]].title)) >= FOUND for index in titled)
    return Agreement(
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        titles=right / len(titled) if titled else 1.0,
        sections=_sections((wanted[i], proposed[pairs[i]]) for i in found),
        missed=tuple(wanted[index].title for index in required if index not in pairs),
        invented=tuple(invented),
    )


def _pairs(wanted: Sequence[Told], proposed: Sequence[Told]) -> dict[int, int]:
    ours, theirs = [case.words for case in wanted], [case.words for case in proposed]
    likenesses = sorted(
        ((ratio(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if _may_be_alike(a, b)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, i, j in likenesses:
        if likeness >= FOUND and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _may_be_alike(a: str, b: str) -> bool:
    return min(len(a), len(b)) * 2 >= max(len(a), len(b)) > 0


def _stands_in(words: str, others: str) -> bool:
    pieces = [words[i : i + 12] for i in range(0, max(0, len(words) - 11), 4)]
    return bool(pieces) and sum(piece in others for piece in pieces) > 0.6 * len(pieces)


def _sections(pairs: Iterable[tuple[Told, Told]]) -> float:
    total = agreed = 0.0
    for wanted, proposed in pairs:
        for role in ROLES:
            a, b = bare(wanted.sections.get(role, "")), bare(proposed.sections.get(role, ""))
            weight = max(len(a), len(b))
            total += weight
            agreed += weight * ratio(a, b) / 100 if a and b else 0.0
    return agreed / total if total else 1.0
