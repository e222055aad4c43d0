"""What `casedesk import --json` prints."""

from typing import Any

from casedesk.domain.draft import Draft, SourceText
from casedesk.importing.sections import texts_in_order
from casedesk.tasks.import_documents import Imported


def imported_json(imported: Imported) -> dict[str, Any]:
    """The proposals of a batch: cases in their order, what was left out and why, and the files that failed."""
    return {
        "cases": [_draft(file.proposal.source, draft) for file in imported.files for draft in file.proposal.drafts],
        "left_out": [
            {"file": file.name, "text": file.proposal.source.text[span.start : span.end], "reason": span.reason}
            for file in imported.files
            for span in file.proposal.left_out
        ],
        "problems": [{"file": problem.name, "sentence": problem.sentence} for problem in imported.problems],
    }


def _draft(source: SourceText, draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "sections": [{"role": part.role, "text": part.text} for part in texts_in_order(source, draft)],
        "industries": [suggestion.value for suggestion in draft.industries],
        "themes": [suggestion.value for suggestion in draft.themes],
        "outcome": draft.outcome,
        "confidence": round(draft.confidence, 2),
        "quality": draft.quality,
        "file": source.name,
        "start": draft.start,
        "end": draft.end,
    }
