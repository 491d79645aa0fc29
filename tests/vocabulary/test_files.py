"""Rows of vocabulary files: places for messages, keys and lists of strings."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.files import check_keys, read_rows, strings


def test_rows_come_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "things.yaml"
    path.write_text("- {name: a}\n- {name: b}", encoding="utf-8")
    assert list(read_rows(path)) == [("things.yaml: entry 1", {"name": "a"}), ("things.yaml: entry 2", {"name": "b"})]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{name: a}", r"things.yaml: expected a list of entries, found dict"),
        ("", r"things.yaml: expected a list of entries, found NoneType"),
        ("- {name: a}\n- b", r"^things.yaml: entry 2: expected a mapping, found 'b'"),
        ("- {name: [}", r"things.yaml: cannot be read as YAML: .*line 1"),
        ("- name: a\n\tb: c", r"things.yaml: cannot be read as YAML"),
    ],
)
def test_a_file_that_is_no_list_of_mappings_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "things.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=message) as raised:
        list(read_rows(path))
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"none.yaml: cannot be read as YAML: .*No such file"):
        list(read_rows(tmp_path / "none.yaml"))
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"- \x80\xff")
    with pytest.raises(VocabularyError, match=r"binary.yaml: cannot be read as YAML"):
        list(read_rows(binary))


def test_a_tag_that_would_run_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "things.yaml"
    path.write_text("- {name: !!python/object/apply:os.getcwd []}", encoding="utf-8")
    with pytest.raises(VocabularyError, match="could not determine a constructor"):
        list(read_rows(path))


def test_keys_are_checked_both_ways() -> None:
    check_keys("p", {"name": "a", "note": "b"}, required={"name"}, allowed={"note"})
    with pytest.raises(VocabularyError, match=r"^p: lacks \['name'\]; allowed are \['name', 'note'\]$"):
        check_keys("p", {"nmae": "a"}, required={"name"}, allowed={"note"})
    with pytest.raises(VocabularyError, match=r"^p: has unknown keys \['nmae', 'x'\]; allowed are"):
        check_keys("p", {"name": "a", "nmae": "b", "x": 1}, required={"name"}, allowed=set())


@pytest.mark.parametrize("value", ["text", [1], [None], {"a": 1}, True])
def test_what_is_no_list_of_strings_is_refused(value: object) -> None:
    with pytest.raises(VocabularyError, match="p: names must be a list of strings, found"):
        strings("p", {"names": value}, "names")


def test_an_absent_or_empty_list_is_empty() -> None:
    assert strings("p", {}, "names") == strings("p", {"names": None}, "names") == ()
    assert strings("p", {"names": ["a", "b"]}, "names") == ("a", "b")
