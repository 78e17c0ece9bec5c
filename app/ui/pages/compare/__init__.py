"""Two takes side by side: what differs, seen and heard."""
