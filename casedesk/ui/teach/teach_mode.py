"""Teach mode from its first to its last moment: the class, its windows, and the screens they stand on."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from casedesk.domain import teaching
from casedesk.domain.errors import BadInputError
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.teaching import LiveClass
from casedesk.domain.teaching_json import still_fits
from casedesk.tasks.after_class import blocks_of_session, class_edit, session_to_teach
from casedesk.tasks.class_slides import projected
from casedesk.texts import N_
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.teach.live_lesson import LiveLesson, Now, forget, interrupted, wall_clock
from casedesk.ui.teach.projector_window import ProjectorWindow
from casedesk.ui.teach.stage_look import ProjectorAppearance, StageAppearance
from casedesk.ui.teach.teach_window import TeachWindow


class TeachMode(QObject):
    """At most one class at a time. With a second screen, learners get a window of their own there."""

    began = Signal()
    ended = Signal(int, bool)
    """The id of the plan, and whether the real minutes were kept."""

    def __init__(
        self,
        session: LibrarySession,
        settings: Settings,
        app: QApplication,
        parent: QWidget,
        *,
        now: Now = wall_clock,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._look = StageAppearance(app, settings, self)
        self._projector_look = ProjectorAppearance(app, settings, self)
        self._app = app
        self._owner = parent
        self._now = now
        self.lesson: LiveLesson | None = None
        self.window: TeachWindow | None = None
        self.projector: ProjectorWindow | None = None
        app.screenAdded.connect(self._place)
        app.screenRemoved.connect(self._place)

    @property
    def is_teaching(self) -> bool:
        """Whether a class is going on."""
        return self.lesson is not None

    def interrupted(self) -> LiveClass | None:
        """The class that was going on when the program ended."""
        return None if self.is_teaching else interrupted(self._session.library)

    def session_to_teach(self, plan: LessonPlan) -> int:
        """The session of a course whose turn it is now."""
        return session_to_teach(plan, self._now().astimezone())

    def teach(self, plan: LessonPlan, session: int = 0) -> None:
        """Begin the class of a plan, of a course that of a session; one that goes on comes to the front.

        BadInputError where nothing is planned.
        """
        if self.window is not None:
            self.window.raise_()
            self.window.activateWindow()
            return
        try:
            live = self._begun(plan, session)
        except ValueError:
            raise BadInputError(N_("This plan has no block to teach yet.")) from None
        self._open(plan, live)

    def _begun(self, plan: LessonPlan, session: int) -> LiveClass:
        now = self._now().astimezone()
        if not plan.sessions:
            return teaching.begin(plan, now)
        minutes = plan.sessions[session].target
        return teaching.begin(plan, now, blocks=blocks_of_session(plan, session), minutes=minutes)

    def go_on(self) -> None:
        """Go on with the class that was interrupted. BadInputError where its plan has changed since."""
        live = self.interrupted()
        if live is None:
            return
        plan = self._session.library.plans.get(live.plan_id)
        if not still_fits(live, plan):
            raise BadInputError(N_("The plan has changed since; this class cannot go on by it."))
        self._open(plan, live)

    def close_interrupted(self, *, keeps_minutes: bool) -> None:
        """End the class that was interrupted, at the moment when it was last known to go on."""
        live = self.interrupted()
        if live is None:
            return
        forget(self._session.library)
        if keeps_minutes:
            self._keep(live.plan_id, teaching.real_minutes(live, live.seen), _day(live))

    def end(self, keeps_minutes: bool) -> None:
        """End the class and go back to the plan."""
        lesson = self.lesson
        if lesson is None:
            return
        minutes, live = lesson.minutes(), lesson.live
        lesson.end()
        self._close()
        kept = keeps_minutes and self._keep(live.plan_id, minutes, _day(live))
        self.ended.emit(live.plan_id, kept)

    def _keep(self, plan_id: int, minutes: dict[int, int], day: date) -> bool:
        plan = self._session.library.plans.get(plan_id)
        known = {at: taken for at, taken in minutes.items() if at < len(plan.blocks)}
        edit = class_edit(self._session.library, plan, known, today=day)
        return self._session.apply(edit)

    def _open(self, plan: LessonPlan, live: LiveClass) -> None:
        library = self._session.library
        picture = library.attachments.data
        self.lesson = LiveLesson(library, plan, projected(library, plan), live, now=self._now, parent=self)
        self.window = TeachWindow(self.lesson, self._look, picture, self._owner)
        self.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.window.end_requested.connect(self.end)
        self._place()
        self.window.showFullScreen()
        self.window.activateWindow()
        self.window.setFocus(Qt.FocusReason.OtherFocusReason)
        self.began.emit()

    def _place(self) -> None:
        """Put the windows onto their screens: the trainer's stays where the program is."""
        if self.window is None or self.lesson is None:
            return
        own = self._owner.screen()
        self.window.setScreen(own)
        self.window.setGeometry(own.geometry())
        other = next((screen for screen in self._app.screens() if screen is not own), None)
        if other is None:
            self.window.follow_projector(None)
            self._close_projector()
            return
        self.open_projector(other)

    def open_projector(self, screen: QScreen) -> None:
        """Give the learners a window of their own on a screen; the trainer's notes are shown on the trainer's then."""
        if self.window is None or self.lesson is None:
            return
        if self.projector is None:
            picture = self._session.library.attachments.data
            self.projector = ProjectorWindow(self.lesson, self._projector_look, picture, self._owner)
            self.projector.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.projector.setScreen(screen)
        self.projector.setGeometry(screen.geometry())
        self.projector.showFullScreen()
        self.window.follow_projector(self.projector.stage)

    def _close(self) -> None:
        self._close_projector()
        if self.window is not None:
            self.window.close_for_good()
        if self.lesson is not None:
            self.lesson.deleteLater()
        self.window = self.lesson = None

    def _close_projector(self) -> None:
        if self.projector is not None:
            self.projector.close()
        self.projector = None


def _day(live: LiveClass) -> date:
    return live.begun.astimezone().date()
