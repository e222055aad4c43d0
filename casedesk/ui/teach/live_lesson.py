"""The class that is taught now: steps, the clock that everybody reads, and what is kept in case of a crash."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from casedesk.domain import teaching
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.teaching import LiveClass, Standing
from casedesk.domain.teaching_json import class_json, class_of
from casedesk.storage.library import Library
from casedesk.tasks.class_slides import Projected, Slide, TrainerNotes

KEY = "teaching"
"""Where a class that goes on is kept in the library."""
_TICK = 500
_KEPT_EVERY = timedelta(seconds=20)

Now = Callable[[], datetime]


def wall_clock() -> datetime:
    """The moment of now."""
    return datetime.now(UTC)


def interrupted(library: Library) -> LiveClass | None:
    """The class that was going on when the program ended."""
    return class_of(library.settings.get(KEY))


def forget(library: Library) -> None:
    """Keep no class any longer."""
    if not library.is_read_only:
        library.settings.set(KEY, None)


class LiveLesson(QObject):
    """Holds one class. Every step is kept at once; between steps the class is kept so often that a crash loses
    seconds."""

    changed = Signal()
    """Another block, other minutes, another slide."""
    ticked = Signal()
    """Time has passed."""
    ended = Signal()

    def __init__(
        self, library: Library, plan: LessonPlan, shown: Projected, live: LiveClass, *, now: Now, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.plan = plan
        self.shown = shown
        self._library = library
        self._live = live
        self._now = now
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._keep()

    @property
    def live(self) -> LiveClass:
        """The class as it is."""
        return self._live

    @property
    def block(self) -> int:
        """The position of the present block in the plan."""
        return self._live.stop.block

    @property
    def slides(self) -> tuple[Slide, ...]:
        """What learners see in the present block."""
        return self.shown.slides[self.block]

    @property
    def slide(self) -> Slide:
        """What learners see now."""
        return self.slides[min(self._live.page, len(self.slides) - 1)]

    @property
    def notes(self) -> TrainerNotes:
        """What the trainer alone reads now."""
        return self.shown.notes[self.block]

    @property
    def remaining(self) -> float:
        """The seconds that the block has left, negative over its time."""
        return teaching.remaining(self._live, self._now())

    @property
    def free(self) -> float:
        """The seconds that are free before the next block, which begins at a fixed time."""
        return teaching.free(self._live, self._now())

    @property
    def standing(self) -> Standing:
        """How the class stands to its plan."""
        return teaching.standing(self._live, self._now())

    def begins_at(self, position: int) -> datetime:
        """When a later block would begin."""
        return teaching.planned_end(self._live, position, self._now())

    def title_of(self, position: int) -> str:
        """The title of the block at a position of the class, as learners may read it."""
        return self.shown.blocks[self._live.stops[position].block].title

    def go_on(self) -> None:
        """Teach the next block."""
        self._take(teaching.go_on(self._live, self._now()))

    def go_back(self) -> None:
        """Teach the block before."""
        self._take(teaching.go_back(self._live, self._now()))

    def go_to(self, position: int) -> None:
        """Teach a block out of order."""
        self._take(teaching.go_to(self._live, position, self._now()))

    def skip(self) -> None:
        """Leave the next block out."""
        self._take(teaching.skip(self._live, self._now()))

    def give(self, minutes: int) -> None:
        """Let the block take longer."""
        self._take(teaching.give(self._live, minutes, self._now()))

    def toggle_pause(self) -> None:
        """Stop the clock, or let it run."""
        step = teaching.resume if self._live.is_paused else teaching.pause
        self._take(step(self._live, self._now()))

    def squeezed(self, minutes: int) -> LiveClass:
        """The class as it would be with only so many minutes left."""
        return teaching.squeeze(self._live, minutes, self._now())

    def squeeze(self, minutes: int) -> None:
        """Leave out what may be left out, so that the rest fits into so many minutes."""
        self._take(self.squeezed(minutes))

    def turn(self, by: int) -> bool:
        """Show another slide of the block; False where there is none."""
        wanted = self._live.page + by
        if not 0 <= wanted < len(self.slides):
            return False
        self._take(teaching.turn_page(self._live, wanted))
        return True

    def tick(self) -> None:
        """Tell that time has passed, and keep the class now and then."""
        if self._now() - self._live.seen >= _KEPT_EVERY:
            self._live = teaching.touched(self._live, self._now())
            self._keep()
        self.ticked.emit()

    def minutes(self) -> dict[int, int]:
        """The minutes that each block has taken, by its position in the plan."""
        return teaching.real_minutes(self._live, self._now())

    def end(self) -> None:
        """End the class; it is kept no longer."""
        self._timer.stop()
        forget(self._library)
        self.ended.emit()

    def _take(self, live: LiveClass) -> None:
        if live == self._live:
            return
        self._live = live
        self._keep()
        self.changed.emit()

    def _keep(self) -> None:
        if not self._library.is_read_only:
            self._library.settings.set(KEY, class_json(self._live))
