// The table view: the events that pass the filters, one a row, sorted by any column.

const PAGE_ROWS = 150;
let tableRows = PAGE_ROWS;
let tableKey = "";

const COLUMNS = [
  ["date", "Date", (e) => e.when ?? -Infinity],
  ["source", "Source", (e) => names(e.sources).join(", ")],
  ["type", "Relation", (e) => e.type.label],
  ["target", "Target", (e) => names(e.targets).join(", ")],
  ["status", "Status", (e) => e.status.i],
  ["quantity", "Quantity", (e) => (e.quantity ? e.quantity.value : -Infinity)],
  ["sources", "Sources", (e) => e.support],
  ["outlets", "Reported by", (e) => e.outlets.map((o) => outlets[o]).join(", ")],
];

function sorted(list) {
  const [name, order] = state.sort;
  const [, , key] = COLUMNS.find(([column]) => column === name) || COLUMNS[0];
  const keyed = list.map((event) => [key(event), event]);
  const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, "en") : a - b) || 0;
  return keyed.sort((x, y) => order * compare(x[0], y[0]) || x[1].i - y[1].i).map(([, event]) => event);
}

function drawTable(result) {
  const view = byId("view-table");
  const key = `${state.sort} ${result.passing.length}`;
  if (key !== tableKey) tableRows = PAGE_ROWS;
  tableKey = key;
  const kept = keepFocus(view);
  const top = view.querySelector(".scroll")?.scrollTop || 0;
  const rows = sorted(result.passing).slice(0, tableRows);
  const people = (list) =>
    list.map((e) => button(e.name, () => select("entity", e.id), { class: "name", data: { focus: `${e.id}` } }));
  const header = ([name, label]) =>
    el(
      "th",
      { scope: "col", "aria-sort": state.sort[0] === name ? (state.sort[1] > 0 ? "ascending" : "descending") : null },
      button(
        label,
        () => update({ sort: [name, state.sort[0] === name ? -state.sort[1] : 1] }, { step: false }),
        { data: { focus: `sort ${name}` } },
        label,
        el(
          "span",
          { class: "arrow", "aria-hidden": "true" },
          state.sort[0] === name ? (state.sort[1] > 0 ? " ▲" : " ▼") : "",
        ),
      ),
    );
  const row = (event) =>
    el(
      "tr",
      { class: `${event.status.standing}${state.select?.[1] === event.id ? " chosen" : ""}` },
      el("td", { class: event.date ? "date" : "date muted" }, whenText(event)),
      el("td", {}, people(event.sources)),
      el(
        "td",
        {},
        button(
          event.type.label,
          () => select("event", event.id),
          { class: "open", data: { focus: `event ${event.id}` } },
          classMark(event.type.cls),
          ` ${event.type.label}`,
        ),
      ),
      el("td", {}, people(event.targets)),
      el("td", {}, statusBadge(event.status)),
      el("td", {}, event.quantity ? quantityText(event.quantity) : ""),
      el("td", { class: "number" }, event.support),
      el("td", { class: "outlets" }, event.outlets.map((o) => outlets[o]).join(", ")),
    );
  replace(
    view,
    el(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Events" },
      el(
        "table",
        { class: "events" },
        el("caption", { class: "unseen" }, `${plural(result.passing.length, "event")} that pass the filters`),
        el("thead", {}, el("tr", {}, COLUMNS.map(header))),
        el("tbody", {}, rows.map(row)),
      ),
      result.passing.length > rows.length &&
        button(
          `Show ${Math.min(PAGE_ROWS, result.passing.length - rows.length)} more of ${result.passing.length.toLocaleString("en")}`,
          () => {
            tableRows += PAGE_ROWS;
            drawTable(result);
          },
          { class: "more" },
        ),
      !rows.length && el("p", { class: "none" }, "No events pass the filters."),
    ),
  );
  view.querySelector(".scroll").scrollTop = top;
  kept();
}
