// The map view: states where they are, and what is between them as arcs, one a pair, the busiest pairs first. Persons count
// for their state. What the pointer is on, or what is selected, stands out from all else.

const world = JSON.parse(byId("kg-world").textContent);
const placeOf = (entity) => (Object.hasOwn(world.points, entity.country) ? world.points[entity.country] : null);
let mapBox = [0, 0, ...world.size];
let mapParts = null;
let mapPairs = [];

function startMap() {
  const land = svg(
    "g",
    { class: "lands" },
    world.lands.map(([code, d]) => {
      const nation = stateByCountry.get(code);
      return svg("path", {
        d,
        data: { code },
        class: nation && "state",
        onclick: () => nation && select("entity", nation.id),
        onpointermove: (event) => nation && (showTip(event, ...actorTip(nation)), lightMap(nation)),
        onpointerleave: () => (hideTip(), lightMap()),
      });
    }),
  );
  const arcs = svg("g", { class: "arcs" });
  const points = svg("g", { class: "points" });
  const picture = svg(
    "svg",
    {
      id: "map",
      class: "map",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "map",
      preserveAspectRatio: "xMidYMid meet",
      "aria-label": "Map of states. Arrow keys go from state to state, Enter opens one, question mark lists all keys.",
    },
    land,
    arcs,
    points,
  );
  mapParts = { picture, land, arcs, points, ...mapKey() };
  byId("view-map").append(picture, mapParts.key, cameraButtons({ zoom: zoomMap, fit: fitMap }));
  picture.addEventListener("click", (event) => event.target.closest(".arc, .point, .state") || select());
  startMapMoves(picture);
}

// What arcs say, how many of them to draw, and what is on none.
function mapKey() {
  const slider = el("input", {
    type: "range",
    id: "pairs",
    min: 5,
    step: 5,
    oninput: () => update({ pairs: Number(slider.value) }, { step: false }),
  });
  const count = el("output", { for: "pairs" });
  const note = el("p", { id: "map-note", class: "muted" });
  const line = (tone, contested) =>
    svg(
      "svg",
      { class: "swatch", viewBox: "0 0 34 14", width: 34, height: 14, "aria-hidden": "true" },
      contested && svg("path", { d: "M1 7H33", class: "band" }),
      svg("path", {
        d: "M1 7H33",
        style: { stroke: tone.colour },
        "stroke-width": 2.6,
        "stroke-dasharray": contested && "2 5",
      }),
    );
  const key = el(
    "section",
    { class: "map-key", "aria-label": "Key of the map" },
    el("p", { class: "pairs" }, el("label", { for: "pairs" }, "Busiest pairs"), slider, count),
    el(
      "details",
      { open: innerWidth > 900 },
      el("summary", {}, "How to read it"),
      el(
        "ul",
        {},
        Object.values(TONES).map((tone) => el("li", {}, line(tone), ` ${tone.sign} ${tone.label}`)),
        el("li", {}, line(TONES.even, true), " ≠ some of it contested"),
      ),
      note,
    ),
  );
  return { key, slider, count, note };
}

// An arc bows to the north; the more it has to bridge, the more.
function arcOf([x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  const bend = (length * 0.17 + 4) * (dx < 0 ? -1 : 1);
  const [viaX, viaY] = [(x1 + x2) / 2 + (dy / length) * bend, (y1 + y2) / 2 - (dx / length) * bend];
  const heading = (x, y) => (Math.atan2(y - viaY, x - viaX) * 180) / Math.PI;
  return {
    d: `M${x1} ${y1}Q${viaX} ${viaY} ${x2} ${y2}`,
    middle: [(x1 + 2 * viaX + x2) / 4, (y1 + 2 * viaY + y2) / 4],
    heads: [heading(x1, y1), heading(x2, y2)],
  };
}

// The states that the selection is about.
function statesSelected() {
  const [what, ...ids] = state.select || [];
  const about = { entity: ids.slice(0, 1), pair: ids.slice(0, 2) }[what] || [];
  return about.map((id) => stateOf(entityById.get(id))).filter(Boolean);
}

function drawMap(result) {
  if (!mapParts) startMap();
  const first = !mapPairs.length;
  const { pairs, outside } = pairsOf(result.passing);
  const placed = pairs.filter(({ a, b }) => placeOf(a) && placeOf(b));
  const about = statesSelected();
  const isAbout = ({ a, b }) =>
    about.length > 0 &&
    (about.length < 2 ? about.includes(a) || about.includes(b) : about.includes(a) && about.includes(b));
  mapPairs = placed.filter((pair, i) => i < state.pairs || isAbout(pair));
  const degree = new Map();
  for (const { a, b, events: members } of placed)
    for (const end of [a, b]) degree.set(end, (degree.get(end) || 0) + members.length);
  const joined = new Set(mapPairs.flatMap(({ a, b }) => [a, b]));
  const most = Math.max(1, ...degree.values());
  const radiusOf = (entity) => (joined.has(entity) ? 3.5 + 6.5 * Math.sqrt(degree.get(entity) / most) : 2.5);
  replace(
    mapParts.arcs,
    [...mapPairs].reverse().map((pair) => arcElement(pair, radiusOf)),
  );
  const ranked = [...degree].sort((x, y) => joined.has(y[0]) - joined.has(x[0]) || y[1] - x[1] || x[0].i - y[0].i);
  replace(
    mapParts.points,
    ranked.map(([entity]) => pointElement(entity, radiusOf(entity), joined.has(entity))),
  );
  Object.assign(mapParts.slider, { max: Math.max(5, Math.ceil(placed.length / 5) * 5), value: state.pairs });
  mapParts.count.textContent = `${Math.min(state.pairs, placed.length)} of ${placed.length.toLocaleString("en")}`;
  const missing = pairs.length - placed.length;
  replace(
    mapParts.note,
    outside > 0 && `${plural(outside, "event")} not between two states. `,
    missing > 0 && `${plural(missing, "pair")} with no place on the map. `,
    "Persons count for their state. Map: Natural Earth.",
  );
  if (first) fitMap();
  else {
    placeMap();
    declutter();
  }
  lightMap();
}

function arcElement(pair, radiusOf) {
  const { a, b, events: members, forth, back } = pair;
  const { d, middle, heads } = arcOf(placeOf(a), placeOf(b));
  const { mean, contested } = mood(members);
  const tone = toneOf(mean);
  const standing = ["fact", "claim", "contested"].find((name) => members.some((e) => e.status.standing === name));
  const head = (end, heading) => {
    const [x, y] = placeOf(end);
    return svg("path", {
      class: "head fixed",
      d: "M0 0L-9 4V-4z",
      data: { x, y, turn: `rotate(${heading.toFixed(1)}) translate(${-radiusOf(end) - 1} 0)` },
    });
  };
  return svg(
    "g",
    {
      class: "arc",
      style: { "--tone": tone.colour },
      data: { a: a.id, b: b.id },
      onclick: () => select("pair", a.id, b.id),
      onpointermove: (event) => (showTip(event, ...pairTip(pair)), lightMap(a, b)),
      onpointerleave: () => (hideTip(), lightMap()),
    },
    svg("path", { d, class: "reach" }),
    contested > 0 && svg("path", { d, class: "band" }),
    svg("path", {
      d,
      class: "stroke",
      "stroke-width": edgeWidth(members.length).toFixed(1),
      "stroke-dasharray": DASHES[standing]?.join(" "),
    }),
    back && head(a, heads[0]),
    forth && head(b, heads[1]),
    svg(
      "text",
      {
        class: "sign fixed",
        "text-anchor": "middle",
        y: 4,
        data: { x: middle[0].toFixed(1), y: middle[1].toFixed(1) },
      },
      `${contested ? "≠" : ""}${tone.sign}${members.length}`,
    ),
  );
}

function pointElement(entity, radius, joined) {
  const [x, y] = placeOf(entity);
  return svg(
    "g",
    {
      class: `point fixed${joined ? "" : " idle"}`,
      data: { x, y, id: entity.id },
      onclick: () => select("entity", entity.id),
      onpointermove: (event) => (showTip(event, ...actorTip(entity)), lightMap(entity)),
      onpointerleave: () => (hideTip(), lightMap()),
    },
    svg("circle", { r: radius.toFixed(1) }),
    svg("text", { y: radius + 13, "text-anchor": "middle" }, entity.name),
  );
}

// What these states do, or those selected, or (of none) all of them alike: the rest fades.
function lightMap(...states) {
  const about = states.length ? states : statesSelected();
  const ids = about.map((entity) => entity.id);
  const near = new Set(ids);
  for (const arc of mapParts.arcs.children) {
    const ends = [arc.dataset.a, arc.dataset.b];
    const lit = ids.length < 2 ? ids.some((id) => ends.includes(id)) : ids.every((id) => ends.includes(id));
    if (lit) for (const id of ends) near.add(id);
    arc.classList.toggle("lit", lit);
    arc.classList.toggle("faded", ids.length > 0 && !lit);
  }
  for (const point of mapParts.points.children) {
    point.classList.toggle("chosen", ids.includes(point.dataset.id));
    point.classList.toggle("faded", ids.length > 0 && !near.has(point.dataset.id));
  }
  const codes = about.map((entity) => entity.country);
  for (const land of mapParts.land.children) land.classList.toggle("chosen", codes.includes(land.dataset.code));
}
