"""Every change of the tables, one revision a file, run by alembic."""
