"""Suggestions that follow the trainer's habits: own values first, built-in ones as far as the trainer uses them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.case import Case
from casedesk.domain.draft import Draft, SourceText, SpanKind, Suggestion
from casedesk.domain.review import LEFT_OUT_KINDS
from casedesk.domain.search_text import search_text
from casedesk.importing.classify import MOST, suggested, word_counts
from casedesk.importing.language import language_of
from casedesk.importing.own_values import Example, OwnValues, words_of
from casedesk.importing.plain_form import plain_form

_MOST_TRIED = 150
"""On how many of the trainer's cases the built-in suggestions are tried."""
_FEWEST_FIRED = 5
_ACCEPTED = 0.3
_MEANT = 0.6
_NO_WORDS = LEFT_OUT_KINDS | {SpanKind.MARKER}


@dataclass(frozen=True, slots=True)
class _Taught:
    """A case of the trainer's as it teaches: its text, and its values by facet."""

    text: str
    values: Mapping[str, tuple[str, ...]]


class OwnFacets:
    """What the cases of a library teach about industries and themes. Learning takes a while: use a worker."""

    def __init__(self, cases: Iterable[Case]) -> None:
        taught = [_Taught(_text_of(case), {"industry": case.industries, "theme": case.themes}) for case in cases]
        words = [words_of(case.text) for case in taught]
        self._own: dict[str, OwnValues] = {}
        for kind in MOST:
            values = (frozenset(case.values[kind]) for case in taught)
            self._own[kind] = OwnValues(map(Example, words, values))
        self._meant = _meanings(taught)

    def suggested(self, kind: str, text: str, built_in: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
        """The suggestions for a text, the trainer's own values before the `built_in` ones; `kind` is "industry" or
        "theme". A built-in value gives way to the one that the trainer uses in its place, or to none."""
        chosen = {item.value: item for item in self._own[kind].suggested(text, most=MOST[kind])}
        for item in built_in:
            value = self._meant[kind].get(item.value, item.value)
            if value:
                chosen.setdefault(value, Suggestion(value, item.words))
        return tuple(chosen.values())[: MOST[kind]]

    def of_case(self, case: Case) -> dict[str, tuple[Suggestion, ...]]:
        """The suggestions for a case that is in the library, by kind."""
        text = _text_of(case)
        counts = word_counts(plain_form(text))
        language = language_of(text)
        return {kind: self.suggested(kind, text, suggested(kind, counts, language)) for kind in MOST}

    def improved(self, source: SourceText, draft: Draft) -> Draft:
        """The draft with suggestions that follow the trainer's habits."""
        text = "\n".join(source.text[span.start : span.end] for span in draft.spans if span.kind not in _NO_WORDS)
        return replace(
            draft,
            industries=self.suggested("industry", text, draft.industries),
            themes=self.suggested("theme", text, draft.themes),
        )


def _text_of(case: Case) -> str:
    return f"{case.title}\n{search_text(case).body}"


def _meanings(taught: Sequence[_Taught]) -> dict[str, dict[str, str]]:
    """What the trainer says where a built-in value is suggested, by facet: another value, or nothing at all ("")."""
    fired: dict[str, Counter[str]] = {kind: Counter() for kind in MOST}
    given: dict[str, Counter[tuple[str, str]]] = {kind: Counter() for kind in MOST}
    used: dict[str, Counter[str]] = {kind: Counter() for kind in MOST}
    step = max(1, len(taught) // _MOST_TRIED)
    for case in taught[::step]:
        counts = word_counts(plain_form(case.text))
        language = language_of(case.text)
        for kind in MOST:
            if not case.values[kind]:
                continue
            used[kind].update([*case.values[kind], ""])
            for item in suggested(kind, counts, language):
                fired[kind][item.value] += 1
                given[kind].update((item.value, value) for value in case.values[kind])
    return {kind: dict(_meant(fired[kind], given[kind], used[kind])) for kind in MOST}


def _meant(
    fired: Mapping[str, int], given: Mapping[tuple[str, str], int], used: Mapping[str, int]
) -> Iterable[tuple[str, str]]:
    for built_in, times in fired.items():
        if times < _FEWEST_FIRED or given.get((built_in, built_in), 0) >= _ACCEPTED * times:
            continue
        together = {value: count / times for (suggestion, value), count in given.items() if suggestion == built_in}
        best = max(together, key=lambda value: (together[value], value), default="")
        is_meant = bool(best) and together[best] >= _MEANT and together[best] * used[""] > 2 * used[best]
        yield built_in, best if is_meant else ""
