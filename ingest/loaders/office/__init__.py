"""Word and OpenDocument files, and the archives that they are."""
