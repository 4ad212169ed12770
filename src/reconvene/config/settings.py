"""
Settings of a running copy. Everything that differs between copies comes from the environment.

RECONVENE_SECRET_KEY    signs sessions; must be set on a real system
RECONVENE_DATABASE_URL  postgresql://... or sqlite:///...; a SQLite file in VAR where unset
RECONVENE_HOSTS         host names answered to, with commas between; loopback only where unset
RECONVENE_KEY_FILE      holds the keys of what is sealed; away from VAR and the database
RECONVENE_KEY_MODULE    instead of that file: the PKCS#11 module of a security module or key service
RECONVENE_KEY_TOKEN     the label of the token there that holds this copy's keys, and no other's
RECONVENE_KEY_PIN_FILE  a file with the token's PIN, readable by us alone; away from VAR too
RECONVENE_TELL_KEYS     1 to log each key that a token opens: what for, and for whom
RECONVENE_WITNESS       folder of a log of links; a server that is behind it does not start. A real
                        copy that is to do without one has to say so: none
RECONVENE_RECOVERY      what it may lack of that, after a restore that two people decided, and why
RECONVENE_ERASURES      the book of erasures: a file apart from the data and its back-ups
RECONVENE_RETENTION     folder of schedules that authorities keep of their own, if any
RECONVENE_LETTERS       folder of the words that authorities put their own letters in, if any
RECONVENE_MAIL          what letters by email are handed to: a mail server, as
                        smtp://mail.example:587, or GOV.UK Notify, as
                        notify://api.notifications.service.gov.uk; none go by email from here where
                        it is unset. A demo lays them into VAR
RECONVENE_MAIL_FROM     the address they come from, which says nothing of what they are about
RECONVENE_MAIL_USER     who signs in there, where somebody has to
RECONVENE_MAIL_PASSWORD_FILE  a file with their password, or Notify's key; readable by us alone
RECONVENE_MAIL_TEMPLATE  the id of the message at Notify that links to letters go in
RECONVENE_SCANNER       clamd, which looks for what is harmful in files that are brought in, as
                        tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl; where it is unset they
                        stay "being checked" and nobody opens one. A demo asks this machine's own
RECONVENE_FILE_MB       how large one file may be, in megabytes: 100, and never more
RECONVENE_FILES_OF_CASE_MB  how much all files of a case may come to: 2048 where unset
RECONVENE_FILES_OF_DAY_MB   how much one person may bring in on one day: 1024 where unset
RECONVENE_CHECKPOINT_KEY  file with the key that signs checkpoints; for that command alone
RECONVENE_SIGN_ON       file that names the OpenID Connect provider of each authority with one
RECONVENE_APPS_FOR_GOOD 1 where an authenticator app lets people in for good; else a passkey has to
                        be added within two weeks (docs/how-to/sign-people-in.md)
RECONVENE_BEHIND_PROXY  1 where a proxy in front ends TLS and sets X-Forwarded-Proto itself, and
                        puts the address it was asked from last into X-Forwarded-For: tries at
                        signing in are counted by that one, and nothing before it is believed
RECONVENE_ENDS_TLS      1 where there is no such proxy and the server has the certificate itself
RECONVENE_VAR           folder a copy keeps its files in; `var` where it is started, if unset
RECONVENE_BACKUP_TO     public keys, with commas between, that back-ups are sealed for
RECONVENE_KEYS_TO       those that a copy of the key file is sealed for; held by other people
RECONVENE_CALENDARS     folder with calendars of your own; they come before those shipped
RECONVENE_ALARM         a program and its words; each urgent event is given to it as a line
RECONVENE_DEMO          1 for a demo on this machine: plain http, a key of its own, made-up data
"""

import os
import shlex
from pathlib import Path

from reconvene.config.database import database, folders_of
from reconvene.config.erasures import erasures_book
from reconvene.config.files import megabytes, scanner
from reconvene.config.key_file import key_file
from reconvene.config.key_module import key_module
from reconvene.config.mail import carrier, sender
from reconvene.config.secret import secret_key
from reconvene.config.sign_on import sign_on_providers
from reconvene.config.witness import is_without, witness_log

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("RECONVENE_VAR") or "var").resolve()
IS_DEMO = os.environ.get("RECONVENE_DEMO") == "1"

DEBUG = False
SECRET_KEY = secret_key(
    os.environ.get("RECONVENE_SECRET_KEY", ""), demo_folder=VAR if IS_DEMO else None
)
ALLOWED_HOSTS = os.environ.get("RECONVENE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "reconvene.sealing",
    "reconvene.people",
    "reconvene.accounts",
    "reconvene.ledger",
    "reconvene.access_log",
    "reconvene.worklist",
    "reconvene.erasure",
    "reconvene.outbox",
    "reconvene.papers",
    "reconvene.desk",
    "reconvene.web",
    "reconvene.jobs",
]
AUTH_USER_MODEL = "people.Person"

MIDDLEWARE = [
    "reconvene.web.request_log.RequestLog",
    "reconvene.web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "reconvene.web.sent_files.SentFiles",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "reconvene.web.accounts.staying.Staying",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "reconvene.web.guard.Guard",
]
ROOT_URLCONF = "reconvene.config.urls"
WSGI_APPLICATION = "reconvene.config.wsgi.application"

# Records
DATABASES = {
    "default": database(
        os.environ.get("RECONVENE_DATABASE_URL", ""), otherwise=VAR / "reconvene.sqlite3"
    )
}
# The keys of what is sealed lie in none of these folders: a copy of the data is not to bring them.
# A demo without a key file makes one beside VAR, marked as a demo's. See docs/how-to/keep-the-keys.md.
KEY_MODULE = key_module(
    os.environ.get("RECONVENE_KEY_MODULE", ""), key_file=os.environ.get("RECONVENE_KEY_FILE", "")
)
KEY_TOKEN = os.environ.get("RECONVENE_KEY_TOKEN", "")
KEY_PIN_FILE = (
    Path(os.environ["RECONVENE_KEY_PIN_FILE"]) if os.environ.get("RECONVENE_KEY_PIN_FILE") else None
)
KEY_FILE = (
    None
    if KEY_MODULE
    else key_file(os.environ.get("RECONVENE_KEY_FILE", ""), demo_folder=VAR if IS_DEMO else None)
)
KEY_PROVIDER = f"reconvene.sealing.{'pkcs11_keys' if KEY_MODULE else 'key_file'}.from_settings"
KEPT_WITH_THE_DATA = (VAR, *folders_of(DATABASES["default"]))
CALENDARS = (
    Path(os.environ["RECONVENE_CALENDARS"]) if os.environ.get("RECONVENE_CALENDARS") else None
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Proof: what the record is compared with as a server starts. See docs/explanation/proof.md.
WITNESS = witness_log(os.environ.get("RECONVENE_WITNESS", ""))
IS_WITHOUT_WITNESS = is_without(os.environ.get("RECONVENE_WITNESS", ""))
RECOVERY = os.environ.get("RECONVENE_RECOVERY", "")
CHECKPOINT_KEY = (
    Path(os.environ["RECONVENE_CHECKPOINT_KEY"])
    if os.environ.get("RECONVENE_CHECKPOINT_KEY")
    else None
)

# Back-ups: sealed for keys whose private halves are elsewhere. See docs/how-to/back-up-and-restore.md.
BACKUP_TO = [key for key in os.environ.get("RECONVENE_BACKUP_TO", "").split(",") if key]
KEYS_TO = [key for key in os.environ.get("RECONVENE_KEYS_TO", "").split(",") if key]
RECOVERIES = VAR / "recoveries.jsonl"
BACKUPS = VAR / "backups.jsonl"

# Erasure: which cases were erased, so that no back-up brings one back, and how long each is kept.
# A demo without a book keeps one beside VAR, and has a schedule by which something is due.
# See docs/explanation/keeping-and-erasing.md.
ERASURES = erasures_book(
    os.environ.get("RECONVENE_ERASURES", ""),
    away_from=KEPT_WITH_THE_DATA,
    demo_folder=VAR if IS_DEMO else None,
)
_SCHEDULES = os.environ.get("RECONVENE_RETENTION", "")
_OF_A_DEMO = PACKAGE / "library" / "demo" / "retention"
RETENTION = Path(_SCHEDULES) if _SCHEDULES else _OF_A_DEMO if IS_DEMO else None
LETTERS = Path(os.environ["RECONVENE_LETTERS"]) if os.environ.get("RECONVENE_LETTERS") else None

# Letters by email: what carries them. See docs/how-to/send-letters-by-email.md and
# docs/how-to/send-letters-by-notify.md.
MAIL_FROM = sender(
    os.environ.get("RECONVENE_MAIL_FROM", ""),
    is_sent=bool(os.environ.get("RECONVENE_MAIL")),
    is_demo=IS_DEMO,
)
CARRIER = carrier(
    os.environ.get("RECONVENE_MAIL", ""),
    named=MAIL_FROM.rpartition("@")[2] or "localhost",
    user=os.environ.get("RECONVENE_MAIL_USER", ""),
    password_file=os.environ.get("RECONVENE_MAIL_PASSWORD_FILE", ""),
    template=os.environ.get("RECONVENE_MAIL_TEMPLATE", ""),
    sent_from=MAIL_FROM,
    demo_folder=VAR if IS_DEMO else None,
)
FIT_TO_SERVE = "reconvene.config.starting.demand_fit_to_serve"  # asked before a worker begins

# Files that are brought in: sealed on their way, looked at by `manage.py check_files`, and kept in
# the database. See docs/how-to/take-files.md.
SCANNER = scanner(os.environ.get("RECONVENE_SCANNER", ""), is_demo=IS_DEMO)
FILES_LARGEST = megabytes(
    "RECONVENE_FILE_MB", os.environ.get("RECONVENE_FILE_MB", ""), otherwise=100, most=100
)
FILES_OF_A_CASE = megabytes(
    "RECONVENE_FILES_OF_CASE_MB",
    os.environ.get("RECONVENE_FILES_OF_CASE_MB", ""),
    otherwise=2048,
)
FILES_OF_A_DAY = megabytes(
    "RECONVENE_FILES_OF_DAY_MB", os.environ.get("RECONVENE_FILES_OF_DAY_MB", ""), otherwise=1024
)
FILE_UPLOAD_HANDLERS = ["reconvene.web.sent_files.SealedUpload"]

# Words and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# Pages
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "reconvene.web.environment.environment"},
    }
]

# Static files: what frontend/build.sh lays down. A demo serves them from where they lie; a
# real system collects them under names that change with their content.
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [folder for folder in (PACKAGE / "web" / "static_built",) if folder.is_dir()]
WHITENOISE_USE_FINDERS = IS_DEMO
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our pages alone need them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if IS_DEMO
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
MEDIA_ROOT = VAR / "papers"
# What a browser sends lies here until it is read; `manage.py forget` deletes what a crash left.
FILE_UPLOAD_TEMP_DIR = VAR / "temporary"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)

# Sessions. The __Host- prefix makes a browser refuse the cookie over plain http or from a
# neighbouring host name; it is left off in a demo, which is served over plain http.
_PREFIX = "" if IS_DEMO else "__Host-"
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = not IS_DEMO
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "reconvene.web.accounts.engine"  # how long one lasts: reconvene.accounts.sessions
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = not IS_DEMO
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # gone when the browser is closed
CSRF_FAILURE_VIEW = "reconvene.web.browse.faults.stale"

# What every answer says to the browser
SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_HSTS_SECONDS = 0 if IS_DEMO else 60 * 60 * 24 * 365
# Not "no-referrer": with it a browser sends "Origin: null" with our own forms (docs/adr/0015).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Whether a council's other host names are all on TLS is not ours to say: W005, W021.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
ENDS_TLS = os.environ.get("RECONVENE_ENDS_TLS") == "1"
if os.environ.get("RECONVENE_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Who people are. Nobody signs up: people are put here, and invited (docs/how-to/sign-people-in.md).
APPS_FOR_GOOD = IS_DEMO or os.environ.get("RECONVENE_APPS_FOR_GOOD") == "1"
AUTHENTICATION_BACKENDS = ["reconvene.accounts.backend.ByPassword"]
SOCIALACCOUNT_ADAPTER = "reconvene.web.accounts.sign_on.SignOnAdapter"
SOCIALACCOUNT_PROVIDERS = sign_on_providers(os.environ.get("RECONVENE_SIGN_ON", ""))
# allauth speaks OpenID Connect for us and keeps no accounts of its own.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "reconvene.accounts.passwords.TooLong"},
    {"NAME": "reconvene.accounts.passwords.MadeOfKnownWords"},
]

# Logs go to standard error, a JSON object on each line. They hold ids and codes, never what people
# wrote; docs/explanation/logs.md says what. An answer of 4xx is told by the request's own line.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "reconvene.logs.lines.OneLine"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "alarm": {
            "class": "reconvene.logs.alarms.Alarm",
            "formatter": "line",
            "program": shlex.split(os.environ.get("RECONVENE_ALARM", "")),
        },
        "forged": {"class": "reconvene.logs.forged.Forged"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "reconvene": {"level": "INFO"},
        "reconvene.keys": {
            "level": "INFO" if os.environ.get("RECONVENE_TELL_KEYS") == "1" else "WARNING"
        },
        "reconvene.security": {"handlers": ["alarm"]},
        # Django brings handlers of its own for these; what they say goes the same way as the rest.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security": {"handlers": ["forged"], "propagate": False},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
