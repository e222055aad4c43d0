"""The sentences a user reads, in the user's language.

English sentences in the source are the message ids; `resources/i18n` holds the gettext catalogues.
Interface and handout may speak different languages, so a catalogue can also be asked for by name.
Standard library only: every floor of the house may import this module, as it may import `paths`.
"""

import contextlib
import gettext
import locale
import os
from functools import lru_cache

from casedesk import paths

LANGUAGES = ("en", "zh_CN", "zh_TW")
DOMAIN = "casedesk"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """The message itself: marks a literal for extraction where it must be translated later."""
    return message


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations into `language`, one of LANGUAGES; English sentences stay as they are."""
    return gettext.translation(DOMAIN, paths.resource("i18n"), languages=[language], fallback=True)


class _Current:
    """The one piece of state: which language `tr` speaks now."""

    language = "en"


def set_language(language: str) -> None:
    """Make `tr` speak `language`, one of LANGUAGES."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}")
    _Current.language = language


def language() -> str:
    """The language that `tr` speaks now, one of LANGUAGES."""
    return _Current.language


def shipped_language() -> str:
    """The one of the languages "zh" and "en" of what is shipped, such as templates and methods, that goes with it."""
    return "zh" if language().startswith("zh") else "en"


def tr(message: str) -> str:
    """The message in the language of the interface."""
    return catalogue(_Current.language).gettext(message)


def tr_n(singular: str, plural: str, n: int) -> str:
    """The form of the message that goes with `n`, in the language of the interface; `{n}` is left in it."""
    return catalogue(_Current.language).ngettext(singular, plural, n)


def system_language() -> str:
    """The language of LANGUAGES that fits this computer best."""
    candidates = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    with contextlib.suppress(ValueError):  # a locale that Python cannot parse says nothing
        candidates.append(locale.getlocale()[0] or "")
    for name in filter(None, candidates):
        return match_language(name)
    return "en"


def match_language(name: str) -> str:
    """The language of LANGUAGES for a locale name such as `zh_TW.UTF-8`, `zh-Hant` or `zh`."""
    tag = name.replace("-", "_").split(".")[0].lower()
    if not tag.startswith(("zh", "chinese")):
        return "en"
    traditional = ("tw", "hk", "mo", "hant", "traditional", "taiwan", "hong kong")
    return "zh_TW" if any(mark in tag for mark in traditional) else "zh_CN"
