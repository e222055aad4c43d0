"""The sentences a user reads: every one translated, every place filled, the right language chosen."""

import gettext
import sys
from pathlib import Path

import pytest

from casedesk import texts
from casedesk.texts import match_language, set_language, system_language, tr, tr_n

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "script"))
import update_texts


def test_every_sentence_is_translated():
    assert update_texts.untranslated(update_texts.translated()) == []


def test_translations_keep_the_places():
    assert update_texts.misfits(update_texts.translated()) == []


def test_catalogues_are_fresh():
    stale = [path.name for path, data in update_texts.files().items() if path.read_bytes() != data]
    assert stale == [], "run script/update_texts.py"


def test_traditional_catalogue_has_no_simplified_leftovers():
    catalogue = update_texts.traditional(update_texts.translated())
    strings = "".join(str(message.string) for message in catalogue if message.id)
    assert not set(strings) & set("这个们对时来说课学习导筛选复")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh-Hans-CN", "zh_CN"),
        ("zh_TW.UTF-8", "zh_TW"),
        ("zh-Hant", "zh_TW"),
        ("zh_HK", "zh_TW"),
        ("Chinese (Traditional)_Taiwan.950", "zh_TW"),
        ("Chinese (Simplified)_China.936", "zh_CN"),
        ("en_GB.UTF-8", "en"),
        ("de_DE", "en"),
        ("C", "en"),
    ],
)
def test_a_locale_gives_a_language(name: str, language: str):
    assert match_language(name) == language


def test_the_system_is_asked_in_the_order_of_posix(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "zh_TW.UTF-8")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert system_language() == "zh_TW"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert system_language() == "zh_CN"


def test_tr_speaks_the_chosen_language():
    sentence = "The case with the number {id} is not in this library."
    catalogue = texts.catalogue("zh_CN")
    assert isinstance(catalogue, gettext.GNUTranslations)
    words = {message.id: message.string for message in update_texts.translated() if isinstance(message.id, str)}
    known = next(id_ for id_ in words if id_)
    set_language("zh_CN")
    assert tr(known) == words[known]
    set_language("en")
    assert tr(sentence) == sentence


def test_english_counts_in_two_forms():
    assert tr_n("{n} case", "{n} cases", 1) == "{n} case"
    assert tr_n("{n} case", "{n} cases", 2) == "{n} cases"


def test_an_unknown_language_is_a_bug():
    with pytest.raises(ValueError, match="klingon"):
        set_language("klingon")
