"""Media: facts of the file, and what its loader refuses."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.media import load_outlets, outlet_of_host


def test_the_file_holds_outlets_of_all_regions() -> None:
    outlets = load_outlets()
    assert len(outlets) >= 90
    assert len({outlet.country for outlet in outlets}) >= 50


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.reuters.com", "Reuters"),
        ("BBC.co.uk", "BBC"),
        ("edition.cnn.com", "CNN"),
        ("en.yna.co.kr", "Yonhap News Agency"),
        ("interfax.com.ua", "Interfax-Ukraine"),
        ("economictimes.indiatimes.com", "The Economic Times"),
    ],
)
def test_a_host_names_its_outlet(host: str, name: str) -> None:
    outlet = outlet_of_host(host)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("host", ["", "com", "notreuters.com", "reuters.com.example.org"])
def test_another_host_names_none(host: str) -> None:
    assert outlet_of_host(host) is None


@pytest.mark.parametrize(
    ("name", "country", "state_media"),
    [
        ("TASS", "RUS", True),
        ("Xinhua News Agency", "CHN", True),
        ("Korean Central News Agency", "PRK", True),
        ("Islamic Republic News Agency", "IRN", True),
        ("Reuters", "GBR", False),
        ("The New York Times", "USA", False),
        ("Al Jazeera", "QAT", None),
    ],
)
def test_state_media_are_marked(name: str, country: str, state_media: bool | None) -> None:
    outlet = next(outlet for outlet in load_outlets() if outlet.name == name)
    assert (outlet.country, outlet.state_media) == (country, state_media)


def test_programmes_are_known_and_are_no_outlets() -> None:
    programmes = {programme for outlet in load_outlets() for programme in outlet.programmes}
    assert {"Voskresny Vecher", "Meet the Press", "Hannity"} <= programmes
    assert not programmes & {name for outlet in load_outlets() for name in (outlet.name, *outlet.names)}


@pytest.mark.parametrize(
    "name", ["AP", "RT", "FT", "DW", "The Sun", "The Hindu", "Time", "The Atlantic", "Dawn", "Fars", "Foreign Affairs"]
)
def test_names_that_read_as_words_are_no_plain_names(name: str) -> None:
    assert not any(name in (outlet.name, *outlet.names) for outlet in load_outlets())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("- {country: FRA}", "lacks .'name'."),
        ("- {name: A, owner: B}", "unknown keys .'owner'."),
        ("- {name: A, state_media: 'yes'}", "state_media must be true or false"),
        ("- {name: A, domains: ['https://a.org/']}", "domains must match"),
        ("- {name: A}\n- {name: A}", "id 'a' stands twice"),
        ("- {name: A, names: [C]}\n- {name: B, names: [C]}", "name 'C' stands twice"),
        ("- {name: A, domains: [a.org]}\n- {name: B, domains: [a.org]}", "domains 'a.org' stands twice"),
        ("- {name: A, programmes: [X]}\n- {name: B, programmes: [X]}", "programmes 'X' stands twice"),
    ],
)
def test_a_row_that_breaks_the_rules_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "media.yaml"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(VocabularyError, match=f"^media.yaml: .*{message}"):
        load_outlets(path)
