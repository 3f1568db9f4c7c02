"""PDF files: what is drawn where, and in which order it is read."""
