"""
What an authority's provider says of somebody: taken only where it signed it, for us, this time.

In: the token that came back from a provider, and what we asked it with. Out: what the token says; or
allauth's own refusal, which its callback answers. allauth alone would trust a token for the line it
came by and look at no signature.
"""

import hmac
from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

_WELL_KNOWN = "/.well-known/openid-configuration"
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What comes of a token, or of a list of keys, that no provider would send."""


class SignedTokens(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # allauth has no types
    """Takes the token of one provider."""

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **rest: Any
    ) -> SocialLogin:
        """
        Return whom a signed token means.

        Raises:
            OAuth2Error: There is none, or not one to be read, or its signature, issuer, audience
                or time is not right.
        """
        if not rest["response"].get("id_token"):
            raise OAuth2Error("The provider sent no token that says who it is.")
        try:
            return super().complete_login(request, app, token, **rest)
        except _UNREADABLE as fault:
            raise OAuth2Error("The provider's token cannot be read.") from fault

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Return what a token says, its signature held against the provider's published keys."""
        provider = self.openid_config
        if provider["issuer"].rstrip("/") != _address(app):
            raise OAuth2Error("The provider calls itself by another address than we ask it at.")
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=provider["jwks_uri"],
            issuer=provider["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if told.get("azp", app.client_id) != app.client_id or "exp" not in told:
            raise OAuth2Error("The provider's token is for somebody else, or for good.")
        return told


def _address(app: Any) -> str:
    """Return where a provider is asked, as the settings name it."""
    return str(app.settings["server_url"]).removesuffix(_WELL_KNOWN).rstrip("/")


def is_answer_to(told: Mapping[str, Any], nonce: str) -> bool:
    """Return whether a token was made for the question that carried this nonce."""
    return bool(nonce) and hmac.compare_digest(str(told.get("nonce")).encode(), nonce.encode())
