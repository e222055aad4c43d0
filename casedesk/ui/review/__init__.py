"""The import page: choose files, watch them being read, review what was found, add it."""
