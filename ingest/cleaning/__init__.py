"""From loaded pages to clean text."""
