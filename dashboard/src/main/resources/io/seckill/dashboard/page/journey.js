// The way of one request, looked up by its id; a link "#way=ID" anywhere on the page looks it up too.

import {html, setText} from "./elements.js";
import {number, precise, say} from "./words.js";

const LINK = /^#way=([\w.~-]{1,128})$/;
const COLUMNS = ["time", "since the start", "took", "service", "what happened", "details"];

/** Fills the card and listens for links. */
export function journey(place) {
  const input = html("input", {name: "requestId", autocomplete: "off", spellcheck: "false", required: "", maxlength: 128,
    placeholder: say("request or order id"), "aria-label": say("request or order id")});
  const said = html("p", {class: "said", role: "status"});
  const body = html("tbody");
  const grid = html("div", {class: "rows", tabindex: 0, role: "region", "aria-label": say("The way of one request")},
    html("table", {}, html("thead", {}, html("tr", {}, ...COLUMNS.map(name => html("th", {scope: "col"}, say(name))))), body));
  const form = html("form", {class: "search", role: "search"}, input, html("button", {type: "submit"}, say("Look up")));
  grid.hidden = true;
  place.replaceChildren(html("h3", {}, say("The way of one request")),
    html("p", {class: "note"}, say("From HTTP to SMS, put together of what each service keeps anyway; times by each machine's own clock.")),
    form, said, grid);

  const lookUp = async id => {
    input.value = id;
    setText(said, say("Asking all services…"));
    try {
      const answer = await fetch(`dashboard/journey/${encodeURIComponent(id)}`, {cache: "no-store"});
      const found = await answer.json();
      if (!answer.ok) {
        throw new Error(found.detail ?? found.title);
      }
      if (input.value === id) {
        show(found);
      }
    } catch (trouble) {
      grid.hidden = true;
      setText(said, trouble.message);
    }
  };

  const show = ({steps, silent}) => {
    body.replaceChildren(...steps.map(row));
    grid.hidden = steps.length === 0;
    const words = steps.length === 0 ? [say("Nobody knows this request: it never was, was refused, or is long ago.")]
      : [say("{0} steps in {1} ms.", steps.length, millis(steps.at(-1).sinceStartMicros))];
    if (silent.length > 0) {
      words.push(say("Not reached: {0}; there may be more.", silent.join(", ")));
    }
    setText(said, words.join(" "));
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    lookUp(input.value.trim());
  });
  const followLink = () => {
    const link = LINK.exec(location.hash);
    if (link) {
      place.scrollIntoView({block: "nearest"});
      lookUp(link[1]);
    }
  };
  window.addEventListener("hashchange", followLink);
  followLink();
}

function row({at, sinceStartMicros, tookMicros, service, what, about}) {
  const cells = [precise(at), `+${millis(sinceStartMicros)} ms`, tookMicros === null ? "" : `${millis(tookMicros)} ms`, service, say(what), about];
  return html("tr", {}, ...cells.map(text => html("td", {}, text)));
}

function millis(micros) {
  return number(Math.round(micros / 100) / 10);
}
