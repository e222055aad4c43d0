"""The trainer's other computers: what they have sent, sending to them, fetching from them."""
