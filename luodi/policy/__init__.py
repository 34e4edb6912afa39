"""The rule language and what is done with it: check, judge, explain."""
