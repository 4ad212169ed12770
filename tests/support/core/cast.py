"""The standing cast as the record names them: the same people in every test of the core."""

from datetime import date

from reconvene.core.record.payload import Child, Complainant, Person

AMINA = Person(id="amina", name="Amina", role="conference-chair", agency="council")
"""Chaired the conference."""
BEN = Person(id="ben", name="Ben", role="complaints-officer", agency="council")
CARYS = Person(id="carys", name="Carys", role="panel-member", agency="police")
DEV = Person(id="dev", name="Dev", role="panel-member", agency="police")
"""Carys's colleague, who once managed the case."""
EWA = Person(id="ewa", name="Ewa", role="complainant")
"""A parent."""
FEMI = Person(id="femi", name="Femi", role="complainant")
"""Aged 14, with an advocate."""
GAIL = Person(id="gail", name="Gail", role="complaints-officer", agency="elsewhere")
"""Of another authority; must see nothing."""

LENA = Person(id="lena", name="Lena", role="line-manager", agency="council")
SOL = Person(id="sol", name="Sol", role="service-manager", agency="council")
RHYS = Person(id="rhys", name="Rhys", role="reviewing-manager", agency="council")
SAFFRON = Person(id="saffron", name="Saffron", role="safeguarding-manager", agency="council")
BEA = Person(id="bea", name="Bea", role="business-manager", agency="council")
INGRID = Person(id="ingrid", name="Ingrid", role="panel-chair", agency="health")
PIOTR = Person(id="piotr", name="Piotr", role="panel-member", agency="education")
HUGH = Person(id="hugh", name="Hugh", role="panel-member", agency="health")
COLE = Person(id="cole", name="Cole", role="panel-member", agency="council")
MINA = Person(id="mina", name="Mina", role="minute-taker")
QUINN = Person(id="quinn", name="Quinn", role="service-manager-qa", agency="council")
TESS = Person(id="tess", name="Tess", role="complaints-team", agency="council")
FATHER = Person(id="father", name="Kit's father", role="parent")
SCHOOL = Person(id="school", name="Kit's school", role="head-teacher", agency="education")

A_PARENT = Complainant(name="Ewa Example", capacity="parent", relation="mother")
A_CHILD = Complainant(name="Femi Example", capacity="child", born_on=date(2011, 3, 3))
A_CARER = Complainant(name="Gran Example", capacity="carer")

KIT = Child(id="kit", name="Kit", decision="become", category="neglect")
LOU = Child(id="lou", name="Lou", decision="become", category="neglect")
