"""Asking: the next question that settles most over what is still open."""
