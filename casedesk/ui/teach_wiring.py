"""Connects teach mode with the lesson plans, the commands and what the window says."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.domain.lesson import LessonPlan
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.main_window import MainWindow
from casedesk.ui.teach.interrupted_strip import InterruptedStrip
from casedesk.ui.teach.live_lesson import forget
from casedesk.ui.teach.session_choice import SessionChoice
from casedesk.ui.teach.teach_mode import TeachMode

if TYPE_CHECKING:
    from casedesk.ui.lessons.lessons_page import LessonsPage


class TeachWiring(QObject):
    """The ways into a class and out of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        app = cast(QApplication, QApplication.instance())
        self.mode = TeachMode(window.session, window.settings, app, window)
        self.strip = InterruptedStrip(window.appearance, window)
        window.add_notice(self.strip)
        window.actions_table.action("plan.teach").triggered.connect(self._teach)
        window.actions_table.action("plan.after_class").triggered.connect(self._ask_after_class)
        self.mode.ended.connect(self._on_ended)
        self.mode.began.connect(self.strip.hide)
        self.strip.go_on_requested.connect(self._go_on)
        self.strip.end_requested.connect(self._end_interrupted)
        self._offer_interrupted()

    def _teach(self) -> None:
        self._window.save_now()
        plan = self._lessons.plan
        if plan is None:
            return
        if self.strip.isVisible() and self.mode.interrupted() is not None:
            self._session.refused.emit(tr("First say what becomes of the class that was interrupted."))
            self.strip.go_on.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if plan.sessions and not self.mode.is_teaching:
            choice = SessionChoice(plan, self.mode.session_to_teach(plan), self._window.appearance, self._window)
            choice.chosen.connect(partial(self._begin, plan))
            choice.open()
        else:
            self._begin(plan, 0)

    def _begin(self, plan: LessonPlan, session: int) -> None:
        self._try(lambda: self.mode.teach(plan, session))

    def _go_on(self) -> None:
        self._window.save_now()
        self._try(self.mode.go_on)

    def _end_interrupted(self, keeps_minutes: bool) -> None:
        live = self.mode.interrupted()
        self.strip.hide()
        if live is not None:
            self._try(lambda: self.mode.close_interrupted(keeps_minutes=keeps_minutes))
            if keeps_minutes:
                self._on_ended(live.plan_id, True)

    def _on_ended(self, plan_id: int, is_kept: bool) -> None:
        self._window.open_plan(plan_id)
        if is_kept:
            self._ask_after_class()

    def _ask_after_class(self) -> None:
        self._lessons.ask_after_class()

    def _offer_interrupted(self) -> None:
        if self._session.library.is_read_only:  # it may be going on where the library is written
            return
        live = self.mode.interrupted()
        if live is None:
            return
        try:
            plan = self._session.library.plans.get(live.plan_id)
        except BadInputError:  # the plan is gone for good, and the class with it
            forget(self._session.library)
            return
        seen = live.seen.astimezone()
        when = tr("{day}, {time}").format(day=dates.short_day(seen.date()), time=dates.clock(seen.time()))
        self.strip.offer(plan.title, when)

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except CaseDeskError as error:
            self._session.refused.emit(str(error))

    @property
    def _lessons(self) -> "LessonsPage":
        return self._window.pages.lessons
