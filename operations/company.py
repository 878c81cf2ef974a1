"""The forty people of a trial: their zones, what they want and offer, and how each pair takes to it."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """One account. `role` is None for those who never joined."""

    name: str
    real_name: str
    tz: str
    locale: str
    role: str | None = None
    words: str = ""


class Way(StrEnum):
    """How the two of a pair take to it."""

    THRIVE = "thrive"
    """Agree, meet and say so."""
    LATE = "late"
    """Agree and meet, but now and then not."""
    TALK = "talk"
    """Meet, and never write an agreement."""
    FADE = "fade"
    """Begin well and fall silent after a few weeks."""
    NEVER = "never"
    """Say yes and never begin."""
    DECLINE = "decline"
    """The mentor says no."""
    PAUSE = "pause"
    """Do well, and pause in the end."""
    PART = "part"
    """Do well, and end early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Proposed in week `week` of the program."""

    mentor: str
    mentee: str
    week: int
    way: Way


LEA = Colleague(name="lea", real_name="Lea Moss", tz="Europe/Berlin", locale="en-GB")
MENTORS = tuple(
    Colleague(name=name.split()[0].lower(), real_name=name, tz=tz, locale=locale, role="mentor", words=words)
    for name, tz, locale, words in (
        ("Ana Ruiz", "Europe/Madrid", "en-GB", "Ten years of shipping, and the scars. I ask more than I tell."),
        ("Cleo Ito", "Asia/Tokyo", "en-US", "Design reviews, and how to say no kindly."),
        ("Edda Storm", "Europe/Berlin", "en-GB", "Running incidents without shouting."),
        ("Farid Haddad", "Europe/London", "en-GB", "Pricing, and talking to customers who left."),
        ("Grace Obi", "Africa/Lagos", "en-GB", "Growing a team from three to thirty."),
        ("Hugo Lund", "Europe/Berlin", "en-GB", "Databases, slowly and properly."),
        ("Imani Cole", "America/New_York", "en-US", "Writing that gets read."),
        ("Jun Park", "Asia/Tokyo", "en-US", "Embedded work and patience."),
        ("Kira Novak", "Europe/Madrid", "en-GB", "Hiring, from both sides of the table."),
        ("Liam Byrne", "Europe/London", "en-GB", "Sales engineering, and honest demos."),
        ("Mara Silva", "America/Sao_Paulo", "en-US", "Data work that answers one question."),
        ("Nils Berg", "Europe/Berlin", "en-GB", "Security for people who are not in security."),
        ("Omar Aziz", "Asia/Kolkata", "en-GB", "Moving between countries and teams."),
        ("Petra Vogel", "Europe/Berlin", "en-GB", "Coming back after a long leave."),
        ("Theo Wolf", "Europe/London", "en-GB", "Negotiating without a poker face."),
    )
)
MENTEES = tuple(
    Colleague(name=name.split()[0].lower(), real_name=name, tz=tz, locale=locale, role="mentee", words=words)
    for name, tz, locale, words in (
        ("Ben Okafor", "America/New_York", "en-US", "To lead a project without drowning in it."),
        ("Dev Nair", "Asia/Kolkata", "en-GB", "To find my way from support into design."),
        ("Qi Zhang", "Australia/Sydney", "en-GB", "To be on call without fear."),
        ("Rosa Marin", "Europe/Madrid", "en-GB", "To talk to customers, not about them."),
        ("Sami Laine", "Europe/Berlin", "en-GB", "To lead people older than me."),
        ("Tara Singh", "Asia/Kolkata", "en-GB", "To read a query plan."),
        ("Uma Rao", "Asia/Kolkata", "en-GB", "To write a proposal people finish."),
        ("Vera Koch", "Europe/Berlin", "en-GB", "To debug hardware."),
        ("Will Grant", "Europe/London", "en-GB", "To interview fairly."),
        ("Xena Diaz", "America/Sao_Paulo", "en-US", "To present without notes."),
        ("Yuki Mori", "Asia/Tokyo", "en-US", "To turn numbers into a decision."),
        ("Zoe Adler", "America/New_York", "en-US", "To threat-model our product."),
        ("Abel Tesfaye", "Africa/Lagos", "en-GB", "To settle in a new country."),
        ("Bella Rossi", "Europe/Madrid", "en-GB", "To find my feet after leave."),
        ("Carl Holm", "Europe/Berlin", "en-GB", "To become a staff engineer."),
        ("Dina Saleh", "Europe/London", "en-GB", "To negotiate."),
        ("Eli Stone", "America/New_York", "en-US", "To choose between two teams."),
        ("Fay Lin", "Australia/Sydney", "en-GB", "To mentor somebody myself one day."),
        ("Gus Meyer", "Europe/Berlin", "en-GB", "To stop saying yes to everything."),
        ("Hana Kim", "Asia/Tokyo", "en-US", "To run a meeting that ends early."),
    )
)
OUTSIDERS = (
    Colleague(name="max", real_name="Max Brandt", tz="Europe/Berlin", locale="en-GB"),
    Colleague(name="ida", real_name="Ida Fox", tz="America/New_York", locale="en-US"),
    Colleague(name="joel", real_name="Joel Mendes", tz="America/Sao_Paulo", locale="en-US"),
    Colleague(name="mina", real_name="Mina Abe", tz="Asia/Tokyo", locale="en-US"),
)
PEOPLE = (LEA, *MENTORS, *MENTEES, *OUTSIDERS)

MATCHES = (
    Match(mentor="ana", mentee="ben", week=0, way=Way.THRIVE),
    Match(mentor="cleo", mentee="dev", week=0, way=Way.NEVER),
    Match(mentor="edda", mentee="qi", week=0, way=Way.THRIVE),
    Match(mentor="farid", mentee="rosa", week=0, way=Way.LATE),
    Match(mentor="grace", mentee="sami", week=0, way=Way.THRIVE),
    Match(mentor="hugo", mentee="tara", week=0, way=Way.FADE),
    Match(mentor="imani", mentee="uma", week=0, way=Way.PAUSE),
    Match(mentor="jun", mentee="vera", week=0, way=Way.TALK),
    Match(mentor="kira", mentee="will", week=0, way=Way.PART),
    Match(mentor="liam", mentee="xena", week=0, way=Way.DECLINE),
    Match(mentor="mara", mentee="yuki", week=3, way=Way.THRIVE),
    Match(mentor="nils", mentee="zoe", week=3, way=Way.LATE),
    Match(mentor="omar", mentee="abel", week=3, way=Way.THRIVE),
    Match(mentor="petra", mentee="bella", week=8, way=Way.THRIVE),
    Match(mentor="theo", mentee="dina", week=12, way=Way.TALK),
)
