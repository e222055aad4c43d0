"""Case cards, four to a page: each case on a card of its own, a longer one cut where it stops."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casedesk.domain import richtext
from casedesk.domain.case import Case
from casedesk.domain.handout import AnswerLines, Card, Cards, Edition, HandoutBlock, Kind, Numbering, Para
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
    questions: str
    own: str
    own_title: str
    own_foot: str


_WORDS = {
    "zh": _Words(
        "案例卡{number}", "案例卡", "{title}（续）", "读到这里先停：接下来你会怎么做？第一句话说什么？", "思考题",
        "自写卡", "我遇到的一件事", "不写真名。写到要作决定的那一刻为止，交给邻组去想。",
    ),
    "en": _Words(
        "Case card {number}", "Case card", "{title} (continued)",
        "Stop here. What would you do next, and what would you say first?", "Questions", "Your own card",
        "Something that happened to me", "No real names. Stop where a decision is due, and pass the card on.",
    ),
}  # fmt: skip


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """All cards of the class in one block; the rest of the last page is for cases of the learners' own."""
    made = [card for index, case in enumerate(sources.cases, 1) for card in _cards_of(case, index, sources)]
    while len(made) % _A_PAGE or not made:
        made.append(_own_card(sources))
    yield Cards(tuple(made))


def _cards_of(case: Case, index: int, sources: Sources) -> Iterator[Card]:
    words = _WORDS[sources.labels.language]
    title = case.printed_title
    parts = [
        card for part in marked_parts(case) for card in fitted(part, words.continued.format(title=title), sources.room)
    ]
    _, questions = question_section(case.sections)
    texts = ["".join(run.text for run in question_words(question, sources.labels)) for question in questions]
    foot = texts[0] if len(texts) == 1 and fits_foot(texts[0], sources.room) else ""
    if texts and not foot:
        parts = _with_questions(parts, texts, title, sources)
    for place, body in enumerate(parts):
        is_last = place == len(parts) - 1
        letter = chr(ord("A") + place % 26) if len(parts) > 1 else ""
        shown = title if not place else words.continued.format(title=title)
        yield Card(_course(sources), _number(index, letter, sources), shown, body, foot if is_last else words.stop)


def _with_questions(
    parts: Sequence[tuple[Item, ...]], texts: Sequence[str], title: str, sources: Sources
) -> list[tuple[Item, ...]]:
    """The questions under the end of the story where it leaves room, else on a card of their own."""
    words = _WORDS[sources.labels.language]
    asked = [Para(Kind.CAPTION, (richtext.Run(words.questions),))]
    asked += [
        Para(Kind.QUESTION, (richtext.Run(text),), number=f"{place}.") for place, text in enumerate(texts, start=1)
    ]
    last = (*parts[-1], *asked) if parts else tuple(asked)
    space = space_under(words.continued.format(title=title), sources.room)
    if sum(height_of(item, sources.room) for item in last) <= space:
        return [*parts[:-1], last]
    return [*parts, *fitted(asked, title, sources.room)]


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
