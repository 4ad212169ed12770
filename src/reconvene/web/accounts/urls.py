"""Addresses of the pages by which people sign in, and look after their account."""

from django.urls import path

from reconvene.web.accounts.invitation import invitation
from reconvene.web.accounts.proof import BY_SHEET
from reconvene.web.accounts.prove import keep_typed, prove_it
from reconvene.web.accounts.second import first_passkey, second_factor
from reconvene.web.accounts.sign_in import sign_in, sign_out
from reconvene.web.accounts.sign_on import come_back, go_to_provider
from reconvene.web.accounts.your_account import (
    add_app,
    add_passkey,
    new_password,
    new_sheet,
    sign_out_everywhere,
    take_factor_away,
    your_account,
)
from reconvene.web.accounts.your_home import your_home

SHEET = {"way": BY_SHEET}

urlpatterns = [
    path("sign-in", sign_in, name="sign-in"),
    path("sign-in/second", second_factor, name="second-factor"),
    path("sign-in/second/sheet", second_factor, SHEET, name="second-factor-by-sheet"),
    path("sign-in/passkey", first_passkey, name="first-passkey"),
    path("sign-on/<slug:provider_id>", go_to_provider, name="sign-on"),
    # allauth looks for its own view by this name.
    path("sign-on/<slug:provider_id>/back", come_back, name="openid_connect_callback"),
    path("sign-out", sign_out, name="sign-out"),
    path("invitation/<str:word>", invitation, name="invitation"),
    path("prove-it", prove_it, name="prove-it"),
    path("prove-it/sheet", prove_it, SHEET, name="prove-it-by-sheet"),
    path("prove-it/typed", keep_typed, name="prove-it-typed"),
    path("account", your_account, name="your-account"),
    path("account/app", add_app, name="add-app"),
    path("account/passkey", add_passkey, name="add-passkey"),
    path("account/password", new_password, name="new-password"),
    path("account/sheet", new_sheet, name="new-sheet"),
    path("account/take-away", take_factor_away, name="take-factor-away"),
    path("account/home", your_home, name="your-home"),
    path("account/sign-out-everywhere", sign_out_everywhere, name="sign-out-everywhere"),
]
