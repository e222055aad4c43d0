"""About: the promise, and the version."""

import casedesk
from casedesk.texts import tr
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words


class PromiseSection(Section):
    """What the program stands for."""

    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(appearance, settings, tr("About"))
        promise = tr(
            "A calm desk for trainers who teach with cases. It works offline: no account, no network, no telemetry. "
            "What is shown as saved is on the disk, and nothing is ever lost without a way back."
        )
        self.add(Words(appearance, promise, wraps=True))
        self.add_row(tr("Version"), f"CaseDesk {casedesk.__version__}", Words(appearance, "", kind="meta"))
