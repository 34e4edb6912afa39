"""Reading a document: the official text on the left, what the machine takes from it on the right."""
