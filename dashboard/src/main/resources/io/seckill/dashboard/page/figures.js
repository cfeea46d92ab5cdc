// Cards: one number each, and how it went over the last minutes.

import {html, setText, svg} from "./elements.js";
import {clock, number, say} from "./words.js";

const WIDTH = 300;
const HEIGHT = 36;
const CARDS_IN_A_ROW_MAX = 6;

export function figure(panel) {
  const value = html("span", {class: "value"}, "–");
  const unit = html("span", {class: "unit"}, say(panel.unit));
  const area = svg("path", {class: "area"});
  const line = svg("path", {class: "line"});
  const spark = svg("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "spark", "aria-hidden": "true"},
    area, line);
  const bound = panel.alarmAbove;
  const alarm = html("p", {class: "note alarm"}, say("Trouble: more than {0}.", bound ?? ""));
  const element = html("article", {class: "card"},
    html("h3", {}, say(panel.title)), html("p", {class: "number"}, value, " ", unit), spark,
    ...(panel.note ? [html("p", {class: "note"}, say(panel.note))] : []), ...(bound === null ? [] : [alarm]));
  return {
    element,
    title: panel.title,
    troubled: sample => bound !== null && sample.values[panel.id] > bound,
    draw(past, sample) {
      const now = sample.values[panel.id] ?? null;
      element.hidden = panel.onlyWithValue && now === null;
      element.classList.toggle("gap", now === null && panel.withoutValue === "");
      value.classList.toggle("words", now === null && panel.withoutValue !== "");
      unit.hidden = now === null;
      element.classList.toggle("bad", this.troubled(sample));
      alarm.classList.toggle("on", this.troubled(sample));
      value.classList.toggle("long", now !== null && Math.abs(now) >= 1e6);
      setText(value, now === null ? say(panel.withoutValue) || oldValue(past, panel.id) : number(now));
      const points = sparkPoints(past, panel.id);
      line.setAttribute("d", points.map(run => "M" + run.join("L")).join(""));
      area.setAttribute("d", points.map(areaBelow).join(""));
    },
  };
}

/** Rows of equal length, at most six cards in each; on a phone, in two columns, an odd one out takes its row. */
export function arrange(cards) {
  const shown = [...cards.children].filter(card => !card.hidden);
  if (cards.dataset.shown !== String(shown.length)) {
    cards.dataset.shown = shown.length;
    cards.dataset.columns = Math.ceil(shown.length / Math.ceil(shown.length / CARDS_IN_A_ROW_MAX));
    shown.forEach((card, index) => card.classList.toggle("alone", index % 2 === 0 && index === shown.length - 1));
  }
}

/** What was known last, and of when: an old number, marked so, says more than none. */
function oldValue(past, id) {
  const line = past.line(id);
  const last = line.findLastIndex(value => value !== null);
  return last < 0 ? say("no value yet") : say("{0} at {1}", number(line[last]), clock(past.times[last]));
}

/** Runs of "x y" without gaps; the right edge is now, the left as long ago as the plots show. */
function sparkPoints(past, id) {
  const line = past.line(id);
  const known = line.filter(value => value !== null);
  const low = Math.min(...known, 0);
  const high = Math.max(...known);
  const span = high - low || 1;
  const end = past.times.at(-1);
  const perMilli = WIDTH / past.spanMillis;
  const runs = [];
  let run = null;
  line.forEach((value, index) => {
    if (value === null) {
      run = null;
      return;
    }
    if (run === null) {
      run = [];
      runs.push(run);
    }
    const x = WIDTH - (end - past.times[index]) * perMilli;
    const y = HEIGHT - 2 - (HEIGHT - 4) * ((value - low) / span);
    run.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
  });
  return runs;
}

function areaBelow(run) {
  const x = point => point.split(" ")[0];
  return `M${x(run[0])} ${HEIGHT}L${run.join("L")}L${x(run.at(-1))} ${HEIGHT}z`;
}
