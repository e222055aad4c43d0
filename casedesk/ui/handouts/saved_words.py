"""What was saved of a class, and where, in a sentence."""

from casedesk.tasks.export_handout import ClassFolder
from casedesk.texts import tr, tr_n


def saved_words(written: ClassFolder) -> str:
    """One file by its name, several by their number."""
    folder, count = written.folder.name, len(written.files)
    if count == 1:
        return tr("Saved “{name}” in “{folder}”.").format(name=written.files[0].name, folder=folder)
    words = tr_n("Saved {n} file in “{folder}”.", "Saved {n} files in “{folder}”.", count)
    return words.format(n=count, folder=folder)
