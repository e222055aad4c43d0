"""About: where everything is, when it is copied, and how to get it back, in plain words."""

from pathlib import Path

import casedesk
from casedesk import paths
from casedesk.tasks.backup_places import folder_of
from casedesk.texts import tr
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.settings_page.safety_section import show_folder
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words


class PromiseSection(Section):
    """The promise, and the places it speaks of."""

    def __init__(self, appearance: Appearance, settings: Settings, library: Path) -> None:
        super().__init__(appearance, settings, tr("About"))
        promise = tr(
            "Your cases are in one file on this computer, with their pictures and the originals they came from. "
            "CaseDesk has no network, no account and no telemetry. What is shown as saved is on the disk. Copies are "
            "made by themselves and proved before older ones go; any copy can be brought back under “Backups and "
            "safety”, and the present library is set aside first. To move to another computer, copy the one file."
        )
        self.add(Words(appearance, promise, wraps=True))
        places = (
            (tr("Library"), library, library.parent),
            (tr("Backups"), folder_of(library), folder_of(library)),
            (tr("Log"), paths.data_dir() / "logs", paths.data_dir() / "logs"),
        )
        for name, place, folder in places:
            link = LinkButton(tr("Show in the folder"))
            link.setAccessibleName(tr("Show “{name}” in the folder").format(name=name))
            link.setEnabled(folder.exists())
            link.clicked.connect(lambda _=False, folder=folder: show_folder(folder))
            self.add_row(name, str(place), link)
        self.add_row(tr("Version"), f"CaseDesk {casedesk.__version__}", Words(appearance, "", kind="meta"))
