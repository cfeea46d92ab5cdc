// The page's language: English, or Chinese where the browser asks for it.

// These are needed before the service has answered; all others come with its answer.
const BEFORE = {
  "Skip to the figures": "跳到指标",
  "Connecting…": "正在连接…",
  "This page draws with JavaScript, which is switched off.": "本页面需要 JavaScript，但它已被关闭。",
  "No connection since {0}, figures are old. Trying again…": "{0} 起连接中断，以下数据已过时，正在重连…",
  "Instance": "实例",
  "Version": "版本",
  "Up for": "已运行",
  "Needs": "依赖",
  "This process": "本进程",
  "A request follows the arrows; the shopper waits only until seckill has decided. Orders, SMS and counts come after. Numbers: what this service sees a second.":
    "请求沿箭头流动；顾客只等待 seckill 的裁决，订单、短信和统计随后完成。数字为本服务所见的每秒流量。",
};

const chinese = /^zh\b/i.test(navigator.language);
const wordings = new Map(Object.entries(BEFORE));

export const language = chinese ? "zh-CN" : "en";

/** Adds the service's own wordings. */
export function learn(more) {
  Object.entries(more).forEach(([english, wording]) => wordings.set(english, wording));
}

/** The text in the page's language, {0} and {1} filled in. */
export function say(english, ...values) {
  const text = (chinese && wordings.get(english)) || english;
  return text.replace(/\{(\d)\}/g, (whole, index) => values[index]);
}

/** Translates what stands in the page from the start. */
export function sayAll() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = say(element.textContent.replace(/\s+/g, " ").trim());
  }
}

/** Components as people know them, by the name of their health indicator. */
export const NAMES = {db: "PostgreSQL", kafka: "Kafka", redis: "Redis", diskSpace: "disk"};

const exact = new Map();

/** A number with as many digits as help: 0.25, 12.5, 1,234. */
export function number(value) {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  if (!exact.has(digits)) {
    exact.set(digits, new Intl.NumberFormat(language, {maximumFractionDigits: digits}));
  }
  return exact.get(digits).format(value);
}

const compact = new Intl.NumberFormat(language, {notation: "compact", maximumFractionDigits: 1});

/** A number for an axis: 1.2K. */
export function shortNumber(value) {
  return Math.abs(value) < 1 ? number(value) : compact.format(value);
}

export function clock(millis) {
  return new Date(millis).toLocaleTimeString(language, {hourCycle: "h23"});
}

/** A time in ISO 8601 on the reader's own clock; null for any other text. */
export function time(text) {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? clock(Date.parse(text)) : null;
}

/** A time in ISO 8601 on the reader's own clock, to the millisecond. */
export function precise(text) {
  return `${clock(Date.parse(text))}.${String(Date.parse(text) % 1000).padStart(3, "0")}`;
}

export function day(millis) {
  return new Date(millis).toLocaleString(language, {dateStyle: "medium", timeStyle: "medium", hourCycle: "h23"});
}

export function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) {
    return say("{0} d {1} h", Math.floor(hours / 24), hours % 24);
  }
  if (minutes === 0) {
    return say("{0} s", seconds);
  }
  return hours > 0 ? say("{0} h {1} min", hours, minutes % 60) : say("{0} min {1} s", minutes, seconds % 60);
}
