"""Letters that nobody sends: every kind of block, in three languages, written out by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from reconvene.core.kinds.office import Office
from reconvene.post.letter import Block, Letter, Section

OFFICE = Office(
    name="Example council",
    address="1 Example Street\nExampletown\nEX1 2AB",
    phone="01632 960000",
    email="complaints@example.org",
    hours="Monday to Friday, 9am to 5pm",
)

PLAIN = Letter(
    office=OFFICE,
    on=date(2025, 5, 9),
    addressee="Ewa Example\n12 Sample Road\nExampletown\nEX1 3CD",
    reference="Our reference: SP-RX9-M6X-7LP",
    title="Outcome of stage 1",
    about="Your complaint about the conference on Thursday 10 April 2025",
    greeting="Dear Ewa Example",
    opening="This letter gives our answer to your complaint.",
    sections=(
        Section(
            "answers",
            "Our answer to each point",
            (
                Block("quote", ("You said: “Kit should not be on a plan.”", "Nobody asked Kit.")),
                Block("paragraph", ("We do not agree with you about this.", "We say why below.")),
                Block("list", ("Kit was asked on Monday 7 April 2025.", "So were you.")),
            ),
        ),
        Section(
            "rights",
            "What you can do next",
            (
                Block("paragraph", ("You can ask us to look at it again, at stage 2.",)),
                Block("day", ("You can do this until the end of Friday 6 June 2025.",)),
            ),
        ),
    ),
    farewell="Yours sincerely",
    signed="Lena Example",
    signed_as="Chair’s line manager",
    is_for_child=False,
)

POLISH = replace(
    PLAIN,
    about="Pani skarga na konferencję z czwartku 10 kwietnia 2025",
    greeting="Szanowna Pani Ewo",
    opening="W tym liście odpowiadamy na Pani skargę. Zażółć gęślą jaźń.",
    sections=(
        Section(
            "rights",
            "Co może Pani zrobić dalej",
            (
                Block("list", ("ŁÓDŹ, Śląsk i Żywiec", "ćma, ńoń, źrebię")),
                Block("day", ("Może to Pani zrobić do końca piątku 6 czerwca 2025.",)),
            ),
        ),
    ),
    farewell="Z poważaniem",
    signed_as="Kierowniczka",
)

ARABIC = replace(
    PLAIN,
    addressee="إيوا إكزامبل\n12 Sample Road\nExampletown",
    reference="رقمنا المرجعي: SP-RX9-M6X-7LP",
    title="نتيجة المرحلة الأولى",
    about="شكواك بشأن مؤتمر حماية الطفل",
    greeting="عزيزتي إيوا",
    opening="تجيب هذه الرسالة عن شكواك. يمكنك الاتصال بنا على الرقم 01632 960000.",
    sections=(
        Section(
            "answers",
            "إجابتنا عن كل نقطة",
            (
                Block("quote", ("قلتِ: «لا ينبغي أن تكون هناك خطة.»",)),
                Block("paragraph", ("نحن لا نتفق معك في هذا الأمر.",)),
                Block("list", ("سألنا الطفل.", "وسألناكِ أيضًا.")),
            ),
        ),
        Section(
            "rights",
            "ما يمكنك فعله بعد ذلك",
            (Block("day", ("يمكنك القيام بذلك حتى نهاية يوم الجمعة 6 يونيو 2025.",)),),
        ),
    ),
    farewell="مع أطيب التحيات",
    signed="لينا",
    signed_as="مديرة",
)


def by_hand(**changes: Any) -> Letter:
    """Return the plain letter with some of it changed."""
    return replace(PLAIN, **changes)


def long_letter() -> Letter:
    """Return a letter of about four pages, in which every paragraph is another."""
    words = "We looked at what was written down at the time and asked everybody who was there. " * 6
    blocks = tuple(Block("paragraph", (f"Number {number}. {words}",)) for number in range(16))
    return by_hand(sections=(Section("answers", "Our answer", blocks), *PLAIN.sections))
