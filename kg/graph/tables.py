"""The content of a graph as Arrow tables and back, nothing lost: articles, claims, entities, events, merges, ties.

The schemas are explicit, so that an empty column or table has the same types as a full one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from kg.types import Article, Claim, Content, Denial, Entity, Event, Mention, Merge, Office, Quantity, Tie

type Row = Mapping[str, Any]  # a row as Arrow gives it; its keys and types are those of the schema

_MENTION = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("kind", pa.string()),
        ("entity", pa.string()),
        ("via", pa.string()),
        ("sector", pa.string()),
    ]
)
_QUANTITY = pa.struct(
    [("value", pa.float64()), ("unit", pa.string()), ("qualifier", pa.string()), ("text", pa.string())]
)
_DENIAL = pa.struct([("holder", pa.list_(_MENTION)), ("start", pa.int32()), ("end", pa.int32())])
_OFFICE = pa.struct([("title", pa.string()), ("of", pa.string()), ("start", pa.string()), ("end", pa.string())])
_STRINGS = pa.list_(pa.string())

SCHEMAS: Mapping[str, pa.Schema] = {
    "articles": pa.schema(
        [
            ("id", pa.string()),
            ("title", pa.string()),
            ("text", pa.string()),
            ("url", pa.string()),
            ("source", pa.string()),
            ("published", pa.date32()),
            ("language", pa.string()),
            ("path", pa.string()),
        ]
    ),
    "claims": pa.schema(
        [
            ("id", pa.string()),
            ("article", pa.string()),
            ("type", pa.string()),
            ("roles", pa.map_(pa.string(), pa.list_(_MENTION))),
            ("factuality", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("trigger_start", pa.int32()),
            ("trigger_end", pa.int32()),
            ("holder", pa.list_(_MENTION)),
            ("denials", pa.list_(_DENIAL)),
            ("date", pa.string()),
            ("quantity", _QUANTITY),
            ("about", pa.string()),
            ("plover", pa.string()),
            ("inferred", pa.bool_()),
            ("confidence", pa.float64()),
        ]
    ),
    "entities": pa.schema(
        [
            ("id", pa.string()),
            ("kind", pa.string()),
            ("name", pa.string()),
            ("aliases", _STRINGS),
            ("country", pa.string()),
            ("wikidata", pa.string()),
            ("offices", pa.list_(_OFFICE)),
        ]
    ),
    "events": pa.schema(
        [
            ("id", pa.string()),
            ("type", pa.string()),
            ("roles", pa.map_(pa.string(), _STRINGS)),
            ("status", pa.string()),
            ("claims", _STRINGS),
            ("date", pa.string()),
            ("quantity", _QUANTITY),
            ("about", pa.string()),
            ("holders", _STRINGS),
            ("deniers", _STRINGS),
            ("sources", pa.int32()),
        ]
    ),
    "merges": pa.schema(
        [
            ("kind", pa.string()),
            ("kept", pa.string()),
            ("merged", pa.string()),
            ("score", pa.float64()),
            ("why", pa.string()),
            ("article", pa.string()),
        ]
    ),
    "ties": pa.schema(
        [
            ("type", pa.string()),
            ("source", pa.string()),
            ("target", pa.string()),
            ("title", pa.string()),
            ("start", pa.string()),
            ("end", pa.string()),
            ("seen", pa.string()),
        ]
    ),
}


def to_tables(content: Content) -> dict[str, pa.Table]:
    """The tables of a content, by name; the versions are not in them."""
    rows: dict[str, list[Row]] = {
        "articles": [_plain_row(article) for article in content.articles],
        "entities": [
            _plain_row(entity) | {"offices": [_plain_row(office) for office in entity.offices]}
            for entity in content.entities
        ],
        "events": [
            _plain_row(event) | {"roles": sorted(event.roles.items()), "quantity": _quantity_row(event.quantity)}
            for event in content.events
        ],
        "merges": [_plain_row(merge) for merge in content.merges],
        "ties": [_plain_row(tie) for tie in content.ties],
    }
    tables = {name: pa.Table.from_pylist(found, schema=SCHEMAS[name]) for name, found in rows.items()}
    return {name: tables[name] if name in tables else write_claims(content.claims) for name in SCHEMAS}


def write_claims(claims: Iterable[Claim]) -> pa.Table:
    """The table of some claims."""
    return pa.Table.from_pylist([_claim_row(claim) for claim in claims], schema=SCHEMAS["claims"])


def read_claims(table: pa.Table) -> tuple[Claim, ...]:
    """The claims of a table."""
    return tuple(map(_claim, table.to_pylist()))


def read_entities(rows: pa.Table | pa.StructArray) -> tuple[Entity, ...]:
    """The entities of a table, or of its rows as an array."""
    return tuple(map(_entity, rows.to_pylist()))


def from_tables(tables: Mapping[str, pa.Table], versions: Mapping[str, str]) -> Content:
    """The content of tables as `to_tables` makes them, and the versions kept beside them."""
    return Content(
        articles=tuple(Article(**row) for row in tables["articles"].to_pylist()),
        entities=read_entities(tables["entities"]),
        claims=read_claims(tables["claims"]),
        events=tuple(_event(row) for row in tables["events"].to_pylist()),
        versions=dict(versions),
        merges=tuple(Merge(**row) for row in tables["merges"].to_pylist()),
        ties=tuple(Tie(**row) for row in tables["ties"].to_pylist()),
    )


def _plain_row(record: Article | Entity | Event | Mention | Merge | Office | Quantity | Tie) -> dict[str, Any]:
    """The fields of a record as they stand; parts that are records themselves are the caller's."""
    return {name: getattr(record, name) for name in record.__slots__}


def _quantity_row(quantity: Quantity | None) -> Row | None:
    return None if quantity is None else _plain_row(quantity)


def _mention_rows(mentions: Iterable[Mention]) -> list[Row]:
    return [_plain_row(mention) for mention in mentions]


def _claim_row(claim: Claim) -> Row:
    row = {name: getattr(claim, name) for name in claim.__slots__ if name != "trigger"}
    return row | {
        "roles": [(role, _mention_rows(mentions)) for role, mentions in sorted(claim.roles.items())],
        "trigger_start": claim.trigger[0],
        "trigger_end": claim.trigger[1],
        "holder": _mention_rows(claim.holder),
        "denials": [
            {"holder": _mention_rows(denial.holder), "start": denial.start, "end": denial.end}
            for denial in claim.denials
        ],
        "quantity": _quantity_row(claim.quantity),
    }


def _mentions(rows: Iterable[Row]) -> tuple[Mention, ...]:
    return tuple(Mention(**row) for row in rows)


def _quantity(row: Row | None) -> Quantity | None:
    return None if row is None else Quantity(**row)


def _entity(row: Row) -> Entity:
    offices = tuple(Office(**office) for office in row["offices"])
    return Entity(**{**row, "aliases": tuple(row["aliases"]), "offices": offices})


def _claim(row: Row) -> Claim:
    fields = dict(row)
    trigger = fields.pop("trigger_start"), fields.pop("trigger_end")
    return Claim(
        **{
            **fields,
            "trigger": trigger,
            "roles": {role: _mentions(mentions) for role, mentions in row["roles"]},
            "holder": _mentions(row["holder"]),
            "denials": tuple(Denial(_mentions(d["holder"]), d["start"], d["end"]) for d in row["denials"]),
            "quantity": _quantity(row["quantity"]),
        }
    )


def _event(row: Row) -> Event:
    return Event(
        **{
            **row,
            "roles": {role: tuple(entities) for role, entities in row["roles"]},
            "claims": tuple(row["claims"]),
            "holders": tuple(row["holders"]),
            "deniers": tuple(row["deniers"]),
            "quantity": _quantity(row["quantity"]),
        }
    )
