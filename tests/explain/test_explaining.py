import json
from collections.abc import Iterator
from typing import Any

import pytest
from explained_texts import TRANSFER, explained

from kg.explain import Explanation, explain
from kg.explain.explanation import ExplainedClaim


def only_claim(explanation: Explanation) -> ExplainedClaim:
    [claim] = explanation.claims
    return claim


def test_words_of_an_explanation_are_those_of_the_text() -> None:
    text = f"PARIS, Jan 16 (Wire) - {TRANSFER}\n\nIt has not met its allies since 2022."
    explanation = explained(text)

    def spans(value: object) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if value.keys() == {"start", "end", "text"}:
                yield value
            for inner in value.values():
                yield from spans(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from spans(inner)

    found = list(spans(json.loads(explanation.to_json())))
    assert len(found) > 20
    assert all(text[words["start"] : words["end"]] == words["text"] for words in found)


def test_a_claim_names_the_words_its_type_asks_for() -> None:
    claim = only_claim(explained(TRANSFER))
    assert claim.type == "arms_transfer"
    assert claim.trigger.text == "supplied"
    assert [(c.slot, [words.text for words in c.words]) for c in claim.conditions] == [("obj", ["drones"])]


def test_a_filler_names_the_slot_it_stands_in() -> None:
    claim = only_claim(explained(TRANSFER))
    slots = {role: [(f.actor.name, f.slot) for f in claim.roles[role]] for role in ("source", "target")}
    assert slots == {"source": [("Iran", "subj")], "target": [("Sudan", "to")]}


def test_a_filler_below_another_word_names_that_word() -> None:
    claim = only_claim(explained("Armenian troops attacked positions of Azerbaijan."))
    [target] = claim.roles["target"]
    assert (target.actor.name, target.slot, target.head) == ("Azerbaijan", "obj", "positions")


def test_a_pronoun_is_told_apart_from_the_actor_it_stands_for() -> None:
    claims = list(explained("Norway held elections. It imposed sanctions on Belarus.").claims)
    [source] = claims[-1].roles["source"]
    assert source.actor.name == "Norway"
    assert "It" in (source.actor.words.text, source.pronoun)


def test_both_sides_of_a_meeting_are_found_in_one_slot() -> None:
    claim = only_claim(explained("Kenya and Uganda met in Nairobi."))
    assert claim.symmetric
    assert {claim.roles[role][0].slot for role in ("source", "target")} == {"subj"}


@pytest.mark.parametrize(
    ("text", "factuality", "cue"),
    [
        ("Spain will impose sanctions on Belarus.", "planned", "will"),
        ("Spain did not impose sanctions on Belarus.", "negated", "not"),
        ("Spain might impose sanctions on Belarus.", "conditional", "might"),
        ("Italy said Spain had imposed sanctions on Belarus.", "reported", "said"),
        ("Spain denied that it had imposed sanctions on Belarus.", "denied", "denied"),
        ("According to Italy, Spain imposed sanctions on Belarus.", "reported", "According"),
        ("Spain refused to impose sanctions on Belarus.", "negated", "refused"),
    ],
)
def test_factuality_names_the_word_that_decided(text: str, factuality: str, cue: str) -> None:
    claim = next(claim for claim in explained(text).claims if claim.type == "sanction")
    assert claim.factuality == factuality
    assert [words.text for words in claim.factuality_why.cues] == [cue]
    assert f"“{cue}”" in claim.factuality_why.text


def test_a_plain_claim_has_no_cue() -> None:
    claim = only_claim(explained("Spain imposed sanctions on Belarus."))
    assert claim.factuality == "asserted"
    assert claim.factuality_why.cues == ()
    assert claim.holder_why is None


def test_an_act_dated_after_publication_is_planned_for_its_date() -> None:
    claim = only_claim(explained("Spain's foreign minister visits Belarus on 30 January 2024."))
    assert claim.factuality == "planned"
    assert claim.factuality_why.text.endswith("lies after publication (2024-01-17)")
    assert claim.date_words == claim.factuality_why.cues


def test_a_holder_comes_with_the_word_that_makes_it_one() -> None:
    claim = only_claim(explained(TRANSFER))
    assert [actor.name for actor in claim.holder] == ["Canada"]
    assert claim.holder_why is not None
    assert [words.text for words in claim.holder_why.cues] == ["Canada", "said"]


def test_a_holder_that_is_no_known_actor_is_still_named() -> None:
    claim = next(iter(explained("The report said Spain had imposed sanctions on Belarus.").claims))
    assert claim.factuality == "reported"
    assert claim.holder == ()
    assert claim.holder_why is not None
    assert "“report”" in claim.holder_why.text


def test_a_date_comes_with_the_words_it_was_read_from() -> None:
    claim = only_claim(explained(TRANSFER))
    assert claim.date == "2023-12"
    assert [words.text for words in claim.date_words] == ["last month"]


def test_a_date_made_longer_by_a_duration_names_both() -> None:
    claim = next(iter(explained("Wang Yi arrived in Serbia on Monday for a three-day visit.").claims))
    assert claim.date == "2024-01-15/2024-01-17"
    assert [words.text for words in claim.date_words] == ["three-day", "Monday"]


def test_a_denial_elsewhere_is_told_of_both_sentences() -> None:
    first, second = explained(TRANSFER).sentences
    [claim] = first.claims
    [denial] = claim.denials
    assert [actor.name for actor in denial.holder] == ["Iran"]
    assert denial.sentence.text.strip() == "Tehran denied the claim."
    assert [denied.id for denied in second.denies] == [claim.id]
    assert first.denies == ()


def test_an_inferred_claim_says_what_it_follows_from() -> None:
    claims = list(explained("Russia launched North Korean missiles at Kharkiv.").claims)
    assert [(claim.type, claim.follows_from) for claim in claims] == [("attack", None), ("arms_transfer", "attack")]
    assert claims[1].confidence < 1


def test_a_dateline_is_shown_as_not_read() -> None:
    first = explained(f"PARIS, Jan 16 (Wire) - {TRANSFER}").sentences[0]
    assert [words.text.strip() for words in first.unread] == ["PARIS, Jan 16 (Wire) -"]


def test_without_publication_a_relative_date_stays_open() -> None:
    assert [claim.date for claim in explain("Spain imposed sanctions on Belarus last week.").claims] == [None]


def test_a_text_without_words_explains_nothing() -> None:
    assert explain(" \n").sentences == ()


def test_the_same_text_is_explained_in_the_same_bytes() -> None:
    assert explain(TRANSFER).to_json() == explain(TRANSFER).to_json()


def test_an_act_that_borrows_its_target_says_from_which() -> None:
    text = "Peru and Chile signed a fisheries treaty in 2019. Lima scrapped it on Monday."
    lent = [claim.lent_by for claim in explained(text).claims]
    assert [reason and reason.text for reason in lent] == [None, "target from “signed” (agreement)"]
    assert [words.text for reason in lent if reason for words in reason.cues] == ["signed"]


def test_an_act_done_as_another_did_says_so() -> None:
    claims = list(explained("Moldova expelled three Russian diplomats on Friday. Romania followed suit.").claims)
    assert claims[1].lent_by is not None
    assert claims[1].lent_by.text == "does as “expelled” (diplomatic break) tells"
