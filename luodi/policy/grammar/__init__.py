"""From the text of a 式 to its syntax tree, with positions and messages in Chinese."""
