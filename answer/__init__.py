"""A question to an answer with its citations: the only code that knows a language model."""
