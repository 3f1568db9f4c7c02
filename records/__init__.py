"""What is kept about use: receipts, replies and their approvals; the only code that knows SQLAlchemy and Alembic."""
