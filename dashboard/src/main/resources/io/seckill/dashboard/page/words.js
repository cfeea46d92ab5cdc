// The page's language: English, or Chinese where the browser asks for it.

const CHINESE = {
  "Skip to the figures": "跳到指标",
  "Instance": "实例",
  "Version": "版本",
  "unknown": "未知",
  "This process": "本进程",
  "Connecting…": "正在连接…",
  "Live: new figures every second.": "实时：每秒更新。",
  "No connection since {0}, figures are old. Trying again…": "{0} 起连接中断，以下数据已过时，正在重连…",
  "Down: {0}. Figures that need it may be old.": "不可用：{0}。相关数据可能已过时。",
  "{0} since {1}": "{0}（自 {1}）",
  "A request runs from left to right; the shopper waits only until seckill has decided. Orders, SMS and counts follow from the ledger.":
    "请求自左向右流动；顾客只等待 seckill 的裁决，订单、短信和统计随后由账本完成。",
  "The whole system; the dashboard of each service is a link": "系统全貌；每个服务可点击进入其仪表板",
  "shoppers": "顾客",
  "ask to buy": "请求购买",
  "limits the crowd": "限流",
  "decides who wins": "裁决",
  "makes orders": "生成订单",
  "sends SMS": "发送短信",
  "counts exactly": "精确统计",
  "Kafka: waiting": "Kafka：排队",
  "Kafka: the ledger": "Kafka：账本",
  "the ledger": "账本",
  "waiting": "排队",
  "results by gRPC, in batches": "结果经 gRPC 批量返回",
  "results by gRPC": "结果经 gRPC",
  "Other instances": "其他实例",
  "now": "现在",
  "−{0} min": "−{0} 分钟",
  "−{0} s": "−{0} 秒",
  "no value": "暂无数据",
  "Nothing here yet.": "暂无记录。",
  "Cannot be read at the moment.": "暂时无法读取。",
  "Heap": "堆内存",
  "CPU": "CPU",
  "Garbage collection": "垃圾回收",
  "Threads": "线程",
  "Up for": "已运行",
  "since {0}": "自 {0}",
  "{0} d {1} h": "{0} 天 {1} 小时",
  "{0} h {1} min": "{0} 小时 {1} 分",
  "{0} min {1} s": "{0} 分 {1} 秒",
  "{0} s": "{0} 秒",
};

const chinese = /^zh\b/i.test(navigator.language);
const wordings = new Map(Object.entries(CHINESE));

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
