"""Role cards, four to a page: who one is, the situation, what to keep in mind; and what the observer watches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casedesk.domain import richtext
from casedesk.domain.case import Case
from casedesk.domain.handout import Edition
from casedesk.domain.handout_blocks import AnswerLines, Card, Cards, HandoutBlock, Kind, Para
from casedesk.domain.lesson import Per
from casedesk.handout.editions.card_fitting import Item, fitted, height_of, space_under
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.roles import Part, role_texts, roles_of
from casedesk.texts import N_

_A_PAGE = 4
_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Words:
    card: str
    observer: str
    watches: str
    notes: str
    checks: tuple[str, ...]
    blank: str
    foot: str
    gap: str


_WORDS = {
    "zh": _Words(
        "角色卡", "观察员　只看，不说", "看清楚，记原话，不记评语。", "你在乎什么？你第一句说什么？",
        ("第一句话说了什么", "对方的神情什么时候变了", "哪一句话真正起了作用", "谁一直没有人管"),
        "角色", "演练两分钟，听到铃声就停；第二轮换角色。", "　",
    ),
    "en": _Words(
        "Role card", "Observer: watch, do not speak", "Look closely. Note the words, not your opinion.",
        "What matters to you? What do you say first?",
        ("What was said first", "When the other’s face changed", "Which sentence really helped", "Who was left alone"),
        "Role", "Two minutes; stop at the bell. In the second round change roles.", ", ",
    ),
}  # fmt: skip


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """The cards of every case that has roles; where none has, a set to be filled in by hand."""
    made = [card for case in sources.cases for card in _cards_of(case, sources)]
    if not made:
        made = [_blank_card(sources), _blank_card(sources), _blank_card(sources)]
        made.append(_card(Part("", is_observer=True), "", sources)[0])
    while len(made) % _A_PAGE:
        made.append(_blank_card(sources))
    yield Cards(tuple(made))


def _cards_of(case: Case, sources: Sources) -> Iterator[Card]:
    for part in roles_of(case):
        yield from _card(part, case.printed_title, sources)


def _card(part: Part, case: str, sources: Sources) -> Sequence[Card]:
    words = _WORDS[sources.labels.language]
    title = words.gap.join(filter(None, (part.name, part.who))) or words.observer
    items = _observing(part, words) if part.is_observer else _playing(part, words)
    bodies = fitted(items, title, sources.room)
    if not part.is_observer and not part.points:
        bodies[-1] = (*bodies[-1], _lines_under(bodies[-1], title, sources))
    right = words.gap.join(filter(None, (words.card, case)))
    return [Card(_course(sources), right, title, body, words.foot) for body in bodies]


def _observing(part: Part, words: _Words) -> list[Item]:
    first = Para(Kind.SITUATION, (richtext.Run(part.situation or words.watches),))
    return [first, *(Para(Kind.CHECK, (richtext.Run(point),)) for point in part.points or words.checks)]


def _playing(part: Part, words: _Words) -> list[Item]:
    first = Para(Kind.SITUATION, (richtext.Run(part.situation or words.notes),))
    return [first, *(Para(Kind.BULLET, (richtext.Run(point),)) for point in part.points)]


def _lines_under(body: Sequence[Item], title: str, sources: Sources) -> AnswerLines:
    """Lines down to the foot of a card, for what the trainer has not written."""
    used = sum(height_of(item, sources.room) for item in body)
    return AnswerLines(max(_FEWEST_LINES, int((space_under(title, sources.room) - used - 8) // 27)))


def _blank_card(sources: Sources) -> Card:
    words = _WORDS[sources.labels.language]
    title = f"{words.blank}　＿＿＿＿＿＿" if sources.labels.language == "zh" else f"{words.blank} ____________"
    note = Para(Kind.SITUATION, (richtext.Run(words.notes),))
    return Card(_course(sources), words.card, title, (note, _lines_under((note,), title, sources)), words.foot)


def _course(sources: Sources) -> str:
    return sources.plan.title or sources.plan.course or sources.labels.default_title


RECIPE = Recipe(
    Edition.ROLE_CARDS,
    N_("Role cards"),
    N_("From a section of the case named “Roles”, or from its role-play question; with a list for observers."),
    Audience.LEARNERS,
    {
        "zh": Printed("角色卡", "", "厚纸，沿虚线裁开"),
        "en": Printed("Role cards", "", "Card stock, cut along the dashes"),
    },
    blocks,
    area=Area.CARDS,
    sheets=("cards",),
    per=Per.GROUP,
    is_two_sided=False,
    shows=role_texts,
)
