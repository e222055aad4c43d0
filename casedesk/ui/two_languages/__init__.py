"""A case beside its translation: both are written, paragraph beside paragraph."""
