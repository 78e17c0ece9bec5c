"""Run by the bundled program before anything else: other programs that it starts get the system's libraries back.

The bundle's loader finds its own libraries through the environment, and `pactl`, a mail program or a PDF viewer
started from here would inherit that and load ours. The running process has read it already.
"""

import os
import sys

if sys.platform == "linux":
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
