"""Making and proving the Linux packages; `installer/build.py` and `installer/prove.py` are the way in."""
