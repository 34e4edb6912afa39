"""From the YAML of a block to what it means, every fault at its line and column."""
