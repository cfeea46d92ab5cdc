// The page: asks its service what to show, draws it, and keeps it live.

import {action} from "./action.js";
import {html, setText} from "./elements.js";
import {arrange, figure} from "./figures.js";
import {drawFlow} from "./flow.js";
import {journey} from "./journey.js";
import {follow} from "./live.js";
import {Past} from "./past.js";
import {plot} from "./plots.js";
import {rows} from "./rows.js";
import {table} from "./tables.js";
import {clock, day, duration, learn, NAMES, say, sayAll} from "./words.js";

const AGAIN_MILLIS = 2000;
const openedAt = Date.now();
const KINDS = {figure, plot, table, bars: rows, states: rows, messages: rows, action};
const PLACES = {figure: "figures", plot: "plots", action: "actions"};
const byId = id => document.getElementById(id);

let service = null;
let past = null;
let sample = null;
let drawn = [];

sayAll();
begin();

async function begin() {
  try {
    service = await panels();
  } catch (unreachable) {
    tell("old", say("No connection since {0}, figures are old. Trying again…", clock(openedAt)));
    setTimeout(begin, AGAIN_MILLIS);
    return;
  }
  build();
  take(service);
  follow({onOpen: catchUp, onSample: show, onOld: showAge});
}

async function panels() {
  const answer = await fetch("dashboard/panels", {cache: "no-store"});
  if (!answer.ok) {
    throw new Error(`dashboard/panels: ${answer.status} (expected: 200)`);
  }
  return answer.json();
}

function build() {
  learn(service.chinese);
  document.title = `${service.service} · Seckill`;
  setText(byId("service"), service.service);
  setText(byId("sentence"), say(service.sentence));
  setText(byId("instance"), service.instance);
  setText(byId("version"), service.version ?? say("unknown"));
  drawn.push(drawFlow(byId("flow"), service.service, service.dashboards));
  for (const panel of service.panels) {
    const made = KINDS[panel.kind](panel);
    made.element.dataset.panel = panel.id;
    byId(panel.group === "process" ? "process" : PLACES[panel.kind] ?? "tables").append(made.element);
    drawn.push(made);
  }
  journey(byId("way"));
  drawn.push({draw: drawFacts});
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change",
    () => drawn.forEach(panel => panel.recolor?.()));
  document.addEventListener("visibilitychange", draw);
  document.body.classList.remove("loading");
}

/** Takes what the service remembers, so that a gap in the connection is none in the lines. */
function take(answer) {
  service = answer;
  past = new Past(service.historySamples);
  past.replace(service.history);
  show(service.latest);
}

let connectedBefore = false;

async function catchUp() {
  if (!connectedBefore) {
    connectedBefore = true;
    return;
  }
  const answer = await panels().catch(() => null);
  if (answer === null) {
    return;
  }
  if (JSON.stringify(answer.panels) !== JSON.stringify(service.panels)) {
    location.reload();
    return;
  }
  setText(byId("instance"), answer.instance);
  setText(byId("version"), answer.version ?? say("unknown"));
  take(answer);
}

function show(newSample) {
  sample = newSample;
  past.add(sample);
  const down = sample.components.filter(one => one.downSince !== null)
    .map(one => say("{0} since {1}", named(one), clock(one.downSince)));
  const troubled = drawn.filter(panel => panel.troubled?.(sample)).map(panel => say(panel.title));
  if (down.length > 0) {
    tell("down", say("Down: {0}. Figures that need it may be old.", down.join(", ")));
  } else if (troubled.length > 0) {
    tell("down", say("Look here: {0}.", troubled.join(", ")));
  } else if (connectedBefore) {
    tell("live", say("Live and well: new figures every second."));
  }
  draw();
}

function showAge(old, lastHeard) {
  document.body.classList.toggle("old", old);
  if (old) {
    tell("old", say("No connection since {0}, figures are old. Trying again…", clock(lastHeard)));
  }
}

function tell(state, message) {
  byId("state").dataset.state = state;
  setText(byId("message"), message);
}

/** Draws nothing while nobody looks. How long it took until the first figures stood there is in the browser's timeline. */
function draw() {
  if (!document.hidden && sample !== null) {
    drawn.forEach(panel => panel.draw(past, sample));
    [byId("figures"), byId("process")].forEach(arrange);
    if (performance.getEntriesByName("figures").length === 0) {
      performance.mark("figures");
    }
  }
}

/** How long it runs, and what it needs: with a sign and in words whether that is there. */
function drawFacts(pastLines, latest) {
  setText(byId("uptime"), duration(latest.at - service.startedAt));
  byId("uptime").title = say("since {0}", day(service.startedAt));
  const text = JSON.stringify(latest.components);
  if (byId("needs").dataset.shown !== text) {
    byId("needs").dataset.shown = text;
    byId("needs").replaceChildren(...latest.components.map(one =>
      html("span", {class: one.downSince === null ? "state good" : "state bad"}, html("span", {class: "sign", "aria-hidden": "true"}),
        named(one), html("span", {class: "unseen"}, " ", say(one.downSince === null ? "is there" : "is down")))));
  }
}

/** A component by the name that people know; the health endpoint has its own. */
function named({name}) {
  return say(NAMES[name] ?? name);
}
