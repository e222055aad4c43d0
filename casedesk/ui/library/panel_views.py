"""How the trainer looks at each group of the filter panel, remembered from one day to the next."""

import json
from dataclasses import replace
from typing import cast

from casedesk.ui.models.facet_groups import COLLAPSED_AT_FIRST, GROUP_ORDER
from casedesk.ui.models.facet_row import FacetGroup
from casedesk.ui.models.figures import Figure
from casedesk.ui.models.panel_state import GroupView
from casedesk.ui.settings import Settings

_BY_NAME, _HIDES_EMPTY = "by_name", "hides_empty"


class PanelViews:
    """A GroupView for every group. The search for a name and the whole length of a list are not remembered."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._views: dict[str, GroupView] = {}

    def all(self) -> dict[str, GroupView]:
        """The views of all groups."""
        return {str(key): self.of(key) for key in GROUP_ORDER if not isinstance(key, Figure)}

    def of(self, key: str) -> GroupView:
        """The view of a group."""
        if key not in self._views:
            kept = self._settings.text(f"library.facet.{key}").split(",")
            opened = _names(self._settings.text(f"library.branches.{key}"))
            self._views[key] = GroupView(by_name=_BY_NAME in kept, hides_empty=_HIDES_EMPTY in kept, opened=opened)
        return self._views[key]

    def set(self, key: str, view: GroupView) -> None:
        """Look at a group in this way from now on."""
        before = self.of(key)
        self._views[key] = view
        kept = [name for name in (_BY_NAME, _HIDES_EMPTY) if getattr(view, name)]
        self._settings.set_text(f"library.facet.{key}", ",".join(kept))
        if view.opened != before.opened:
            self._settings.set_text(f"library.branches.{key}", json.dumps(sorted(view.opened), ensure_ascii=False))

    def toggle_branch(self, key: str, name: str) -> None:
        """Show what stands below a name, or hide it."""
        view = self.of(key)
        self.set(key, replace(view, opened=view.opened ^ {name}))

    def is_unfolded(self, group: FacetGroup) -> bool:
        """Whether the rows of a group are shown."""
        return self._settings.flag(
            _fold_flag(group.key), default=group.figure is None and group.facet not in COLLAPSED_AT_FIRST
        )

    def set_unfolded(self, group: FacetGroup, *, is_unfolded: bool) -> None:
        """Remember whether the rows of a group are shown."""
        self._settings.set_flag(_fold_flag(group.key), value=is_unfolded)


def _fold_flag(key: str) -> str:
    return f"library.open.{key}"


def _names(stored: str) -> frozenset[str]:
    try:
        found: object = json.loads(stored or "[]")
    except ValueError:  # the file of settings may have been changed by hand
        return frozenset()
    return frozenset(map(str, cast(list[object], found))) if isinstance(found, list) else frozenset()
