// The filters on the left, which are the legend too: each choice shows how it is drawn and how many events it lets through.

const refreshers = [];

function choice({ label, swatch, set, members, count, nested }) {
  const box = el("input", {
    type: "checkbox",
    onchange: () => update({ [set]: toggled(state[set], members, box.checked) }),
  });
  const number = el("span", { class: "count" });
  const row = el(
    "li",
    { class: nested ? "choice nested" : "choice" },
    el("label", {}, box, swatch, el("span", { class: "label" }, label), number),
    button("only", () => update({ [set]: new Set(allOf(set).filter((name) => !members.includes(name))) }), {
      class: "only",
      "aria-label": `Only ${label}`,
    }),
  );
  refreshers.push((result) => {
    const on = members.filter((name) => !state[set].has(name)).length;
    box.checked = on > 0;
    box.indeterminate = on > 0 && on < members.length;
    const n = count(result);
    number.textContent = n.toLocaleString("en");
    row.classList.toggle("zero", !n);
  });
  return row;
}

const allOf = (set) =>
  ({
    types: types.map((t) => t.name),
    statuses: statuses.map((s) => s.name),
    kinds: kinds.map((k) => k.name),
    outlets,
  })[set];
const total = (counts, members) => members.reduce((sum, name) => sum + (counts.get(name) || 0), 0);

function group(title, set, ...children) {
  const all = button("all", () => update({ [set]: new Set() }), { class: "all", "aria-label": `All: ${title}` });
  refreshers.push(() => {
    all.hidden = !state[set].size;
  });
  return el("fieldset", {}, el("legend", {}, title), all, el("ul", {}, children));
}

function classChoice(cls) {
  const members = cls.types.map((t) => t.name);
  const row = choice({
    label: cls.label,
    swatch: el(
      "span",
      { class: "hued", style: { color: `var(--class-${cls.name})` } },
      lineSwatch("fact", "currentColor", cls.glyph),
    ),
    set: "types",
    members,
    count: (r) => total(r.types, members),
  });
  const list = el(
    "ul",
    { hidden: true, id: `types-${cls.name}` },
    [...cls.types]
      .sort((a, b) => a.label.localeCompare(b.label, "en"))
      .map((t) =>
        choice({
          label: t.label,
          set: "types",
          members: [t.name],
          count: (r) => r.types.get(t.name) || 0,
          nested: true,
        }),
      ),
  );
  const open = button(
    "",
    () => {
      list.hidden = !list.hidden;
      open.setAttribute("aria-expanded", String(!list.hidden));
    },
    {
      class: "open-types",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "aria-label": `Types of ${cls.label.toLowerCase()}`,
    },
    el("span", { "aria-hidden": "true" }, "›"),
  );
  row.prepend(open);
  row.append(list);
  return row;
}

const FIRST_OUTLETS = 8;

function outletChoices() {
  const frequency = new Map();
  for (const event of events) for (const o of event.outlets) add(frequency, outlets[o]);
  const ranked = [...frequency].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en")).map(([name]) => name);
  const items = ranked.map((name) =>
    choice({ label: name, set: "outlets", members: [name], count: (r) => r.outlets.get(name) || 0 }),
  );
  for (const item of items.slice(FIRST_OUTLETS)) item.hidden = true;
  if (items.length <= FIRST_OUTLETS) return items;
  const more = el(
    "li",
    {},
    button(
      `${items.length - FIRST_OUTLETS} more`,
      () => {
        for (const item of items) item.hidden = false;
        items[FIRST_OUTLETS].querySelector("input").focus();
        more.remove();
      },
      { class: "more" },
    ),
  );
  return [...items, more];
}

function leastChoices() {
  const most = Math.min(5, Math.max(1, ...events.map((e) => e.support)));
  return Array.from({ length: most }, (_, i) => i + 1).map((least) => {
    const radio = el("input", { type: "radio", name: "least", value: least, onchange: () => update({ least }) });
    const number = el("span", { class: "count" });
    refreshers.push((result) => {
      radio.checked = state.least === least;
      number.textContent = (result.least.get(least) || 0).toLocaleString("en");
    });
    return el(
      "li",
      { class: "choice" },
      el("label", {}, radio, el("span", { class: "label" }, least === 1 ? "any number" : `${least} or more`), number),
    );
  });
}

function startFacets() {
  const used = (list, of) => list.filter((x) => events.some((e) => of(e, x)));
  const words = el("input", {
    id: "words",
    type: "search",
    placeholder: "words in the quotes",
    autocomplete: "off",
    oninput: later(() => update({ words: words.value })),
  });
  refreshers.push(() => {
    if (document.activeElement !== words) words.value = state.words;
  });
  replace(
    byId("filters"),
    el(
      "div",
      { class: "filters-head" },
      el("h2", {}, "Filters"),
      el("p", { id: "passing", role: "status" }),
      button(
        "Reset",
        () =>
          update({
            types: new Set(),
            statuses: new Set(),
            kinds: new Set(),
            outlets: new Set(),
            least: 1,
            from: null,
            to: null,
            undated: true,
            words: "",
          }),
        { id: "reset", class: "text" },
      ),
      button("×", closeFilters, { class: "close", "aria-label": "Close filters" }),
    ),
    el("div", { class: "field" }, el("label", { for: "words" }, "Text"), words),
    group("Relation", "types", classes.filter((c) => c.types.length).map(classChoice)),
    group(
      "Status",
      "statuses",
      used(statuses, (e, s) => e.status === s).map((s) =>
        choice({
          label: s.label,
          swatch: lineSwatch(s.standing, "currentColor"),
          set: "statuses",
          members: [s.name],
          count: (r) => r.statuses.get(s.name) || 0,
        }),
      ),
    ),
    group(
      "Kind of actor",
      "kinds",
      used(kinds, (e, k) => e.actors.some((a) => a.kind === k)).map((k) =>
        choice({
          label: k.label,
          swatch: kindSwatch(k),
          set: "kinds",
          members: [k.name],
          count: (r) => r.kinds.get(k.name) || 0,
        }),
      ),
    ),
    folding(),
    el("fieldset", {}, el("legend", {}, "Independent sources"), el("ul", {}, leastChoices())),
    outlets.length > 0 && group("Reported by", "outlets", outletChoices()),
  );
}

function folding() {
  if (!entities.some((e) => e.kind.name === "person" && e.drawn && stateOf(e))) return null;
  const box = el("input", { type: "checkbox", id: "fold", onchange: () => update({ fold: box.checked }) });
  refreshers.push(() => {
    box.checked = state.fold;
  });
  return el("p", { class: "choice fold" }, el("label", {}, box, el("span", {}, "Persons count for their state")));
}

function drawFacets(result) {
  for (const refresh of refreshers) refresh(result);
  byId("passing").textContent = `${result.passing.length.toLocaleString("en")} of ${plural(events.length, "event")}`;
  byId("reset").hidden = result.passing.length === events.length && !filtering();
}

const filtering = () =>
  Boolean(
    state.words ||
    state.least > 1 ||
    state.from !== null ||
    state.to !== null ||
    !state.undated ||
    state.types.size ||
    state.statuses.size ||
    state.kinds.size ||
    state.outlets.size,
  );

// What is set, as chips above the drawing that take it back.
function drawChips() {
  const chip = (label, undoIt) =>
    el("span", { class: "chip" }, label, button("×", undoIt, { "aria-label": `Remove: ${label}` }));
  const chips = [];
  if (state.words) chips.push(chip(`“${state.words}”`, () => update({ words: "" })));
  if (state.from !== null || state.to !== null) {
    chips.push(
      chip(
        `${state.from === null ? "…" : dateText(isoOf(state.from))} – ${state.to === null ? "…" : dateText(isoOf(state.to))}`,
        () => update({ from: null, to: null }),
      ),
    );
  }
  if (state.least > 1) chips.push(chip(`${state.least} or more sources`, () => update({ least: 1 })));
  if (state.ego) chips.push(chip(`Around ${entityById.get(state.ego).name}`, () => update({ ego: null })));
  if (state.path)
    chips.push(
      chip(`Path: ${state.path.map((id) => entityById.get(id).name).join(" to ")}`, () =>
        update({ path: null, select: null }),
      ),
    );
  if (state.hidden.size)
    chips.push(chip(`${plural(state.hidden.size, "actor")} hidden`, () => update({ hidden: new Set() })));
  if (state.pins.size) chips.push(chip(`${state.pins.size} pinned`, () => update({ pins: new Map() })));
  if (state.view === "network" && !state.ego && !state.path && drawn.nodes.length < drawn.total) {
    chips.push(
      el(
        "span",
        { class: "shown" },
        `The ${state.limit} most connected ${drawn.nodes.length > state.limit ? `and ${drawn.nodes.length - state.limit} more ` : ""}of ${drawn.total.toLocaleString("en")} actors `,
        button("60 more", () => update({ limit: state.limit + 60 }), { class: "text" }),
        drawn.total <= 600 && " · ",
        drawn.total <= 600 &&
          button("all", () => update({ limit: Infinity }), { class: "text", "aria-label": "Show all actors" }),
      ),
    );
  }
  const box = byId("chips");
  const focused = box.contains(document.activeElement);
  replace(box, chips);
  if (focused) byId("canvas")?.focus();
}

const openFilters = () => {
  document.body.classList.add("filters-open");
  byId("filters").querySelector("button, input").focus();
};
const closeFilters = () => {
  document.body.classList.remove("filters-open");
  byId("open-filters").focus();
};
