"""CaseDesk for a terminal: the verbs, what they print, and their exit statuses."""
