import pytest
from explained_texts import explained

from kg.explain import Explanation
from kg.explain.candidates import try_triggers
from kg.extraction.reader import default_reader
from kg.extraction.triggers import TriggerIndex
from kg.types import Article
from kg.vocabulary.relations import load_relations

TEXTS = (
    "Iran held drills near the border and the minister held his breath.",
    "Brazil struck a deal with Peru; prices struck a new high.",
    "Chile will not sign the treaty. Its fleet made a call at Callao, and talks between the two countries broke down.",
    "Police detained protesters in Minsk after France and Germany met and agreed to send aid to Armenia.",
    "The head of the bank visited a shrine. He accused the press of lying, and condemned to death the old ways.",
)


def reasons(explanation: Explanation, word: str) -> dict[str, str]:
    found = [quiet for sentence in explanation.sentences for quiet in sentence.quiet if quiet.words.text == word]
    return {alternative.type: alternative.reason for quiet in found for alternative in quiet.alternatives}


@pytest.fixture(scope="module")
def index() -> TriggerIndex:
    return TriggerIndex(load_relations())


@pytest.mark.parametrize("text", TEXTS)
def test_a_trigger_tried_alone_fits_where_the_reader_uses_it(text: str, index: TriggerIndex) -> None:
    articles = default_reader()
    reader = articles.analyse(articles.nlp(text), Article.make(text))
    for frame in reader.frames:
        attempts = {id(a.trigger): a for a in try_triggers(frame.token, index, reader.arguments)}
        attempt = attempts.get(id(frame.trigger))
        assert frame.lender is not None or (attempt is not None and attempt.frame is not None)


@pytest.mark.parametrize("text", TEXTS)
def test_every_misfit_has_a_reason_of_its_own(text: str, index: TriggerIndex) -> None:
    articles = default_reader()
    reader = articles.analyse(articles.nlp(text), Article.make(text))
    misfits = [a for token in reader.doc for a in try_triggers(token, index, reader.arguments) if a.frame is None]
    assert misfits
    assert {attempt.reason for attempt in misfits}.isdisjoint({"", "its grammar does not fit"})


def test_an_unmet_condition_names_what_stands_there() -> None:
    found = reasons(explained("The minister of Iran held his breath."), "held")
    assert found["meet"].startswith("object must be")
    assert found["meet"].endswith("not “breath”")


def test_an_empty_slot_is_told_apart_from_a_wrong_word() -> None:
    assert reasons(explained("Iran said it was ready to hold."), "hold")["meet"].endswith("and there is none")


def test_a_missing_target_says_where_it_was_looked_for() -> None:
    found = reasons(explained("Russian forces attacked at dawn."), "attacked")
    assert found["attack"].startswith("no target")


def test_a_target_that_is_no_actor_is_quoted() -> None:
    found = reasons(explained("France attacked the problem."), "attacked")
    assert "“problem”" in found["attack"]


def test_a_word_in_unless_is_named() -> None:
    claimed = {
        alternative.type: alternative.reason
        for claim in explained("Russia launched missiles at Kharkiv.").claims
        for alternative in claim.alternatives
    }
    assert claimed["weapons_test"] == "ruled out by the “at” “Kharkiv”"


def test_a_noun_that_a_verb_takes_as_its_own_names_the_verb() -> None:
    found = reasons(explained("Spain imposed sanctions on Belarus."), "sanctions")
    assert found["sanction"] == "is part of “imposed” (sanctions)"


def test_a_denial_is_told_as_attached_to_what_it_denies() -> None:
    found = reasons(explained("Canada said Iran had supplied drones to Sudan. Tehran denied the claim."), "denied")
    assert found["deny"] == "denies what “supplied” tells, and is attached to it"


def test_the_nearest_miss_comes_first() -> None:
    [sentence] = explained("Iran held drills.").sentences
    held = next(quiet for quiet in sentence.quiet if quiet.words.text == "held")
    assert held.alternatives[0].type == "military_cooperation"
    assert held.alternatives[0].reason.startswith("no target")


def test_auxiliaries_are_not_listed() -> None:
    assert reasons(explained("Belarus was praised by Iran."), "was") == {}


def test_words_of_a_claim_are_not_listed_as_quiet() -> None:
    [sentence] = explained("Spain imposed sanctions on Belarus.").sentences
    assert "imposed" not in {quiet.words.text for quiet in sentence.quiet}
