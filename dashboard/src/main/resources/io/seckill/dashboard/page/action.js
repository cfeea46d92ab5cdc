// A form that has the service do something, and how that goes; the rows come live like all others.

import {html, setText} from "./elements.js";
import {bars, card} from "./rows.js";
import {say} from "./words.js";

export function action(panel) {
  const {path, start, stop, fields} = panel.action;
  const inputs = fields.map(({name, value, min, max}) =>
    html("input", {name, type: "number", inputmode: "numeric", required: "", step: 1, value, min, max}));
  const begin = html("button", {type: "submit", class: "begin"}, say(start));
  const end = html("button", {type: "button", disabled: ""}, say(stop));
  const form = html("form", {class: "search action"},
    ...fields.map(({label}, index) => html("label", {}, html("span", {}, say(label)), inputs[index])), begin, end);
  const said = html("p", {class: "said", role: "status"});
  const trouble = html("p", {class: "said trouble", role: "alert"});
  const list = html("ul", {class: "bars", "aria-label": say(panel.title)});
  let running = false;

  const send = async (method, body) => {
    setText(trouble, "");
    begin.disabled = end.disabled = true;
    try {
      const answer = await fetch(path, {method, ...(body ? {headers: {"Content-Type": "application/json"}, body} : {})});
      if (!answer.ok) {
        const problem = await answer.json();
        throw new Error(problem.detail ?? problem.title);
      }
      running = method === "POST";
    } catch (failed) {
      setText(trouble, failed.message);
    }
    begin.disabled = running;
    end.disabled = !running;
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    send("POST", JSON.stringify(Object.fromEntries(inputs.map(input => [input.name, input.valueAsNumber]))));
  });
  end.addEventListener("click", () => send("DELETE"));

  const made = card(panel, list, ([[words, about, now], ...rows]) => {
    running = now !== "";
    begin.disabled = running;
    end.disabled = !running;
    setText(said, about === "" ? say(words) : `${about} ${say(words)}`);
    list.replaceChildren(...rows.map(row => bars(row, panel)));
  }, form, said, trouble);
  return made;
}
