"""PDF files as small as they can be."""

from collections.abc import Sequence

A4 = (595, 842)


def pdf_bytes(
    *texts: str, size: tuple[int, int] = A4, sizes: Sequence[tuple[int, int]] = (), headings: Sequence[str] = ()
) -> bytes:
    """A PDF with a page for each text, and a bookmark half-way down each page for which there is a heading.

    A text is drawn large at the top left; `sizes` are those of the pages where they differ.
    """
    pages = [
        (text, sizes[at] if at < len(sizes) else size, headings[at] if at < len(headings) else "")
        for at, text in enumerate(texts)
    ]
    first = 5
    marks = first + 2 * len(pages)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    marked = [at for at, page in enumerate(pages) if page[2]]
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Type/Outlines/First {marks} 0 R/Last {marks + len(marked) - 1} 0 R/Count {len(marked)}>>"
        if marked
        else "<</Type/Outlines>>",
    ]
    for at, (text, (width, height), _) in enumerate(pages):
        drawn = f"BT /F 60 Tf 40 {height - 80} Td ({text}) Tj ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {first + 2 * at + 1} 0 R>>"
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    for place, at in enumerate(marked):
        _, (_, height), heading = pages[at]
        title = ("\ufeff" + heading).encode("utf-16-be").hex()
        next_ = f"/Next {marks + place + 1} 0 R" if place + 1 < len(marked) else ""
        objects.append(f"<</Title<{title}>/Parent 4 0 R{next_}/Dest[{first + 2 * at} 0 R/XYZ 0 {height / 2} 0]>>")
    return _file(objects)


def _file(objects: Sequence[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(f"{len(body):010} 00000 n \n")
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{''.join(places)}"
    end = f"{table}trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode("latin-1")
