"""The proof that a learner file shows learners nothing that is for trainers: the finished file, read back.

Every part of the file is read: body, headers, notes, comments, hidden and deleted text, alternative texts, document
properties. Texts are compared folded and without punctuation, sentence by sentence, so that neither 繁体 nor a line
break hides a sentence. A sentence that learners are meant to read elsewhere is no leak.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from casedesk.domain.fold import fold, fold_wide
from casedesk.domain.handout import Handout
from casedesk.domain.handout_secrets import Secret, SecretKind
from casedesk.domain.library import Pseudonym
from casedesk.domain.pseudonyms import names_left
from casedesk.handout.read_back import Passage, PlaceKind, passages

_SENTENCE_END = re.compile(r"[。！？；!?;\n\t\u2028]+|\.(?=\s|$)")
_LINE_END = re.compile(r"[\n\t\u2028]")
"""Where a paragraph or a cell ends in plain text."""
_LIST_MARK = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.、．]|[-–—•·])\s*")
_BORDER = "\ue000"
"""Between two passages: no name goes over it."""
_GRAM = 6
"""Letters by which a sentence is found; fewer where a shorter one is looked for."""
_LEAST_WIDE = 6
_LEAST_LATIN = 14
_LEAST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Leak:
    """Something a learner would have seen: what it is, its words, and where in the file it stands."""

    kind: SecretKind
    text: str
    place: Passage


def check(file: Path | bytes, handout: Handout) -> tuple[Leak, ...]:
    """Everything in a finished Word file that its learners must not see; empty when the proof succeeds."""
    return leaks_in(passages(file), handout)


def leaks_in(found: Sequence[Passage], handout: Handout) -> tuple[Leak, ...]:
    """As check, for the texts of a finished file of any kind."""
    return (*_forms(found), *_names(found, handout), *_sentences(found, handout))


def _forms(found: Sequence[Passage]) -> Iterator[Leak]:
    """What no learner file has, whatever it says."""
    kinds = {
        PlaceKind.COMMENT: SecretKind.COMMENT,
        PlaceKind.HIDDEN: SecretKind.HIDDEN_TEXT,
        PlaceKind.REVISION: SecretKind.REVISION,
        PlaceKind.EMBEDDED: SecretKind.EMBEDDED_FILE,
    }
    for passage in found:
        if passage.kind in kinds:
            yield Leak(kinds[passage.kind], passage.text, passage)


def _names(found: Sequence[Passage], handout: Handout) -> Iterator[Leak]:
    if not handout.pseudonyms and not handout.masks:
        return
    masks = frozenset(map(_folded, handout.masks))
    starts = list(accumulate((len(passage.text) + 1 for passage in found), initial=0))
    text = _BORDER.join(passage.text for passage in found)
    for hit in names_left(fold_wide(text), tuple(map(_folded, (*handout.pseudonyms, *handout.masks)))):
        kind = SecretKind.PRIVATE if hit.pseudonym in masks else SecretKind.REAL_NAME
        yield Leak(kind, text[hit.start : hit.end], found[_place(starts, hit.start)])


def _folded(item: Pseudonym) -> Pseudonym:
    """A name that is found in the other script too."""
    return replace(item, real=fold_wide(item.real), stand_in=fold_wide(item.stand_in))


def _sentences(found: Sequence[Passage], handout: Handout) -> Iterator[Leak]:
    needles = _Needles(handout.secrets)
    if not needles:
        return
    allowed = _Allowed(handout.allowed)
    bare = [_bare(passage.text) for passage in found]
    starts = list(accumulate(map(len, bare), initial=0))
    reported: set[tuple[SecretKind, str]] = set()
    for offset, needle in needles.inside("".join(bare)):
        if allowed.says(needle.bare) or (needle.kind, needle.bare) in reported:
            continue
        reported.add((needle.kind, needle.bare))
        yield Leak(needle.kind, needle.text, found[_place(starts, offset)])
    for passage, text in zip(found, bare, strict=True):
        short = needles.short.get(text)
        if short is None or passage.kind not in (PlaceKind.BODY, PlaceKind.NOTE) or allowed.has_line(text):
            continue
        yield Leak(short.kind, short.text, passage)


class _Allowed:
    """What learners are meant to read, folded when it is asked for: in most files nothing is found."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @cached_property
    def _lines(self) -> list[str]:
        return [_bare(line) for text in self._texts for line in _LINE_END.split(text)]

    @cached_property
    def _all(self) -> str:
        return "".join(self._lines)

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(self._lines)

    def says(self, bare: str) -> bool:
        """Whether the words stand in it."""
        return bare in self._all

    def has_line(self, bare: str) -> bool:
        """Whether they are a paragraph or a cell of it."""
        return bare in self._whole


def _place(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


@dataclass(frozen=True, slots=True)
class _Needle:
    kind: SecretKind
    text: str
    bare: str


class _Needles:
    """The sentences to look for, found by their first letters in one pass over the text."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self.short: dict[str, _Needle] = {}
        telling: list[_Needle] = []
        for needle in dict.fromkeys(item for secret in secrets for item in _needles_of(secret)):
            if _is_telling(needle):
                telling.append(needle)
            else:
                self.short.setdefault(needle.bare, needle)
        self._gram = min((_GRAM, *(len(needle.bare) for needle in telling)))
        self._by_start: dict[str, list[_Needle]] = defaultdict(list)
        for needle in telling:
            self._by_start[needle.bare[: self._gram]].append(needle)

    def __bool__(self) -> bool:
        return bool(self.short or self._by_start)

    def inside(self, text: str) -> Iterator[tuple[int, _Needle]]:
        """Where which sentence stands in a text."""
        gram, known = self._gram, frozenset(self._by_start)
        for offset in range(len(text) - gram + 1):
            if text[offset : offset + gram] in known:
                for needle in self._by_start[text[offset : offset + gram]]:
                    if text.startswith(needle.bare, offset):
                        yield offset, needle


def _needles_of(secret: Secret) -> Iterator[_Needle]:
    is_whole = secret.kind in (SecretKind.LIBRARY_TITLE, SecretKind.TRAINER_LABEL)
    for sentence in (secret.text,) if is_whole else _SENTENCE_END.split(secret.text):
        text = sentence.strip() if is_whole else _LIST_MARK.sub("", sentence).strip()
        if bare := _bare(text):
            yield _Needle(secret.kind, text, bare)


def _is_telling(needle: _Needle) -> bool:
    """Whether the words are long enough to mean the secret wherever they stand, and not only alone in a paragraph."""
    is_title = needle.kind in (SecretKind.LIBRARY_TITLE, SecretKind.TRAINER_LABEL)
    if len(needle.bare) >= (_LEAST_LATIN - _GRAM if is_title else _LEAST_LATIN):
        return True
    wide = sum(char >= "\u2e80" for char in needle.bare)
    return wide >= (_LEAST_TITLE if is_title else _LEAST_WIDE)


def _bare(text: str) -> str:
    """The letters and figures of a text alone, folded."""
    return text.translate(_BARE)


class _Bare(dict[int, str | None]):
    """What is left of a character when all is folded and all but letters and figures is left out; each is judged when
    it is met first.
    """

    def __missing__(self, code: int) -> str | None:
        folded = fold(chr(code))
        return self.setdefault(code, folded if _LETTER.fullmatch(folded) else None)


_LETTER = re.compile(r"[^\W_]")
_BARE = _Bare()
