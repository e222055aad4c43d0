"""The command palette: every command, case and plan from the keyboard."""
