"""Word out: the outline of a handout, its Word file, and the proof that nothing leaks."""
