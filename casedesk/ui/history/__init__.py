"""The page of a case's history: its versions, what each of them changed, and the way back to them."""
