"""The words of the search box: AND by space, OR, -not, "exact", brackets. Any text means something; none is wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from casedesk.domain.fold import fold
from casedesk.domain.search_text import WordRun, word_runs

MAX_LENGTH = 1000
"""Characters of a query that are looked at."""
_MAX_DEPTH = 20
_TOKEN = re.compile(r'\s*(?:(?P<minus>-)(?=[^\s])|(?P<open>[(（])|(?P<close>[)）])|(?P<quote>["“”])|(?P<word>\S))')
_QUOTE_END = re.compile(r'["“”]|$')
_WORD_END = re.compile(r"\s|$")
_GROUPED_WORD_END = re.compile(r"[\s)）]|$")


@dataclass(frozen=True, slots=True)
class Term:
    """What must stand in a text: these runs, parted as they are. Without `is_exact` a last Latin word may go on."""

    runs: tuple[WordRun, ...]
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Anything but this."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these."""

    nodes: tuple["Node", ...]


Node: TypeAlias = Term | Not | All | AnyOf


def parse_words(text: str) -> Node | None:
    """What a query asks for; None where it names no word. AND binds closer than OR."""
    return _Parser(text[:MAX_LENGTH]).parse()


def wanted_terms(node: Node | None) -> tuple[Term, ...]:
    """The terms that a hit can show: all but those behind a minus."""
    match node:
        case Term():
            return (node,)
        case All(nodes) | AnyOf(nodes):
            return tuple(dict.fromkeys(term for item in nodes for term in wanted_terms(item)))
        case Not() | None:
            return ()


def all_terms(node: Node) -> tuple[Term, ...]:
    """Every term, also those behind a minus."""
    match node:
        case Term():
            return (node,)
        case Not(inner):
            return all_terms(inner)
        case All(nodes) | AnyOf(nodes):
            return tuple(dict.fromkeys(term for item in nodes for term in all_terms(item)))


def find(term: Term, runs: Sequence[WordRun]) -> Iterator[tuple[int, int]]:
    """The character ranges at which a term stands in the runs of a text, in order; they may overlap."""
    first, *others = term.runs
    if not others:
        for run in runs:
            yield from _inside(first, run, is_exact=term.is_exact)
        return
    for index in range(len(runs) - len(others)):
        if all(_fits(term, place, runs[index + place]) for place in range(len(term.runs))):
            begin = runs[index].end - len(first.text) if first.is_ideographic else runs[index].start
            yield begin, _end_of(term.runs[-1], runs[index + len(others)])


def _inside(wanted: WordRun, run: WordRun, *, is_exact: bool) -> Iterator[tuple[int, int]]:
    if wanted.is_ideographic != run.is_ideographic:
        return
    if not wanted.is_ideographic:
        if run.text == wanted.text or (not is_exact and run.text.startswith(wanted.text)):
            yield run.start, _end_of(wanted, run)
        return
    place = run.text.find(wanted.text)
    while place >= 0:
        yield run.start + place, run.start + place + len(wanted.text)
        place = run.text.find(wanted.text, place + 1)


def _fits(term: Term, place: int, run: WordRun) -> bool:
    """Whether a run of the text can stand for the run at `place` of a term of several runs."""
    wanted = term.runs[place]
    if wanted.is_ideographic != run.is_ideographic:
        return False
    is_last = place == len(term.runs) - 1
    if is_last and (wanted.is_ideographic or not term.is_exact):
        return run.text.startswith(wanted.text)
    if place == 0 and wanted.is_ideographic:
        return run.text.endswith(wanted.text)
    return run.text == wanted.text


def _end_of(wanted: WordRun, run: WordRun) -> int:
    """Where the beginning of a run that `wanted` stands for ends; with accents taken off, where the run ends."""
    has_accents = run.end - run.start != len(run.text)
    return run.end if has_accents else run.start + len(wanted.text)


class _Parser:
    """Reads a query from left to right; what does not fit is passed over."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0

    def parse(self) -> Node | None:
        """The whole query; a closing bracket too many is passed over."""
        nodes: list[Node] = []
        while self._place < len(self._text):
            node = self._alternatives(0)
            if node is not None:
                nodes.append(node)
        return _joined(nodes)

    def _alternatives(self, depth: int) -> Node | None:
        """Everything up to the closing bracket or the end."""
        groups: list[list[Node]] = [[]]
        while match := self._next():
            if match["close"]:
                break
            if match["word"] and self._takes_operator(match.start("word"), groups):
                continue
            node = self._operand(match, depth)
            if node is not None:
                groups[-1].append(node)
        found = [node for node in map(_joined, groups) if node is not None]
        return found[0] if len(found) == 1 else AnyOf(tuple(found)) if found else None

    def _takes_operator(self, start: int, groups: list[list[Node]]) -> bool:
        word = self._text[start : self._end(_GROUPED_WORD_END, start)]
        if word in ("OR", "|"):
            groups.append([])
        elif word != "AND":
            return False
        self._place = start + len(word)
        return True

    def _operand(self, match: re.Match[str], depth: int) -> Node | None:
        if match["minus"]:
            following = self._next()
            if following is None or following["close"]:
                return None
            node = None if following["minus"] else self._operand(following, depth)
            return Not(node) if node is not None else None
        if match["open"]:
            return self._alternatives(depth + 1) if depth < _MAX_DEPTH else None
        if match["quote"]:
            end = self._end(_QUOTE_END, self._place)
            text, self._place = self._text[self._place : end], end + 1
            return _term(text, is_exact=True)
        start = match.start("word")
        end = self._word_end(start, is_grouped=depth > 0)
        text, self._place = self._text[start:end], end
        return _term(text, is_exact=False)

    def _word_end(self, start: int, *, is_grouped: bool) -> int:
        """A word goes on to the next space; inside brackets to a closing one, unless the word has opened it itself."""
        end = self._end(_WORD_END, start)
        if not is_grouped:
            return end
        is_open = 0
        for place in range(start, end):
            if self._text[place] in "(（":
                is_open += 1
            elif self._text[place] in ")）":
                is_open -= 1
                if is_open < 0:
                    return place
        return end

    def _end(self, pattern: re.Pattern[str], start: int) -> int:
        match = pattern.search(self._text, start)
        return match.start() if match else len(self._text)

    def _next(self) -> re.Match[str] | None:
        match = _TOKEN.match(self._text, self._place)
        self._place = match.end() if match else len(self._text)
        return match


def _term(text: str, *, is_exact: bool) -> Term | None:
    runs = tuple(word_runs(fold(text)))
    placeless = tuple(WordRun(run.text, run.is_ideographic, 0, 0) for run in runs)
    return Term(placeless, is_exact) if runs else None


def _joined(nodes: Sequence[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes))
