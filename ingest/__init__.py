"""Files and web pages to versions, blocks and passages, published as a new generation of the index."""
