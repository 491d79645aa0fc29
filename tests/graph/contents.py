"""Hand-made contents: a small one with every kind of claim, and synthetic ones of any size for benchmarks."""

import datetime
import random
from collections.abc import Mapping, Sequence

from kg.types import (
    Article,
    Claim,
    Content,
    Denial,
    Entity,
    EntityKind,
    Event,
    Factuality,
    Mention,
    Merge,
    Office,
    Quantity,
    Tie,
)

TEXT = (
    "Russia's foreign minister, Sergei Lavrov, travelled to North Korea in October."
    " The White House says Russia has fired ballistic missiles from North Korea at Ukraine."
    " Moscow and Pyongyang reject talk of any arms deal."
    " Lavrov will meet Kim Jong Un again next year."
)
ARTICLE = Article.make(
    TEXT,
    title="Missiles from the North",
    url="https://news.example/missiles",
    source="Example News",
    published=datetime.date(2024, 1, 11),
    path="articles/missiles.txt",
)
SECOND = Article.make(
    'Kim Jong Un hosted Sergei Lavrov, state media said.\nA "historic" visit — café talk included.',
    source="example.org",
    published=datetime.date(2023, 10, 20),
)
ENTITIES = (
    Entity("Q159", "state", "Russia", ("Moscow", "Russian Federation"), "RUS", "Q159"),
    Entity("Q212", "state", "Ukraine", (), "UKR", "Q212"),
    Entity("Q30", "state", "United States", ("US", "White House"), "USA", "Q30"),
    Entity("Q423", "state", "North Korea", ("DPRK", "Pyongyang"), "PRK", "Q423"),
    Entity(
        "Q58217", "person", "Sergei Lavrov", (), "RUS", "Q58217", (Office("foreign minister", "Q159", "2004-03-09"),)
    ),
    Entity("ballistic-missile", "weapon", "ballistic missile"),
    Entity("example-news", "media", "Example News"),
    Entity("kim-jong-un", "person", "Kim Jong Un", ("Kim",), "PRK", None, (Office("leader", "Q423", "2011", None),)),
)
_KINDS: Mapping[str, EntityKind] = {entity.id: entity.kind for entity in ENTITIES}


def mention(words: str, entity: str, article: Article = ARTICLE, after: str = "") -> Mention:
    """The mention of an entity by the first of these words after some other words."""
    start = article.text.index(words, article.text.index(after))
    return Mention(start, start + len(words), words, _KINDS[entity], entity)


def sentence(opening: str, article: Article = ARTICLE) -> tuple[int, int]:
    """The offsets of the sentence that opens with these words."""
    start = article.text.index(opening)
    return start, article.text.index(".", start) + 1


def claim(
    claim_id: str,
    relation: str,
    opening: str,
    trigger: str,
    factuality: Factuality = "asserted",
    *,
    article: Article = ARTICLE,
    denials: Sequence[Denial] = (),
    holder: Sequence[Mention] = (),
    date: str | None = None,
    quantity: Quantity | None = None,
    about: str | None = None,
    inferred: bool = False,
    **roles: Sequence[Mention],
) -> Claim:
    """A claim that rests on the sentence which opens with some words."""
    start, end = sentence(opening, article)
    at = article.text.index(trigger, start)
    return Claim(
        claim_id,
        article.id,
        relation,
        {role: tuple(fillers) for role, fillers in roles.items()},
        factuality,
        start,
        end,
        (at, at + len(trigger)),
        tuple(holder),
        tuple(denials),
        date,
        quantity,
        about,
        inferred=inferred,
        confidence=0.6 if inferred else 0.93,
    )


_DENIERS = (mention("Moscow", "Q159"), mention("Pyongyang", "Q423"))
_RUSSIA, _KOREA = mention("Russia", "Q159", after="House"), mention("North Korea", "Q423", after="missiles")
_MISSILES = mention("ballistic missiles", "ballistic-missile")
_WHITE_HOUSE = mention("The White House", "Q30")
CLAIMS = (
    claim(
        "c-attack",
        "attack",
        "The White House",
        "fired",
        "reported",
        holder=[_WHITE_HOUSE],
        date="2024-01-01/2024-01-07",
        source=[_RUSSIA],
        target=[mention("Ukraine", "Q212")],
        instrument=[_MISSILES],
    ),
    claim(
        "c-hosted",
        "visit",
        "Kim Jong Un hosted",
        "hosted",
        article=SECOND,
        date="2023-10",
        source=[mention("Sergei Lavrov", "Q58217", SECOND)],
        target=[mention("Kim Jong Un", "kim-jong-un", SECOND)],
    ),
    claim(
        "c-meet",
        "meet",
        "Lavrov will",
        "meet",
        "planned",
        date="2025",
        source=[mention("Lavrov", "Q58217", after="deal"), mention("Kim Jong Un", "kim-jong-un")],
    ),
    claim(
        "c-transfer",
        "arms_transfer",
        "The White House",
        "from",
        "alleged",
        holder=[_WHITE_HOUSE],
        denials=[Denial(_DENIERS, *sentence("Moscow and"))],
        quantity=Quantity(5000, "containers", ">", "more than 5,000 containers"),
        about="missiles",
        inferred=True,
        source=[_KOREA],
        target=[_RUSSIA],
        instrument=[_MISSILES],
    ),
    claim(
        "c-visit",
        "visit",
        "Russia's",
        "travelled",
        date="2023-10",
        source=[mention("Sergei Lavrov", "Q58217")],
        target=[mention("North Korea", "Q423")],
        place=[mention("North Korea", "Q423")],
    ),
)
EVENTS = (
    Event(
        "0a",
        "visit",
        {"source": ("Q58217",), "target": ("Q423",), "place": ("Q423",)},
        "asserted",
        ("c-hosted", "c-visit"),
        "2023-10",
        sources=2,
    ),
    Event(
        "1b",
        "attack",
        {"source": ("Q159",), "target": ("Q212",), "instrument": ("ballistic-missile",)},
        "reported",
        ("c-attack",),
        "2024-01-01/2024-01-07",
        holders=("Q30",),
    ),
    Event(
        "2c",
        "arms_transfer",
        {"source": ("Q423",), "target": ("Q159",), "instrument": ("ballistic-missile",)},
        "disputed",
        ("c-transfer",),
        None,
        Quantity(5000, "containers", ">", "more than 5,000 containers"),
        "missiles",
        ("Q30",),
        ("Q159", "Q423"),
    ),
    Event("3d", "meet", {"source": ("Q58217", "kim-jong-un")}, "planned", ("c-meet",), "2025"),
)
MERGES = (
    Merge("claim", "0a", "c-visit", 1.62, "the same person; dates overlap: 2023-10, 2023-10", ARTICLE.id),
    Merge("entity", "kim-jong-un", "person-kim-jong-un", 0.9, "both are named 'Kim Jong Un'", SECOND.id),
)
TIES = (
    Tie("holds_office", "Q58217", "Q159", "foreign minister", "2004-03-09"),
    Tie("holds_office", "kim-jong-un", "Q423", "leader", "2011"),
    Tie("member_of", "Q159", "Q423", seen="2023-10-20/2024-01-11"),
)
CONTENT = Content(
    tuple(sorted((ARTICLE, SECOND), key=lambda article: article.id)),
    ENTITIES,
    CLAIMS,
    EVENTS,
    {"kg": "0.1.0", "model": "en_core_web_md 3.8.0", "vocabulary": "3f2a"},
    MERGES,
    TIES,
)


def _code(number: int) -> str:
    """A code of three letters."""
    return f"S{chr(65 + number // 26)}{chr(65 + number % 26)}"


def synthetic(size: int, seed: int = 1) -> Content:
    """A content of `size` events in the shape of the news: few actors in many events, one claim in eight denied."""
    rng = random.Random(seed)
    count = max(20, min(size // 20, 2000))
    states = tuple(Entity(f"Q{n}", "state", f"State {n}", (), _code(n), f"Q{n}") for n in range(1, 201))[:count]
    weapons = tuple(Entity(f"weapon-{n}", "weapon", f"Weapon {n}") for n in range(30))
    persons = tuple(
        Entity(f"person-{n}", "person", f"Person {n}", (), states[n % len(states)].country) for n in range(count)
    )
    actors = (*states, *persons)
    types = ("visit", "meet", "arms_transfer", "attack", "sanction", "accuse", "aid", "agreement", "threaten")
    articles, claims, events = [], [], []
    for first in range(0, size, 8):
        rows = []
        text = ""
        for number in range(first, min(first + 8, size)):
            source, target, third = (actors[int(len(actors) * rng.random() ** 2)] for _ in range(3))
            relation = types[number % len(types)]
            start = len(text)
            text += f"{third.name} said that {source.name} was in a case of {relation} with {target.name}. "
            rows.append((number, source, target, third, relation, start, len(text) - 1))
        day = datetime.date(2022, 1, 1) + datetime.timedelta(days=first * 1200 // size)
        article = Article.make(text, title=f"News {first}", source=f"Outlet {first % 40}", published=day)
        articles.append(article)
        for number, source, target, third, relation, start, end in rows:
            place = [
                Mention(at, at + len(entity.name), entity.name, entity.kind, entity.id)
                for entity, words in ((source, f"that {source.name}"), (target, f"with {target.name}"))
                for at in [text.index(words, start) + 5]
            ]
            teller = Mention(start, start + len(third.name), third.name, third.kind, third.id)
            kind = number % 8
            factuality: Factuality = ("asserted", "reported", "alleged", "asserted")[number % 4]
            roles = {"source": (place[0],), "target": (place[1],)}
            entities: dict[str, tuple[str, ...]] = {"source": (source.id,), "target": (target.id,)}
            if relation in ("arms_transfer", "attack"):
                entities["instrument"] = (weapons[number % 30].id,)
            denials = (Denial((teller,), start, end),) if kind == 2 else ()
            holder = (teller,) if factuality != "asserted" else ()
            date = (day - datetime.timedelta(days=number % 9)).isoformat()
            claims.append(
                Claim(
                    f"{number:016x}",
                    article.id,
                    relation,
                    roles,
                    factuality,
                    start,
                    end,
                    (place[0].end + 1, place[0].end + 4),
                    holder,
                    denials,
                    date,
                )
            )
            events.append(
                Event(
                    f"{number:016x}",
                    relation,
                    entities,
                    "disputed" if denials else factuality,  # type: ignore[arg-type]  # each of these is a status too
                    (f"{number:016x}",),
                    date,
                    holders=tuple(mention.entity for mention in holder),
                    deniers=(third.id,) if denials else (),
                )
            )
    entities_all = tuple(sorted((*states, *persons, *weapons), key=lambda entity: entity.id))
    ordered = tuple(sorted(articles, key=lambda article: article.id))
    merges = [Merge("claim", claim.id, claim.id, 1.2, "the same actors", claim.article) for claim in claims[::3]]
    ties = [Tie("member_of", person.id, states[0].id, start="2020") for person in persons[:50]]
    return Content(
        ordered,
        entities_all,
        tuple(claims),
        tuple(events),
        {"kg": "0.1.0", "model": "none"},
        tuple(sorted(merges, key=lambda merge: merge.order)),
        tuple(sorted(ties, key=lambda tie: tie.order)),
    )
