"""What a take looks and sounds like. The only folder that names pyqtgraph, whose import costs 2 CPU seconds:
pages import it after the first paint."""
