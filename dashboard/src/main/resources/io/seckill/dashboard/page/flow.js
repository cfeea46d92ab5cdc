// The picture of the whole system, the page's own service lit.

import {html, svg} from "./elements.js";
import {say} from "./words.js";

// Name on the picture, what it does; services are links to their dashboards.
const NODES = {
  shoppers: {name: "shoppers", does: "ask to buy", kind: "people"},
  gateway: {name: "gateway", does: "limits the crowd", kind: "service"},
  requests: {name: "seckill.requests", brief: "requests", does: "Kafka: waiting", doesBrief: "waiting", kind: "topic"},
  seckill: {name: "seckill", does: "decides who wins", kind: "service"},
  ledger: {name: "seckill.reservations", brief: "reservations", does: "Kafka: the ledger", doesBrief: "the ledger", kind: "topic"},
  order: {name: "order", does: "makes orders", kind: "service"},
  orders: {name: "orders", does: "Kafka", kind: "topic"},
  notification: {name: "notification", does: "sends SMS", kind: "service"},
  stats: {name: "stats", does: "counts exactly", kind: "service"},
};

// Each node as x, y, width, height.
const WIDE = {
  width: 1216, height: 170, brief: false,
  nodes: {
    shoppers: [2, 72, 88, 58], gateway: [128, 72, 130, 58], requests: [294, 72, 136, 58],
    seckill: [466, 72, 130, 58], ledger: [632, 72, 160, 58], order: [828, 72, 116, 58],
    orders: [980, 72, 78, 58], notification: [1094, 34, 120, 58], stats: [1094, 110, 120, 58],
  },
  arrows: [
    "M90 92H122", "M128 110H96", "M258 101H288", "M430 101H460", "M596 101H626", "M792 101H822", "M944 101H974",
    "M1058 96Q1076 94 1076 80T1089 63", "M1058 106Q1076 108 1076 122T1089 139",
  ],
  back: "M531 72V48Q531 34 517 34H207Q193 34 193 48V66",
  label: [362, 26, "results by gRPC, in batches"],
};

const NARROW = {
  width: 360, height: 274, brief: true,
  nodes: {
    shoppers: [1, 2, 106, 56], gateway: [127, 2, 106, 56], requests: [253, 2, 106, 56],
    seckill: [253, 100, 106, 56], ledger: [127, 100, 106, 56], order: [1, 100, 106, 56],
    orders: [1, 198, 106, 56], notification: [127, 198, 106, 56], stats: [253, 198, 106, 56],
  },
  arrows: [
    "M107 22H121", "M127 38H113", "M233 30H247", "M322 58V94", "M253 128H239", "M127 128H113", "M54 156V192",
    "M107 226H121", "M54 254V262Q54 270 62 270H298Q306 270 306 265V260",
  ],
  back: "M290 100V86Q290 78 282 78H188Q180 78 180 70V64",
  label: [180, 93, "results by gRPC"],
};

/** Draws the picture into a place, anew where the window becomes narrow or wide. */
export function drawFlow(place, service, dashboards) {
  const own = service.replace(/-service$/, "");
  const urls = new Map(dashboards.map(({name, url}) => [name, reachable(url)]));
  const wide = window.matchMedia("(min-width: 62rem)");
  const more = html("p", {class: "more"}, say("Other instances") + ": ");
  const others = [...urls.keys()].filter(name => !(name in NODES));
  others.forEach(name => more.append(html("a", {href: urls.get(name)}, name), " "));
  place.setAttribute("aria-label", say("The whole system; the dashboard of each service is a link"));
  const draw = () =>
    place.replaceChildren(picture(wide.matches ? WIDE : NARROW, own, urls), ...(others.length ? [more] : []));
  wide.addEventListener("change", draw);
  draw();
}

function picture(layout, own, urls) {
  const head = svg("marker",
    {id: "head", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto"},
    svg("path", {d: "M0 0L8 4L0 8z", class: "head"}));
  const [labelX, labelY, label] = layout.label;
  return svg("svg",
    {viewBox: `0 0 ${layout.width} ${layout.height}`, width: layout.width, height: layout.height,
      class: layout.brief ? "narrow" : "wide"},
    svg("defs", {}, head),
    ...layout.arrows.map(d => svg("path", {d, class: "arrow", "marker-end": "url(#head)"})),
    svg("path", {d: layout.back, class: "arrow back", "marker-end": "url(#head)"}),
    svg("text", {x: labelX, y: labelY, class: "label"}, say(label)),
    ...Object.entries(layout.nodes).map(([id, box]) => node(id, box, layout.brief, id === own, urls.get(id))));
}

function node(id, [x, y, width, height], brief, lit, url) {
  const {name, does, kind, brief: briefName = name, doesBrief = does} = NODES[id];
  const middle = x + width / 2;
  const shape = svg("g", {class: `node ${kind}${lit ? " lit" : ""}`},
    svg("rect", {x, y, width, height, rx: kind === "topic" ? height / 2 : 8}),
    svg("text", {x: middle, y: y + height / 2 - 4, class: "name"}, kind === "people" ? say(name) : brief ? briefName : name),
    svg("text", {x: middle, y: y + height / 2 + 14, class: "does"}, say(brief ? doesBrief : does)));
  if (kind !== "service" || !url) {
    return shape;
  }
  return svg("a", {href: url, ...(lit ? {"aria-current": "page"} : {})}, shape);
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
