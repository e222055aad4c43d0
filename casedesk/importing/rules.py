"""The importer's rules that are data: `resources/rules/*.toml`, read once."""

import re
import tomllib
from functools import lru_cache
from typing import Any

from casedesk import paths
from casedesk.importing.numbers import ENGLISH_NUMBER, ENGLISH_ORDINAL

CHINESE_NUMBER = "[一二三四五六七八九十百零〇两壹贰叁肆伍陆柒捌玖拾廿]{1,5}"
NUMBER = f"(?>{CHINESE_NUMBER}|[0-9]{{1,4}})"


@lru_cache
def table(name: str) -> dict[str, Any]:
    """The rule file `resources/rules/NAME.toml`."""
    return tomllib.loads(paths.resource("rules", f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=2048)
def pattern(text: str) -> re.Pattern[str]:
    """A rule's pattern, compiled; `{n}` is any number, `{nn}` one in parts (1-2, 5A), `{cn}` a Chinese one, `{one}` one
    written out in English, `{ordinal}` an English ordinal, `{word}` a case and `{english}` one in English."""
    headings = table("headings")
    words = "|".join(sorted(headings["case_words"], key=len, reverse=True))
    english = "|".join(sorted(headings["english_case_words"], key=len, reverse=True))
    filled = (
        text.replace("{nn}", rf"{NUMBER}(?:[-–.·][0-9]{{1,3}}){{0,2}}(?:-?[A-H](?![A-Za-z0-9]))?")
        .replace("{n}", NUMBER)
        .replace("{cn}", CHINESE_NUMBER)
        .replace("{one}", ENGLISH_NUMBER)
        .replace("{ordinal}", ENGLISH_ORDINAL)
    )
    return re.compile(filled.replace("{word}", words).replace("{english}", english))
