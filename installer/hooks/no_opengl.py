"""Run by the bundled program before anything else: pyqtgraph finds the names of Qt's OpenGL parts that it imports.

It draws with OpenGL only where that is asked for, which Earshot never does, and the parts are 10 MB.
"""

import sys
from types import ModuleType

for part, names in {"QtOpenGL": (), "QtOpenGLWidgets": ("QOpenGLWidget",)}.items():
    module = ModuleType(f"PySide6.{part}", "Stands in for the part of Qt, with nothing in its classes.")
    for name in names:
        setattr(module, name, type(name, (), {}))
    sys.modules[module.__name__] = module
