"""Run by Alembic for each migration, on the connection and in the transaction that `app.history.upgrade` gives it.

No ini file and no logging set-up: the program that opens a history must not have its own changed by that.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
