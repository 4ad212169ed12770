"""Where a server starts: any WSGI server can be pointed at `application`."""

import os
import resource

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reconvene.config.settings")

application = get_wsgi_application()

# What follows needs the settings that were read just now.
from reconvene.sealing.keys import provider  # noqa: E402
from reconvene.witness.starting import demand_witnessed  # noqa: E402

provider()  # a copy whose keys cannot be used does not begin to serve
# A crash leaves no memory, with keys in it, behind.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
# Whoever serves opens connections of their own, also where this process is only copied.
demand_witnessed(settings.WITNESS, settings.RECOVERY)
connection.close()
