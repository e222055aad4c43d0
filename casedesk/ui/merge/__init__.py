"""The page that lays similar cases side by side, merges them, keeps them as tellings, or tells them apart."""
