"""From Forms to typed constructs: kinds and units are checked here, each fault at its place."""
