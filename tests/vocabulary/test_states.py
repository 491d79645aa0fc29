"""States: facts of the file, look-alikes kept apart, and what the loader refuses."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.armed_groups import load_armed_groups
from kg.vocabulary.fields import Named
from kg.vocabulary.media import load_outlets
from kg.vocabulary.organisations import load_organisations
from kg.vocabulary.persons import load_persons
from kg.vocabulary.states import AmbiguousForm, State, load_states

UN_MEMBERS = set(
    """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN
    BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP
    EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ
    ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO
    MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK
    PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK
    SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM
    YEM ZAF ZMB ZWE
    """.split()  # noqa: SIM905  (a list literal takes 193 lines)
)
GROUPS = {
    *("african country", "andean country", "arab country", "arctic territory", "asian country", "autonomous region"),
    *("balkan country", "baltic state", "benelux country", "breakaway region", "caribbean country"),
    *("caribbean territory", "caucasus country", "central african country", "central american country"),
    *("central asian country", "central european country", "city-state", "communist state", "east african country"),
    *("east asian country", "eastern european country", "emirate", "european country", "former soviet republic"),
    *("former state", "former yugoslav republic", "great lakes country", "gulf state", "horn of africa"),
    *("island nation", "island territory", "kingdom", "landlocked country", "latin american country", "maghreb"),
    *("mediterranean country", "middle eastern country", "monarchy", "nordic country", "north african country"),
    *("north american country", "nuclear-armed state", "oceanian country", "pacific island nation"),
    *("pacific territory", "partly recognised state", "principality", "sahel", "scandinavian country"),
    *("self-ruled island", "south american country", "south asian country", "southeast asian country"),
    *("southern african country", "sultanate", "territory", "visegrad country", "west african country"),
    "western country",
}
SHARED_DEMONYMS = {
    "Congolese",
    "Dominican",
    "Dominicans",
    "Korean",
    "Koreans",
    "Virgin Islander",
    "Virgin Islanders",
}


def owners(form: str) -> set[str]:
    """The names of the states that a form may stand for."""
    return {state.name for state in load_states() if form in state.forms}


def state_called(name: str) -> State:
    return next(state for state in load_states() if state.name == name)


def test_all_members_of_the_united_nations_are_there() -> None:
    assert len(UN_MEMBERS) == 193
    assert {state.iso3 for state in load_states() if not state.former}.issuperset(UN_MEMBERS)


def test_every_member_of_the_united_nations_has_a_wikidata_id_a_demonym_and_a_group() -> None:
    members = [state for state in load_states() if state.iso3 in UN_MEMBERS]
    assert [state.name for state in members if not (state.wikidata and state.people and state.groups)] == []


@pytest.mark.parametrize(
    ("name", "iso3", "wikidata"),
    [
        ("Russia", "RUS", "Q159"),
        ("Denmark", "DNK", "Q35"),
        ("Netherlands", "NLD", "Q55"),
        ("Democratic Republic of the Congo", "COD", "Q974"),
        ("Kosovo", "XKX", "Q1246"),
        ("Taiwan", "TWN", "Q865"),
        ("Palestine", "PSE", "Q219060"),
        ("Western Sahara", "ESH", "Q40362"),
        ("Soviet Union", "SUN", "Q15180"),
        ("Abkhazia", None, "Q23334"),
        ("Somaliland", None, "Q34754"),
        ("South Vietnam", None, None),
    ],
)
def test_a_state_has_its_codes(name: str, iso3: str | None, wikidata: str | None) -> None:
    state = state_called(name)
    assert (state.iso3, state.wikidata) == (iso3, wikidata)


def test_former_states_are_marked() -> None:
    former = {state.name for state in load_states() if state.former}
    assert former >= {"Soviet Union", "Yugoslavia", "Czechoslovakia", "East Germany"}
    assert all("former state" in state.groups for state in load_states() if state.former)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Niger", {"Niger"}),
        ("Nigerien", {"Niger"}),
        ("Nigerians", {"Nigeria"}),
        ("Slovakia", {"Slovakia"}),
        ("Slovak", {"Slovakia"}),
        ("Slovene", {"Slovenia"}),
        ("Iranian", {"Iran"}),
        ("Iraqi", {"Iraq"}),
        ("Malian", {"Mali"}),
        ("Malawian", {"Malawi"}),
        ("Guinea", {"Guinea"}),
        ("Guinean", {"Guinea"}),
        ("Guinea-Bissau", {"Guinea-Bissau"}),
        ("Equatorial Guinea", {"Equatorial Guinea"}),
        ("Papua New Guinea", {"Papua New Guinea"}),
        ("DR Congo", {"Democratic Republic of the Congo"}),
        ("Republic of the Congo", {"Republic of the Congo"}),
        ("Congo", {"Democratic Republic of the Congo", "Republic of the Congo"}),
        ("Congolese", {"Democratic Republic of the Congo", "Republic of the Congo"}),
        ("Sudanese", {"Sudan"}),
        ("South Sudanese", {"South Sudan"}),
        ("Dominica", {"Dominica"}),
        ("Dominican Republic", {"Dominican Republic"}),
        ("Dominican", {"Dominica", "Dominican Republic"}),
        ("DPRK", {"North Korea"}),
        ("ROK", {"South Korea"}),
        ("Koreans", {"North Korea", "South Korea"}),
        ("Austrian", {"Austria"}),
        ("Australian", {"Australia"}),
        ("Republic of China", {"Taiwan"}),
        ("PRC", {"China"}),
        ("Turkish Cypriots", {"Northern Cyprus"}),
        ("Greek Cypriots", {"Cyprus"}),
        ("Bosnian Serb", {"Bosnia and Herzegovina"}),
    ],
)
def test_look_alike_states_are_kept_apart(form: str, expected: set[str]) -> None:
    assert owners(form) == expected


def test_a_demonym_names_one_state_except_the_known_few() -> None:
    sharing = defaultdict(set)
    for state in load_states():
        for demonym in (*state.adjectives, *state.people):
            sharing[demonym].add(state.id)
    assert {demonym for demonym, states in sharing.items() if len(states) > 1} == SHARED_DEMONYMS


@pytest.mark.parametrize(
    ("form", "name", "sector"),
    [
        ("Kremlin", "Russia", "government"),
        ("Foggy Bottom", "United States", "government"),
        ("Pentagon", "United States", "military"),
        ("Blue House", "South Korea", "government"),
        ("Élysée", "France", "government"),
        ("Quai d'Orsay", "France", "government"),
        ("Knesset", "Israel", "parliament"),
        ("Verkhovna Rada", "Ukraine", "parliament"),
        ("IRGC", "Iran", "military"),
        ("PLA", "China", "military"),
        ("Mossad", "Israel", "intelligence"),
        ("Scotland Yard", "United Kingdom", "police"),
        ("US Supreme Court", "United States", "court"),
    ],
)
def test_a_seat_of_power_stands_for_its_state_and_sector(form: str, name: str, sector: str) -> None:
    assert state_called(name).seats[form] == sector


@pytest.mark.parametrize(
    ("capital", "name"),
    [
        ("Kiev", "Ukraine"),
        ("Kyiv", "Ukraine"),
        ("Nur-Sultan", "Kazakhstan"),
        ("The Hague", "Netherlands"),
        ("La Paz", "Bolivia"),
        ("Abuja", "Nigeria"),
        ("Washington, D.C.", "United States"),
    ],
)
def test_a_capital_stands_for_its_state_in_every_spelling(capital: str, name: str) -> None:
    assert capital in state_called(name).capitals
    assert owners(capital) == {name}


def test_brussels_is_left_to_the_organisations_that_it_stands_for() -> None:
    assert owners("Brussels") == set()


def test_forms_that_are_often_something_else_are_marked() -> None:
    marked = {form.name for state in load_states() for form in state.ambiguous}
    assert marked >= {"Georgia", "Jordan", "Chad", "Turkey", "Guinea", "Congo", "Korea", "Washington", "Congress"}
    assert "Atlanta" in next(form.unless for form in state_called("Georgia").ambiguous if form.name == "Georgia")


@pytest.mark.parametrize(
    ("name", "trap"),
    [
        ("Italy", "Treaty of Rome"),
        ("Vietnam", "Vietnam War"),
        ("Poland", "Warsaw Uprising"),
        ("France", "Paris Agreement"),
        ("Georgia", "Georgia Tech"),
        ("United States", "Latin American"),
        ("Guinea", "Guinea pig"),
        ("Norway", "Oslo Accords"),
    ],
)
def test_longer_names_that_hold_a_state_do_not_name_it(name: str, trap: str) -> None:
    assert trap in state_called(name).not_names


def test_no_trap_is_a_name_in_another_vocabulary() -> None:
    traps = {trap for state in load_states() for trap in state.not_names}
    entries: tuple[Named, ...] = (*load_organisations(), *load_armed_groups(), *load_outlets())
    assert [name for entry in entries for name in (entry.name, *entry.names) if name in traps] == []
    assert [name for person in load_persons() for name in (person.name, *person.names) if name in traps] == []


def test_no_form_is_a_short_lower_case_word() -> None:
    forms = {form for state in load_states() for form in state.forms}
    assert [form for form in forms if re.fullmatch(r"[a-z]{1,4}", form)] == []


def test_forms_are_plain_text_with_straight_apostrophes() -> None:
    forms = {form for state in load_states() for form in (*state.forms, *state.not_names)}
    assert [form for form in forms if form != " ".join(form.split()) or set(form) & set("\u2018\u2019\u02bb;|=")] == []


def test_groups_come_from_one_set_of_lower_case_tags() -> None:
    assert {group for state in load_states() for group in state.groups} == GROUPS


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("baltic state", {"Estonia", "Latvia", "Lithuania"}),
        ("visegrad country", {"Czech Republic", "Hungary", "Poland", "Slovakia"}),
        ("gulf state", {"Bahrain", "Kuwait", "Oman", "Qatar", "Saudi Arabia", "United Arab Emirates"}),
        ("benelux country", {"Belgium", "Luxembourg", "Netherlands"}),
        ("scandinavian country", {"Denmark", "Norway", "Sweden"}),
    ],
)
def test_a_group_holds_exactly_its_states(group: str, names: set[str]) -> None:
    assert {state.name for state in load_states() if group in state.groups} == names


def test_fifteen_states_are_former_soviet_republics() -> None:
    assert sum("former soviet republic" in state.groups for state in load_states()) == 15


def test_a_row_becomes_a_state(tmp_path: Path) -> None:
    path = tmp_path / "states.yaml"
    path.write_text(
        "- {id: Q159, iso3: RUS, name: Russia, adjectives: [Russian], people: [Russians], capitals: [Moscow],"
        " capital_wikidata: Q649, seats: {government: [Kremlin]}, ambiguous: {Moscow: [Idaho]},"
        " not_names: [Moscow mule], groups: [vast]}\n"
        "- {id: atlantis, name: Atlantis, former: true}\n"
    )
    russia, atlantis = load_states(path)
    assert russia == State(
        "Q159",
        "Russia",
        "RUS",
        adjectives=("Russian",),
        people=("Russians",),
        capitals=("Moscow",),
        seats={"Kremlin": "government"},
        ambiguous=(AmbiguousForm("Moscow", ("Idaho",)),),
        not_names=("Moscow mule",),
        groups=("vast",),
        capital_wikidata="Q649",
    )
    assert russia.forms == {"Russia", "Russian", "Russians", "Moscow", "Kremlin"}
    assert (atlantis.wikidata, atlantis.former) == (None, True)
    assert len({russia, atlantis}) == 2


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("{id: Q1}", r"expected a list of entries, found dict"),
        ("- {id: Q1}", r"entry 1: lacks \['name'\]"),
        ("- {id: Q1, name: A, nickname: B}", r"entry 1: has unknown keys \['nickname'\]"),
        ("- {id: q1_, name: A}", r"entry 1: id must match"),
        ("- {id: null, name: A}", r"entry 1: id must be a text"),
        ("- {id: Q1, name: 7}", r"entry 1: name must be a text"),
        ("- {id: Q1, name: A, iso3: Ab}", r"entry 1: iso3 must match"),
        ("- {id: Q1, name: A, former: 1}", r"entry 1: former must be true or false"),
        ("- {id: Q1, name: A, names: B}", r"entry 1: names must be a list of strings"),
        ("- {id: Q1, name: A, people: [B, B]}", r"entry 1: people must be different strings"),
        ("- {id: Q1, name: A, seats: [B]}", r"entry 1: seats must be a mapping from strings"),
        ("- {id: Q1, name: A, seats: {throne: [B]}}", r"entry 1: seats: has unknown keys"),
        ("- {id: Q1, name: A, seats: {court: B}}", r"entry 1: court must be a list of strings"),
        (
            "- {id: Q1, name: A, seats: {court: [B], police: [B]}}",
            r"entry 1: seats must be different strings, found 'B' twice",
        ),
        ("- {id: Q1, name: A, ambiguous: {1: []}}", r"entry 1: ambiguous must be a mapping from strings"),
        ("- {id: Q1, name: A, ambiguous: {A: B}}", r"entry 1: A must be a list of strings"),
        ("- {id: Q1, name: A, ambiguous: {B: []}}", r"entry 1: ambiguous \['B'\] are no forms of A"),
        ("- {id: Q1, name: A, not_names: [A]}", r"entry 1: \['A'\] stand in not_names and are forms of A"),
        ("- {id: Q1, name: A}\n- {id: Q1, name: B}", r"Q1 stands for both A and B"),
        ("- {id: Q1, name: A, capitals: [B], capital_wikidata: q2}", r"entry 1: capital_wikidata must match"),
        ("- {id: Q1, name: A, capital_wikidata: Q2}", r"entry 1: capital_wikidata stands without capitals"),
        (
            "- {id: Q1, name: A, capitals: [B], capital_wikidata: Q2}\n- {id: Q2, name: C}",
            r"Q2 stands for both A and C",
        ),
        ("- {id: Q1, iso3: AAA, name: A}\n- {id: Q2, iso3: AAA, name: B}", r"AAA stands for both A and B"),
        ("- {id: Q1, name: A, people: [C]}\n- {id: Q2, name: B, names: [C]}", r"'C' is shared by A, B"),
        (
            "- {id: Q1, name: A, people: [C], ambiguous: {C: []}}\n- {id: Q2, name: B, names: [C]}",
            r"'C' is shared by A, B; each must list it as ambiguous",
        ),
        ("- {id: Q1, name: A, not_names: [B]}\n- {id: Q2, name: B}", r"not_names \['B'\] of A are forms of another"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "states.yaml"
    path.write_text(rows)
    with pytest.raises(VocabularyError, match=message):
        load_states(path)


def test_states_may_share_a_form_that_both_list_as_ambiguous(tmp_path: Path) -> None:
    path = tmp_path / "states.yaml"
    path.write_text(
        "- {id: Q1, name: A, people: [C], ambiguous: {C: []}}\n- {id: Q2, name: B, people: [C], ambiguous: {C: []}}\n"
    )
    assert [state.people for state in load_states(path)] == [("C",), ("C",)]
