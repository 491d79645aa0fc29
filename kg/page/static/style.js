// How things are drawn, in one place for canvas, SVG and legend: hue and glyph say the class of a relation, the line what
// is known of it, the shape of a node the kind of actor.

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => state.theme || (prefersDark.matches ? "dark" : "light");
const hue = (cls) => (theme() === "dark" ? cls.dark : cls.light);
let inks = null;
const ink = (name) => {
  inks ??= getComputedStyle(document.documentElement);
  return inks.getPropertyValue(`--${name}`).trim();
};

function applyTheme() {
  document.documentElement.dataset.theme = theme();
  inks = null;
}

const DASHES = { fact: null, claim: [7, 6], contested: [2, 5] };
const SIGNS = { fact: "", claim: "", contested: "≠" };
const STANDING_LABELS = { fact: "stated as fact", claim: "alleged or planned", contested: "disputed or denied" };
const edgeWidth = (count) => 1.4 + 0.9 * Math.log2(count);
const lineLabel = (line) =>
  [SIGNS[line.bundle.standing], line.bundle.cls.glyph, line.events.length > 1 ? line.events.length : ""]
    .filter(Boolean)
    .join(" ");

// A swatch of a line as the drawing has it: contested ones lie on a band of the warning colour.
function lineSwatch(standing, colour, glyph = "") {
  const dash = DASHES[standing];
  return svg(
    "svg",
    { class: "swatch", viewBox: "0 0 34 14", width: 34, height: 14, "aria-hidden": "true" },
    standing === "contested" && svg("line", { x1: 1, x2: 33, y1: 7, y2: 7, class: "band" }),
    svg("line", {
      x1: 1,
      x2: 33,
      y1: 7,
      y2: 7,
      stroke: colour,
      "stroke-width": 2.4,
      "stroke-dasharray": dash && dash.join(" "),
    }),
    glyph && svg("text", { x: 17, y: 11.5, "text-anchor": "middle", class: "glyph", fill: colour }, glyph),
  );
}

// Outlines of vis-network's shapes around 0, 0, for the legend, the map and SVG.
const OUTLINES = {
  dot: null,
  ellipse: null,
  square: "M-1-1H1V1H-1z",
  diamond: "M0-1.1L1.1 0L0 1.1L-1.1 0z",
  triangle: "M0-1.1L1.1 .9H-1.1z",
  triangleDown: "M0 1.1L1.1-.9H-1.1z",
  hexagon: "M1 0L.5.87H-.5L-1 0L-.5-.87H.5z",
  star: "M0-1.2L.31-.4 1.15-.37.48.15.71.96 0 .5-.71.96-.48.15-1.15-.37-.31-.4z",
};

function shapeOf(kind, radius, properties = {}) {
  const path = OUTLINES[kind.shape];
  const hollow = kind.name === "place" ? { fill: "none", "stroke-width": 2 } : {};
  if (!path) return svg("circle", { r: radius, ...properties, ...hollow });
  return svg("path", { d: path, transform: `scale(${radius})`, "vector-effect": "non-scaling-stroke", ...properties });
}

const kindSwatch = (kind) =>
  svg(
    "svg",
    { class: "swatch", viewBox: "-9 -9 18 18", width: 16, height: 16, "aria-hidden": "true" },
    shapeOf(kind, 6, { fill: "currentColor", stroke: "currentColor" }),
  );

const classMark = (cls) =>
  el("span", { class: "mark-glyph", style: { color: `var(--class-${cls.name})` }, "aria-hidden": "true" }, cls.glyph);
const statusBadge = (status) => el("span", { class: `badge ${status.name}` }, status.label);
