// The dyads view: who deals with whom and in what spirit, from -10 (conflict) to +10 (cooperation), as the relation types'
// PLOVER intensities have it. One table of states by states, one of pairs of states by month.

const MOST_STATES = 24;
const MOST_PAIRS = 30;

const moodClass = (mean) => (mean === null ? "mood-none" : `mood${Math.max(-4, Math.min(4, Math.round(mean / 2.2)))}`);
function cell(members, name, open) {
  if (!members?.length) return el("td", { class: "empty" });
  const { mean, contested } = mood(members);
  const said = `${name}: ${plural(members.length, "event")}, mean intensity ${moodText(mean)}${contested ? `, ${contested} contested` : ""}`;
  return el(
    "td",
    { class: moodClass(mean) },
    button(String(members.length), open, {
      tabindex: -1,
      "aria-label": said,
      title: said,
      class: contested ? "some-contested" : null,
    }),
  );
}

function drawDyads(result) {
  const view = byId("view-dyads");
  const all = pairsOf(result.passing).pairs;
  const kept = keepFocus(view);
  const [left, top] = [view.querySelector(".scroll")?.scrollLeft || 0, view.scrollTop];
  const mode = (name, label) =>
    button(label, () => update({ dyads: name }, { step: false }), {
      "aria-pressed": String(state.dyads === name),
      data: { focus: name },
    });
  replace(
    view,
    el(
      "div",
      { class: "dyads-head" },
      el(
        "div",
        { class: "segments", role: "group", "aria-label": "Show" },
        mode("matrix", "States by states"),
        mode("months", "Pairs by month"),
      ),
      moodLegend(),
    ),
    all.length
      ? state.dyads === "months"
        ? monthTable(all)
        : matrix(all)
      : el("p", { class: "none" }, "No events between two states pass the filters."),
    el(
      "p",
      { class: "muted" },
      "The number is that of events, the colour their mean intensity; contested events (≠) do not colour. Persons count for their state.",
    ),
  );
  // The latest months are the ones to see first.
  const same = view.dataset.mode === state.dyads;
  const wide = view.querySelector(".scroll");
  if (wide) wide.scrollLeft = same ? left : state.dyads === "months" ? wide.scrollWidth : 0;
  view.scrollTop = same ? top : 0;
  view.dataset.mode = state.dyads;
  kept();
}

function moodLegend() {
  const steps = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
  return el(
    "div",
    { class: "mood-legend" },
    el("span", {}, "conflict −10"),
    el(
      "span",
      { class: "steps", "aria-hidden": "true" },
      steps.map((s) => el("i", { class: `mood${s}` })),
    ),
    el("span", {}, "+10 cooperation"),
  );
}

function matrix(all) {
  const count = new Map();
  for (const { a, b, events: members } of all)
    for (const s of [a, b]) count.set(s, (count.get(s) || 0) + members.length);
  const states = [...count]
    .sort((x, y) => y[1] - x[1] || x[0].i - y[0].i)
    .slice(0, MOST_STATES)
    .map(([s]) => s);
  const at = new Map(
    all.flatMap((d) => [
      [`${d.a.i} ${d.b.i}`, d],
      [`${d.b.i} ${d.a.i}`, d],
    ]),
  );
  const open = (a, b) => () => select("pair", a.id, b.id);
  const table = el(
    "table",
    { class: "grid matrix" },
    el(
      "caption",
      {},
      `The ${states.length} states with most events${count.size > states.length ? `, of ${count.size}` : ""}`,
    ),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("td", {}),
        states.map((s) => el("th", { scope: "col" }, el("span", {}, s.name))),
      ),
    ),
    el(
      "tbody",
      {},
      states.map((row) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, row.name),
          states.map((column) =>
            row === column
              ? el("td", { class: "self" })
              : cell(at.get(`${row.i} ${column.i}`)?.events, `${row.name} and ${column.name}`, open(row, column)),
          ),
        ),
      ),
    ),
  );
  return el("div", { class: "scroll" }, roving(table));
}

function monthTable(all) {
  const rows = all.slice(0, MOST_PAIRS);
  const months = rows.flatMap((d) => d.events.filter(isPrecise).map((e) => monthOf(e.from))).sort((a, b) => a - b);
  if (!months.length) return el("p", { class: "none" }, "None of these events has a date that names a month.");
  const last = months.at(-1);
  const shown = [];
  for (let m = Math.max(months[Math.floor(months.length * 0.03)], last - 59); m <= last; m += 1) shown.push(m);
  const years = [...new Set(shown.map((m) => Math.floor(m / 12)))];
  const table = el(
    "table",
    { class: "grid months" },
    el(
      "caption",
      {},
      `The ${rows.length} pairs with most events${all.length > rows.length ? `, of ${all.length}` : ""}, ${monthName(shown[0])} to ${monthName(last)}`,
    ),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("td", {}),
        years.map((y) =>
          el("th", { scope: "colgroup", colspan: shown.filter((m) => Math.floor(m / 12) === y).length }, y),
        ),
      ),
      el(
        "tr",
        {},
        el("td", {}),
        shown.map((m) => el("th", { scope: "col", "aria-label": monthName(m) }, MONTHS[m % 12][0])),
      ),
    ),
    el(
      "tbody",
      {},
      rows.map(({ a, b, events: members }) => {
        const by = new Map();
        for (const event of members.filter(isPrecise)) {
          const month = monthOf(event.from);
          by.set(month, [...(by.get(month) || []), event]);
        }
        return el(
          "tr",
          {},
          el(
            "th",
            { scope: "row" },
            button(`${a.name} – ${b.name}`, () => select("pair", a.id, b.id), { tabindex: -1 }),
          ),
          shown.map((m) =>
            cell(by.get(m), `${a.name} and ${b.name}, ${monthName(m)}`, () => select("pair", a.id, b.id, String(m))),
          ),
        );
      }),
    ),
  );
  return el("div", { class: "scroll" }, roving(table));
}

// A date of a month or less; a year says nothing about its months.
const isPrecise = (event) => event.from !== null && event.to - event.from <= 31;

// One stop for the Tab key in the whole table; arrow keys go from one filled cell to the next.
function roving(table) {
  const rows = [...table.tBodies[0].rows];
  const first = table.querySelector("tbody button");
  if (first) first.tabIndex = 0;
  table.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const here = event.target.closest("td, th");
    if (!step || !here) return;
    event.preventDefault();
    event.stopPropagation();
    let [row, column] = [rows.indexOf(here.parentElement), here.cellIndex];
    for (;;) {
      row += step[0];
      column += step[1];
      const next = rows[row]?.cells[column];
      if (!next) return;
      const target = next.querySelector("button");
      if (target) {
        event.target.tabIndex = -1;
        target.tabIndex = 0;
        target.focus();
        return;
      }
    }
  });
  return table;
}

// A view that is made anew gives the focus back to the element with the same mark.
function keepFocus(view) {
  const active = view.contains(document.activeElement) ? document.activeElement : null;
  const mark = active?.dataset.focus;
  const label = active?.getAttribute("aria-label");
  return () => {
    if (!active) return;
    const again = [...view.querySelectorAll("button")].find((b) =>
      mark ? b.dataset.focus === mark : label && b.getAttribute("aria-label") === label,
    );
    again?.focus();
  };
}
