"""Addresses of the pages people act on. The register says who may come in."""

from django.urls import path

from reconvene.web.acts.act_views import act, done
from reconvene.web.acts.bringing.views import bring_in, paper, paper_file
from reconvene.web.acts.building_views import building
from reconvene.web.acts.bundling.views import bundle, taken_bundle, your_papers
from reconvene.web.acts.conference_views import conference
from reconvene.web.acts.letter_views import letter, letter_file, send_letter
from reconvene.web.acts.meeting_views import meeting, meeting_file
from reconvene.web.acts.packs.views import pack, pack_file, redactions
from reconvene.web.acts.sitting_views import sitting
from reconvene.web.acts.take_down.views import begin, take_down, taken_down
from reconvene.web.acts.todays_post.views import posted, todays_post

urlpatterns = [
    path("take-down", begin, name="take-down"),
    path("take-down/done/<str:reference>", taken_down, name="taken-down"),
    path("take-down/<str:draft>", begin, name="take-down-draft"),
    path("take-down/<str:draft>/<str:step>", take_down, name="take-down-step"),
    path("post", todays_post, name="todays-post"),
    path("post/posted", posted, name="posted"),
    path("case/<str:reference>/do/<str:kind>/<str:about>", act, name="act"),
    path("case/<str:reference>/done/<int:entry>", done, name="done"),
    path("case/<str:reference>/letter/<int:entry>", letter, name="letter"),
    path("case/<str:reference>/letter/<int:entry>/send", send_letter, name="send-letter"),
    path("case/<str:reference>/letter/<int:entry>/<str:form>", letter_file, name="letter-file"),
    path("case/<str:reference>/file", bring_in, name="bring-in"),
    path("case/<str:reference>/file/<int:entry>", paper, name="paper"),
    path("case/<str:reference>/file/<int:entry>/<str:form>", paper_file, name="paper-file"),
    path("case/<str:reference>/conference/<str:conference>", conference, name="conference"),
    path("case/<str:reference>/redactions", redactions, name="redactions"),
    path("case/<str:reference>/pack/<int:entry>", pack, name="pack"),
    path("case/<str:reference>/pack/<int:entry>/file", pack_file, name="pack-file"),
    path("papers", your_papers, name="your-papers"),
    path("case/<str:reference>/bundle/<int:entry>", bundle, name="bundle"),
    path("case/<str:reference>/bundle/<int:entry>/pdf", taken_bundle, name="bundle-file"),
    path("case/<str:reference>/panel/<str:panel>", sitting, name="sitting"),
    path("case/<str:reference>/panel/<str:panel>/build", building, name="building"),
    path("case/<str:reference>/meeting/<str:meeting>", meeting, name="meeting"),
    path("case/<str:reference>/meeting/<str:meeting>/calendar", meeting_file, name="meeting-file"),
]
