"""How posts and letters are worded: their words, clauses, frames and what kind of thing they say."""
