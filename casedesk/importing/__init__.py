"""Files in: read, clean, split, classify. Every step is pure and keeps its positions in the source."""

SUFFIXES: frozenset[str] = frozenset(
    ".docx .docm .dotx .dotm .doc .dot .wps .txt .text .md .markdown .html .htm .xhtml .rtf .odt .ott .pdf "
    ".pptx .pptm .ppsx .xlsx .xlsm .xls .ods .csv .tsv".split()
)
"""The endings of files that can be read, lower case, with their dots."""
