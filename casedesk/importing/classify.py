"""Suggestions: the industry, themes and outcome of a draft, each with the words that suggested it, and its quality."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from casedesk.domain.case import Outcome
from casedesk.domain.draft import Draft, SourceText, SpanKind, Suggestion
from casedesk.importing import rules
from casedesk.importing.language import language_of

_STRONG = 3.0
_WEAK = 1.0
_MOST_COUNTED = 3
_ENOUGH = {"industry": 4.0, "theme": 4.0}
_MOST = {"industry": 2, "theme": 3}
_SHARE_OF_BEST = {"industry": 0.62, "theme": 0.45}
_SHOWN_WORDS = 4
_SENTENCE_END = re.compile(r"[。.!?…”\"')）】》」』~:;]\s*$")
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫|[ÃÂ][\u0080-\u00bf]")
_ESCAPED_QUOTE = re.compile(r"\\(?=[一-鿿,。?!])|(?<=[一-鿿,。?!])\\")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in both languages and one pattern for all its words; `strong` words nearly prove it."""

    zh: str
    en: str
    strong: frozenset[str]
    words: re.Pattern[str]

    def named(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@lru_cache(maxsize=2)
def _labels(kind: str) -> tuple[_Label, ...]:
    plural = {"industry": "industries", "theme": "themes"}[kind]
    return tuple(_label(entry) for entry in rules.table(plural)[kind])


def _label(entry: Mapping[str, list[str]]) -> _Label:
    chinese = sorted({*entry["strong"], *entry["words"]}, key=len, reverse=True)
    english = "|".join(re.escape(word) for word in sorted(entry["english"], key=len, reverse=True))
    pattern = "|".join(re.escape(word) for word in chinese)
    words = re.compile(rf"{pattern}|\b(?:{english})(?:s|es)?\b", re.IGNORECASE)
    return _Label(str(entry["zh"]), str(entry["en"]), frozenset({*entry["strong"], *entry["english"]}), words)


def classified(source: SourceText, canon: str, draft: Draft) -> Draft:
    """The draft with suggestions and quality; `canon` is the source in plain form."""
    kinds = (SpanKind.HEADING, SpanKind.BODY, SpanKind.ANALYSIS, SpanKind.BACKGROUND, SpanKind.LESSON)
    story = "\n".join(canon[s.start : s.end] for s in draft.spans if s.kind in kinds[:2])
    rest = "\n".join(canon[s.start : s.end] for s in draft.spans if s.kind in kinds[2:])
    language = language_of(story)
    outcome, words = outcome_of(story)
    return replace(
        draft,
        industries=suggested("industry", story, rest, language),
        themes=suggested("theme", story, rest, language),
        outcome=outcome,
        outcome_words=words,
        quality=quality_of(source, draft),
    )


def suggested(kind: str, story: str, rest: str, language: str) -> tuple[Suggestion, ...]:
    """The best labels of a kind ("industry", "theme") for a story and its commentary, best first."""
    scored = sorted(_scored(kind, story, rest), key=lambda item: -item[0])
    if not scored or scored[0][0] < _ENOUGH[kind]:
        return ()
    least = max(_ENOUGH[kind], scored[0][0] * _SHARE_OF_BEST[kind])
    return tuple(
        Suggestion(label.named(language), words) for score, label, words in scored[: _MOST[kind]] if score >= least
    )


def _scored(kind: str, story: str, rest: str) -> Iterator[tuple[float, _Label, tuple[str, ...]]]:
    for label in _labels(kind):
        counts: dict[str, float] = {}
        for text, weight in ((story, 1.0), (rest, 0.5)):
            for word in label.words.findall(text):
                counts[word] = counts.get(word, 0.0) + weight
        score = sum(_weight(label, word) * min(count, _MOST_COUNTED) for word, count in counts.items())
        if score:
            shown = sorted(counts, key=lambda word: -_weight(label, word) * counts[word])
            yield score, label, tuple(shown[:_SHOWN_WORDS])


def _weight(label: _Label, word: str) -> float:
    lower = word.lower()
    is_strong = word in label.strong or lower in label.strong or lower.removesuffix("s") in label.strong
    return _STRONG if is_strong else _WEAK


@lru_cache(maxsize=1)
def _outcome_pattern() -> re.Pattern[str]:
    table = rules.table("outcomes")
    groups = (f"(?P<{name}>{_either(table[name])})" for name in ("undone", "positive", "negative"))
    return re.compile("|".join(groups), re.IGNORECASE)


def _either(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in ordered)


def outcome_of(story: str) -> tuple[Outcome | None, tuple[str, ...]]:
    """How a story ends, and the words that say so; None where it does not say."""
    scores = {"positive": 0.0, "negative": 0.0}
    words: dict[str, list[str]] = {"positive": [], "negative": []}
    turn = len(story) - max(80, len(story) // 5)
    for match in _outcome_pattern().finditer(story):
        name = "negative" if match.lastgroup in ("negative", "undone") else "positive"
        scores[name] += 2.5 if match.start() >= turn else 1.0
        if match.group() not in words[name]:
            words[name].append(match.group())
    good, bad = scores["positive"], scores["negative"]
    if good + bad < 1.0:
        return None, ()
    if good and bad and min(good, bad) / max(good, bad) >= 0.6:
        return Outcome.MIXED, (*words["positive"][:2], *words["negative"][:2])
    name = "positive" if good > bad else "negative"
    return Outcome(name), tuple(words[name][:_SHOWN_WORDS])


def quality_of(source: SourceText, draft: Draft) -> str:
    """"garbled" where characters are broken, "truncated" where the text stops inside a sentence, else "complete"."""
    spans = [span for span in draft.spans if span.kind not in (SpanKind.HEADING, SpanKind.MARKER)]
    text = "".join(source.text[span.start : span.end] for span in spans)
    broken = len(_GARBLED.findall(text)) + len(_ESCAPED_QUOTE.findall(text))
    if broken * 120 > len(text) and broken >= 3:
        return "garbled"
    if not text or _SENTENCE_END.search(text[-3:].replace("？", "?").replace("！", "!")) or "\t" in text.rsplit("\n", 1)[-1]:
        return "complete"
    return "truncated"
