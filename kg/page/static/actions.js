// What an analyst does with an actor.
function expand(id) {
  const near = neighbours(restrict(current).lines).get(standIn(entityById.get(id)));
  const found = [...(near?.keys() || [])].filter((a) => !drawn.nodes.includes(a));
  update({ expanded: new Set([...state.expanded, id, ...found.map((a) => a.id)]) });
  announce(found.length ? `${plural(found.length, "more actor")} shown` : "All its counterparts are shown");
}
const hide = (id) =>
  update({ hidden: new Set([...state.hidden, id]), select: null, ego: state.ego === id ? null : state.ego });
const focus = (id) => update({ ego: id, path: null, select: ["entity", id], view: "network" });
const unpin = (id) => update({ pins: new Map([...state.pins].filter(([pinned]) => pinned !== id)) });
const pin = (id) => pinDrawn([entityById.get(id)]);
const pathBetween = (a, b) => update({ path: [a, b], ego: null, select: ["path"], view: "network" });

// Brings an actor into view, adding it to the picture if it is not there.
function goTo(id) {
  const actor = standIn(entityById.get(id));
  if (state.view === "network" && !drawn.nodes.includes(actor)) {
    update({
      expanded: new Set([...state.expanded, actor.id]),
      hidden: new Set([...state.hidden].filter((h) => h !== actor.id)),
      ego: null,
      path: null,
    });
  }
  select("entity", id);
  const place = state.view === "network" && placeOnDrawing(actor);
  if (!place) return;
  const seen = drawing.canvasToDOM({ x: place[0], y: place[1] });
  const box = byId("canvas");
  if (seen.x < 40 || seen.y < 40 || seen.x > box.clientWidth - 40 || seen.y > box.clientHeight - 40) {
    drawing.moveTo({ position: { x: place[0], y: place[1] }, animation: false });
    saveCamera();
  }
}
