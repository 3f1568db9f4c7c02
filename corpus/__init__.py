"""What we hold: documents, the versions read from them, passages, and the register of matters."""
