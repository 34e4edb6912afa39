"""The constructs of the rule language, one a file: its meaning over sets of possibilities, its doubts, its prose."""
