"""The lesson-plan page: timed blocks around cases, against the target."""
