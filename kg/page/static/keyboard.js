// Every action has a key. In the drawing and on the map the arrow keys go to the nearest actor in that direction.

const KEYS = [
  ["/", "Search", () => byId("search").focus()],
  ["1", "Network", () => update({ view: "network" }, { step: false })],
  ["2", "Map", () => update({ view: "map" }, { step: false })],
  ["3", "Dyads", () => update({ view: "dyads" }, { step: false })],
  ["4", "Table", () => update({ view: "table" }, { step: false })],
  [
    "f",
    "Focus on the selected actor, or leave the focus",
    () => (state.ego ? update({ ego: null }) : withActor(focus)),
  ],
  ["e", "Expand: show all counterparts of the selected actor", () => withActor(expand)],
  ["h", "Hide the selected actor", () => withActor(hide)],
  [
    "p",
    "Pin the selected actor, or let it go",
    () => withActor((id) => (state.pins.has(id) ? unpin(id) : drawn.nodes.includes(entityById.get(id)) && pin(id))),
  ],
  ["t", "Path from the selected actor to another", () => withActor(() => byId("path-to")?.focus())],
  ["[", "Previous line of the selected actor", () => walkLines(-1)],
  ["]", "Next line of the selected actor", () => walkLines(1)],
  ["s", "Persons count for their state, or for themselves", () => update({ fold: !state.fold })],
  ["u", "Undo (also Ctrl+Z)", undo],
  ["r", "Redo (also Ctrl+Y)", redo],
  ["+", "Zoom in", () => zoomBy(1.3)],
  ["-", "Zoom out", () => zoomBy(1 / 1.3)],
  ["0", "Fit to screen", () => (state.view === "map" ? fitMap() : fitNetwork())],
  ["d", "Dark or light", () => toggleTheme()],
  ["?", "These keys", () => byId("help").showModal()],
];

const zoomBy = (factor) => (state.view === "map" ? zoomMap(factor) : state.view === "network" && zoomNetwork(factor));

function withActor(action) {
  if (state.select?.[0] === "entity") action(state.select[1]);
  else announce("Select an actor first");
}

// From actor to actor: the nearest one within the quarter of the plane that the arrow points to.
function step(direction) {
  const onMap = state.view === "map";
  const points = onMap
    ? [...mapParts.points.children].map((p) => ({ id: p.dataset.id, x: Number(p.dataset.x), y: Number(p.dataset.y) }))
    : drawn.nodes.map((a) => ({ id: a.id, x: placeOnDrawing(a)[0], y: placeOnDrawing(a)[1] }));
  const here = state.select?.[0] === "entity" && points.find((p) => p.id === state.select[1]);
  if (!here) {
    const first = [...points].sort(
      (a, b) => entityById.get(b.id).events.length - entityById.get(a.id).events.length,
    )[0];
    return first && arrive(first.id);
  }
  const [ux, uy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[direction];
  const ahead = points
    .map((p) => ({
      ...p,
      along: (p.x - here.x) * ux + (p.y - here.y) * uy,
      aside: Math.abs((p.x - here.x) * uy) + Math.abs((p.y - here.y) * ux),
    }))
    .filter((p) => p.along > 1 && p.aside <= p.along)
    .sort((a, b) => a.along + 2 * a.aside - (b.along + 2 * b.aside));
  return ahead.length && arrive(ahead[0].id);
}

function arrive(id) {
  goTo(id);
  const actor = entityById.get(id);
  announce(`${actor.name}, ${actor.kind.label}, ${plural(actor.events.length, "event")}`);
}

function walkLines(direction) {
  const [what, id] = state.select || [];
  const centre = what === "entity" ? standIn(entityById.get(id)) : walkLines.centre;
  if (!centre) return announce("Select an actor first");
  walkLines.centre = centre;
  const around = drawn.lines.filter(({ bundle: b }) => b.source === centre || b.target === centre);
  if (!around.length) return announce("It has no lines here");
  const at =
    what === "entity"
      ? direction > 0
        ? -1
        : 0
      : Math.max(
          0,
          around.findIndex(({ bundle: b }) => b.key === walkLines.last),
        );
  const line = around[(at + direction + around.length) % around.length];
  walkLines.last = line.bundle.key;
  selectLine(line);
  const { source, target, cls } = line.bundle;
  return announce(
    `${source.name} ${line.bundle.directed ? "to" : "and"} ${target.name}: ${cls.label}, ${plural(line.events.length, "event")}`,
  );
}

function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
    const drawingFocused = ["canvas", "map"].includes(event.target.id);
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !typing) {
      const key = event.key.toLowerCase();
      if (key === "z") (event.shiftKey ? redo : undo)();
      else if (key === "y") redo();
      else return;
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "Escape") {
      if (document.body.classList.contains("filters-open")) closeFilters();
      else if (menuOpen()) closeMenu();
      else if (typing) event.target.blur();
      else if (state.select) select();
      return;
    }
    if (typing) return;
    if (drawingFocused && event.key.startsWith("Arrow")) {
      step(event.key);
      event.preventDefault();
      return;
    }
    if (drawingFocused && event.key === "Enter") {
      if (state.select) byId("panel").focus();
      event.preventDefault();
      return;
    }
    const [, , action] = KEYS.find(([key]) => key === event.key || key === event.key.toLowerCase()) || [];
    if (!action) return;
    action();
    event.preventDefault();
  });
  const help = byId("help");
  replace(
    help,
    el("h2", { id: "help-title" }, "Keys"),
    el(
      "dl",
      { class: "keys" },
      KEYS.map(([key, label]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, label)]),
      el("dt", {}, el("kbd", {}, "← ↑ → ↓")),
      el("dd", {}, "From actor to actor, in the drawing, on the map and in the dyads"),
      el("dt", {}, el("kbd", {}, "Enter")),
      el("dd", {}, "From the drawing to the details"),
      el("dt", {}, el("kbd", {}, "Esc")),
      el("dd", {}, "Close, step back"),
      el("dt", {}, "Drag"),
      el("dd", {}, "Moves and pins an actor; a double click expands it"),
    ),
    button("Close", () => help.close(), { class: "primary" }),
  );
}
