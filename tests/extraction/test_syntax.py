"""Slots of hand-made parses: each construction gives the same subject, object and other slots as the plain sentence."""

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from kg.extraction.clauses import expand, is_passive
from kg.extraction.syntax import FINDERS, Grammar
from kg.language.tokens import Doc
from kg.vocabulary.relations import SLOTS

VOCAB = spacy.blank("en").vocab
LEMMAS = {
    "attacked": "attack", "was": "be", "were": "be", "wants": "want", "forced": "force", "launched": "launch",
    "held": "hold", "talks": "talk", "shelled": "shell", "bombed": "bomb", "sent": "send", "given": "give",
    "tanks": "tank", "suffered": "suffer", "accused": "accuse", "shelling": "shell", "signed": "sign",
    "exercises": "exercise", "has": "have", "seen": "see",
}  # fmt: skip


def parse(table: str) -> Doc:
    """A Doc from lines "word TAG POS dep head"; the head by its word, the first of that name ("0" for the root)."""
    rows = [line.split() for line in table.strip().splitlines()]
    words = [row[0] for row in rows]
    heads = [i if row[4] == "0" else words.index(row[4]) for i, row in enumerate(rows)]
    doc = SpacyDoc(
        VOCAB,
        words=words,
        tags=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=heads,
        lemmas=[LEMMAS.get(word, word) for word in words],
    )
    return Doc(doc)


def slot(doc: Doc, word: str, path: str) -> list[str]:
    token = next(token for token in doc if token.text == word)
    return [found.text for found in Grammar(doc).slot(token, path)]


ACTIVE = """
    Chad NNP PROPN nsubj attacked
    attacked VBD VERB ROOT 0
    Niger NNP PROPN dobj attacked
"""
PASSIVE = """
    Niger NNP PROPN nsubjpass attacked
    was VBD AUX auxpass attacked
    attacked VBN VERB ROOT 0
    by IN ADP agent attacked
    Chad NNP PROPN pobj by
"""
RELATIVE = """
    Chad NNP PROPN nsubj left
    which WDT PRON nsubj attacked
    attacked VBD VERB relcl Chad
    Niger NNP PROPN dobj attacked
    left VBD VERB ROOT 0
"""
SUBJECT_CONTROL = """
    Chad NNP PROPN nsubj wants
    wants VBZ VERB ROOT 0
    to TO PART aux attacked
    attacked VB VERB xcomp wants
    Niger NNP PROPN dobj attacked
"""
OBJECT_CONTROL = """
    Mali NNP PROPN nsubj forced
    forced VBD VERB ROOT 0
    Chad NNP PROPN dobj forced
    to TO PART aux attacked
    attacked VB VERB xcomp forced
    Niger NNP PROPN dobj attacked
"""
PASSIVE_CONTROL = """
    Chad NNP PROPN nsubjpass forced
    was VBD AUX auxpass forced
    forced VBN VERB ROOT 0
    to TO PART aux attacked
    attacked VB VERB xcomp forced
    Niger NNP PROPN dobj attacked
"""
VERBS_COORDINATED = """
    Chad NNP PROPN nsubj left
    left VBD VERB ROOT 0
    and CC CCONJ cc left
    attacked VBD VERB conj left
    Niger NNP PROPN dobj attacked
"""
ACCUSED_OF = """
    Mali NNP PROPN nsubj accused
    accused VBD VERB ROOT 0
    Chad NNP PROPN dobj accused
    of IN ADP prep accused
    attacked VBG VERB pcomp of
    Niger NNP PROPN dobj attacked
"""
REDUCED_RELATIVE = """
    Niger NNP PROPN nsubj left
    attacked VBN VERB acl Niger
    by IN ADP agent attacked
    Chad NNP PROPN pobj by
    left VBD VERB ROOT 0
"""
OBJECT_RELATIVE = """
    Niger NNP PROPN nsubj left
    Chad NNP PROPN nsubj attacked
    attacked VBD VERB relcl Niger
    left VBD VERB ROOT 0
"""


@pytest.mark.parametrize(
    "table",
    [
        ACTIVE, PASSIVE, RELATIVE, SUBJECT_CONTROL, OBJECT_CONTROL, PASSIVE_CONTROL, VERBS_COORDINATED, ACCUSED_OF,
        REDUCED_RELATIVE, OBJECT_RELATIVE,
    ],
    ids=[
        "active", "passive", "relative clause", "subject control", "object control", "passive control",
        "coordinated verbs", "preposition with a verb", "reduced relative clause", "object relative clause",
    ],
)  # fmt: skip
def test_who_attacks_whom_is_the_same_in_every_construction(table: str) -> None:
    doc = parse(table)
    assert slot(doc, "attacked", "subj") == ["Chad"]
    assert slot(doc, "attacked", "obj") == ["Niger"]


def test_a_passive_without_an_agent_has_no_subject() -> None:
    doc = parse("""
        Niger NNP PROPN nsubjpass attacked
        was VBD AUX auxpass attacked
        attacked VBN VERB ROOT 0
    """)
    assert slot(doc, "attacked", "subj") == []
    assert slot(doc, "attacked", "obj") == ["Niger"]


def test_a_perfect_is_no_passive_and_a_bare_participle_is_one() -> None:
    perfect = parse("""
        Chad NNP PROPN nsubj attacked
        has VBZ AUX aux attacked
        attacked VBN VERB ROOT 0
    """)
    headline = parse("""
        Niger NNP PROPN nmod Chad
        Chad NNP PROPN ROOT 0
        attacked VBN VERB acl Chad
    """)
    assert not is_passive(perfect[2])
    assert is_passive(headline[2])


def test_a_coordinated_participle_shares_the_first_ones_auxiliary() -> None:
    doc = parse("""
        Niger NNP PROPN nsubjpass seen
        was VBD AUX auxpass seen
        seen VBN VERB ROOT 0
        and CC CCONJ cc seen
        attacked VBN VERB conj seen
        by IN ADP agent attacked
        Chad NNP PROPN pobj by
    """)
    assert is_passive(doc[4])
    assert slot(doc, "attacked", "subj") == ["Chad"]
    assert slot(doc, "attacked", "obj") == ["Niger"]


def test_every_coordinated_actor_fills_the_slot() -> None:
    doc = parse("""
        Chad NNP PROPN nsubj attacked
        , , PUNCT punct Chad
        Mali NNP PROPN conj Chad
        and CC CCONJ cc Mali
        Togo NNP PROPN conj Mali
        attacked VBD VERB ROOT 0
        Niger NNP PROPN dobj attacked
    """)
    assert slot(doc, "attacked", "subj") == ["Chad", "Mali", "Togo"]
    assert [token.text for token in expand([doc[0]])] == ["Chad", "Mali", "Togo"]


def test_every_coordinated_agent_fills_the_subject() -> None:
    doc = parse("""
        Niger NNP PROPN nsubjpass attacked
        was VBD AUX auxpass attacked
        attacked VBN VERB ROOT 0
        by IN ADP agent attacked
        Chad NNP PROPN pobj by
        and CC CCONJ cc Chad
        Mali NNP PROPN conj Chad
    """)
    assert slot(doc, "attacked", "subj") == ["Chad", "Mali"]


def test_the_subject_of_a_light_verb_acts_in_the_noun() -> None:
    doc = parse("""
        Chad NNP PROPN nsubj launched
        launched VBD VERB ROOT 0
        an DT DET det attack
        attack NN NOUN dobj launched
        on IN ADP prep attack
        Niger NNP PROPN pobj on
    """)
    assert slot(doc, "attack", "subj") == ["Chad"]
    assert slot(doc, "attack", "on") == ["Niger"]
    assert slot(doc, "launched", "obj.on") == ["Niger"]


def test_a_preposition_on_the_light_verb_serves_its_noun() -> None:
    doc = parse("""
        Chad NNP PROPN nsubj held
        held VBD VERB ROOT 0
        talks NNS NOUN dobj held
        with IN ADP prep held
        Niger NNP PROPN pobj with
    """)
    assert slot(doc, "talks", "with") == ["Niger"]
    assert slot(doc, "talks", "subj") == ["Chad"]


def test_the_agent_of_a_passive_light_verb_acts_in_the_noun() -> None:
    doc = parse("""
        Talks NNS NOUN nsubjpass held
        were VBD AUX auxpass held
        held VBN VERB ROOT 0
        by IN ADP agent held
        Chad NNP PROPN pobj by
    """)
    assert slot(doc, "Talks", "subj") == ["Chad"]


def test_who_suffers_an_attack_is_its_recipient() -> None:
    doc = parse("""
        Niger NNP PROPN nsubj suffered
        suffered VBD VERB ROOT 0
        an DT DET det attack
        attack NN NOUN dobj suffered
    """)
    assert slot(doc, "attack", "recipient") == ["Niger"]


def test_an_indirect_object_is_told_from_the_direct_one() -> None:
    active = parse("""
        Chad NNP PROPN nsubj sent
        sent VBD VERB ROOT 0
        Niger NNP PROPN dative sent
        tanks NNS NOUN dobj sent
    """)
    passive = parse("""
        Niger NNP PROPN nsubjpass given
        was VBD AUX auxpass given
        given VBN VERB ROOT 0
        tanks NNS NOUN dobj given
    """)
    assert (slot(active, "sent", "obj"), slot(active, "sent", "iobj")) == (["tanks"], ["Niger"])
    assert (slot(passive, "given", "obj"), slot(passive, "given", "iobj")) == (["tanks"], ["Niger"])


def test_possessors_and_demonyms_stand_before_a_noun() -> None:
    doc = parse("""
        Chad NNP PROPN poss attack
        's POS PART case Chad
        Nigerien JJ ADJ amod attack
        attack NN NOUN ROOT 0
        on IN ADP prep attack
        Mali NNP PROPN pobj on
    """)
    assert slot(doc, "attack", "poss") == ["Chad"]
    assert slot(doc, "attack", "mod") == ["Nigerien"]
    assert slot(doc, "attack", "none") == []


def test_a_preposition_that_hangs_on_anothers_object_is_found_by_its_tilde() -> None:
    doc = parse("""
        Chad NNP PROPN nsubj met
        met VBD VERB ROOT 0
        in IN ADP prep met
        Togo NNP PROPN pobj in
        with IN ADP prep Togo
        Niger NNP PROPN pobj with
    """)
    assert slot(doc, "met", "with") == []
    assert slot(doc, "met", "~with") == ["Niger"]


def test_a_path_looks_in_slots_of_slots() -> None:
    doc = parse("""
        Chad NNP PROPN nsubj signed
        signed VBD VERB ROOT 0
        a DT DET det deal
        deal NN NOUN dobj signed
        with IN ADP prep deal
        allies NNS NOUN pobj with
        of IN ADP prep allies
        Niger NNP PROPN pobj of
    """)
    assert slot(doc, "signed", "obj.with.of") == ["Niger"]
    assert slot(doc, "signed", "obj.against") == []


def test_a_verb_that_heads_itself_in_a_loop_of_clauses_finds_nothing() -> None:
    chain = ["Chad NNP PROPN nsubj left", "left VBD VERB ROOT 0"]
    for i in range(9):
        head = "left" if i == 0 else f"go{i - 1}"
        chain.append(f"go{i} VB VERB xcomp {head}")
    doc = parse("\n".join(chain))
    assert slot(doc, "go0", "subj") == ["Chad"]
    assert slot(doc, "go8", "subj") == []


def test_every_slot_that_a_relation_type_may_name_is_found_by_the_grammar() -> None:
    assert FINDERS.keys() == SLOTS
