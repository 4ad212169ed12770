"""
The pages a usual team writes, to measure ours beside: models, their querysets, Django's templates.

Run as a WSGI application (`benchmarks.usual:application`) on a database of its own, which
`fill` makes: as many cases as it is asked for, a person in twenty-five cases, one in every
twentieth with much to do.
"""

import os
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse

from reconvene.config.database import database

TODAY = date(2025, 6, 11)
_PAGE = """<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body>
<nav><ul>{% for name in nav %}<li><a href="/{{ name }}">{{ name }}</a></li>{% endfor %}</ul></nav>
<h1>{{ title }}</h1>{% block rest %}{% endblock %}</body></html>"""
_WORK = """{% extends "page.html" %}{% block rest %}<p>{{ count }} to do, {{ late }} late</p>
<table>{% for duty in duties %}<tr>
<td><a href="{% url 'case' duty.case.reference %}">{{ duty.case.reference }}</a></td>
<td>{{ duty.case.family }}</td><td>{{ duty.label }}</td><td>{{ duty.last_on|date:"j F Y" }}</td>
<td>{% if duty.last_on < today %}Late{% else %}{{ duty.last_on|timeuntil:today }}{% endif %}</td>
</tr>{% endfor %}</table>{% endblock %}"""

settings.configure(
    SECRET_KEY="a benchmark",  # noqa: S106  nothing is kept
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="benchmarks.usual",
    DATABASES={"default": database(os.environ["RECONVENE_DATABASE_URL"], otherwise=Path("unused"))},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    if os.environ.get("RECONVENE_BENCHMARK_PEER") != "trivial"
    else [],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [
                            (
                                "django.template.loaders.locmem.Loader",
                                {"page.html": _PAGE, "work.html": _WORK},
                            )
                        ],
                    )
                ]
            },
        }
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402  models come after the settings
from django.db import connection, models  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Case(models.Model):
    """One complaint."""

    reference = models.CharField(max_length=20, unique=True)
    family = models.CharField(max_length=100)

    objects: ClassVar[models.Manager["Case"]] = models.Manager()

    class Meta:
        app_label = "usual"

    def __str__(self) -> str:
        return self.reference


class Duty(models.Model):
    """One thing owed in it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)
    label = models.CharField(max_length=200)
    last_on = models.DateField()
    done_on = models.DateField(null=True)

    objects: ClassVar[models.Manager["Duty"]] = models.Manager()

    class Meta:
        app_label = "usual"
        indexes = [models.Index(fields=["owner", "done_on", "last_on"])]  # noqa: RUF012  Django's

    def __str__(self) -> str:
        return self.label


def work(request: HttpRequest) -> HttpResponse:
    """Show the first fifty things somebody has to do, with how many there are."""
    mine = Duty.objects.filter(owner=request.user, done_on=None)
    shown = mine.select_related("case").order_by("last_on", "pk")[:50]
    what = {
        "title": "My work",
        "nav": ("work", "cases", "letters", "people", "help"),
        "duties": shown,
        "count": mine.count(),
        "late": mine.filter(last_on__lt=TODAY).count(),
        "today": TODAY,
    }
    return render(request, "work.html", what)


def trivial(request: HttpRequest) -> HttpResponse:
    """Say that all is well."""
    return HttpResponse("Well")


urlpatterns = [
    path("work", work),
    path("trivial", trivial),
    path("case/<str:reference>", trivial, name="case"),
]
application = get_wsgi_application()


def fill(cases: int) -> str:
    """Make the tables and the cases, and return the session of somebody with much to do."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Case)
        editor.create_model(Duty)
    busy = User.objects.create(username="busy", password="!")  # noqa: S106  nobody signs in
    other = User.objects.create(username="other", password="!")  # noqa: S106
    made = [Case(reference=f"SP-2024-{n:07}", family=f"Some Name{n}") for n in range(cases)]
    Case.objects.bulk_create(made, batch_size=500)
    chance = Random(1)  # noqa: S311  made-up days
    Duty.objects.bulk_create(
        [
            Duty(
                case=case,
                owner=other if number % 20 else busy,
                label="Something that is owed",
                last_on=TODAY + timedelta(days=chance.randrange(-20, 40)),
            )
            for number, case in enumerate(made)
            for _ in range(3)
        ],
        batch_size=500,
    )
    session: Any = SessionStore()
    session[SESSION_KEY] = str(busy.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = busy.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    import sys

    print(fill(int(sys.argv[1])))
