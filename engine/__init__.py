"""Running the work: the raw folder, one report at a time, all tables together, the terminal."""
