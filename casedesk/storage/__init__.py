"""SQLite, and only here: one writing connection (`Library`), reading ones for search (`Searcher`)."""
