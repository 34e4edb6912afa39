"""The command line: reads input, calls one thing, prints."""
