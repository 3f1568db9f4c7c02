"""Requests for information: their questions, precedents, deadline and a draft of the letter."""
