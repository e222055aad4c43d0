"""The text of a file under review as the library keeps it, so that nobody has to read the file again."""

import json
import zlib
from dataclasses import replace

from casedesk.domain.draft import Image, SourceText
from casedesk.domain.errors import BadInputError
from casedesk.domain.wire import packed, unpacked
from casedesk.storage.library import Library
from casedesk.tasks.originals import Original, in_library
from casedesk.tasks.review_json import KeptSource
from casedesk.tasks.sources import ReadFile

_QUICK = 1
"""How hard zlib tries. The window may wait for it, and the third that is saved by more is not worth a second."""


def ready_to_keep(file: ReadFile) -> ReadFile:
    """The file with its text made ready for `keep_source`. A text of a thousand pages takes a moment: use a worker."""
    return replace(file, packed=_packed(file.proposal.source))


def keep_source(library: Library, file: ReadFile) -> KeptSource:
    """Keep the text of a file, with its blocks; pictures are kept as what they are, and will be in cases too."""
    source = file.proposal.source
    digest = library.documents.keep(file.packed or _packed(source))
    for image in source.images:
        if not library.documents.has(image.digest):
            library.documents.keep(file.picture(image))
    return KeptSource(digest, tuple((image.digest, image.media_type, image.name) for image in source.images))


def _packed(source: SourceText) -> bytes:
    words = json.dumps(packed(replace(source, images=()), []), ensure_ascii=False)
    return zlib.compress(words.encode("utf-8", "surrogatepass"), _QUICK)


def source_kept(library: Library, kept: KeptSource) -> SourceText | None:
    """The text again, with the names of its pictures but without their bytes (see `pictures_kept`).

    None where it is gone, or was written by a version that described texts in another way.
    """
    try:
        words = zlib.decompress(library.documents.original(kept.digest)).decode("utf-8", "surrogatepass")
        images = tuple(Image(digest, media_type, b"", name) for digest, media_type, name in kept.images)
        return replace(unpacked(SourceText, json.loads(words)), images=images)
    except (BadInputError, zlib.error, ValueError):
        return None


def pictures_kept(library: Library, kept: KeptSource) -> dict[str, Original]:
    """The pictures of a text, by their hash. Raises BadInputError where one is gone."""
    return {digest: in_library(library, digest) for digest, _, _ in kept.images}
