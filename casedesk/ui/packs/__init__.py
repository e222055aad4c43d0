"""Case packs in the window: the preview of one that came in, and writing one."""
