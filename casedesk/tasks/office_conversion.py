"""Old files turned into ones that CaseDesk reads, by LibreOffice."""

from collections.abc import Callable
from pathlib import Path

from casedesk.domain.errors import UnreadableFileError
from casedesk.tasks.office_run import Target, TookTooLongError, convert
from casedesk.texts import N_

_TOO_LONG = N_(
    "LibreOffice took too long ({n} s) to convert the file, so it was stopped. "
    "Open it in the program it was made with and save it as .docx or .pptx."
)


def converted(
    data: bytes, suffix: str, program: Path, *, seconds: float, is_cancelled: Callable[[], bool] = bool
) -> bytes:
    """A .docx or .pptx with the content of an old file that is called `suffix`.

    Raises ConversionError, UnreadableFileError after so many seconds, and NoLongerWanted when cancelled.
    """
    target = Target.SLIDES if suffix == ".ppt" else Target.WORD
    try:
        return convert(data, suffix, target, program, seconds=seconds, is_cancelled=is_cancelled)
    except TookTooLongError as error:
        raise UnreadableFileError(_TOO_LONG, n=round(seconds)) from error
