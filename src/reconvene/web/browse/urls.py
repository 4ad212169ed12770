"""Addresses of the pages people look at. The register says who may come in."""

from django.urls import path

from reconvene.web.browse.calendar.views import calendar
from reconvene.web.browse.case.views import case, entry, where
from reconvene.web.browse.cases import cases
from reconvene.web.browse.demo_people import people
from reconvene.web.browse.emergency import emergency, own_emergency
from reconvene.web.browse.followed.agreed import agreed
from reconvene.web.browse.followed.learning import learning, learning_file
from reconvene.web.browse.my_work import my_work
from reconvene.web.browse.offered_again import offered
from reconvene.web.browse.oversight import look_into, to_review
from reconvene.web.browse.procedure.views import procedure
from reconvene.web.browse.readers import who_looked, who_looked_file
from reconvene.web.browse.retention.book import erasures_book
from reconvene.web.browse.retention.certificate import certificate
from reconvene.web.browse.retention.due import erasures_due
from reconvene.web.browse.retention.holds import hold, place_hold
from reconvene.web.browse.retention.looking_again import look_again
from reconvene.web.browse.retention.one import erasure
from reconvene.web.browse.retention.overview import erasures
from reconvene.web.browse.retention.unread import erase_unread
from reconvene.web.browse.ties import ties

urlpatterns = [
    path("", my_work, name="my-work"),
    path("cases", cases, name="cases"),
    path("follow-up", agreed, name="agreed"),
    path("follow-up/learning", learning, name="learning"),
    path("follow-up/learning.csv", learning_file, name="learning-file"),
    path("case/<str:reference>", case, name="case"),
    path("case/<str:reference>/entry/<int:entry>", entry, name="entry"),
    path("case/<str:reference>/entry/<int:entry>/where", where, name="where"),
    path(
        "case/<str:reference>/entry/<int:entry>/where/kept",
        where,
        {"may_be_kept": True},
        name="where-kept",
    ),
    path("case/<str:reference>/looks", who_looked, name="readers"),
    path("case/<str:reference>/looks.csv", who_looked_file, name="readers-file"),
    path("case/<str:reference>/ties", ties, name="ties"),
    path("emergency", emergency, name="emergency"),
    path("emergency/<str:review>", own_emergency, name="own-emergency"),
    path("looks", to_review, name="to-review"),
    path("looks/<str:review>", look_into, name="look-into"),
    path("erasures", erasures, name="erasures"),
    path("erasures/due", erasures_due, name="erasures-due"),
    path("erasures/book", erasures_book, name="erasures-book"),
    path("erasures/case/<str:reference>", erasure, name="erasure"),
    path("erasures/unread/<str:reference>", erase_unread, name="erase-unread"),
    path("erasures/case/<str:reference>/certificate", certificate, name="certificate"),
    path("holds/new", place_hold, name="place-hold"),
    path("holds/<str:hold>", hold, name="hold"),
    path("holds/<str:hold>/again", look_again, name="look-again"),
    path("procedure", procedure, name="procedure"),
    path("procedure/<int:version>", procedure, name="procedure-version"),
    path("calendar", calendar, name="calendar"),
    path("people", people, name="people"),
    path("sent-late", offered, name="sent-late"),
]
