// Live lines with Chart.js.

import {html, setText} from "./elements.js";
import {clock, number, say, shortNumber} from "./words.js";

const COLORS = 6;
const LONG = 100_000;
const NARROW = 420;
const TICKS = {60_000: 15_000, 120_000: 30_000, 180_000: 60_000, 300_000: 60_000};

export function plot(panel) {
  const values = panel.series.map(() => html("span", {class: "value"}, "–"));
  const legend = html("ul", {class: "legend"}, ...panel.series.map((line, index) =>
    html("li", {}, html("span", {class: `key s${index % COLORS}${dashed(index) ? " dashed" : ""}`, "aria-hidden": "true"}),
      html("span", {class: "name"}, say(line.label)), values[index])));
  const canvas = html("canvas", {role: "img", "aria-label": say(panel.title)});
  const element = html("article", {class: "card plot"},
    html("h3", {}, say(panel.title), " ", html("span", {class: "unit"}, say(panel.unit))),
    ...(panel.note ? [html("p", {class: "note"}, say(panel.note))] : []),
    legend, html("div", {class: "canvas"}, canvas));
  let chart = null;
  return {
    element,
    draw(past, sample) {
      panel.series.forEach((line, index) => {
        const now = sample.values[line.id] ?? null;
        setText(values[index], now === null ? "–" : Math.abs(now) < LONG ? number(now) : shortNumber(now));
      });
      element.hidden = panel.onlyWithValue && panel.series.every(line => past.line(line.id).every(value => value === null));
      if (!window.Chart || element.hidden) {
        return; // the figures do not wait until the library has come
      }
      chart ??= newChart(canvas, panel);
      panel.series.forEach((line, index) => {
        const points = past.line(line.id);
        chart.data.datasets[index].data = past.times.map((time, at) => ({x: time, y: points[at]}));
      });
      chart.options.scales.x.max = sample.at;
      chart.options.scales.x.min = sample.at - past.spanMillis;
      chart.update("none");
    },
    recolor() {
      if (chart) {
        paint(chart);
        chart.update("none");
      }
    },
  };
}

function newChart(canvas, panel) {
  const chart = new Chart(canvas, {
    type: "line",
    data: {datasets: panel.series.map((line, index) => ({
      label: say(line.label), data: [], borderWidth: 2, pointRadius: 0, pointHitRadius: 8, tension: 0,
      borderDash: dashed(index) ? [6, 4] : [], fill: panel.series.length === 1 ? "origin" : false,
    }))},
    options: {
      animation: false, parsing: false, normalized: true, maintainAspectRatio: false,
      interaction: {mode: "index", intersect: false},
      plugins: {
        legend: {display: false},
        tooltip: {callbacks: {
          title: items => items.length ? clock(items[0].parsed.x) : "",
          label: item => `${item.dataset.label}: ${number(item.parsed.y)} ${say(panel.unit)}`,
        }},
      },
      scales: {
        x: {
          type: "linear", border: {display: false},
          afterBuildTicks: axis => { axis.ticks = ticks(axis.max, axis.max - axis.min, axis.chart.width); },
          ticks: {callback: (time, index, ticks) => ago(ticks.at(-1).value - time), maxRotation: 0, autoSkip: false, align: "inner"},
        },
        y: {
          beginAtZero: true, suggestedMax: 1, grace: "8%", border: {display: false},
          // A fixed width: the plot must not jump when a number gains a digit.
          afterFit: axis => { axis.width = 48; },
          ticks: {maxTicksLimit: 5, callback: shortNumber},
        },
      },
    },
  });
  paint(chart);
  return chart;
}

/** Takes the colours of the style sheet, which knows light and dark. */
function paint(chart) {
  const style = getComputedStyle(document.body);
  const color = name => style.getPropertyValue(name).trim();
  chart.data.datasets.forEach((line, index) => {
    line.borderColor = color(`--s${index % COLORS}`);
    line.pointBackgroundColor = line.borderColor;
    line.backgroundColor = line.borderColor + "22";
  });
  for (const axis of Object.values(chart.options.scales)) {
    axis.ticks.color = color("--muted");
    axis.ticks.font = {size: 11, family: style.fontFamily};
  }
  chart.options.scales.x.grid = {display: false};
  chart.options.scales.y.grid = {color: color("--line")};
}

function dashed(index) {
  return index >= COLORS;
}

/** On a phone there is room for three: then, the middle, now. */
function ticks(max, spanMillis, width) {
  const values = [];
  const step = width < NARROW ? spanMillis / 2 : TICKS[spanMillis];
  for (let before = spanMillis; before >= 0; before -= step) {
    values.push({value: max - before});
  }
  return values;
}

function ago(millis) {
  const seconds = Math.round(millis / 1000);
  if (seconds === 0) {
    return say("now");
  }
  return seconds % 30 === 0 && seconds > 60 || seconds === 60 ? say("−{0} min", number(seconds / 60)) : say("−{0} s", seconds);
}
