"""The readers: one module for each format, path in, SourceText out."""
