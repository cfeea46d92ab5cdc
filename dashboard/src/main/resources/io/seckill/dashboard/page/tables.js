// Rows of text.

import {html, setText} from "./elements.js";
import {say} from "./words.js";

// Longer text wraps; the rest stays on one line and the table scrolls sideways.
const WRAP_FROM = 40;

export function table(panel) {
  const body = html("tbody");
  const empty = html("p", {class: "empty"}, say("Nothing here yet."));
  const grid = html("table", {"aria-label": say(panel.title)},
    html("thead", {}, html("tr", {}, ...panel.columns.map(column => html("th", {scope: "col"}, say(column))))), body);
  const element = html("article", {class: "card"},
    html("h3", {}, say(panel.title)),
    ...(panel.note ? [html("p", {class: "note"}, say(panel.note))] : []),
    html("div", {class: "rows", tabindex: "0", role: "region", "aria-label": say(panel.title)}, grid, empty));
  let shown = "";
  return {
    element,
    draw(past, sample) {
      const rows = sample.tables[panel.id] ?? null;
      element.classList.toggle("gap", rows === null);
      if (rows === null) {
        // The rows that were read last stay: old rows, marked so, say more than none.
        setText(empty, say("Cannot be read at the moment."));
        empty.hidden = false;
        return;
      }
      setText(empty, say("Nothing here yet."));
      empty.hidden = rows.length > 0;
      const text = JSON.stringify(rows);
      if (text !== shown) {
        shown = text;
        body.replaceChildren(...rows.map(row => html("tr", {}, ...row.map(cell => html("td", cell.length > WRAP_FROM ? {class: "long"} : {}, cell)))));
      }
    },
  };
}
