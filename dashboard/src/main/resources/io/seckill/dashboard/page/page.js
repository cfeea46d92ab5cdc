// The page: asks its service what to show, draws it, and keeps it live.

import {html, setText} from "./elements.js";
import {figure} from "./figures.js";
import {drawFlow} from "./flow.js";
import {follow} from "./live.js";
import {Past} from "./past.js";
import {plot} from "./plots.js";
import {table} from "./tables.js";
import {clock, day, duration, learn, say, sayAll} from "./words.js";

const AGAIN_MILLIS = 2000;
const openedAt = Date.now();
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
  drawFlow(byId("flow"), service.service, service.dashboards);
  for (const panel of service.panels) {
    const made = {figure, plot, table}[panel.kind](panel);
    byId(panel.group === "process" ? "process" : `${panel.kind}s`).append(made.element);
    drawn.push(made);
  }
  const uptime = upFor();
  byId("process").append(uptime.element);
  drawn.push(uptime);
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
  const names = sample.down.map(({name, since}) => say("{0} since {1}", name, clock(since)));
  if (names.length > 0) {
    tell("down", say("Down: {0}. Figures that need it may be old.", names.join(", ")));
  } else if (connectedBefore) {
    tell("live", say("Live: new figures every second."));
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

/** Draws nothing while nobody looks. */
function draw() {
  if (!document.hidden && sample !== null) {
    drawn.forEach(panel => panel.draw(past, sample));
  }
}

function upFor() {
  const value = html("span", {class: "value words"});
  const since = html("p", {class: "note"});
  return {
    element: html("article", {class: "card"}, html("h3", {}, say("Up for")), html("p", {class: "number"}, value), since),
    draw(pastLines, latest) {
      setText(value, duration(latest.at - service.startedAt));
      setText(since, say("since {0}", day(service.startedAt)));
    },
  };
}
