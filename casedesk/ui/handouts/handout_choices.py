"""The choices of the handout page, and how a plan remembers them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths

from casedesk.domain.case import Depth, Role
from casedesk.domain.handout import AnswerSpace, Edition, HandoutOptions, Numbering
from casedesk.domain.handout_format import HandoutFormat
from casedesk.domain.paper import Paper
from casedesk.storage.library import Library
from casedesk.tasks.editions import can_be_large
from casedesk.tasks.templates import suited_to
from casedesk.ui.settings import Settings

LEARNER_CHOICES = (Role.BODY, Role.QUESTION)
LOCKED = (Role.ANALYSIS, Role.LESSON)
"""Shown with a lock: a learner never gets them."""
MOST_LINES = 40
MOST_SPARE = 99
DEAREST_SIDE = 99_99
_FLAGS = (
    "new_page",
    "large_print",
    "contents",
    "house_rules",
    "takeaway",
    "pseudonyms",
    "masks",
    "mirror",
    "web_pages",
    "markdown",
)
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
    house_rules: bool = True
    takeaway: bool = True
    pseudonyms: bool = True
    masks: bool = True
    footer: str = ""
    template: str = ""
    spare: int = 0
    """Copies over and above one for each person."""
    side_price: int = 0
    """What printing one side costs, in hundredths; 0 where the trainer does not care."""
    web_pages: bool = False
    """The class folder has web pages of all editions as well."""
    markdown: bool = False

    @property
    def formats(self) -> tuple[HandoutFormat, ...]:
        """The kinds of file that the class folder has of every edition."""
        others = ((self.web_pages, HandoutFormat.HTML), (self.markdown, HandoutFormat.MARKDOWN))
        return (HandoutFormat.WORD, *(kind for is_wanted, kind in others if is_wanted))

    @property
    def all_options(self) -> list[HandoutOptions]:
        """The options of every edition that is to be made, in their order."""
        return [self.options(edition) for edition in Edition if edition in self.editions]

    def options(self, edition: Edition) -> HandoutOptions:
        """The options of one edition. Only the learner handout leaves out sections or has a footer of its own."""
        is_learner = edition is Edition.LEARNER
        is_official = is_learner and self.paper is Paper.OFFICIAL
        options = HandoutOptions(
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
            large_print=self.large_print and can_be_large(edition) and not is_official,
            contents=self.contents,
            house_rules=self.house_rules,
            takeaway=self.takeaway,
            pseudonyms=self.pseudonyms,
            masks=self.masks,
            footer=self.footer if is_learner else "",
            side_price=self.side_price,
        )
        return suited_to(options, self.template)


def usual(settings: Settings, language: str) -> HandoutChoices:
    """What a plan starts with: the page and the template that this user chose last."""
    return HandoutChoices(
        language=language,
        template=settings.handout_template,
        paper=Paper(settings.handout_paper),
        gutter=settings.handout_gutter,
        mirror=settings.handout_mirror,
        side_price=settings.handout_side_price,
    )


def keep_as_usual(settings: Settings, choices: HandoutChoices) -> None:
    """Let the next plan start with this page and this template."""
    settings.handout_template = choices.template
    settings.handout_paper = choices.paper.value
    settings.handout_gutter = choices.gutter
    settings.handout_mirror = choices.mirror
    settings.handout_side_price = choices.side_price


def folder_of(settings: Settings) -> Path:
    """The folder that class folders go into."""
    if settings.handout_folder:
        return Path(settings.handout_folder)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / "CaseDesk"


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
            "house_rules": choices.house_rules,
            "takeaway": choices.takeaway,
            "pseudonyms": choices.pseudonyms,
            "masks": choices.masks,
            "footer": choices.footer,
            "template": choices.template,
            "spare": choices.spare,
            "side_price": choices.side_price,
            "web_pages": choices.web_pages,
            "markdown": choices.markdown,
        },
    )


def _from_json(stored: Mapping[str, object], default: HandoutChoices) -> HandoutChoices:
    choices = default
    for name in _FLAGS:
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
    choices = _with_numbers(stored, choices)
    editions, roles = stored.get("editions"), stored.get("learner_roles")
    if isinstance(editions, list):
        choices = replace(choices, editions=frozenset(item for item in Edition if item in editions))
    if isinstance(roles, list):
        choices = replace(choices, learner_roles=frozenset(item for item in LEARNER_CHOICES if item in roles))
    return choices


def _with_numbers(stored: Mapping[str, object], choices: HandoutChoices) -> HandoutChoices:
    for name, most in (("spare", MOST_SPARE), ("side_price", DEAREST_SIDE)):
        if isinstance(value := stored.get(name), int) and 0 <= value <= most:
            choices = replace(choices, **{name: value})  # pyright: ignore[reportArgumentType]
    lines = stored.get("answer_lines")
    if lines is None or (isinstance(lines, int) and 0 <= lines <= MOST_LINES):
        choices = replace(choices, answer_lines=lines)
    return choices
