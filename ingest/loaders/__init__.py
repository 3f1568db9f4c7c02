"""Bytes of one format each into pages of text."""
