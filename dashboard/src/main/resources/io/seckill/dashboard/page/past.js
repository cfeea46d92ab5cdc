// The last minutes of every series, as the service sent them.

const SPANS_MILLIS = [60_000, 120_000, 180_000, 300_000];

export class Past {

  constructor(samplesMax) {
    this.samplesMax = samplesMax;
    this.times = [];
    this.values = new Map();
  }

  /** Takes the place of all that is known. */
  replace(history) {
    this.times = [...history.times];
    this.values = new Map(Object.entries(history.values).map(([id, line]) => [id, [...line]]));
  }

  add(sample) {
    if (sample.at <= this.times.at(-1)) {
      return;
    }
    this.times.push(sample.at);
    for (const [id, line] of this.values) {
      line.push(sample.values[id] ?? null);
    }
    if (this.times.length > this.samplesMax) {
      this.times.shift();
      this.values.forEach(line => line.shift());
    }
  }

  /** How far back to draw: the shortest of one, two, three and five minutes that shows all there is. */
  get spanMillis() {
    const known = this.times.length === 0 ? 0 : this.times.at(-1) - this.times[0];
    return SPANS_MILLIS.find(span => span >= known) ?? SPANS_MILLIS.at(-1);
  }

  line(id) {
    return this.values.get(id) ?? [];
  }
}
