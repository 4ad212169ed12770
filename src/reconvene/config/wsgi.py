"""Where a server starts: any WSGI server can be pointed at `application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reconvene.config.settings")

application = get_wsgi_application()

# What follows needs the settings that were read just now.
from django.conf import settings  # noqa: E402

from reconvene.config.starting import demand_fit_to_serve  # noqa: E402
from reconvene.jobs.checking import check_beside  # noqa: E402
from reconvene.jobs.sending import send_beside  # noqa: E402

demand_fit_to_serve()

if settings.IS_DEMO:  # a real copy has workers of its own: `manage.py send`, `check_files`
    send_beside()
    check_beside()
