// Sets up the editor for this server's endpoint: its prefixes, its terms, its named queries; nothing else is asked.
"use strict";

const setup = JSON.parse(document.getElementById("setup").textContent);
const prefixLines = Object.entries(setup.prefixes).map(([prefix, space]) => `${prefix}: <${space}>`);

/** The classes or the properties of the graph, most used first; fetched once, when the editor first offers some. */
const TERMS = {
  class: "SELECT ?term { ?subject a ?term } GROUP BY ?term ORDER BY DESC(COUNT(*)) LIMIT 500",
  property: "SELECT ?term { ?subject ?term ?object } GROUP BY ?term ORDER BY DESC(COUNT(*)) LIMIT 500",
};
const fetched = {};

function fetchTerms(kind) {
  fetched[kind] ??= fetch(`${setup.endpoint}?query=${encodeURIComponent(TERMS[kind])}`)
    .then((response) => (response.ok ? response.json() : { results: { bindings: [] } }))
    .then((answer) => answer.results.bindings.map((row) => row.term.value));
  return fetched[kind];
}

function setUpCompletion(Yasqe) {
  for (const kind of Object.keys(TERMS)) {
    Yasqe.Autocompleters[kind].get = async (yasqe, token) => {
      const start = token?.autocompletionString ?? "";
      return (await fetchTerms(kind)).filter((term) => term.startsWith(start));
    };
  }
  Yasqe.Autocompleters.prefixes.get = () => prefixLines;
}

/** Where an IRI of the graph can be read on this server. */
function localAddress(iri) {
  return iri.startsWith(setup.base) ? `/${iri.slice(setup.base.length)}` : iri;
}

/** A query with the declarations that it needs elsewhere; here the prefixes are known. */
function declarePrefixes(text) {
  const code = text.replace(/<[^>\s]*>|"[^"\n]*"|'[^'\n]*'|#[^\n]*/g, " ");
  const used = Object.entries(setup.prefixes).filter(([prefix]) => new RegExp(`(^|[^\\w:?$-])${prefix}:`).test(code));
  return used.map(([prefix, space]) => `PREFIX ${prefix}: <${space}>\n`).join("") + text;
}

function openQuery(yasgui, name, run) {
  const text = declarePrefixes(setup.queries[name]);
  const open = Object.values(yasgui._tabs).find((tab) => tab.getName() === name);
  const tab = open ?? yasgui.addTab(true, { name, yasqe: { value: text } });
  yasgui.selectTabId(tab.getId());
  tab.setQuery(text);
  if (run) tab.query().catch(() => {});
}

setUpCompletion(Yasgui.Yasqe);
const endpoint = new URL(setup.endpoint, location.href).href;
const first = "SELECT ?visitor ?visited WHERE {\n  ?guest kg:visited ?host .\n  ?guest rdfs:label ?visitor .\n  ?host rdfs:label ?visited .\n}\nLIMIT 100\n";
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  copyEndpointOnNewTab: false,
  populateFromUrl: true,
  persistenceId: `kg ${setup.base}`,
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  yasqe: { value: declarePrefixes(first), showQueryButton: true, resizeable: true },
  yasr: { prefixes: setup.prefixes },
});

for (const button of document.querySelectorAll("button[data-query]")) {
  button.addEventListener("click", () => openQuery(yasgui, button.dataset.query, true));
}
const asked = decodeURIComponent(location.hash.slice(1));
if (Object.hasOwn(setup.queries, asked)) openQuery(yasgui, asked, true);

// Links of the table name things by their IRI; those of this graph are read here.
for (const kind of ["mouseover", "focusin", "click"]) {
  document.getElementById("yasgui").addEventListener(kind, (event) => {
    const link = event.target.closest?.("a.iri, a[href]");
    if (link) link.href = localAddress(link.getAttribute("href"));
  }, true);
}
