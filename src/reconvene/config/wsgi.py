"""Where a server starts: any WSGI server can be pointed at `application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reconvene.config.settings")

application = get_wsgi_application()
