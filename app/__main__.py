"""`python -m app`: the window, or a command for scripts and archives."""

import sys

from app.main.cli import main

if __name__ == "__main__":
    sys.exit(main())
