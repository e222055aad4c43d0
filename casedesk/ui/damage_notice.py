"""The strip that says that a part of the library cannot be read any more, and leads to what can be saved."""

from casedesk.texts import tr
from casedesk.ui.main_window import MainWindow
from casedesk.ui.widgets.notice_strip import NoticeStrip


class DamageNotice(NoticeStrip):
    """Comes up when something cannot be read; the rest is shown and can be used. It is put off once for all."""

    def __init__(self, window: MainWindow, *, can_rescue: bool) -> None:
        damaged = window.session.damaged

        def put_off() -> None:
            damaged.disconnect(self._show)

        rescue, later = (tr("Rescue…"), window.rescue_requested.emit), (tr("Not now"), put_off)
        answers = (rescue, later) if can_rescue else (later,)
        super().__init__(window.appearance, window, icon="ph.warning", answers=answers)
        damaged.connect(self._show)

    def _show(self, _error: object) -> None:
        self.say(
            tr(
                "A part of the library cannot be read any more; all the rest is shown and can be used. Rescuing puts "
                "everything that can be read into a sound library, and keeps the damaged file."
            )
        )
