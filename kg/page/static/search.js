// The search field: actors by name or alias, relation types, and the quotes that hold the words.

let hits = [];
let hitAt = -1;

function find(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const score = (name) => {
    const lower = name.toLowerCase();
    if (lower === wanted) return 0;
    if (lower.startsWith(wanted)) return 1;
    return lower.includes(` ${wanted}`) ? 2 : lower.includes(wanted) ? 3 : 9;
  };
  const found = actors
    .map((a) => ({ a, score: Math.min(score(a.name), ...a.aliases.map((alias) => score(alias) + 0.5)) }))
    .filter((hit) => hit.score < 9)
    .sort((x, y) => x.score - y.score || y.a.events.length - x.a.events.length || x.a.i - y.a.i)
    .slice(0, 8)
    .map(({ a }) => ({
      label: [kindSwatch(a.kind), " ", a.name],
      note: plural(a.events.length, "event"),
      go: () => goTo(a.id),
    }));
  const kindsOf = types
    .filter((t) => t.label.toLowerCase().includes(wanted))
    .slice(0, 3)
    .map((t) => ({
      label: [classMark(t.cls), " ", t.label],
      note: "only this relation",
      go: () => update({ types: new Set(types.filter((x) => x !== t).map((x) => x.name)) }),
    }));
  const quoted = wanted.length > 2 ? events.filter((e) => haystack(e).includes(wanted)).length : 0;
  const words = quoted
    ? [
        {
          label: [`“${text.trim()}”`],
          note: `${plural(quoted, "event")} with these words`,
          go: () => update({ words: text.trim() }),
        },
      ]
    : [];
  return [...found, ...kindsOf, ...words];
}

function drawHits() {
  const list = byId("hits");
  const field = byId("search");
  list.hidden = !hits.length;
  field.setAttribute("aria-expanded", String(hits.length > 0));
  replace(
    list,
    hits.map((hit, i) =>
      el(
        "li",
        {
          role: "option",
          id: `hit-${i}`,
          "aria-selected": String(i === hitAt),
          onpointerdown: (event) => {
            event.preventDefault();
            choose(i);
          },
        },
        el("span", { class: "label" }, hit.label),
        el("span", { class: "muted" }, hit.note),
      ),
    ),
  );
  if (hitAt >= 0) field.setAttribute("aria-activedescendant", `hit-${hitAt}`);
  else field.removeAttribute("aria-activedescendant");
}

function choose(i) {
  const hit = hits[i];
  closeHits();
  byId("search").value = "";
  hit?.go();
  // The keys for what was found (expand, hide ...) work at once.
  (state.view === "network" ? byId("canvas") : state.view === "map" ? byId("map") : byId("panel")).focus({
    preventScroll: true,
  });
}

function closeHits() {
  hits = [];
  hitAt = -1;
  drawHits();
}

function startSearch() {
  const field = byId("search");
  field.addEventListener("input", () => {
    hits = find(field.value);
    hitAt = hits.length ? 0 : -1;
    drawHits();
    if (field.value.trim() && !hits.length) announce("Nothing found");
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.length) hitAt = (hitAt + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      drawHits();
      event.preventDefault();
    } else if (event.key === "Enter" && hits.length) choose(Math.max(0, hitAt));
    else if (event.key === "Escape") {
      if (hits.length) closeHits();
      else field.blur();
      event.stopPropagation();
    }
  });
  field.addEventListener("blur", closeHits);
}
