"""What every room may use: truth, values, quantities, calendars, divisions, errors. Standard library only."""
