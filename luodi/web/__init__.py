"""The faces in the browser: read input, ask one thing, render."""
