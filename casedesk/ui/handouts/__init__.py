"""The handout page: what to make, a preview drawn from the same outline as the file, and the way to paper."""
