"""Suites, scores, metrics, gates and reports: what keeps a change from making an answer wrong."""
