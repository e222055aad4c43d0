"""The verbs: functions over importing, storage and handout that the terminal and the window both call."""
