// A form that asks the service's own read API, a page at a time. Empty, it leaves the table to the live rows.

import {html, setText} from "./elements.js";
import {number, say} from "./words.js";

const SIZE = 20;

/** Calls back with the rows found, or with null where the live ones are to be shown again. */
export function searchForm({path, filters, fields}, show) {
  const inputs = filters.map(name => html("input", {name, autocomplete: "off", spellcheck: "false", placeholder: say(name), "aria-label": say(name)}));
  const said = html("span", {class: "said", role: "status"}, say("the newest, live"));
  const before = html("button", {type: "button", disabled: ""}, say("Newer"));
  const after = html("button", {type: "button"}, say("Older"));
  const live = html("button", {type: "reset"}, say("Live"));
  const element = html("form", {class: "search", role: "search"},
    ...inputs, ...(inputs.length ? [html("button", {type: "submit"}, say("Search"))] : []), live, before, after, said);
  let page = null;

  const ask = async wanted => {
    page = wanted;
    const query = new URLSearchParams(inputs.filter(input => input.value.trim() !== "").map(input => [input.name, input.value.trim()]));
    query.set("page", wanted);
    query.set("size", SIZE);
    try {
      const answer = await fetch(`${path}?${query}`, {cache: "no-store"});
      const body = await answer.json();
      if (page !== wanted) {
        return; // the reader has gone on
      }
      if (!answer.ok) {
        throw new Error(body.detail ?? body.title);
      }
      const pages = Math.max(1, Math.ceil(body.total / SIZE));
      before.disabled = wanted === 0;
      after.disabled = wanted + 1 >= pages;
      setText(said, say("{0} found, page {1} of {2}", number(body.total), number(wanted + 1), number(pages)));
      show(body.items.map(item => fields.map(field => String(item[field] ?? ""))));
    } catch (trouble) {
      setText(said, trouble.message);
    }
  };

  element.addEventListener("submit", event => {
    event.preventDefault();
    ask(0);
  });
  element.addEventListener("reset", () => {
    page = null;
    before.disabled = true;
    after.disabled = false;
    setText(said, say("the newest, live"));
    show(null);
  });
  before.addEventListener("click", () => ask(page - 1));
  after.addEventListener("click", () => ask(page === null ? 1 : page + 1));
  return {element, searching: () => page !== null};
}
