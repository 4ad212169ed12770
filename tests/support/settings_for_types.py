"""Settings that start with nothing set, for the type checker to read models by."""

import os

os.environ["RECONVENE_DEMO"] = "1"

from reconvene.config.settings import *  # noqa: F403  read only now: it looks at the above
