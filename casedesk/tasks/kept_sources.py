"""The text of a file under review as the library keeps it, so that nobody has to read the file again."""

import json
import zlib
from dataclasses import replace

from casedesk.domain.draft import Image, SourceText
from casedesk.domain.errors import BadInputError
from casedesk.domain.wire import packed, unpacked
from casedesk.storage.library import Library
from casedesk.tasks.review_json import KeptSource

_QUICK = 1
"""How hard zlib tries. The window waits for it, and the third that is saved by more is not worth a second."""


def keep_source(library: Library, source: SourceText) -> KeptSource:
    """Keep a text, with its blocks; pictures are kept as what they are, which is what they will be in cases too."""
    words = json.dumps(packed(replace(source, images=()), []), ensure_ascii=False)
    digest = library.documents.keep(zlib.compress(words.encode("utf-8", "surrogatepass"), _QUICK))
    images = tuple((library.documents.keep(image.data), image.media_type, image.name) for image in source.images)
    return KeptSource(digest, images)


def source_kept(library: Library, kept: KeptSource) -> SourceText | None:
    """The text again; None where it is gone, or was written by a version that described texts in another way."""
    try:
        words = zlib.decompress(library.documents.original(kept.digest)).decode("utf-8", "surrogatepass")
        images = tuple(
            Image(digest, media_type, library.documents.original(digest), name)
            for digest, media_type, name in kept.images
        )
        return replace(unpacked(SourceText, json.loads(words)), images=images)
    except (BadInputError, zlib.error, ValueError):
        return None
