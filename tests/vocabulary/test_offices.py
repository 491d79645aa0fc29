"""The kinds of office: what the reviewed file holds, and what a broken one is told."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.offices import OfficeTitle, load_offices


def office(form: str) -> OfficeTitle:
    """The office that a form names, whatever its case."""
    (found,) = [o for o in load_offices() if form.casefold() in {f.casefold() for f in o.forms}]
    return found


def write(folder: Path, text: str) -> Path:
    path = folder / "offices.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_at_least_eighty_kinds_of_office_are_known() -> None:
    assert len(load_offices()) >= 80


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("Foreign Minister", "foreign minister"),
        ("external affairs minister", "foreign minister"),
        ("top diplomat", "foreign minister"),
        ("minister of foreign affairs", "foreign minister"),
        ("foreign secretary", "foreign minister"),
        ("FM", "foreign minister"),
        ("defense minister", "defence minister"),
        ("defence secretary", "defence minister"),
        ("secretary of war", "defence minister"),
        ("spokesman", "spokesperson"),
        ("spokeswoman", "spokesperson"),
        ("press secretary", "spokesperson"),
        ("premier", "prime minister"),
        ("Taoiseach", "prime minister"),
        ("head of state", "president"),
        ("secretary-general", "secretary general"),
        ("UN chief", "secretary general"),
        ("EU foreign policy chief", "high representative"),
        ("IAEA chief", "director general"),
        ("national security advisor", "national security adviser"),
        ("home secretary", "interior minister"),
        ("treasury secretary", "finance minister"),
        ("chairman of the joint chiefs", "chairman of the joint chiefs of staff"),
        ("chief of army staff", "army chief"),
        ("spy chief", "intelligence chief"),
        ("envoy", "special envoy"),
    ],
)
def test_forms_of_the_news_name_their_office(form: str, title: str) -> None:
    assert office(form).title == title


def test_look_alike_titles_are_kept_apart() -> None:
    assert office("deputy foreign minister") != office("foreign minister")
    assert office("secretary general") != office("general secretary")
    assert office("secretary of state") != office("foreign minister")
    assert office("secretary of state").broader == "foreign minister"


def test_what_ministers_envoys_and_spokespersons_say_is_the_word_of_the_state() -> None:
    speakers = {"president", "foreign minister", "spokesperson", "ambassador", "special envoy", "army chief"}
    private = {"opposition leader", "lawmaker", "judge", "party leader", "first lady"}
    assert all(office(title).speaks_for for title in speakers)
    assert not any(office(title).speaks_for for title in private)


def test_only_offices_with_one_holder_at_a_time_are_unique() -> None:
    assert all(office(title).unique for title in ("president", "foreign minister", "king", "secretary general"))
    assert not any(office(title).unique for title in ("minister", "ambassador", "spokesperson", "commander", "leader"))


def test_titles_that_tell_the_holder_s_gender_say_so() -> None:
    assert {o.gender for o in load_offices() if o.title in {"king", "emperor", "crown prince"}} == {"male"}
    assert office("queen").gender == "female"
    assert office("president").gender is None


ENTRY = "{title: king, forms: [monarch], sector: government, speaks_for: true}"


def test_a_well_formed_file_of_one_s_own_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, f"- {ENTRY}")
    assert load_offices(path) == (OfficeTitle("king", ("king", "monarch"), "government", True),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {title: king}", r"offices.yaml: entry 1: lacks \['forms', 'sector', 'speaks_for'\]"),
        (f"- {ENTRY[:-1]}, rank: 1}}", r"entry 1: has unknown keys \['rank'\]"),
        (f"- {ENTRY}".replace("king", "7"), "title must be a string, found 7"),
        (f"- {ENTRY}".replace("[monarch]", "monarch"), "forms must be a list of strings"),
        (f"- {ENTRY}".replace("government", "navy"), "sector must be one of .* found 'navy'"),
        (f"- {ENTRY}".replace("speaks_for: true", "speaks_for: often"), "speaks_for must be true or false"),
        (f"- {ENTRY[:-1]}, unique: 1}}", "unique must be true or false, found 1"),
        (f"- {ENTRY[:-1]}, gender: m}}", "gender must be one of .* found 'm'"),
        (f"- {ENTRY[:-1]}, broader: [ruler]}}", "broader must be a title"),
        (f"- {ENTRY[:-1]}, broader: ruler}}", "'king' has a broader title 'ruler' that is none"),
        (f"- {ENTRY}\n- {ENTRY}", "a title stands twice"),
        (f"- {ENTRY}\n- {ENTRY.replace('king', 'queen').replace('monarch', 'Monarch')}", "belongs to both 'king' and"),
        (f"- {ENTRY}\n- {ENTRY.replace('king', 'queen')}", "form 'monarch' belongs to both 'king' and 'queen'"),
    ],
)
def test_a_broken_entry_is_told_what_is_wrong_with_it(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        load_offices(write(tmp_path, text))
