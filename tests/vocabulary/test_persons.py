"""Persons of politics: who held which office when, and what a broken file is told."""

import datetime
import gc
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kg.errors import VocabularyError
from kg.vocabulary.files import FOLDER
from kg.vocabulary.offices import load_offices
from kg.vocabulary.persons import Person, holders, load_persons

HEADS = ("president", "prime minister", "king", "queen", "emir", "sultan", "supreme leader", "council chairman", "pope")
G20_AND_PARTIES_TO_WARS = "ARGAUSBRACANCHNDEUFRAGBRIDNINDITAJPNKORMEXRUSSAUTURUSAZAFUKRISRIRNPAKPOL"


def names(title: str, of: str, day: str) -> list[str]:
    return [person.name for person in holders(title, of, datetime.date.fromisoformat(day))]


def person(name: str) -> Person:
    (found,) = [p for p in load_persons() if p.name == name]
    return found


@pytest.mark.parametrize(
    ("title", "of", "day", "name"),
    [
        ("foreign minister", "RUS", "2024-01-14", "Sergey Lavrov"),
        ("president", "RUS", "2010-06-01", "Dmitry Medvedev"),
        ("defence minister", "RUS", "2023-10-12", "Sergei Shoigu"),
        ("prime minister", "GBR", "2022-09-30", "Liz Truss"),
        ("prime minister", "GBR", "2018-03-04", "Theresa May"),
        ("foreign minister", "GBR", "2020-05-05", "Dominic Raab"),
        ("president", "USA", "2021-01-21", "Joe Biden"),
        ("president", "USA", "2025-03-01", "Donald Trump"),
        ("secretary of state", "USA", "2018-06-12", "Mike Pompeo"),
        ("secretary of state", "USA", "2023-10-13", "Antony Blinken"),
        ("defence minister", "USA", "2022-02-24", "Lloyd Austin"),
        ("chancellor", "DEU", "2021-12-07", "Angela Merkel"),
        ("chancellor", "DEU", "2024-06-01", "Olaf Scholz"),
        ("foreign minister", "DEU", "2022-06-01", "Annalena Baerbock"),
        ("president", "FRA", "2019-07-14", "Emmanuel Macron"),
        ("president", "UKR", "2014-09-05", "Petro Poroshenko"),
        ("foreign minister", "UKR", "2023-05-01", "Dmytro Kuleba"),
        ("foreign minister", "UKR", "2025-02-01", "Andrii Sybiha"),
        ("foreign minister", "PRK", "2024-01-16", "Choe Son Hui"),
        ("supreme leader", "PRK", "2018-06-12", "Kim Jong Un"),
        ("supreme leader", "IRN", "2023-01-01", "Ali Khamenei"),
        ("foreign minister", "IRN", "2022-08-01", "Hossein Amir-Abdollahian"),
        ("foreign minister", "CHN", "2023-03-01", "Qin Gang"),
        ("foreign minister", "CHN", "2024-03-01", "Wang Yi"),
        ("prime minister", "JPN", "2022-07-08", "Fumio Kishida"),
        ("president", "KOR", "2024-12-03", "Yoon Suk Yeol"),
        ("foreign minister", "IND", "2023-09-18", "S. Jaishankar"),
        ("prime minister", "ISR", "2021-12-01", "Naftali Bennett"),
        ("president", "TUR", "2023-05-28", "Recep Tayyip Erdoğan"),
        ("president", "SYR", "2013-08-21", "Bashar al-Assad"),
        ("secretary general", "NATO", "2022-06-29", "Jens Stoltenberg"),
        ("secretary general", "NATO", "2025-06-25", "Mark Rutte"),
        ("secretary general", "United Nations", "2003-03-20", "Kofi Annan"),
        ("secretary general", "United Nations", "2024-05-01", "António Guterres"),
        ("director general", "IAEA", "2022-09-01", "Rafael Grossi"),
        ("high representative", "European Union", "2023-11-01", "Josep Borrell"),
        ("spokesperson", "Russian Foreign Ministry", "2024-01-14", "Maria Zakharova"),
        ("spokesperson", "Kremlin", "2022-02-21", "Dmitry Peskov"),
        ("spokesperson", "White House", "2021-06-16", "Jen Psaki"),
    ],
)
def test_well_known_offices_had_their_holder(title: str, of: str, day: str, name: str) -> None:
    assert names(title, of, day) == [name]


def test_the_us_secretary_of_state_is_the_us_foreign_minister() -> None:
    assert names("foreign minister", "USA", "2023-10-13") == ["Antony Blinken"]


def test_on_the_day_of_a_handover_both_hold_the_office_the_new_holder_first() -> None:
    assert names("prime minister", "GBR", "2022-10-25") == ["Rishi Sunak", "Liz Truss"]


def test_a_body_that_nobody_is_known_to_lead_has_no_holders() -> None:
    assert names("president", "Atlantis", "2022-01-01") == []


def test_an_unknown_office_is_refused() -> None:
    with pytest.raises(VocabularyError, match="there is no office 'grand vizier'"):
        holders("grand vizier", "TUR", datetime.date(2020, 1, 1))


def test_six_hundred_persons_of_ninety_states_are_known() -> None:
    persons = load_persons()
    assert len(persons) >= 600
    assert len({p.country for p in persons} - {None}) >= 90
    assert sum(p.wikidata is not None for p in persons) >= 600


@pytest.mark.parametrize("day", ["2022-06-01", "2024-01-01"])
def test_the_states_in_the_news_have_a_head_on(day: str) -> None:
    states = {p.country for p in load_persons() if p.country}
    assert not [state for state in sorted(states) if not any(names(t, state, day) for t in (*HEADS, "chief executive"))]


def test_most_states_have_head_and_foreign_minister_in_mid_2022() -> None:
    states = {p.country for p in load_persons() if p.country}
    day = "2022-06-01"
    covered = [s for s in states if names("foreign minister", s, day) and any(names(t, s, day) for t in HEADS)]
    assert len(covered) >= 120


@pytest.mark.parametrize("state", re.findall("...", G20_AND_PARTIES_TO_WARS))
def test_large_states_have_one_foreign_minister_in_mid_2024(state: str) -> None:
    assert len(names("foreign minister", state, "2024-08-30")) == 1


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy"),
        ("Choe Son Hui", "Choi Son Hui"),
        ("Muammar Gaddafi", "Muammar Qaddafi"),
        ("Abbas Araghchi", "Abbas Araqchi"),
        ("Mohammed bin Salman", "MBS"),
        ("Idriss Déby", "Idriss Deby"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Sviatlana Tsikhanouskaya", "Svetlana Tikhanovskaya"),
        ("Ahmed al-Sharaa", "Abu Mohammed al-Golani"),
        ("Viktor Orbán", "Viktor Orban"),
    ],
)
def test_spelling_variants_of_the_news_are_known(name: str, variant: str) -> None:
    assert variant in person(name).names


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Xi Jinping", "Xi"),
        ("Kim Jong Un", "Kim"),
        ("Mohammed bin Salman", "bin Salman"),
        ("Abiy Ahmed", "Abiy"),
        ("Luiz Inácio Lula da Silva", "Lula"),
        ("Nguyễn Phú Trọng", "Trong"),
        ("Ursula von der Leyen", "von der Leyen"),
    ],
)
def test_the_name_of_the_second_mention_follows_the_custom_of_the_country(name: str, surname: str) -> None:
    assert surname in person(name).surname


def test_a_name_names_one_person_only() -> None:
    counts = Counter(name for p in load_persons() for name in {p.name, *p.names})
    assert [name for name, count in counts.items() if count > 1] == []


def test_surnames_that_are_common_words_are_left_out() -> None:
    assert person("Theresa May").surname == ()
    assert person("Jack Straw").surname == ()


def test_leaders_of_armed_groups_act_for_no_state() -> None:
    for name in ("Hassan Nasrallah", "Yahya Sinwar", "Abdul-Malik al-Houthi", "Mohamed Hamdan Dagalo"):
        assert person(name).country is None
        assert person(name).offices


def test_wikidata_ids_are_the_ids_of_those_who_have_one() -> None:
    assert person("Sergey Lavrov").wikidata == person("Sergey Lavrov").id == "Q58217"
    assert all(p.wikidata is None or p.id == p.wikidata for p in load_persons())
    assert all(re.fullmatch(r"Q\d+|[a-z0-9-]+", p.id) for p in load_persons())


def test_files_are_sorted_by_country() -> None:
    for path in (FOLDER / "persons").glob("*.yaml"):
        rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
        countries = [match[1] if (match := re.search(r"country: '?([A-Z]{3})", row)) else "" for row in rows]
        assert countries == sorted(countries), path.name


def test_checking_the_entries_costs_little_beside_parsing_them() -> None:
    load_offices()

    def cpu(load: Callable[[], object]) -> float:
        gc.collect()
        gc.disable()  # what the rest of the suite has left behind is no part of the cost
        started = time.process_time()
        load()
        taken = time.process_time() - started
        gc.enable()
        return taken

    texts = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / "persons").glob("*.yaml"))]
    parsing = min(cpu(lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts]) for _ in range(3))
    assert min(cpu(load_persons.__wrapped__) for _ in range(3)) < 3 * parsing


LAVROV = "{id: Q58217, name: Sergey Lavrov, surname: [Lavrov], gender: m, country: RUS, offices: [[president, RUS]]}"


def load(folder: Path, text: str) -> tuple[Person, ...]:
    (folder / "persons_test.yaml").write_text(text, encoding="utf-8")
    return load_persons(folder)


def test_a_well_formed_file_of_one_s_own_is_read(tmp_path: Path) -> None:
    (lavrov,) = load(tmp_path, f"- {LAVROV}".replace("[president, RUS]", "[foreign minister, RUS, 2004-03-09/..]"))
    (office,) = lavrov.offices
    assert (office.title, office.of, office.start, office.end) == ("foreign minister", "RUS", "2004-03-09", None)
    assert (lavrov.names, lavrov.weak, lavrov.wikidata) == ((), False, "Q58217")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (", gender: m", "", r"persons_test.yaml: entry 1: lacks \['gender'\]"),
        ("gender: m", "gender: m, age: 74", r"has unknown keys \['age'\]"),
        ("Q58217", "Sergey Lavrov", "id must be a Wikidata id or a slug of the name, found 'Sergey Lavrov'"),
        ("name: Sergey Lavrov", "name: 7", "name must be a string, found 7"),
        ("gender: m", "gender: male", "gender must be one of .* found 'male'"),
        ("country: RUS", "country: Russia", "country must be an ISO 3166-1 alpha-3 code, found 'Russia'"),
        ("gender: m", "gender: m, weak: rather", "weak must be true or false, found 'rather'"),
        ("[Lavrov]", "Lavrov", "surname must be a list of strings"),
        ("[[president, RUS]]", "president", "offices must be a list, found 'president'"),
        ("[president, RUS]", "[president]", r"an office must be \[title, of, from/to\], found \['president'\]"),
        ("[president, RUS]", "[tsar, RUS]", "there is no office 'tsar'"),
        ("RUS]]", "RUS, '2004']]", "must be written from/to, found '2004'"),
        ("RUS]]", "RUS, 2004-13/..]]", "expected YYYY, YYYY-MM or YYYY-MM-DD, found '2004-13'"),
        ("RUS]]", "RUS, 2004-02-30/..]]", "found '2004-02-30'"),
        ("RUS]]", "RUS, 0000/..]]", "found '0000'"),
        ("RUS]]", "RUS, March 2004/..]]", "found 'March 2004'"),
        ("RUS]]", "RUS, 2004/2005/2006]]", "found '2005/2006'"),
        ("RUS]]", "RUS, 2005/2004-12-31]]", "'2005/2004-12-31' starts after it ends"),
    ],
)
def test_a_broken_entry_is_told_what_is_wrong_with_it(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in LAVROV
    with pytest.raises(VocabularyError, match=message):
        load(tmp_path, f"- {LAVROV}".replace(old, new))


def test_an_id_that_stands_twice_is_refused_across_files(tmp_path: Path) -> None:
    (tmp_path / "persons_first.yaml").write_text(f"- {LAVROV}", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"persons_test.yaml: entry 1: id 'Q58217' stands twice"):
        load(tmp_path, f"- {LAVROV}")


@pytest.fixture
def two_ministers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ministers of Ruritania: one to some day of 2020, one from some day of 2020, one from 2021-06-15."""
    entries = [
        "- {id: a, name: A, surname: [], gender: f, offices: [[foreign minister, RUR, /2020]]}",
        "- {id: b, name: B, surname: [], gender: m, offices: [[foreign minister, RUR, 2020/2021-06]]}",
        "- {id: c, name: C, surname: [], gender: f, offices: [[foreign minister, RUR, 2021-06-15/..]]}",
    ]
    persons = load(tmp_path, "\n".join(entries))
    table = {("foreign minister", "RUR"): tuple((p, p.offices[0]) for p in persons)}
    monkeypatch.setattr("kg.vocabulary.persons._by_office", lambda: table)
    return tmp_path


@pytest.mark.usefixtures("two_ministers")
@pytest.mark.parametrize(
    ("day", "held_by"),
    [
        ("2019-12-31", ["A"]),  # the start is not known: any day before the end may be hers
        ("2020-07-01", ["B", "A"]),  # both may be right, none for certain
        ("2021-03-01", ["B"]),
        ("2021-06-10", ["B"]),
        ("2021-06-20", ["C"]),  # B may still be in office by the month, C is for certain
        ("2030-01-01", ["C"]),
    ],
)
def test_coarse_dates_are_read_widely_and_yield_to_exact_ones(day: str, held_by: list[str]) -> None:
    assert names("foreign minister", "RUR", day) == held_by
