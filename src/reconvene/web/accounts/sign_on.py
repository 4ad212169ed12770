"""
Single sign-on: an authority's own OpenID Connect provider says who somebody is.

allauth speaks the protocol, and `signed_tokens` judges what the provider says. Whom a subject
means is our own table's word, which an administrator fills: no account is made, and no e-mail
address is ever taken for proof.
"""

from http import HTTPStatus
from secrets import token_urlsafe
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.accounts.models import SignOnLink
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person
from reconvene.web.accounts.providers import providers
from reconvene.web.accounts.sign_in import safe_next
from reconvene.web.accounts.signed_tokens import SignedTokens, is_answer_to
from reconvene.web.browse.offered_again import go_on
from reconvene.web.browse.proven import mark_proven
from reconvene.web.browse.signed_in import frame_for_nobody
from reconvene.web.components.pages import page

_JUST_NOW = 60  # seconds


def go_to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """
    Send the browser to an authority's provider.

    By way of a page that leads on by itself: a form of ours may be sent to ourselves alone, and a
    browser holds an answer that leads elsewhere to the same rule.
    """
    if provider_id not in {one.id for one in providers()}:
        return _not_signed_in(request)
    provider = SignOnAdapter(request).get_provider(request, provider_id)
    again, nonce = str(request.user.pk or ""), token_urlsafe(32)
    asks = {"nonce": nonce} | ({"prompt": "login", "max_age": "0"} if again else {})
    leads = provider.redirect(
        request,
        process="login",
        next_url=safe_next(request, request.POST.get("next")),
        auth_params=asks,
        nonce=nonce,
        again=again,
    )
    if leads.status_code != HTTPStatus.FOUND:
        return _not_signed_in(request)
    answer = page(
        request,
        "accounts/go_on.html",
        frame_for_nobody(),
        name=provider.name,
        address=leads["Location"],
    )
    answer["Refresh"] = f"0; url={leads['Location']}"
    return answer


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take in what a provider says, with whom the browser comes back."""
    if provider_id not in {one.id for one in providers()}:
        return _not_signed_in(request)
    view = OAuth2CallbackView.adapter_view(SignedTokens(request, provider_id))
    answer: HttpResponse = view(request)
    return answer


class SignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """What allauth asks us on the way."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return no: whoever works here was put here by an administrator."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign in whom the provider means, if somebody is meant; here allauth's part ends."""
        raise ImmediateHttpResponse(_come_back(request, sociallogin))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *args: Any, **rest: Any
    ) -> None:
        """Answer somebody whom the provider sent back without proof."""
        raise ImmediateHttpResponse(_not_signed_in(request))


def _come_back(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    account, asked = sociallogin.account, sociallogin.state
    told = account.extra_data["id_token"]
    if not is_answer_to(told, asked.get("nonce", "")):
        return _not_signed_in(request)
    link = SignOnLink.objects.filter(
        authority_id=account.provider, subject=account.uid, person__is_active=True
    ).first()
    if link is None:
        return _not_signed_in(request)
    person = Person.objects.get(pk=link.person_id)
    again = asked["again"]
    wanted = safe_next(request, sociallogin.get_redirect_url(request))
    if not again:
        leads = go_on(request, person, wanted)
        login(request, person)
        return leads
    if again == person.pk == request.user.pk and _is_fresh(told):
        request.session.cycle_key()
        mark_proven(request, timezone.now())
        return redirect(wanted)
    return _not_signed_in(request)


def _is_fresh(told: dict[str, Any]) -> bool:
    """Return whether the provider says that it asked for proof just now."""
    proven = told.get("auth_time")
    return isinstance(proven, int) and timezone.now().timestamp() - proven < _JUST_NOW


def _not_signed_in(request: HttpRequest) -> HttpResponse:
    tell(Event.SIGN_IN_FAILED, reason="single-sign-on")
    return page(request, "accounts/not_known.html", frame_for_nobody(), status=HTTPStatus.FORBIDDEN)
