"""The words for whole imports: what they are called, and what came of taking one out."""

from collections.abc import Sequence
from pathlib import Path

from casedesk.tasks.batches import Removal
from casedesk.tasks.import_documents import ReadFile
from casedesk.texts import tr, tr_n

_NAMED = 3
"""So many cases that stay behind are named."""


def batch_name(files: Sequence[ReadFile], paths: Sequence[Path]) -> str:
    """What an import of these files is called: as the one folder or zip file they came from, or else by the first that
    holds cases, for that one is remembered.
    """
    if len(files) > 1 and len(paths) == 1:
        return paths[0].name
    name = next((file.name for file in files if file.proposal.drafts), files[0].name)
    others = len(files) - 1
    return tr_n("{name} and {n} more", "{name} and {n} more", others).format(name=name, n=others) if others else name


def removal_words(removal: Removal) -> str:
    """What taking an import out does: how many cases go, and which stay."""
    sentence = tr_n("Took out {n} case", "Took out {n} cases", removal.taken).format(n=removal.taken)
    if not removal.staying:
        return sentence
    staying = tr_n(
        "{n} stays because it was changed or is in a lesson plan",
        "{n} stay because they were changed or are in a lesson plan",
        removal.staying,
    ).format(n=removal.staying)
    names = tr(", ").join(tr("“{title}”").format(title=title) for title in removal.staying_titles[:_NAMED])
    rest = removal.staying - _NAMED
    if rest > 0:
        names = tr_n("{name} and {n} more", "{name} and {n} more", rest).format(name=names, n=rest)
    sentence = tr("{first}; {second}").format(first=sentence, second=staying)
    return tr("{kind}: {reason}").format(kind=sentence, reason=names)
