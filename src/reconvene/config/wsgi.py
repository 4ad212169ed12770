"""Where a server starts: any WSGI server can be pointed at `application`."""

import os
import resource

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reconvene.config.settings")

application = get_wsgi_application()

from reconvene.sealing.keys import provider  # noqa: E402  needs the settings read just now

provider()  # a copy whose keys cannot be used does not begin to serve
# A crash leaves no memory, with keys in it, behind.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
if settings.WITNESS:
    from reconvene.witness.starting import demand_witnessed  # Django has to be ready before

    with connection.cursor() as _cursor:
        demand_witnessed(_cursor, settings.WITNESS, settings.RECOVERY)
    connection.close()  # the processes that serve open their own
