"""Why a draft was cut so, what it is like, and what it would be filed under."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casedesk.domain.case import Facet
from casedesk.domain.draft import Draft, Twin
from casedesk.texts import tr
from casedesk.ui.models.value_names import value_name
from casedesk.ui.review.review_words import likeness_words
from casedesk.ui.review.sign import Sign
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.chips import Chip
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words


class ValueChip(Chip):
    """A suggested value; a click does without it."""

    refused = Signal(str)

    def __init__(self, appearance: Appearance, value: str, name: str, parent: QWidget) -> None:
        super().__init__(appearance, name, is_removable=True, parent=parent)
        self._value = value
        self.setProperty("on", "wash")
        self.clicked.connect(self._refuse)

    def _refuse(self) -> None:
        self.refused.emit(self._value)


class DraftDetails(QWidget):
    """A line for every reason and for what the draft is like, then the suggested values with the words behind them."""

    value_refused = Signal(str)
    like_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_draft(self, draft: Draft) -> None:
        """Show the details of a draft in place of those of the one before."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = [self._reason(sentence, speaks_for=speaks_for) for speaks_for, sentence in draft.reasons]
        if draft.likeness is not None:
            shown.append(self._likeness(draft))
        if (suggestions := self._suggestions(draft)) is not None:
            shown.append(suggestions)
        for widget in shown:
            self._column.addWidget(widget)
            widget.show()  # now and not with the next event: the height is measured at once
        self.setVisible(bool(shown))

    def _reason(self, sentence: str, *, speaks_for: bool) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon, role = ("ph.check", "ok") if speaks_for else ("ph.question", "warn")
        sign = Sign(self._appearance, icon, role, size=14, parent=holder)
        sign.setAccessibleName(tr("Speaks for it") if speaks_for else tr("Doubt"))
        words = Words(self._appearance, sentence, kind="meta", wraps=True, parent=holder)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return holder

    def _likeness(self, draft: Draft) -> QWidget:
        holder = self._reason(likeness_words(draft), speaks_for=draft.twin is not Twin.OPEN)
        layout = holder.layout()
        if layout is not None:
            link = LinkButton(tr("Compare (C)"), holder)
            link.clicked.connect(self.like_requested)
            layout.addWidget(link)
        return holder

    def _suggestions(self, draft: Draft) -> QWidget | None:
        shown = [(Facet.INDUSTRY, item.value, item.words) for item in draft.industries]
        shown += [(Facet.THEME, item.value, item.words) for item in draft.themes]
        if draft.outcome:
            shown.append((Facet.OUTCOME, draft.outcome.value, draft.outcome_words))
        if not shown:
            return None
        holder = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        flow = FlowLayout(holder, spacing=8)
        heading = Words(self._appearance, tr("Suggested"), kind="meta", tone="ink2", parent=holder)
        flow.addWidget(heading)
        for facet, value, words in shown:
            suggestion = self._suggestion(holder, facet, value, words)
            heading.setMinimumHeight(suggestion.sizeHint().height())
            flow.addWidget(suggestion)
        return holder

    def _suggestion(self, holder: QWidget, facet: Facet, value: str, words: tuple[str, ...]) -> QWidget:
        box = QWidget(holder)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        chip = ValueChip(self._appearance, value, value_name(facet, value), box)
        chip.refused.connect(self.value_refused)
        row.addWidget(chip)
        if words:
            row.addWidget(Words(self._appearance, tr(", ").join(words[:3]), kind="meta", tone="ink2", parent=box))
        return box
