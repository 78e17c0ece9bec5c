"""Makes the models. onnxruntime is told before its first import to keep to itself, as `app.diagnosis.runtime` does."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
