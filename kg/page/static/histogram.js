// Events by month below the drawing, to brush a range of time; the two date fields do the same by keyboard.

const AXIS_MONTHS = 240;
const YEAR_WIDTH = 44; // pixels for a label below the bars
let axis = null;

// The months to show: all but the few that lie far before the rest, which share the first bar.
function startHistogram() {
  const starts = events
    .filter((e) => e.from !== null)
    .map((e) => monthOf(e.from))
    .sort((a, b) => a - b);
  const fields = ["from", "to"].map((name) =>
    el("input", {
      type: "date",
      id: `date-${name}`,
      "aria-label": name === "from" ? "From day" : "To day",
      onchange: (event) => update({ [name]: day(event.target.value) }),
    }),
  );
  const undated = el("input", {
    type: "checkbox",
    id: "undated",
    onchange: () => update({ undated: undated.checked }),
  });
  const bars = svg("svg", {
    id: "bars",
    class: "histogram",
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": "Events by month",
  });
  replace(
    byId("time"),
    el(
      "div",
      { class: "time-fields" },
      fields[0],
      el("span", { "aria-hidden": "true" }, "–"),
      fields[1],
      el("label", { class: "undated" }, undated, "undated"),
    ),
    el("div", { class: "time-bars" }, bars, el("div", { class: "years", id: "years", "aria-hidden": "true" })),
  );
  if (!starts.length) {
    byId("time").hidden = true;
    return;
  }
  const first = Math.max(starts[Math.floor(starts.length * 0.03)], starts.at(-1) - AXIS_MONTHS);
  axis = { first: Math.min(first, starts.at(-1) - 11), last: starts.at(-1), earlier: starts[0] < first };
  axis.count = axis.last - axis.first + 1;
  brush(bars);
}

function monthly(list) {
  const counts = new Float64Array(axis.count);
  for (const event of list) {
    if (event.from === null) continue;
    const [a, b] = [
      Math.max(0, monthOf(event.from) - axis.first),
      Math.min(axis.count - 1, monthOf(event.to) - axis.first),
    ];
    if (b < 0) counts[0] += 1;
    for (let m = a; m <= b; m += 1) counts[m] += 1 / (b - a + 1);
  }
  return counts;
}

function drawHistogram(result) {
  const from = byId("date-from");
  const to = byId("date-to");
  if (document.activeElement !== from) from.value = state.from === null ? "" : isoOf(state.from);
  if (document.activeElement !== to) to.value = state.to === null ? "" : isoOf(state.to);
  const undated = byId("undated");
  undated.checked = state.undated && state.from === null && state.to === null;
  undated.disabled = state.from !== null || state.to !== null;
  if (!axis) return;
  const height = 40;
  const all = monthly(result.dated);
  const contested = monthly(result.dated.filter((e) => e.status.standing === "contested"));
  const most = Math.max(1, ...all);
  const [low, high] = range();
  const bars = byId("bars");
  bars.setAttribute("viewBox", `0 0 ${axis.count} ${height}`);
  const bar = (n, m, kind) =>
    n > 0 &&
    svg("rect", {
      x: m + 0.1,
      width: 0.8,
      y: (height - (n / most) * height).toFixed(2),
      height: ((n / most) * height).toFixed(2),
      class: `${kind}${m >= low && m <= high ? "" : " out"}`,
    });
  replace(
    bars,
    svg("rect", {
      x: low,
      width: high - low + 1,
      y: 0,
      height,
      class: "selected",
      ...(state.from === null && state.to === null ? { display: "none" } : {}),
    }),
    [...all].map((n, m) => bar(n, m, "month")),
    [...contested].map((n, m) => bar(n, m, "contested")),
  );
  const years = [];
  for (let m = 0; m < axis.count; m += 1) if ((axis.first + m) % 12 === 0) years.push(m);
  const width = byId("years").clientWidth || 12 * YEAR_WIDTH;
  const room = Math.floor(width / YEAR_WIDTH);
  const every = Math.ceil(years.length / Math.max(1, Math.min(12, room)));
  replace(
    byId("years"),
    axis.earlier && el("span", { style: { left: "0" } }, "earlier"),
    years
      .filter((m, i) => i % every === 0 && ((width * m) / axis.count > YEAR_WIDTH || !axis.earlier))
      .map((m) => el("span", { style: { left: `${(100 * m) / axis.count}%` } }, Math.floor((axis.first + m) / 12))),
  );
}

function range() {
  const low = state.from === null ? 0 : Math.max(0, monthOf(state.from) - axis.first);
  const high = state.to === null ? axis.count - 1 : Math.min(axis.count - 1, monthOf(state.to) - axis.first);
  return [low, high];
}

function brush(bars) {
  let start = null;
  const at = (event) => {
    const box = bars.getBoundingClientRect();
    return Math.max(0, Math.min(axis.count - 1, Math.floor(((event.clientX - box.left) / box.width) * axis.count)));
  };
  const mark = (a, b) => {
    const selected = bars.querySelector(".selected");
    selected.removeAttribute("display");
    selected.setAttribute("x", Math.min(a, b));
    selected.setAttribute("width", Math.abs(a - b) + 1);
  };
  bars.addEventListener("pointerdown", (event) => {
    start = at(event);
    bars.setPointerCapture(event.pointerId);
    mark(start, start);
  });
  bars.addEventListener("pointermove", (event) => {
    const month = at(event);
    if (start !== null) mark(start, month);
    showTip(event, monthName(axis.first + month));
  });
  bars.addEventListener("pointerleave", hideTip);
  bars.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [a, b] = [start, at(event)].sort((x, y) => x - y);
    start = null;
    const whole = a === 0 && b === axis.count - 1;
    update({
      from: whole || (a === 0 && axis.earlier) ? null : monthStart(axis.first + a),
      to: whole ? null : monthStart(axis.first + b + 1) - 1,
    });
  });
  bars.addEventListener("dblclick", () => update({ from: null, to: null }));
}
