// The panel on the right: what is selected, or how to read the drawing when nothing is.

let panelKey = "";

function drawPanel(result) {
  const panel = byId("panel");
  const key = JSON.stringify([
    state.select,
    state.path,
    state.pins.has(state.select?.[1]),
    state.ego,
    serialise({ camera: false }).replace(/(view|at|sort|dyads)=[^&]*/g, ""),
  ]);
  if (key === panelKey) return;
  const same = panelKey && JSON.stringify(JSON.parse(panelKey)[0]) === JSON.stringify(state.select);
  const top = panel.scrollTop;
  panelKey = key;
  const held = panel.contains(document.activeElement) && document.activeElement !== panel;
  const mark = held && document.activeElement.dataset.focus;
  const [what, ...ids] = state.select || ["overview"];
  const { lines } = restrict(result);
  replace(
    panel,
    state.select &&
      button("×", () => select(), {
        class: "close",
        "aria-label": "Close details",
        title: "Close (Esc)",
        data: { focus: "close" },
      }),
    PANELS[what](...ids, { result, lines }),
  );
  panel.scrollTop = same ? top : 0;
  if (held) (panel.querySelector(`[data-focus="${mark}"]`) || panel).focus({ preventScroll: true });
}

const heading = (kicker, title) =>
  el("header", { class: "panel-head" }, el("p", { class: "kicker" }, kicker), el("h2", {}, title));
const passingOf = (list, result) => list.filter((e) => result.pass[e.i]);
const filteredNote = (shown, all) =>
  shown < all ? el("p", { class: "muted" }, `${all - shown} more do not pass the filters.`) : null;

const FIRST_CONTESTED = 5;

// What some claim and others deny, both sides at a glance: the disputed first, then what more sources tell, the newest first.
function contestedList(passing) {
  const found = byDate(passing.filter((e) => e.status.standing === "contested"));
  if (!found.length) return null;
  found.sort((a, b) => a.status.i - b.status.i || b.support - a.support);
  const others = statuses.filter((s) => s.standing !== "contested").map((s) => s.name);
  const row = (event) =>
    el(
      "li",
      {},
      button(
        "",
        () => select("event", event.id),
        { class: "row" },
        el("span", { class: "row-top" }, el("strong", {}, sentenceOf(event)), statusBadge(event.status)),
        el(
          "span",
          { class: "muted sides" },
          [
            event.holders.length > 0 && `claimed by ${joined(names(event.holders))}`,
            event.deniers.length > 0 && `denied by ${joined(names(event.deniers))}`,
            whenText(event),
          ]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
    );
  return [
    el("h3", {}, "Contested: claimed by some, denied by others"),
    el("ul", { class: "plain" }, found.slice(0, FIRST_CONTESTED).map(row)),
    found.length > FIRST_CONTESTED &&
      button(`All ${found.length} contested events`, () => update({ statuses: new Set(others), view: "table" }), {
        class: "more",
      }),
  ];
}

// Between whom most happens, each bar split by class of relation.
function busiestPairs(lines, most = 6) {
  const pairs = new Map();
  for (const { bundle, events: members } of lines) {
    const [a, b] = bundle.source.i < bundle.target.i ? [bundle.source, bundle.target] : [bundle.target, bundle.source];
    const key = `${a.i} ${b.i}`;
    if (!pairs.has(key)) pairs.set(key, { name: `${a.name} – ${b.name}`, ends: [a.id, b.id], ...emptyRow() });
    addToRow(pairs.get(key), bundle, members);
  }
  if (!pairs.size) return null;
  const open = ({ ends }) => select("pair", ...ends);
  return [el("h3", {}, "Busiest pairs"), classBars([...pairs.values()], most, open, { long: true })];
}

function busiestActors(passing, most = 6) {
  const count = new Map();
  for (const event of passing) for (const actor of event.actors) add(count, actor);
  const busiest = [...count].sort((a, b) => b[1] - a[1] || a[0].i - b[0].i).slice(0, most);
  if (!busiest.length) return null;
  const row = ([actor, n]) =>
    el(
      "li",
      {},
      barRow(actor.name, [[n / busiest[0][1], "var(--node-other)", ""]], n, 0, () => goTo(actor.id)),
    );
  return [el("h3", {}, "Most connected"), el("ul", { class: "bars" }, busiest.map(row))];
}

const howToRead = () => [
  el("h3", {}, "How to read it"),
  el(
    "p",
    {},
    "Colour and sign tell the class of a relation, the line what is known of it. Facts, claims and contested acts never share a line. Click a line for its events and the sentences they rest on, a node for its card.",
  ),
  el(
    "ul",
    { class: "plain legend-lines" },
    Object.entries(STANDING_LABELS).map(([standing, label]) =>
      el("li", {}, lineSwatch(standing, "currentColor"), " ", label),
    ),
  ),
  el("p", { class: "muted" }, "Press ? for all keys."),
];

const PANELS = {
  overview({ result, lines }) {
    const actorCount = new Set(result.passing.flatMap((e) => e.actors)).size;
    return [
      heading("Overview", `${plural(result.passing.length, "event")} between ${plural(actorCount, "actor")}`),
      !result.passing.length &&
        el("p", {}, "Nothing passes the filters. Reset them, or take one back above the drawing."),
      contestedList(result.passing),
      busiestPairs(lines),
      busiestActors(result.passing),
      howToRead(),
    ];
  },

  entity(id, { result, lines }) {
    const actor = entityById.get(id);
    const own = passingOf(actor.events, result);
    const single = own.filter((e) => e.actors.length === 1);
    return [
      heading(
        [
          kindSwatch(actor.kind),
          " ",
          actor.kind.label,
          actor.country && actor.kind.name !== "state"
            ? ` · ${stateByCountry.get(actor.country)?.name || actor.country}`
            : "",
        ],
        actor.name,
      ),
      actor.aliases.length > 0 && el("p", { class: "muted" }, "Also: ", actor.aliases.join(", ")),
      el(
        "p",
        { class: "links" },
        actor.wikidata && link(`https://www.wikidata.org/wiki/${actor.wikidata}`, `Wikidata ${actor.wikidata}`),
        pages.has(actor.id) && el("a", { href: pages.get(actor.id) }, "All events and sources"),
      ),
      actions(actor),
      officesOf(actor),
      el("h3", {}, plural(own.length, "event")),
      filteredNote(own.length, actor.events.length),
      timeline(own, `Events of ${actor.name} by month`),
      own.length > single.length && [el("h3", {}, "Most frequent counterparts"), counterparts(standIn(actor), lines)],
      holdersOf(actor),
      own.length > single.length &&
        el(
          "details",
          {},
          el("summary", {}, "All events with their sources"),
          eventList(own.filter((e) => e.actors.length > 1)),
        ),
      single.length > 0 && [el("h3", {}, "Alone"), eventList(single)],
    ];
  },

  bundle(key, { result }) {
    const { source, target, directed, cls, standing, events: members } = bundleByKey.get(key);
    const shown = passingOf(members, result);
    return [
      heading(
        [classMark(cls), ` ${cls.label} · ${STANDING_LABELS[standing]}`],
        [nameButton(source), directed ? " → " : " – ", nameButton(target)],
      ),
      el(
        "p",
        {},
        plural(shown.length, "event"),
        " on this line. ",
        button("All between the two", () => select("pair", source.id, target.id), { class: "text" }),
      ),
      filteredNote(shown.length, members.length),
      eventList(shown),
    ];
  },

  pair(first, second, ...rest) {
    const { result } = rest.at(-1);
    const month = rest.length > 1 ? Number(rest[0]) : null;
    const [a, b] = [entityById.get(first), entityById.get(second)];
    const stands = (e, actor) =>
      e.actors.includes(actor) || (actor.kind.name === "state" && e.actors.some((x) => stateOf(x) === actor));
    let shown = result.passing.filter((e) => stands(e, a) && stands(e, b));
    if (month !== null) shown = shown.filter((e) => isPrecise(e) && monthOf(e.from) === month);
    const { mean, contested } = mood(shown);
    return [
      heading(month === null ? "Between two" : monthName(month), [nameButton(a), " – ", nameButton(b)]),
      el(
        "p",
        {},
        plural(shown.length, "event"),
        `, mean intensity ${moodText(mean)}`,
        contested ? `, ${contested} contested` : "",
        ".",
      ),
      month !== null &&
        el(
          "p",
          {},
          button("All months", () => select("pair", first, second), { class: "text" }),
        ),
      timeline(shown, `Events between ${a.name} and ${b.name} by month`),
      eventList(shown),
    ];
  },

  event(id) {
    const event = eventById.get(id);
    return [heading("Event", event.type.label), el("p", { class: "muted" }, event.type.definition), eventCard(event)];
  },

  path(_rest) {
    const [a, b] = (state.path || []).map((id) => entityById.get(id));
    if (!a) return heading("Path", "No path is shown");
    const { path, lines } = scene(current);
    return [
      heading("Path", `${a.name} to ${b.name}`),
      path
        ? el("p", {}, `${plural(path.length - 1, "step")}, by the events that pass the filters.`)
        : el("p", {}, "No line of events that pass the filters joins them."),
      (path || []).slice(1).map((to, i) => {
        const from = path[i];
        const steps = lines.filter(
          ({ bundle: l }) => (l.source === from && l.target === to) || (l.source === to && l.target === from),
        );
        return [
          el("h3", {}, nameButton(from), " – ", nameButton(to)),
          el(
            "ul",
            { class: "plain" },
            steps.map((line) =>
              el(
                "li",
                {},
                button(
                  "",
                  () => selectLine(line),
                  { class: "row" },
                  lineSwatch(line.bundle.standing, hue(line.bundle.cls), line.bundle.cls.glyph),
                  " ",
                  line.bundle.source.name,
                  line.bundle.directed ? " → " : " – ",
                  line.bundle.target.name,
                  `: ${line.bundle.cls.label.toLowerCase()}, ${line.events.length}`,
                ),
              ),
            ),
          ),
        ];
      }),
      el(
        "p",
        {},
        button("Leave the path", () => update({ path: null, select: null }), { class: "text" }),
      ),
    ];
  },
};

function actions(actor) {
  const act = (label, key, onclick, properties) =>
    button(`${label}`, onclick, { title: `${label} (${key})`, data: { focus: label }, ...properties });
  const pinned = state.pins.has(actor.id);
  const onDrawing = state.view === "network" && drawn.nodes.includes(actor);
  return [
    el(
      "div",
      { class: "actions" },
      act(state.ego === actor.id ? "Leave focus" : "Focus", "F", () =>
        state.ego === actor.id ? update({ ego: null }) : focus(actor.id),
      ),
      act("Expand", "E", () => expand(actor.id)),
      act("Hide", "H", () => hide(actor.id)),
      onDrawing && act(pinned ? "Unpin" : "Pin", "P", () => (pinned ? unpin(actor.id) : pin(actor.id))),
    ),
    el(
      "div",
      { class: "path-form" },
      el("label", { for: "path-to" }, "Path to"),
      actorInput("path-to", (other) => pathBetween(actor.id, other.id)),
    ),
  ];
}

// A field that takes an actor's name, with the names as suggestions.
function actorInput(id, onchoose) {
  const choose = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    const found = actors.find(
      (a) => a.name.toLowerCase() === wanted || a.aliases.some((alias) => alias.toLowerCase() === wanted),
    );
    if (found) onchoose(found);
    else if (wanted) announce("No actor of that name");
  };
  return el(
    "span",
    {},
    el("input", {
      id,
      list: `${id}-names`,
      autocomplete: "off",
      placeholder: "an actor",
      onchange: choose,
      data: { focus: id },
    }),
    el(
      "datalist",
      { id: `${id}-names` },
      actors.slice(0, 1500).map((a) => el("option", { value: a.name })),
    ),
  );
}

// A person's offices, and who holds or held offices of a state or organisation, those in office first.
const span = ({ start, end }) =>
  start || end ? `, ${start ? dateText(start) : "…"} – ${end ? dateText(end) : ""}` : "";
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function officesOf(actor) {
  if (!actor.offices.length) return null;
  return [
    el("h3", {}, "Offices"),
    el(
      "ul",
      { class: "plain" },
      actor.offices.map((o) =>
        el("li", {}, capital(o.title), " · ", typeof o.of === "number" ? nameButton(entities[o.of]) : o.of, span(o)),
      ),
    ),
  ];
}

function holdersOf(actor) {
  const held = entities.flatMap((e) => e.offices.filter((o) => o.of === actor.i).map((o) => ({ ...o, by: e })));
  if (!held.length) return null;
  held.sort((a, b) => (a.end ? 1 : 0) - (b.end ? 1 : 0) || b.start.localeCompare(a.start) || a.by.i - b.by.i);
  return el(
    "details",
    {},
    el("summary", {}, `Office-holders (${held.length})`),
    el(
      "ul",
      { class: "plain" },
      held.map((o) => el("li", {}, nameButton(o.by), ` · ${o.title}${span(o)}`)),
    ),
  );
}
