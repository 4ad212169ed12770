"""Every address of a running copy: each door names its own, and they are gathered here."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("reconvene.web.components.routes")),
    path("", include("reconvene.web.accounts.urls")),
    path("", include("reconvene.web.browse.urls")),
    path("", include("reconvene.web.acts.urls")),
]

handler400 = "reconvene.web.browse.faults.unread"
handler403 = "reconvene.web.browse.faults.forbidden"
handler404 = "reconvene.web.browse.faults.not_found"
handler500 = "reconvene.web.browse.faults.failed"
