"""Letters that answer requests for information."""
