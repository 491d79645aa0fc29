"""Relation types: what the file holds, a user's own types, and what the loader refuses."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.relations import FAMILIES, PLOVER_TYPES, RelationType, load_relations, relations_by_name

HEAD = "name: greet, label: greeting, definition: A greets B., family: diplomacy, intensity: 1, past: greeted"


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def with_trigger(trigger: str) -> str:
    return f"- {{{HEAD}, triggers: [{trigger}]}}"


def test_the_file_holds_the_relation_types_of_the_news() -> None:
    wanted = (
        "visit meet call mediate agreement agreement_withdrawal diplomatic_ties diplomatic_break recognise membership "
        "arms_transfer military_aid aid military_cooperation deploy withdraw weapons_test attack clash occupy "
        "ceasefire mobilise blockade sanction sanction_relief trade trade_restriction cyberattack espionage detain "
        "release deport accuse condemn deny reject threaten warn demand request praise support apologise protest vote "
        "investigate holds_office member_of citizen_of based_in part_of ally_of"
    )
    assert set(wanted.split()) <= relations_by_name().keys()


@pytest.mark.parametrize("relation", load_relations(), ids=lambda relation: relation.name)
def test_every_type_says_where_it_stands(relation: RelationType) -> None:
    assert relation.family in FAMILIES
    assert relation.definition.endswith(".")
    assert relation.plover in {*PLOVER_TYPES, ""}
    assert relation.lasting or relation.triggers
    assert relation.cameo is None or relation.cameo.isdigit()


def test_types_that_fold_into_another_fold_into_one_that_folds_no_further() -> None:
    types = relations_by_name()
    folded = {relation.name: relation.same for relation in types.values() if relation.same}
    assert folded["call"] == "meet"
    assert folded["military_aid"] == "aid"
    assert all(types[broader].same is None for broader in folded.values())


def test_types_differ_in_name_and_predicate() -> None:
    predicates = [relation.predicate for relation in load_relations()]
    assert len(set(predicates)) == len(predicates) == len(relations_by_name())


def test_conflict_is_negative_and_cooperation_positive() -> None:
    assert all(r.intensity < 0 for r in load_relations() if r.family == "conflict" and r.name != "ceasefire")
    assert all(r.intensity > 0 for r in load_relations() if r.family == "cooperation")


def test_the_parties_that_a_type_borrows_are_those_of_known_types() -> None:
    types = relations_by_name()
    assert all(set(relation.borrows) <= types.keys() for relation in types.values())


def test_a_users_own_type_is_added_with_the_defaults_of_its_part_of_speech(tmp_path: Path) -> None:
    path = write(tmp_path, with_trigger('{verb: greet}, {noun: greeting, target: "to | of"}, {adj: polite}'))
    greet = relations_by_name(path)["greet"]
    assert len(load_relations(path)) == len(load_relations()) + 1
    assert (greet.predicate, greet.edge, greet.symmetric, greet.intensity) == ("greet", True, False, 1.0)
    assert [(t.pos, t.source, t.target) for t in greet.triggers] == [
        ("verb", ("subj",), ("obj",)),
        ("noun", ("poss", "by", "subj", "mod"), ("to", "of")),
        ("adj", ("subj",), ("to", "of", "about")),
    ]


def test_a_users_own_type_replaces_that_of_the_package(tmp_path: Path) -> None:
    path = write(tmp_path, with_trigger("{verb: visit}").replace("name: greet", "name: visit"))
    assert relations_by_name(path)["visit"].label == "greeting"
    assert relations_by_name()["visit"].label == "visit"


def test_a_class_of_words_stands_for_its_words_and_a_class_of_mentions_for_itself(tmp_path: Path) -> None:
    path = write(tmp_path, with_trigger('{verb: [wave, "@say_verbs"], when: {obj: "@actor"}}'))
    [trigger] = relations_by_name(path)["greet"].triggers
    assert {"wave", "say", "tell"} <= trigger.lemmas
    assert trigger.when == {"obj": frozenset({"@actor"})}


def test_triggers_inherit_what_their_type_needs(tmp_path: Path) -> None:
    path = write(tmp_path, f"- {{{HEAD}, needs: [source], triggers: [{{verb: wave}}, {{verb: nod, needs: [target]}}]}}")
    assert [trigger.needs for trigger in relations_by_name(path)["greet"].triggers] == [("source",), ("target",)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {name: greet}", r"mine.yaml: entry 1: lacks .*'definition'"),
        (f"- {{{HEAD}, triggers: [], colour: red}}", r"entry 1: has unknown keys \['colour'\]"),
        (f"- {{{HEAD}, triggers: [], plover: GREET}}", r"\(greet\): unknown PLOVER type 'GREET'; allowed are .*ACCUSE"),
        (f"- {{{HEAD}, triggers: none}}", r"\(greet\): triggers must be a list, found 'none'"),
        (f"- {{{HEAD}, triggers: [], needs: source}}", r"needs must be a list of strings, found 'source'"),
        (f"- {{{HEAD}, triggers: [], same: salute}}", r"greet: same names no relation type: 'salute'"),
        (f"- {{{HEAD}, triggers: [], implies: salute}}", r"greet: implies names no relation type: 'salute'"),
        (f"- {{{HEAD}, triggers: []}}\n- {{{HEAD}, triggers: []}}", r"entry 2: relation type 'greet' stands twice"),
        (f"- {{{HEAD.replace('1', '11')}, triggers: []}}", r"intensity must be a number from -10 to 10, found 11"),
        (f"- {{{HEAD.replace('1', 'mild')}, triggers: []}}", r"intensity must be a number .* found 'mild'"),
        (f"- {{{HEAD.replace('diplomacy', 'manners')}, triggers: []}}", r"unknown family 'manners'; allowed are"),
        (with_trigger("greet"), r"\(greet\), trigger 1: a trigger must be a mapping, found 'greet'"),
        (with_trigger("{source: subj}"), r"trigger 1: a trigger must name a verb, noun or adj"),
        (with_trigger("{verb: greet}, {verb: wave, wenn: {}}"), r"trigger 2: has unknown keys \['wenn'\]"),
        (with_trigger("{verb: greet, plover: GREET}"), r"trigger 1: unknown PLOVER type 'GREET'"),
        (with_trigger('{verb: "@greetings"}'), r"'@greetings' is no class of words.yaml, nor of .*'@actor'"),
        (with_trigger("{verb: {a: b}}"), r"trigger 1: expected words, found \{'a': 'b'\}"),
        (with_trigger("{verb: [greet, yes]}"), r"expected a word, found True \(quote it\?\)"),
        (with_trigger("{verb: greet, target: [obj]}"), r"slots must be text such as 'obj\|to', found \['obj'\]"),
        (with_trigger("{verb: greet, when: obj}"), r"when must map slots to words, found 'obj'"),
        (with_trigger("{verb: greet, when: {on: arm}}"), r"when has the slot True, which is no text; quote it"),
        (with_trigger("{verb: greet, unless: {on: arm}}"), r"unless has the slot True, which is no text; quote it"),
        (f"- {{{HEAD}, triggers: [], borrows: [salute]}}", r"greet: borrows names no relation type: 'salute'"),
        (
            f"- {{{HEAD}, triggers: [], actors: {{source: [persn]}}}}",
            r"actors has the unknown kind 'persn'; allowed are",
        ),
        (
            f"- {{{HEAD}, triggers: [], actors: {{sauce: [person]}}}}",
            r"actors has the unknown role 'sauce'; allowed are",
        ),
        (f"- {{{HEAD}, triggers: [], actors: [person]}}", r"actors must map roles to kinds of actors, found"),
        (f"- {{{HEAD}, triggers: [], symmetric: 'no'}}", r"symmetric must be true or false, found 'no'"),
        (f"- {{{HEAD.replace('1', 'true')}, triggers: []}}", r"intensity must be a number .* found True"),
        (f"- {{{HEAD}, triggers: [], about: self|objj}}", r"about: unknown slot 'objj'; allowed are prepositions and"),
        (with_trigger("{verb: greet, needs: [sauce]}"), r"needs has the unknown role 'sauce'; allowed are"),
        (with_trigger("{verb: greet, noun: greeting}"), r"must name a verb, noun or adj, and one of them, found"),
        (
            with_trigger("{verb: greet, target: obj.wth}"),
            r"trigger 1: unknown slot 'wth'; allowed are prepositions and",
        ),
        (with_trigger("{verb: greet, when: {sourc: '@actor'}}"), r"when: unknown slot 'sourc'; allowed are .*'source'"),
        (with_trigger("{verb: greet, planned: maybe}"), r"planned must be true or false, found 'maybe'"),
        ("visit", r"mine.yaml: expected a list of entries, found str"),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(VocabularyError, match=message):
        load_relations(path)
