"""What this user prefers: typed, remembered, with a signal so that a change takes effect at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from typing_extensions import override

from casedesk import paths
from casedesk.domain.estimates import CHARACTERS_A_MINUTE
from casedesk.domain.paper import Paper

T = TypeVar("T")

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
"""The steps of the text size, in percent."""


def settings_file() -> Path:
    """Where the preferences are kept."""
    return paths.data_dir() / "settings.ini"


class _Preference(Generic[T]):
    """One remembered value. `clean` brings what stood in the file, which anyone may edit, into its bounds."""

    def __init__(self, key: str, default: T, clean: Callable[[Any], T]) -> None:
        self.key = key
        self.default = default
        self._clean = clean

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "_Preference[T]": ...
    @overload
    def __get__(self, instance: "Settings", owner: type) -> T: ...
    def __get__(self, instance: "Settings | None", owner: type) -> "T | _Preference[T]":
        if instance is None:
            return self
        stored = instance.store.value(self.key)
        if stored is None:
            return self.default
        try:
            return self._clean(stored)
        except (TypeError, ValueError):
            return self.default

    def __set__(self, instance: "Settings", value: T) -> None:
        if value == self.__get__(instance, type(instance)):
            return
        instance.store.setValue(self.key, value)
        instance.changed.emit(self.name)


def _number(low: int, high: int) -> Callable[[Any], int]:
    return lambda stored: min(max(int(stored), low), high)


def _choice(*choices: str) -> Callable[[Any], str]:
    def clean(stored: Any) -> str:
        if stored not in choices:
            raise ValueError(stored)
        return str(stored)

    return clean


def _flag(stored: Any) -> bool:
    return str(stored).lower() in {"true", "1"}


class Settings(QObject):
    """The preferences of one user, in an ini file. `changed` carries the name of the property that changed."""

    changed = Signal(str)

    language = _Preference("language", "", _choice("", "en", "zh_CN", "zh_TW"))
    """One of texts.LANGUAGES, or empty for the system's."""
    scheme = _Preference("scheme", "system", _choice("system", "light", "dark"))
    scale = _Preference("scale", 100, _number(SCALES[0], SCALES[-1]))
    """Size of the interface in percent."""
    reading_scale = _Preference("reading_scale", 100, _number(SCALES[0], SCALES[-1]))
    """Size of case text in percent."""
    reading_font = _Preference("reading_font", "", str)
    """Family of case text; empty for the first Song font there is."""
    measure = _Preference("measure", 42, _number(24, 72))
    """Chinese characters in a line of case text."""
    compact_list = _Preference("compact_list", default=False, clean=_flag)
    """Two lines for a case in the list instead of three."""
    characters_a_minute = _Preference("characters_a_minute", CHARACTERS_A_MINUTE, _number(50, 2000))
    trainer = _Preference("trainer", "", str)
    handout_folder = _Preference("handout_folder", "", str)
    handout_template = _Preference("handout_template", "", str)
    """The trainer's own .docx that handouts are made from; empty for ours."""
    handout_paper = _Preference("handout_paper", Paper.A4.value, _choice(*Paper))
    handout_gutter = _Preference("handout_gutter", 0, _number(0, 20))
    """Millimetres for binding."""
    handout_mirror = _Preference("handout_mirror", default=False, clean=_flag)
    handout_side_price = _Preference("handout_side_price", 0, _number(0, 9999))
    """What printing one side costs, in hundredths; 0 where nobody asks."""
    handout_language = _Preference("handout_language", "zh", _choice("zh", "en"))
    import_folder = _Preference("import_folder", "", str)
    library = _Preference("library", "", str)
    """The library opened last; empty for the default one."""
    sample_seen = _Preference("sample_seen", default=False, clean=_flag)
    """The first page has been left once."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        file = path or settings_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        self.store = QSettings(str(file), QSettings.Format.IniFormat, self)

    def state(self, name: str) -> QByteArray:
        """The remembered geometry or splitter state `name`; empty where there is none."""
        stored = self.store.value(f"state/{name}")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def set_state(self, name: str, state: QByteArray) -> None:
        """Remember a geometry or splitter state."""
        self.store.setValue(f"state/{name}", state)

    def flag(self, name: str, *, default: bool) -> bool:
        """Whether the panel `name` and such is open, as it was left."""
        stored = self.store.value(f"flag/{name}")
        return default if stored is None else _flag(stored)

    def set_flag(self, name: str, *, value: bool) -> None:
        """Remember a flag."""
        self.store.setValue(f"flag/{name}", value)

    def text(self, name: str, default: str = "") -> str:
        """A remembered choice that has no property of its own, such as the sort order of a list."""
        return str(self.store.value(f"text/{name}", default))

    def set_text(self, name: str, value: str) -> None:
        """Remember a choice."""
        self.store.setValue(f"text/{name}", value)

    def shortcuts(self) -> dict[str, str]:
        """The shortcuts that the user has changed: action id to portable key text, empty for none at all."""
        self.store.beginGroup("shortcut")
        changed = {key: str(self.store.value(key)) for key in self.store.childKeys()}
        self.store.endGroup()
        return changed

    def set_shortcut(self, action_id: str, keys: str | None) -> None:
        """Remember a changed shortcut; None goes back to the one in the table."""
        if keys is None:
            self.store.remove(f"shortcut/{action_id}")
        else:
            self.store.setValue(f"shortcut/{action_id}", keys)
        self.changed.emit("shortcuts")

    def reset(self, *names: str) -> None:
        """Give these properties their defaults."""
        for name in names:
            setattr(self, name, getattr(type(self), name).default)

    def sync(self) -> None:
        """Write everything to disk now."""
        self.store.sync()

    @override
    def __repr__(self) -> str:
        return f"Settings({self.store.fileName()!r})"
