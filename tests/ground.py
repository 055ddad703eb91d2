"""Loaded before the settings are read: tests have secrets, uploads and a database of their own."""

import os
import tempfile

os.environ["TONGXING_VAR"] = tempfile.mkdtemp(prefix="tongxing-tests-")
os.mkdir(os.path.join(os.environ["TONGXING_VAR"], "static"))  # the server of style sheets looks for it
