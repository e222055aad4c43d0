"""Files in: read, clean, split, classify. Every step is pure and keeps its positions in the source."""

BUNDLES: frozenset[str] = frozenset({".zip"})
"""The endings of files that hold documents and are unpacked first (see `bundles`)."""

SUFFIXES: frozenset[str] = BUNDLES | frozenset(
    ".docx .docm .dotx .dotm .doc .dot .wps .wpt .txt .text .md .markdown .html .htm .xhtml .mht .mhtml .rtf .odt .ott "
    ".pdf .ppt .pps .dps .pptx .pptm .ppsx .xlsx .xlsm .xls .et .ods .csv .tsv .epub".split()
)
"""The endings of files that can be imported, lower case, with their dots."""
