"""Validators of others on every written form: riot of Apache Jena, rapper, serdi.

Debian's libapache-jena-java 4.5.0 moved the classes of its copy of Xerces to another package, but not the messages that
they read when they start, so that no command of Jena runs; here the messages are put where they are looked for.
"""

import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from contents import CONTENT
from pyoxigraph import RdfFormat, Triple, parse

from kg.graph.graph import Graph

JAVA = Path("/usr/share/java")
MESSAGES = "org/apache/jena/ext/xerces/"
JARS = [
    "jena-cmds",
    "jena-arq",
    "jena-core",
    "jena-base",
    "jena-iri",
    "jena-tdb",
    "jena-tdb2",
    "jena-rdfconnection",
    "jena-dboe-base",
    "jena-dboe-index",
    "jena-dboe-storage",
    "jena-dboe-trans-data",
    "jena-dboe-transaction",
    "jena-shacl",
    "jena-shex",
    "commons-cli",
    "commons-codec",
    "commons-compress",
    "commons-csv",
    "commons-io",
    "commons-lang3",
    "commons-logging",
    "dexx.collection",
    "gson",
    "guava",
    "httpclient",
    "httpclient-cache",
    "httpcore",
    "jackson-annotations",
    "jackson-core",
    "jackson-databind",
    "jsonld-java",
    "jakarta.json-api",
    "protobuf",
    "slf4j-api",
    "slf4j-simple",
    "thrift",
    "titanium-json-ld",
]
# JSON-LD by the reader of JSON-LD 1.0, as that of 1.1 lacks a JSON parser in Debian.
RIOT = {"ttl": "turtle", "trig": "trig", "nt": "ntriples", "nq": "nquads", "rdf": "rdfxml", "jsonld": "jsonld10"}
RAPPER = {"ttl": "turtle", "trig": "trig", "nt": "ntriples", "nq": "nquads", "rdf": "rdfxml"}
SERDI = {"ttl": "turtle", "trig": "trig", "nt": "ntriples", "nq": "nquads"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    for ending in RIOT:
        Graph(CONTENT).export(folder / f"graph.{ending}")
    return folder


def triples(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)}


@pytest.fixture(scope="module")
def jena(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("messages")
    with zipfile.ZipFile(JAVA / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(MESSAGES) and name.endswith(".properties"):
                place = folder / "xerces" / name.removeprefix(MESSAGES)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(jar.read(name))
    places = [folder, *(JAVA / f"{name}.jar" for name in JARS)]
    return ["java", "-cp", os.pathsep.join(map(str, places)), "riotcmd.riot"]


def run(command: list[str], path: Path) -> str:
    """What a command says of a file; it must not fail."""
    said = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return said.stdout + said.stderr


@pytest.mark.parametrize("ending", RIOT)
def test_riot_finds_nothing_to_warn_of(jena: list[str], files: Path, ending: str) -> None:
    assert run([*jena, "--validate", f"--syntax={RIOT[ending]}"], files / f"graph.{ending}") == ""


def test_riot_finds_a_fault_where_there_is_one(jena: list[str], files: Path) -> None:
    broken = files / "broken.ttl"
    broken.write_text((files / "graph.ttl").read_text() + '<https://kg.example/x> rdfs:label "no end .\n')
    said = subprocess.run([*jena, "--validate", str(broken)], capture_output=True, text=True, check=False)
    assert said.returncode != 0
    assert "ERROR" in said.stderr


@pytest.mark.parametrize("ending", RAPPER)
def test_rapper_counts_the_same_triples(files: Path, ending: str) -> None:
    said = run(["rapper", "-c", "-i", RAPPER[ending]], files / f"graph.{ending}")
    assert f"Parsing returned {len(triples((files / 'graph.nt').read_text()))} triples" in said
    assert "Warning" not in said


@pytest.mark.parametrize("ending", SERDI)
def test_serdi_reads_the_same_triples(files: Path, ending: str) -> None:
    said = run(["serdi", "-q", "-i", SERDI[ending], "-o", "ntriples"], files / f"graph.{ending}")
    assert triples(said) == triples((files / "graph.nt").read_text())
