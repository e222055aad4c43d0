"""The editions of a handout: a module for each, and the table that names them all."""
