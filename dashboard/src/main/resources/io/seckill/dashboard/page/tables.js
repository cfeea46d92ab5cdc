// Rows of cells; where the service has a read API for them, with a form to search and pages to turn.

import {html} from "./elements.js";
import {card} from "./rows.js";
import {searchForm} from "./search.js";
import {say, time} from "./words.js";

// Longer text wraps; the rest stays on one line and the table scrolls sideways.
const WRAP_FROM = 40;
// The id of a request, which is that of its order too.
const REQUEST = /^[\w.~-]{1,64}\.[\w-]{22}$/;

export function table(panel) {
  const body = html("tbody");
  const grid = html("table", {"aria-label": say(panel.title)},
    html("thead", {}, html("tr", {}, ...panel.columns.map(column => html("th", {scope: "col"}, say(column))))), body);
  const fill = rows => body.replaceChildren(...rows.map(row => html("tr", {}, ...row.map(cell))));
  if (!panel.search) {
    return card(panel, grid, fill);
  }
  let live = [];
  const form = searchForm(panel.search, found => fill(found ?? live));
  return card(panel, grid, rows => {
    live = rows;
    if (!form.searching()) {
      fill(rows);
    }
  }, form.element);
}

function cell(text) {
  if (REQUEST.test(text)) {
    return html("td", {}, html("a", {href: `#way=${text}`, title: say("The way of one request")}, text));
  }
  return html("td", text.length > WRAP_FROM ? {class: "long"} : {}, time(text) ?? text);
}
