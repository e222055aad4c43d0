"""A case as it is read: on paper without controls, and large for a class."""
