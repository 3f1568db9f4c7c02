"""A question to hits: the only code that knows Chroma, the keyword index and the embedding model."""
