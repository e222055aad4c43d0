"""How well cases are found whatever their headings look like: the stories of our own collections in other dresses.

Every second form is held back: rules are made by looking at the others, and those held back say how far they carry.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_text
from tests.benchmarks import dressings
from tests.importing.agreement import Told, agreement, told
from tests.importing.known_cuts import COLLECTIONS, gold_of

_STORIES = 6
_LONGEST_FIRST_LINE = 60
_CHINESE_LENGTHS = range(150, 600)
_ENGLISH_LENGTHS = range(400, 1500)
_POOR = 0.95


@dataclass(frozen=True, slots=True)
class Story:
    """What is dressed: a title and the text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A heading in which stories are dressed, the closing part below each, and what stands around all of them."""

    heading: str
    tail: str
    frame: tuple[str, str]
    is_chinese: bool
    is_held_back: bool
    number: int


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("forms", help=run.__doc__)
    command.add_argument("--held-back", action="store_true", help="name also the forms that are not to be looked at")
    command.add_argument("--write", metavar="NUMBER", type=int, help="print the collection of that form instead")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Score the cuts in the stories of our own collections, dressed in a hundred forms."""
    pools = {True: list(stories(is_chinese=True)), False: list(stories(is_chinese=False))}
    figures: dict[tuple[bool, bool], list[float]] = {}
    for form in forms():
        text, wanted = dressed(form, pools[form.is_chinese])
        if options.write == form.number:
            print(text)
        f1 = agreement(wanted, told(propose(read_text(text, "forms.txt")))).f1
        figures.setdefault((form.is_chinese, form.is_held_back), []).append(f1)
        if options.write is None and f1 < _POOR and (options.held_back or not form.is_held_back):
            print(f"{form.number:4} {f1:6.3f} {form.heading!r} / {form.tail[:12]!r}")
    for (is_chinese, is_held_back), found in sorted(figures.items()) if options.write is None else ():
        name = f"{'zh' if is_chinese else 'en'} {'held back' if is_held_back else 'looked at'}"
        print(f"{name:14} {len(found):4} forms {sum(found) / len(found):6.3f}")


def forms() -> Iterator[Form]:
    """All forms: each heading with two of the closing parts."""
    number = 0
    for headings, tails, frame, is_chinese in (
        (dressings.CHINESE, dressings.CHINESE_TAILS, dressings.CHINESE_FRAME, True),
        (dressings.ENGLISH, dressings.ENGLISH_TAILS, dressings.ENGLISH_FRAME, False),
    ):
        for index, heading in enumerate(headings):
            for tail in (tails[index % len(tails)], tails[(index // 2 + 2) % len(tails)]):
                yield Form(heading, tail, frame, is_chinese, index % 2 == 1, number)
                number += 1


def stories(*, is_chinese: bool) -> Iterator[Story]:
    """The plain stories of our own collections, of no great length and without parts."""
    lengths = _CHINESE_LENGTHS if is_chinese else _ENGLISH_LENGTHS
    for document in sorted(COLLECTIONS.glob("[a-f]*.txt")):
        if ("-en-" in document.name) is is_chinese or "hant" in document.name:
            continue
        text = document.read_bytes().decode()
        for case in gold_of(document)["cases"]:
            bodies = [text[part["start"] : part["end"]] for part in case["sections"] if part["role"] == "body"]
            if case["quality"] == "complete" and case.get("title_in_text", True) and len(bodies) == 1:
                lines = [line.strip() for line in bodies[0].splitlines()]
                if len(bodies[0]) in lengths and _is_plain(lines):
                    yield Story(case["title"].strip("“”"), "\n".join(lines))


def _is_plain(lines: Sequence[str]) -> bool:
    first = lines[0]
    is_labelled = first.startswith(("【", "[", "案情")) or "：" in first[:8]
    return all(lines) and len(lines) <= _STORIES and len(first) > _LONGEST_FIRST_LINE and not is_labelled


def dressed(form: Form, pool: Sequence[Story]) -> tuple[str, list[Told]]:
    """A collection of some stories in that form, and the cases in it."""
    chosen = random.Random(form.number).sample(pool, _STORIES)
    text = form.frame[0]
    wanted: list[Told] = []
    for index, story in enumerate(chosen):
        heading = _filled(form.heading, index, story.title)
        has_title = story.title in heading or story.title.upper() in heading
        text += f"{heading}{story.text}\n{form.tail}"
        sections = {"body": story.text}
        words = (story.title if has_title else "") + story.text + form.tail
        wanted.append(Told(story.title, sections, title_in_text=has_title, whole=words))
    return text + form.frame[1], wanted


def _filled(template: str, index: int, title: str) -> str:
    return template.format(
        i=index + 1, c="一二三四五六"[index], f="壹贰叁肆伍陆"[index], r=("I", "II", "III", "IV", "V", "VI")[index],
        a="ABCDEF"[index], w=("One", "Two", "Three", "Four", "Five", "Six")[index],
        o=("first", "second", "third", "fourth", "fifth", "sixth")[index], t=title, T=title.upper(),
        p=("Ann Moor", "Ben Ash", "Cy Low", "Di Fox", "Ed Poe", "Flo Ray")[index] if title.isascii()
        else ("张晓明", "李芳", "王小红", "赵刚", "孙倩", "周师傅")[index],
        d=(7714, 283, 5590, 3361, 8127, 4406)[index], m=index + 2,
    )  # fmt: skip
