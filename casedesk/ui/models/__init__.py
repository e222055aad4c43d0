"""Item models over cases, facet values and the basket; they hold values and paint nothing."""
