"""Where a server starts: any WSGI server can be pointed at `application`."""

import os
import resource

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reconvene.config.settings")

application = get_wsgi_application()

from reconvene.sealing.keys import provider  # noqa: E402  needs the settings read just now

provider()  # a copy whose keys cannot be used does not begin to serve
resource.setrlimit(
    resource.RLIMIT_CORE, (0, 0)
)  # a crash leaves no memory, with keys in it, behind
