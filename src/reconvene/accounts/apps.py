"""The accounts room, as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """What people sign in with, and where they are signed in. It sees no case."""

    name = "reconvene.accounts"
    label = "accounts"
