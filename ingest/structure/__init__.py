"""What the parts of a text are: one reader for each kind of document."""
