"""Suggestions: the industry, themes and outcome of a draft, each with the words that suggested it, and its quality."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from casedesk.domain.case import Outcome
from casedesk.domain.draft import Draft, SourceText, SpanKind, Suggestion
from casedesk.importing import rules
from casedesk.importing.language import language_of
from casedesk.importing.vocabulary import Vocabulary

_STRONG = 3.0
_WEAK = 1.0
_MOST_COUNTED = 3
_ENOUGH = {"industry": 4.0, "theme": 4.0}
MOST = {"industry": 2, "theme": 3}
"""How many values of a facet are suggested at most."""
_SHARE_OF_BEST = {"industry": 0.62, "theme": 0.45}
_SHOWN_WORDS = 4
_MOST_READ = 6000
_SHORTEST_BREAK = 15
"""A last section shorter than this is a note ("略") and no text that was cut off."""
_SHORTEST = {"zh": 25, "en": 80}
"""A case with less text than this is only announced, or left out in the source ("略")."""
_SURELY_ENOUGH = 240
_SENTENCE_END = re.compile(r"[。.!?…”\"')）】》」』~:;]\s*$")
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫|[ÃÂ][\u0080-\u00bf]")
_MAY_BE_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff锟烫ÃÂ\\]")
_ESCAPED_QUOTE = re.compile(r"\\(?=[一-鿿,。?!])|(?<=[一-鿿,。?!])\\")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in both languages and its words with their weights; `strong` words nearly prove it."""

    zh: str
    en: str
    weights: Mapping[str, float]

    def named(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@lru_cache(maxsize=2)
def _labels(kind: str) -> tuple[_Label, ...]:
    plural = {"industry": "industries", "theme": "themes"}[kind]
    return tuple(_label(entry) for entry in rules.table(plural)[kind])


def _label(entry: Mapping[str, list[str]]) -> _Label:
    weights = dict.fromkeys(entry["words"], _WEAK) | dict.fromkeys([*entry["strong"], *entry["english"]], _STRONG)
    return _Label(str(entry["zh"]), str(entry["en"]), weights)


@lru_cache(maxsize=2)
def _uses(kind: str) -> Mapping[str, Sequence[tuple[int, float]]]:
    """The labels of a kind that each word suggests, by their number, with its weight for each."""
    found: dict[str, list[tuple[int, float]]] = {}
    for number, label in enumerate(_labels(kind)):
        for word, weight in label.weights.items():
            found.setdefault(word, []).append((number, weight))
    return found


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    kinds = [word for kind in ("industry", "theme") for label in _labels(kind) for word in label.weights]
    return Vocabulary([*kinds, *_outcome_signs()])


@lru_cache(maxsize=2)
def _words_in(text: str) -> Mapping[str, int]:
    """The words of all labels and outcomes in a text: a story is asked for both, one after the other."""
    return _vocabulary().counts(text)


@lru_cache(maxsize=1)
def _outcome_signs() -> Mapping[str, bool]:
    """The words that tell of an outcome, each with whether it is a good one."""
    table = rules.table("outcomes")
    return dict.fromkeys([*table["negative"], *table["undone"]], False) | dict.fromkeys(table["positive"], True)


@lru_cache(maxsize=1)
def _undone() -> Sequence[tuple[str, str]]:
    """The phrases that take back a good word, each with the word."""
    table = rules.table("outcomes")
    return [(phrase, word) for phrase in table["undone"] for word in table["positive"] if word in phrase]


def classified(source: SourceText, canon: str, draft: Draft) -> Draft:
    """The draft with suggestions and quality; `canon` is the source in plain form."""
    kinds = (SpanKind.HEADING, SpanKind.BODY, SpanKind.ANALYSIS, SpanKind.BACKGROUND, SpanKind.LESSON)
    story = "\n".join(canon[s.start : s.end] for s in draft.spans if s.kind in kinds[:2])
    rest = "\n".join(canon[s.start : s.end] for s in draft.spans if s.kind in kinds[2:])
    language = language_of(story)
    outcome, words = outcome_of(story)
    counts = word_counts(story, rest)
    return replace(
        draft,
        industries=suggested("industry", counts, language),
        themes=suggested("theme", counts, language),
        outcome=outcome,
        outcome_words=words,
        quality=quality_of(source, draft),
    )


def word_counts(story: str, rest: str = "") -> dict[str, float]:
    """How often the words of suggestions stand in a story; in its commentary they count half."""
    counts: dict[str, float] = dict(_words_in(story[:_MOST_READ]))
    for word, count in _vocabulary().counts(rest[:_MOST_READ]).items():
        counts[word] = counts.get(word, 0.0) + count / 2
    return counts


def suggested(kind: str, counts: Mapping[str, float], language: str) -> tuple[Suggestion, ...]:
    """The best labels of a kind ("industry", "theme") for words with their counts, best first."""
    found = _found(kind, counts)
    scored = sorted(((sum(words.values()), -number) for number, words in found.items()), reverse=True)
    if not scored or scored[0][0] < _ENOUGH[kind]:
        return ()
    least = max(_ENOUGH[kind], scored[0][0] * _SHARE_OF_BEST[kind])
    return tuple(
        Suggestion(_labels(kind)[-number].named(language), _best(found[-number], _SHOWN_WORDS))
        for score, number in scored[: MOST[kind]]
        if score >= least
    )


def _found(kind: str, counts: Mapping[str, float]) -> dict[int, dict[str, float]]:
    """The labels of a kind by their number, each with the words that speak for it and how much."""
    found: dict[int, dict[str, float]] = {}
    uses = _uses(kind)
    for word, count in counts.items():
        for number, weight in uses.get(word, ()):
            found.setdefault(number, {})[word] = min(count, _MOST_COUNTED) * weight
    return found


def outcome_of(story: str) -> tuple[Outcome | None, tuple[str, ...]]:
    """How a story ends, and the words that say so; None where it does not say."""
    story = story[-_MOST_READ:]
    counts = _outcome_counts(story, story[len(story) - max(80, len(story) // 5) :])
    is_good = _outcome_signs()
    good = {word: count for word, count in counts.items() if count > 0 and is_good[word]}
    bad = {word: count for word, count in counts.items() if count > 0 and not is_good[word]}
    good_score, bad_score = sum(good.values()), sum(bad.values())
    if good_score + bad_score < 1.0:
        return None, ()
    if good and bad and min(good_score, bad_score) / max(good_score, bad_score) >= 0.6:
        return Outcome.MIXED, (*_best(good, 2), *_best(bad, 2))
    if good_score > bad_score:
        return Outcome.POSITIVE, _best(good, _SHOWN_WORDS)
    return Outcome.NEGATIVE, _best(bad, _SHOWN_WORDS)


def _outcome_counts(story: str, ending: str) -> dict[str, float]:
    """Counts in the story, once and a half more for the ending; "不满意" takes one from "满意"."""
    signs = _outcome_signs()
    counts: dict[str, float] = {word: count for word, count in _words_in(story).items() if word in signs}
    if not counts:
        return counts
    for word, count in Vocabulary.counts_of(list(counts), ending).items():
        counts[word] += 1.5 * count
    for phrase, word in _undone():
        if phrase in counts and word in counts:
            counts[word] -= counts[phrase]
    return counts


def _best(counts: Mapping[str, float], most: int) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda word: (-counts[word], word))[:most])


def quality_of(source: SourceText, draft: Draft) -> str:
    """ "garbled" where characters are broken, "stub" where there is hardly any text, "truncated" where it stops inside
    a sentence, else "complete"."""
    spans = [span for span in draft.spans if span.kind not in (SpanKind.HEADING, SpanKind.MARKER)]
    text = "".join(source.text[span.start : span.end] for span in spans)
    is_garbled = _is_garbled(text)
    if not is_garbled and _is_stub(text):
        return "stub"
    if is_garbled:
        return "garbled"
    if spans and spans[-1].end - spans[-1].start < _SHORTEST_BREAK:
        return "complete"
    if (
        not text
        or _SENTENCE_END.search(text[-3:].replace("？", "?").replace("！", "!"))
        or "\t" in text.rsplit("\n", 1)[-1]
    ):
        return "complete"
    return "truncated"


def _is_stub(text: str) -> bool:
    if len("".join(text[:_SURELY_ENOUGH].split())) >= max(_SHORTEST.values()):
        return False
    return len("".join(text.split())) < _SHORTEST[language_of(text)]


def _is_garbled(text: str) -> bool:
    if not _MAY_BE_GARBLED.search(text):
        return False
    broken = len(_GARBLED.findall(text)) + len(_ESCAPED_QUOTE.findall(text))
    return broken * 120 > len(text) and broken >= 3
