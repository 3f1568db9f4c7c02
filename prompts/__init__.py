"""Every word given to a model or fixed for a reader, in English and Welsh."""
