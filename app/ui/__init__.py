"""What the technician sees. Nothing imports this room but `app.main`, and only it names PySide6."""
