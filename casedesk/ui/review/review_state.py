"""The review that is on the screen: its files, the selected draft, and every step of it with its own undo."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from casedesk.domain import review as steps
from casedesk.domain.draft import Decision, Draft, Problem, Proposal, SpanKind
from casedesk.domain.library import ImportBatch
from casedesk.domain.source_parts import SourceParts, counts_as, move_part_boundary, without_suggestion
from casedesk.tasks.import_documents import ReadFile
from casedesk.texts import tr, tr_n
from casedesk.ui.review.review_words import kind_name

_UNDO_LIMIT = 500
_STEPS = {Decision.KEEP: steps.keep, Decision.DROP: steps.drop, Decision.UNDECIDED: steps.undecide}


class ReviewState(QObject):
    """Files under review. Steps are undone here and not in the library, which knows nothing of drafts.

    `undo_stack` lives as long as the review, so that a hundred decisions never push real edits out of the library's.
    """

    file_changed = Signal()
    """Another file is shown, or the same one was read anew."""
    changed = Signal()
    """The drafts of the shown file are others than before; `selected` follows."""
    selected = Signal(int)
    """The position of the selected draft among the drafts of the file; -1 for none."""
    files_changed = Signal()
    """There are more or other files."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(_UNDO_LIMIT)
        self.name = ""
        self.problems: list[Problem] = []
        """The files of the batch that could not be read."""
        self.batch: ImportBatch | None = None
        self.files: list[ReadFile] = []
        self.at = 0
        self.index = -1
        self._renamed = ""
        self._parts: tuple[Proposal, SourceParts] | None = None
        self._tallies: dict[int, tuple[Proposal, Counter[Decision]]] = {}

    @property
    def is_open(self) -> bool:
        """Whether there is something to review."""
        return bool(self.files)

    @property
    def file(self) -> ReadFile:
        """The shown file."""
        return self.files[self.at]

    @property
    def proposal(self) -> Proposal:
        """What is proposed for the shown file, as things stand."""
        return self.file.proposal

    @property
    def parts(self) -> SourceParts:
        """What stands where in the shown file, as things stand."""
        proposal = self.proposal
        if self._parts is None or self._parts[0] is not proposal:
            self._parts = (proposal, SourceParts(proposal, self._parts[1] if self._parts else None))
        return self._parts[1]

    @property
    def draft(self) -> Draft | None:
        """The selected draft."""
        return self.proposal.drafts[self.index] if self.is_open and self.index >= 0 else None

    def open(self, files: Sequence[ReadFile], *, name: str, batch: ImportBatch | None = None) -> None:
        """Begin a review at the first file with drafts, or go on with one kept in `batch` where a decision waits."""
        self.undo_stack.clear()
        self.problems = []
        self.files = list(files)
        self.name = name
        self.batch = batch
        self.show_file(self._first_to_look_at())  # first: nobody shall put the parts of one text beside the other's
        self.files_changed.emit()
        self.changed.emit()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """These files of the batch could not be read."""
        if self.is_open and list(problems) != self.problems:
            self.problems = list(problems)
            self.files_changed.emit()

    def add(self, file: ReadFile) -> None:
        """Another file of the batch has been read."""
        self.files.append(file)
        self.files_changed.emit()

    def close(self) -> None:
        """Nothing is under review any more."""
        self.undo_stack.clear()
        self.files = []
        self.problems = []
        self.batch = None
        self._parts = None
        self._tallies = {}
        self.at = 0
        self.index = -1
        self.files_changed.emit()
        self.changed.emit()

    def show_file(self, at: int) -> None:
        """Show another file, at its first undecided draft."""
        self.at = at
        self.index = -1
        self.file_changed.emit()
        self.select(self.next_undecided(-1))

    def replace_file(self, file: ReadFile) -> None:
        """Show the file as it was read anew; the steps so far belong to a text that is gone."""
        self.undo_stack.clear()
        self.files[self.at] = file
        self.show_file(self.at)
        self.files_changed.emit()

    def select(self, index: int) -> None:
        """Select a draft of the shown file."""
        index = max(-1, min(index, len(self.proposal.drafts) - 1))
        self.index = index
        self.selected.emit(index)

    def next_undecided(self, index: int) -> int:
        """The undecided draft with the least confidence, other than `index`; `index` itself where there is none."""
        return next_waiting(self.proposal, index)

    def go_to_next_waiting(self) -> bool:
        """Select the next doubtful draft, of another file where this one has none; False where all is decided."""
        order = (*range(self.at, len(self.files)), *range(self.at))
        for at in order:
            is_here = at == self.at
            if not self.waiting_in(at):
                continue
            if not is_here:
                self.show_file(at)
                return True
            index = self._waiting_behind(self.index)
            if index != self.index:
                self.select(index)
                return True
            if len(order) == 1:
                return self.draft is not None and is_waiting(self.draft)
        return False

    def waiting_in(self, at: int) -> int:
        """How many drafts of a file wait for a decision."""
        return self._tally(at)[Decision.UNDECIDED]

    def _first_to_look_at(self) -> int:
        """A folder may begin with ten files that hold no case; nobody should have to leaf through them."""
        held = [at for at, file in enumerate(self.files) if file.proposal.drafts]
        waiting = (at for at in held if self.batch is not None and self.waiting_in(at))
        return next(waiting, next(iter(held), 0))

    def _waiting_behind(self, index: int) -> int:
        """The undecided draft that follows in the order of doubt, round the end."""
        drafts = self.proposal.drafts
        order = sorted(range(len(drafts)), key=lambda at: (drafts[at].confidence, at))
        turned = order[order.index(index) + 1 :] + order[: order.index(index)] if index in order else order
        return next((at for at in turned if is_waiting(drafts[at])), index)

    def count(self, decision: Decision) -> int:
        """How many drafts of all files are so decided; the certain ones count as kept."""
        return sum(self._tally(at)[decision] for at in range(len(self.files)))

    def count_here(self, decision: Decision) -> int:
        """How many drafts of the shown file are so decided."""
        return self._tally(self.at)[decision]

    def _tally(self, at: int) -> Counter[Decision]:
        proposal = self.files[at].proposal
        known = self._tallies.get(at)
        if known is None or known[0] is not proposal:
            known = self._tallies[at] = (proposal, Counter(map(counts_as, proposal.drafts)))
        return known[1]

    def decide(self, decision: Decision) -> None:
        """Decide the selected draft and go on to the next undecided one."""
        draft = self.draft
        if draft is None:
            return
        words = {
            Decision.KEEP: tr("Keep “{title}”"),
            Decision.DROP: tr("Drop “{title}”"),
            Decision.UNDECIDED: tr("Leave “{title}” open"),
        }
        proposal = _STEPS[decision](self.proposal, self.index)
        after = self.index if decision is Decision.UNDECIDED else next_waiting(proposal, self.index)
        if not self.push(words[decision].format(title=draft.title), proposal, after):
            self.select(after)

    def decide_many(self, indexes: Sequence[int], decision: Decision) -> None:
        """Decide several drafts at once."""
        words = {
            Decision.KEEP: tr_n("Keep {n} draft", "Keep {n} drafts", len(indexes)),
            Decision.DROP: tr_n("Drop {n} draft", "Drop {n} drafts", len(indexes)),
            Decision.UNDECIDED: tr_n("Leave {n} draft open", "Leave {n} drafts open", len(indexes)),
        }
        text = words[decision].format(n=len(indexes))
        proposal = self.proposal
        for index in indexes:
            proposal = _STEPS[decision](proposal, index)
        self.push(text, proposal)

    def decide_alike(self) -> None:
        """Decide all drafts that began like the selected one as that one is decided."""
        if self.draft is None:
            return
        count = len(self.alike())
        text = (
            tr_n("Drop {n} draft like this", "Drop {n} drafts like this", count)
            if self.decision_for_alike() is Decision.DROP
            else tr_n("Keep {n} draft like this", "Keep {n} drafts like this", count)
        )
        proposal = steps.apply_to_alike(self.proposal, self.index, self.decision_for_alike())
        self.push(text.format(n=count), proposal, next_waiting(proposal, self.index))

    def alike(self) -> tuple[int, ...]:
        """The undecided drafts that began like the selected one, and itself, unless it is in the library already."""
        if self.draft is None:
            return ()
        drafts = self.proposal.drafts
        others = steps.alike(self.proposal, self.index) if self.draft.pattern else ()
        own = () if self.draft.decision is Decision.ADDED else (self.index,)
        return tuple(at for at in others if at in own or drafts[at].decision is Decision.UNDECIDED)

    def decision_for_alike(self) -> Decision:
        """What `decide_alike` decides: to drop where the selected draft is dropped, else to keep."""
        decision = self.draft.decision if self.draft else Decision.UNDECIDED
        return Decision.DROP if decision is Decision.DROP else Decision.KEEP

    def rename(self, title: str) -> None:
        """Give the selected draft another title."""
        if self.draft is not None and title.strip() and title != self.draft.title:
            text = tr("Rename “{title}”").format(title=self.draft.title)
            self.push(text, steps.rename(self.proposal, self.index, title))
            self._renamed = self.draft.title
            self.selected.emit(self.index)

    @property
    def is_renamed(self) -> bool:
        """Whether the selected draft is the one that was given a title last."""
        return self.draft is not None and self.draft.title == self._renamed

    def split(self, offset: int) -> bool:
        """Part the selected draft at an offset of the source; False where that would leave one half empty."""
        draft = self.draft
        if draft is None:
            return False
        proposal = steps.split(self.proposal, self.index, offset)
        if proposal == self.proposal:
            return False
        self.push(tr("Split “{title}”").format(title=draft.title), proposal)
        self.select(self.index + 1)
        return True

    def join(self) -> bool:
        """Join the selected draft with the one before it; False for the first one."""
        draft = self.draft
        if draft is None or self.index == 0:
            return False
        text = tr("Join “{title}” with the draft before").format(title=draft.title)
        index = self.index
        self.push(text, steps.join(self.proposal, index), index - 1)
        return True

    def relabel(self, low: int, high: int, kind: SpanKind) -> None:
        """Call a stretch of the source something else; where there was no draft, it begins one."""
        proposal = steps.relabel(self.proposal, low, high, kind)
        index = 0 if self.index < 0 and proposal.drafts else self.index
        self.push(tr("Make it “{kind}”").format(kind=kind_name(kind)), proposal, index)

    def move_boundary(self, at: int, to: int) -> bool:
        """Move the boundary that stands at an offset of the source; False where it cannot stand there."""
        return at == to or self.push(tr("Move a boundary"), move_part_boundary(self.proposal, at, to, self.parts))

    def leave_out_value(self, value: str) -> None:
        """Do without a suggested value."""
        if self.draft is not None:
            text = tr("Without “{value}”").format(value=value)
            self.push(text, without_suggestion(self.proposal, self.index, value))

    def take(self, at: int, proposal: Proposal, index: int) -> None:
        """Show a state of a file, for the steps on the stack."""
        is_other = at != self.at
        self.at = at
        self.files[at] = replace(self.files[at], proposal=proposal)
        self.index = min(index, len(proposal.drafts) - 1)
        if is_other:
            self.file_changed.emit()
        self.changed.emit()
        self.selected.emit(self.index)

    def push(self, text: str, proposal: Proposal, index: int | None = None) -> bool:
        """Take a step of this name to a proposal; False where it changes nothing. `index` is selected by it."""
        if proposal is self.proposal or proposal == self.proposal:
            return False
        self.undo_stack.push(_Step(self, text, proposal, self.index if index is None else index))
        return True


class _Step(QUndoCommand):
    """One state of one file, before and after."""

    def __init__(self, state: ReviewState, text: str, proposal: Proposal, index: int) -> None:
        super().__init__(text)
        self._state = state
        self._at = state.at
        self._before = (state.proposal, state.index)
        self._after = (proposal, index)

    @override
    def redo(self) -> None:
        self._state.take(self._at, *self._after)

    @override
    def undo(self) -> None:
        self._state.take(self._at, *self._before)


def is_waiting(draft: Draft) -> bool:
    """Whether somebody has to decide about a draft."""
    return counts_as(draft) is Decision.UNDECIDED


def next_waiting(proposal: Proposal, index: int) -> int:
    """The undecided draft with the least confidence, other than `index`; `index` itself where there is none."""
    drafts = proposal.drafts
    waiting = (at for at, draft in enumerate(drafts) if at != index and is_waiting(draft))
    return min(waiting, key=lambda at: (drafts[at].confidence, at), default=index)
