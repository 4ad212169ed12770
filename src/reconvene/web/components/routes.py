"""The addresses that belong to the look itself. Included by the site's own."""

from django.urls import path

from reconvene.web.components.accent import accent
from reconvene.web.components.gallery import gallery

urlpatterns = [
    path("look/<str:colour>.css", accent, name="accent"),
    path("gallery", gallery, name="gallery"),
]
