// What is drawn of rows that come live: one card around them all, which says when they cannot be read.

import {html, setText, svg} from "./elements.js";
import {clock, number, say, time} from "./words.js";

const DRAWN = {bars, states, messages};

/** A card of bars, states or messages. */
export function rows(panel) {
  const list = html("ul", {class: panel.kind, "aria-label": say(panel.title)});
  return card(panel, list, live => list.replaceChildren(...live.map(row => DRAWN[panel.kind](row, panel))));
}

/** The card, which calls {@code draw} with the rows when they have changed. */
export function card(panel, content, draw, ...above) {
  const trouble = html("p", {class: "empty"});
  const element = html("article", {class: `card of-${panel.kind}`},
    html("h3", {}, say(panel.title), ...(panel.kind === "action" ? [] : [" ", html("span", {class: "unit"}, say(panel.unit))])),
    ...(panel.note ? [html("p", {class: "note"}, say(panel.note))] : []),
    ...above,
    html("div", {class: "rows", tabindex: "0", role: "region", "aria-label": say(panel.title)}, content, trouble));
  let shown = "";
  let readAt = null;
  return {
    element,
    draw(past, sample) {
      const live = sample.tables[panel.id];
      if (live === undefined) {
        return; // rows come with the first event
      }
      element.classList.toggle("gap", live === null);
      trouble.hidden = live !== null && live.length > 0;
      if (live === null) {
        // The rows that were read last stay: old rows, marked so, say more than none.
        setText(trouble, readAt === null ? say("Cannot be read at the moment.")
          : say("Cannot be read at the moment; this is as of {0}.", clock(readAt)));
        return;
      }
      readAt = sample.at;
      setText(trouble, say("Nothing here yet."));
      const text = JSON.stringify(live);
      if (text !== shown) {
        shown = text;
        draw(live);
      }
    },
  };
}

/** One bar: its name, its number and how full it is. */
export function bars([name, value, of], panel) {
  const known = value !== "";
  const part = known && of > 0 ? Math.min(1, value / of) : 0;
  const text = !known ? say("not known") : of > 0 && of !== value ? say("{0} of {1}", number(+value), number(+of)) : number(+value);
  return html("li", {},
    html("span", {class: "name"}, say(name)), html("span", {class: "value"}, text),
    // Browsers lay the inside of their own meter out each in its own way.
    svg("svg", {class: "meter", viewBox: "0 0 1 1", preserveAspectRatio: "none", role: "meter", "aria-valuemin": 0, "aria-valuemax": 1,
      "aria-valuenow": part, "aria-label": `${say(name)}: ${text} ${say(panel.unit)}`}, svg("rect", {width: part, height: 1})));
}

function states([name, text, mood]) {
  return html("li", {class: mood}, html("span", {class: "sign", "aria-hidden": "true"}),
    html("span", {class: "name"}, say(name)), html("span", {class: "value"}, say(text)));
}

function messages([at, to, text, status]) {
  return html("li", {},
    html("p", {class: "to"}, to, " · ", html("time", {datetime: at}, time(at)), " · ", say(status)),
    html("p", {class: "bubble"}, text));
}
