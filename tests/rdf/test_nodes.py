from kg.rdf.nodes import Draft, column, describe, fixed
from kg.rdf.quads import quad_lines, triple_lines
from kg.rdf.turtle import trig_text, turtle_text

G = "<https://kg.example/graph/g>"
PREFIXES = {"e": "https://e.example/50%25/", "xsd": "http://www.w3.org/2001/XMLSchema#"}
PLACE = "<https://e.example/50%%25/p%s>"


def drafted():
    draft = Draft(
        (PLACE, column("<https://e.example/50%25/at>", '"%s"^^<http://www.w3.org/2001/XMLSchema#date>')), (1, "d")
    )
    draft.add((fixed("<https://e.example/50%25/share>", '"100 %"'),))
    draft.add_each(column("<https://e.example/50%25/near>", PLACE), [(2,), (3,), (2,)])
    return draft.node(G)


def test_a_subject_is_described_in_order_each_pair_once():
    nodes = describe("<s>", G, [("<b>", '"2"'), ("<a>", '"1 %"'), ("<b>", '"2"')])
    assert list(quad_lines(nodes)) == [f'<s> <a> "1 %" {G} .\n<s> <b> "2" {G} .\n']


def test_a_layout_is_filled_for_every_triple():
    (text,) = triple_lines([drafted()])
    assert text.splitlines() == [
        '<https://e.example/50%25/p1> <https://e.example/50%25/at> "d"^^<http://www.w3.org/2001/XMLSchema#date> .',
        '<https://e.example/50%25/p1> <https://e.example/50%25/share> "100 %" .',
        "<https://e.example/50%25/p1> <https://e.example/50%25/near> <https://e.example/50%25/p2> .",
        "<https://e.example/50%25/p1> <https://e.example/50%25/near> <https://e.example/50%25/p3> .",
    ]


def test_turtle_shortens_names_and_shares_subjects_and_predicates():
    text = "".join(turtle_text([drafted()], PREFIXES)).partition("\n\n")[2]
    assert text == 'e:p1 e:at "d"^^xsd:date ;\n    e:share "100 %" ;\n    e:near e:p2 , e:p3 .\n'


def test_numbers_and_truth_stand_bare_in_turtle_where_they_keep_their_type():
    xsd = "http://www.w3.org/2001/XMLSchema#"
    values = [f'"5"^^<{xsd}integer>', f'"0.9"^^<{xsd}decimal>', f'"5"^^<{xsd}decimal>', f'"true"^^<{xsd}boolean>']
    nodes = describe("<s>", G, [("<a>", value) for value in values])
    assert "".join(turtle_text(nodes, PREFIXES)).endswith('<s> <a> 0.9 , "5"^^xsd:decimal , 5 , true .\n')


def test_what_is_no_plain_name_keeps_its_iri_in_full():
    nodes = describe("<https://e.example/50%25/a.>", G, [("<b>", "<https://e.example/50%25/%41>")])
    assert "".join(turtle_text(nodes, PREFIXES)).endswith(
        "\n<https://e.example/50%25/a.> <b> <https://e.example/50%25/%41> .\n"
    )


def test_trig_keeps_each_graph_in_a_block():
    nodes = [*describe("<s>", G, [("<a>", "<o>")]), *describe("<s>", "<h>", [("<a>", "<o>")])]
    assert "".join(trig_text(nodes, {})) == f"\n{G} {{\n    <s> <a> <o> .\n}}\n\n<h> {{\n    <s> <a> <o> .\n}}\n\n"
