// The connection to the service: reconnects by itself and knows whether what it told last is old.

const SILENCE_MAX_MILLIS = 4000;
// A connection that died without a word, as of a machine that slept, never says so: it is given up and made anew.
const GIVE_UP_MILLIS = 12_000;
const AGAIN_MILLIS = 3000;

/** Calls back with each sample, on each (re)connection, and with true or false when the figures become old or new. */
export function follow({onOpen, onSample, onOld}) {
  let source = null;
  let lastHeard = Date.now();
  let connectedAt = 0;
  let old = false;

  const tell = nowOld => {
    if (nowOld !== old) {
      old = nowOld;
      onOld(old, lastHeard);
    }
  };

  const connect = () => {
    connectedAt = Date.now();
    source?.close();
    source = new EventSource("dashboard/stream");
    source.addEventListener("open", onOpen);
    source.addEventListener("sample", event => {
      lastHeard = Date.now();
      tell(false);
      onSample(JSON.parse(event.data));
    });
    source.addEventListener("error", () => {
      tell(true);
      // The browser gives up for good when it is answered with an error, such as "too many pages".
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(connect, AGAIN_MILLIS);
      }
    });
  };

  connect();
  setInterval(() => {
    const now = Date.now();
    if (now - lastHeard > SILENCE_MAX_MILLIS) {
      tell(true);
    }
    if (Math.min(now - lastHeard, now - connectedAt) > GIVE_UP_MILLIS && source.readyState !== EventSource.CLOSED) {
      connect();
    }
  }, 1000);
}
