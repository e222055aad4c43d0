"""Stand-ins of a library: edits that make, change and take them away, and where names stand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import CaseFilter
from casedesk.domain.library import Pseudonym
from casedesk.domain.stand_ins import FoundName, names_in, offers
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from casedesk.tasks.name_rules import name_rules
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.texts import tr, tr_n


def of_name(library: Library, real: str) -> Pseudonym | None:
    """The stand-in that a name has."""
    return next((item for item in library.pseudonyms.all() if item.real == real), None)


def keeping(library: Library, stand_ins: Mapping[str, str]) -> Edit:
    """The edit that gives names these stand-ins, in place of those that they have; empty where they have them."""
    known = {item.real: item for item in library.pseudonyms.all()}
    wanted = {real.strip(): words.strip() for real, words in stand_ins.items() if real.strip()}
    new = [real for real in wanted if real not in known]
    ids = dict(zip(new, library.new_ids(Pseudonym, len(new)), strict=True)) if new else {}
    steps: list[Replacement] = []
    for real, words in wanted.items():
        old = known.get(real)
        after = replace(old, stand_in=words) if old else Pseudonym(ids[real], real, words)
        if after != old:
            steps.append(Replacement(old, after))
    if len(wanted) == 1:
        text = tr("Stand-in for “{name}”").format(name=next(iter(wanted)))
    else:
        text = tr_n("Stand-in for {n} name", "Stand-ins for {n} names", len(wanted)).format(n=len(wanted))
    return Edit(text, tuple(steps))


def removing(item: Pseudonym) -> Edit:
    """The edit that takes a name off the list."""
    return Edit(tr("Remove the name “{name}”").format(name=item.real), (Replacement(item, None),))


def taken_words(library: Library) -> frozenset[str]:
    """What no new stand-in may be: those that are given, and the names themselves."""
    return frozenset(words for item in library.pseudonyms.all() for words in (item.real, item.stand_in) if words)


def suggested(library: Library, texts: Sequence[str]) -> tuple[tuple[FoundName, str], ...]:
    """What looks like a name in texts and has no stand-in yet, each with one that no other has."""
    rules = name_rules()
    taken = set(taken_words(library))
    known = {item.real for item in library.pseudonyms.all()} | {item.stand_in for item in library.pseudonyms.all()}
    found: list[tuple[FoundName, str]] = []
    for name in names_in(texts, rules, known=known):
        stand_in = offers(name.text, name.kind, taken, rules)[0]
        taken.add(stand_in)
        found.append((name, stand_in))
    return tuple(found)


def count_uses(path: Path, names: Sequence[str], progress: Progress = SILENCE) -> Mapping[str, int]:
    """In how many cases each name stands. For a worker; it opens the library for itself."""
    searcher = Searcher(path)
    try:
        counts: dict[str, int] = {}
        for at, name in enumerate(names):
            if progress.is_cancelled:
                break
            counts[name] = searcher.count(where_used(name))
            progress.report(at + 1, len(names))
        return counts
    finally:
        searcher.close()


def where_used(name: str) -> CaseFilter:
    """The filter for the cases in which a name stands."""
    return CaseFilter(text='"{}"'.format(name.replace('"', " ")))
