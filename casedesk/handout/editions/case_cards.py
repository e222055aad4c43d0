"""Case cards, four to a page: each case on a card of its own, a longer one cut where it stops."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casedesk.domain import richtext
from casedesk.domain.case import Case
from casedesk.domain.handout import Edition, Numbering
from casedesk.domain.handout_blocks import AnswerLines, Card, Cards, HandoutBlock, Kind, Para
from casedesk.domain.lesson import Per
from casedesk.handout.case_blocks import question_section, question_words
from casedesk.handout.editions.card_fitting import Item, fits_foot, fitted, height_of, space_under
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.stages import marked_parts
from casedesk.texts import N_

_A_PAGE = 4


@dataclass(frozen=True, slots=True)
class _Words:
    card: str
    """The number of a card: 案例卡一 A."""
    plain: str
    continued: str
    stop: str
    turn: str
    questions: str
    own: str
    own_title: str
    own_foot: str


_WORDS = {
    "zh": _Words(
        card="案例卡{number}",
        plain="案例卡",
        continued="{title}（续）",
        stop="读到这里先停：接下来你会怎么做？第一句话说什么？",
        turn="思考题在下一张卡上。",
        questions="思考题",
        own="自写卡",
        own_title="我遇到的一件事",
        own_foot="不写真名。写到要作决定的那一刻为止，交给邻组去想。",
    ),
    "en": _Words(
        card="Case card {number}",
        plain="Case card",
        continued="{title} (continued)",
        stop="Stop here. What would you do next, and what would you say first?",
        turn="The questions are on the next card.",
        questions="Questions",
        own="Your own card",
        own_title="Something that happened to me",
        own_foot="No real names. Stop where a decision is due, and pass the card on.",
    ),
}


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """All cards of the class in one block; the rest of the last page is for cases of the learners' own."""
    made = [card for index, case in enumerate(sources.cases, 1) for card in _cards_of(case, index, sources)]
    while len(made) % _A_PAGE or not made:
        made.append(_own_card(sources))
    yield Cards(tuple(made))


def _cards_of(case: Case, index: int, sources: Sources) -> Iterator[Card]:
    words, title = _WORDS[sources.labels.language], case.printed_title
    bodies, feet = _told(case, words.continued.format(title=title), sources)
    for place, (body, foot) in enumerate(zip(bodies, feet, strict=True)):
        letter = chr(ord("A") + place % 26) if len(bodies) > 1 else ""
        shown = words.continued.format(title=title) if place else title
        yield Card(_course(sources), _number(index, letter, sources), shown, body, foot)


def _told(case: Case, title: str, sources: Sources) -> tuple[list[tuple[Item, ...]], list[str]]:
    """What stands on the cards of a case, and at the foot of each.

    A single question stands at the foot of the story's last card; several stand under the story where it leaves room,
    else on a card of their own.
    """
    words, room = _WORDS[sources.labels.language], sources.room
    story = [card for part in marked_parts(case) for card in fitted(part, title, room)]
    _, questions = question_section(case.sections)
    texts = ["".join(run.text for run in question_words(question, sources.labels)) for question in questions]
    feet = [words.stop] * len(story)
    asked = _asked(texts, words)
    if not story:
        apart = fitted(asked, title, room)
        return apart, [""] * len(apart)
    if len(texts) == 1 and fits_foot(texts[0], room):
        feet[-1] = texts[0]
    elif sum(height_of(item, room) for item in (*story[-1], *asked)) <= space_under(title, room):
        story[-1], feet[-1] = (*story[-1], *asked), ""
    else:
        apart = fitted(asked, title, room)
        return [*story, *apart], [*feet[:-1], words.turn, *[""] * len(apart)]
    return story, feet


def _asked(texts: Sequence[str], words: _Words) -> list[Para]:
    """The questions under their heading; nothing where there are none."""
    heading = [Para(Kind.CAPTION, (richtext.Run(words.questions),))] if texts else []
    asked = (
        Para(Kind.QUESTION, (richtext.Run(text),), number=f"{place}.") for place, text in enumerate(texts, start=1)
    )
    return [*heading, *asked]


def _number(index: int, letter: str, sources: Sources) -> str:
    words, language = _WORDS[sources.labels.language], sources.labels.language
    if sources.options.numbering is Numbering.NONE:
        return f"{words.plain} {letter}".strip()
    number = sources.labels.count(index) if language == "zh" else str(index)
    return f"{words.card.format(number=number)} {letter}".strip()


def _course(sources: Sources) -> str:
    return sources.plan.title or sources.plan.course or sources.labels.default_title


def _own_card(sources: Sources) -> Card:
    words = _WORDS[sources.labels.language]
    lines = int((space_under(words.own_title, sources.room) - 8) // 27)
    return Card(_course(sources), words.own, words.own_title, (AnswerLines(lines),), words.own_foot)


RECIPE = Recipe(
    Edition.CASE_CARDS,
    N_("Case cards"),
    N_("Four to a page, to be cut apart; a long case goes on over several cards."),
    Audience.LEARNERS,
    {
        "zh": Printed("案例卡", "", "厚纸，沿虚线裁开"),
        "en": Printed("Case cards", "", "Card stock, cut along the dashes"),
    },
    blocks,
    area=Area.CARDS,
    sheets=("cards",),
    per=Per.GROUP,
    is_two_sided=False,
)
