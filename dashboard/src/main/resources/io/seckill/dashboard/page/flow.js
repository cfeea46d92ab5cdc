// The picture of the whole system: the page's own service lit, what it knows of the traffic on the arrows.

import {html, setText, svg} from "./elements.js";
import {NARROW, PLACES, WIDE} from "./system.js";
import {say, shortNumber} from "./words.js";

/** Draws the picture into a place, anew where the window becomes narrow or wide; returns what keeps it live. */
export function drawFlow(place, service, dashboards) {
  const own = service.replace(/-service$/, "");
  const urls = new Map(dashboards.map(({name, url}) => [name, reachable(url)]));
  const wide = window.matchMedia("(min-width: 62rem)");
  const others = [...urls.keys()].filter(name => !(name in PLACES));
  const more = html("p", {class: "more"}, say("Other instances") + ": ",
    ...others.flatMap(name => [html("a", {href: urls.get(name)}, name), " "]));
  place.setAttribute("aria-label", say("The whole system; the dashboard of each service is a link"));
  let picture = null;
  let latest = null;
  const draw = sample => {
    latest = sample;
    picture.show(sample);
  };
  const lay = () => {
    picture = layOut(wide.matches ? WIDE : NARROW, own, urls);
    place.replaceChildren(picture.element, ...(others.length ? [more] : []));
    if (latest) {
      draw(latest);
    }
  };
  wide.addEventListener("change", lay);
  lay();
  return {draw: (past, sample) => draw(sample)};
}

function layOut(layout, own, urls) {
  const head = svg("marker",
    {id: "head", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto"},
    svg("path", {d: "M0 0L8 4L0 8z", class: "head"}));
  const [labelX, labelY, label] = layout.label;
  const arrows = Object.entries(layout.arrows).map(([id, at]) => arrow(id, at, layout.brief));
  const places = Object.entries(layout.places).map(([id, box]) => node(id, box, layout.brief, id === own, urls.get(id)));
  const element = svg("svg",
    {viewBox: `-2 0 ${layout.width + 4} ${layout.height}`, width: layout.width, height: layout.height,
      class: layout.brief ? "narrow" : "wide"},
    svg("defs", {}, head),
    ...arrows.map(one => one.line),
    svg("text", {x: labelX, y: labelY, class: "label"}, say(label)),
    ...places.map(one => one.element), ...arrows.map(one => one.rate));
  return {
    element,
    show(sample) {
      arrows.forEach(one => one.show(sample));
      places.forEach(one => one.show(sample));
    },
  };
}

/** A line; where its service tells a rate, the rate is written on it and the line is live while any pass. */
function arrow(id, [d, x, y, anchor = "middle"], brief) {
  const [from, to] = id.split("-");
  const line = svg("path", {d, class: `arrow ${id}`, "marker-end": "url(#head)"});
  const number = svg("tspan", {});
  const rate = svg("text", {x, y, class: `rate at-${anchor}`}, svg("title", {}, say("{0} to {1}, a second", say(from), say(to))), number);
  return {
    line, rate,
    show(sample) {
      const now = sample.values[`arrow.${id}`] ?? null;
      const rounded = now === null ? "" : shortNumber(Math.round(now));
      setText(number, now === null || brief ? rounded : say("{0}/s", rounded));
      line.classList.toggle("busy", now >= 0.5);
      rate.classList.toggle("busy", now >= 0.5);
    },
  };
}

function node(id, [x, y, width, height], brief, lit, url) {
  const {name, does, kind, needs, brief: briefName = name, doesBrief = does} = PLACES[id];
  const middle = x + width / 2;
  const shape = svg("g", {class: `node ${kind}${lit ? " lit" : ""}`},
    svg("rect", {x, y, width, height, rx: kind === "topic" ? height / 2 : kind === "store" ? 4 : 8}),
    svg("text", {x: middle, y: y + height / 2 - 4, class: "name"}, kind === "people" ? say(name) : brief ? briefName : name),
    svg("text", {x: middle, y: y + height / 2 + 14, class: "does"}, say(brief ? doesBrief : does)));
  const link = kind === "service" && url;
  return {
    element: link ? svg("a", {href: url, ...(lit ? {"aria-current": "page"} : {})}, shape) : shape,
    show: sample => shape.classList.toggle("down",
      sample.components.some(one => one.name === needs && one.downSince !== null)),
  };
}

/** "127.0.0.1" in a link means the services' machine; seen from another one that is where this page came from. */
function reachable(url) {
  const target = new URL(url);
  const loopback = host => ["127.0.0.1", "localhost", "[::1]"].includes(host);
  if (loopback(target.hostname)) {
    target.hostname = location.hostname;
  }
  return target.href;
}
