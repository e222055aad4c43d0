"""The choices of the handout page, and how a plan remembers them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from casedesk.domain.case import Depth, Role
from casedesk.domain.handout import AnswerSpace, Edition, HandoutOptions, Numbering
from casedesk.domain.paper import Paper
from casedesk.storage.library import Library
from casedesk.ui.settings import Settings

LEARNER_CHOICES = (Role.BODY, Role.QUESTION)
LOCKED = (Role.ANALYSIS, Role.LESSON)
"""Shown with a lock: a learner never gets them."""
GUTTERS = (0, 5, 8, 12)
"""Millimetres for staples or rings."""


@dataclass(frozen=True, slots=True)
class HandoutChoices:
    """What to make, and how. `answer_lines` None goes by each question."""

    editions: frozenset[Edition] = frozenset({Edition.LEARNER, Edition.TRAINER})
    language: str = "zh"
    paper: Paper = Paper.A4
    gutter: int = 0
    mirror: bool = False
    learner_roles: frozenset[Role] = frozenset(LEARNER_CHOICES)
    numbering: Numbering = Numbering.CASE
    answer_lines: int | None = None
    answer_space: AnswerSpace = AnswerSpace.LINES
    depth: Depth = Depth.BOTH
    new_page: bool = True
    large_print: bool = False
    contents: bool = True
    pseudonyms: bool = True
    footer: str = ""
    template: str = ""

    def options(self, edition: Edition, *, copies: int = 1) -> HandoutOptions:
        """The options of one edition. The trainer's is never in large print and always has every section."""
        is_learner = edition is Edition.LEARNER
        return HandoutOptions(
            edition=edition,
            language=self.language,
            paper=self.paper,
            gutter=self.gutter,
            mirror=self.mirror,
            roles=self.learner_roles if is_learner else frozenset(Role),
            numbering=self.numbering,
            new_page=self.new_page if is_learner else False,
            answer_lines=self.answer_lines,
            answer_space=self.answer_space,
            depth=self.depth,
            large_print=self.large_print and is_learner and self.paper is not Paper.OFFICIAL,
            contents=self.contents,
            pseudonyms=self.pseudonyms,
            footer=self.footer if is_learner else "",
            copies=copies,
        )


def usual(settings: Settings, language: str) -> HandoutChoices:
    """What a plan starts with: the page and the template that this user chose last."""
    return HandoutChoices(
        language=language,
        template=settings.handout_template,
        paper=Paper(settings.handout_paper),
        gutter=settings.handout_gutter,
        mirror=settings.handout_mirror,
    )


def keep_as_usual(settings: Settings, choices: HandoutChoices) -> None:
    """Let the next plan start with this page and this template."""
    settings.handout_template = choices.template
    settings.handout_paper = choices.paper.value
    settings.handout_gutter = choices.gutter
    settings.handout_mirror = choices.mirror


def _key(plan_id: int) -> str:
    return f"handout {plan_id}"


def remembered(library: Library, plan_id: int, default: HandoutChoices) -> HandoutChoices:
    """The choices made for a plan before; what is missing or unusable is as in `default`."""
    stored = library.settings.get(_key(plan_id), {})
    return _from_json(cast(Mapping[str, object], stored), default) if isinstance(stored, dict) else default


def remember(library: Library, plan_id: int, choices: HandoutChoices) -> None:
    """Keep the choices with the library; a selection that is no plan (id 0) is not kept."""
    if not plan_id or library.is_read_only:
        return
    library.settings.set(
        _key(plan_id),
        {
            "editions": sorted(choices.editions),
            "language": choices.language,
            "paper": choices.paper.value,
            "gutter": choices.gutter,
            "mirror": choices.mirror,
            "learner_roles": sorted(choices.learner_roles),
            "numbering": choices.numbering.value,
            "answer_lines": choices.answer_lines,
            "answer_space": choices.answer_space.value,
            "depth": choices.depth.value,
            "new_page": choices.new_page,
            "large_print": choices.large_print,
            "contents": choices.contents,
            "pseudonyms": choices.pseudonyms,
            "footer": choices.footer,
            "template": choices.template,
        },
    )


def _from_json(stored: Mapping[str, object], default: HandoutChoices) -> HandoutChoices:
    choices = default
    for name in ("new_page", "large_print", "contents", "pseudonyms", "mirror"):
        if isinstance(value := stored.get(name), bool):
            choices = replace(choices, **{name: value})
    for name, allowed in (("language", ("zh", "en")), ("gutter", GUTTERS)):
        if (value := stored.get(name)) in allowed:
            choices = replace(choices, **{name: value})  # pyright: ignore[reportArgumentType]
    closed = (("paper", Paper), ("numbering", Numbering), ("depth", Depth), ("answer_space", AnswerSpace))
    for name, values in closed:
        if (value := stored.get(name)) in tuple(values):
            choices = replace(choices, **{name: values(str(value))})
    for name in ("footer", "template"):
        if isinstance(value := stored.get(name), str):
            choices = replace(choices, **{name: value})
    lines = stored.get("answer_lines")
    if lines is None or (isinstance(lines, int) and 0 <= lines <= 40):
        choices = replace(choices, answer_lines=lines)
    editions, roles = stored.get("editions"), stored.get("learner_roles")
    if isinstance(editions, list):
        choices = replace(choices, editions=frozenset(item for item in Edition if item in editions))
    if isinstance(roles, list):
        choices = replace(choices, learner_roles=frozenset(item for item in LEARNER_CHOICES if item in roles))
    return choices
