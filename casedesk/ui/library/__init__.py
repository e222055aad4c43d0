"""The library page: filter panel, search and case list, the open case, and the basket below them."""
