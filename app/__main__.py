"""`python -m app`: the window, a command for scripts and archives, or the child that looks for microphones."""

import sys

if __name__ == "__main__":
    if sys.argv[1:] == ["--scan-inputs"]:
        from app.capture.scan_inputs import main
    else:
        from app.main.cli import main
    sys.exit(main())
