#!/usr/bin/env python3
"""Brings the catalogues of `resources/i18n` in line with the sentences in the source.

    .venv/bin/python script/update_texts.py           write them; name what is not translated yet
    .venv/bin/python script/update_texts.py --check   change nothing; fail when something is missing or stale

zh_CN is translated by hand, in casedesk.po. zh_TW is made from it by OpenCC, with Taiwan's words. English sentences
are the message ids and need no catalogue.
"""

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from opencc import OpenCC

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "resources" / "i18n"
KEYWORDS = {"tr": None, "N_": None, "tr_n": (1, 2)}
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To): .*\n',
    re.MULTILINE,
)


def path_of(language: str, suffix: str) -> Path:
    """The catalogue of a language, `suffix` .po or .mo."""
    return I18N / language / "LC_MESSAGES" / f"casedesk{suffix}"


def wanted() -> Catalog:
    """All sentences in the source, untranslated."""
    catalogue = Catalog(project="CaseDesk", fuzzy=False)
    found = extract_from_dir(ROOT / "casedesk", method_map=[("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in found:
        catalogue.add(message)
    return catalogue


def translated() -> Catalog:
    """The hand-made zh_CN catalogue with the sentences of the source: new ones empty, old ones gone."""
    known = Catalog()
    if (path := path_of("zh_CN", ".po")).exists():
        known = read_po(io.BytesIO(path.read_bytes()), locale="zh_CN")
    catalogue = _empty("zh_CN")
    for message in wanted():
        if message.id:
            catalogue.add(message.id, string=_string(known.get(message.id), message))
    return catalogue


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="CaseDesk",
        version=" ",
        header_comment="",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
    )


def _string(known: Message | None, message: Message) -> str | tuple[str, ...]:
    """What is known of a translation, in the shape the message has now; Chinese has one plural form."""
    string = known.string if known else ""
    first = string if isinstance(string, str) else next(iter(string or ()), "")
    return (first,) if isinstance(message.id, (tuple, list)) else first


def traditional(catalogue: Catalog) -> Catalog:
    """The zh_TW catalogue made from zh_CN."""
    convert = OpenCC("s2twp").convert
    result = _empty("zh_TW")
    for message in catalogue:
        if message.id:
            converted = tuple(convert(string) for string in _strings(message))
            result.add(message.id, string=converted if isinstance(message.id, (tuple, list)) else converted[0])
    return result


def untranslated(catalogue: Catalog) -> list[str]:
    """The English sentences that have no translation."""
    return sorted(_english(message)[0] for message in catalogue if message.id and not any(_strings(message)))


def misfits(catalogue: Catalog) -> list[str]:
    """The translations whose {places} are not those of the English sentence."""
    return sorted(
        f"{_english(message)[-1]} -> {string}"
        for message in catalogue
        for string in _strings(message)
        if message.id and string and _places(string) != _places(_english(message)[-1])
    )


def _english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def files() -> dict[Path, bytes]:
    """What every catalogue file should hold."""
    contents: dict[Path, bytes] = {}
    simplified = translated()
    for language, catalogue in (("zh_CN", simplified), ("zh_TW", traditional(simplified))):
        source, compiled = io.BytesIO(), io.BytesIO()
        write_po(source, catalogue, no_location=True, sort_output=True, width=0)
        write_mo(compiled, catalogue)
        contents[path_of(language, ".po")] = _NOISE.sub("", source.getvalue().decode()).lstrip("#\n ").encode()
        contents[path_of(language, ".mo")] = compiled.getvalue()
    return contents


def main() -> int:
    """Write or check the catalogues; the exit status."""
    contents = files()
    stale = [path for path, data in contents.items() if not path.exists() or path.read_bytes() != data]
    if "--check" not in sys.argv:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents[path])
    else:
        print(*(f"stale: {path.relative_to(ROOT)}" for path in stale), sep="\n")
    catalogue = translated()
    missing, wrong = untranslated(catalogue), misfits(catalogue)
    print(*(f"not translated: {sentence}" for sentence in missing), sep="\n")
    print(*(f"places differ: {pair}" for pair in wrong), sep="\n")
    print(f"{len(catalogue)} sentences, {len(missing)} not translated, {len(wrong)} with wrong places")
    return int(bool(missing or wrong or ("--check" in sys.argv and stale)))


if __name__ == "__main__":
    raise SystemExit(main())
