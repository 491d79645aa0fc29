// Starts the page and redraws it whenever the state changes.

let current = null;

const VIEWS = {
  network: ["Network", drawNetwork],
  map: ["Map", drawMap],
  dyads: ["Dyads", drawDyads],
  table: ["Table", drawTable],
};

const toggleTheme = () => update({ theme: theme() === "dark" ? "light" : "dark" }, { step: false });

let menu = null;
const menuOpen = () => menu && !menu.list.hidden;
const closeMenu = () => {
  if (!menuOpen()) return;
  menu.list.hidden = true;
  menu.opener.setAttribute("aria-expanded", "false");
  menu.opener.focus();
};

function startMenu() {
  const list = el(
    "ul",
    { id: "exports", hidden: true, class: "menu" },
    EXPORTS.map(([name, note, action]) =>
      el(
        "li",
        {},
        button(
          "",
          () => {
            closeMenu();
            action();
          },
          { id: `export-${name.toLowerCase()}` },
          el("strong", {}, name),
          ` ${note}`,
        ),
      ),
    ),
    el(
      "li",
      {},
      button(
        "",
        () => {
          closeMenu();
          print();
        },
        { id: "export-print" },
        el("strong", {}, "Print"),
        " this view",
      ),
    ),
  );
  const opener = button(
    "Export",
    () => {
      const open = list.hidden;
      list.hidden = !open;
      opener.setAttribute("aria-expanded", String(open));
      for (const [name, , , offered] of EXPORTS)
        byId(`export-${name.toLowerCase()}`).parentElement.hidden = !offered(state.view);
      if (open) list.querySelector("li:not([hidden]) button").focus();
    },
    { "aria-expanded": "false", "aria-controls": "exports", id: "open-exports" },
  );
  menu = { list, opener };
  document.addEventListener("pointerdown", (event) => {
    if (menuOpen() && !event.target.closest("#exports, #open-exports")) {
      list.hidden = true;
      opener.setAttribute("aria-expanded", "false");
    }
  });
  return el("div", { class: "menu-box" }, opener, list);
}

function startTools() {
  replace(
    byId("views"),
    Object.entries(VIEWS).map(([name, [label]], i) =>
      button(label, () => update({ view: name }, { step: false }), {
        id: `show-${name}`,
        title: `${label} (${i + 1})`,
      }),
    ),
  );
  replace(
    byId("tools"),
    button("Filters", () => (document.body.classList.contains("filters-open") ? closeFilters() : openFilters()), {
      id: "open-filters",
      class: "narrow-only",
    }),
    button(
      "",
      undo,
      { id: "undo", "aria-label": "Undo", title: "Undo (U)" },
      el("span", { "aria-hidden": "true" }, "↶"),
    ),
    button(
      "",
      redo,
      { id: "redo", "aria-label": "Redo", title: "Redo (R)" },
      el("span", { "aria-hidden": "true" }, "↷"),
    ),
    startMenu(),
    button(
      "",
      toggleTheme,
      { id: "theme", "aria-label": "Dark or light", title: "Dark or light (D)" },
      el("span", { "aria-hidden": "true" }, "◐"),
    ),
    button(
      "",
      () => byId("help").showModal(),
      { id: "open-help", "aria-label": "Keys", title: "Keys (?)" },
      el("span", { "aria-hidden": "true" }, "?"),
    ),
  );
}

let evaluated = "";
const filterKey = () =>
  JSON.stringify([
    state.words,
    state.least,
    state.from,
    state.to,
    state.undated,
    ...["types", "statuses", "kinds", "outlets"].map((s) => [...state[s]].sort()),
  ]);

function render() {
  const started = performance.now();
  applyTheme();
  const key = filterKey();
  if (!current || key !== evaluated) current = evaluate();
  evaluated = key;
  for (const name of Object.keys(VIEWS)) {
    byId(`view-${name}`).hidden = state.view !== name;
    byId(`show-${name}`).setAttribute("aria-pressed", String(state.view === name));
  }
  document.body.dataset.view = state.view;
  document.body.classList.toggle("panel-open", Boolean(state.select));
  byId("work").classList.toggle("wide", !state.select && ["dyads", "table"].includes(state.view));
  VIEWS[state.view][1](current);
  drawFacets(current);
  drawHistogram(current);
  drawPanel(current);
  drawChips();
  byId("undo").disabled = !done.length;
  byId("redo").disabled = !undone.length;
  document.documentElement.dataset.drawn = (performance.now() - started).toFixed(1);
}

function printNote() {
  const active = [...byId("chips").children].map((chip) => chip.firstChild.textContent);
  byId("print-note").textContent =
    `${current.passing.length} of ${events.length} events. ${active.length ? `Set: ${active.join("; ")}.` : ""} ${location.protocol === "about:" ? "" : location.href}`;
}

restore(location.hash.slice(1));
startTools();
startFacets();
startHistogram();
startSearch();
startKeyboard();
listeners.push(render);
render();
addEventListener("hashchange", () => {
  if (location.hash.slice(1) === serialise()) return;
  restore(location.hash.slice(1));
  render();
  if (drawing && state.camera) moveCamera(state.camera);
});
prefersDark.addEventListener("change", render);
addEventListener("beforeprint", printNote);
addEventListener(
  "resize",
  later(() => state.view === "map" && (placeMap(), declutter())),
);
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    document.documentElement.dataset.ready = performance.now().toFixed(0);
  }),
);
