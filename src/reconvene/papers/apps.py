"""The papers, as Django knows them."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Files that were brought into cases, sealed, and how far each has been looked at."""

    name = "reconvene.papers"
    label = "papers"
