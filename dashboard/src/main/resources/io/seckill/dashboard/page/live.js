// The connection to the service: reconnects by itself and knows whether what it told last is old.

const SILENCE_MAX_MILLIS = 4000;
const AGAIN_MILLIS = 3000;

/** Calls back with each sample, on each (re)connection, and with true or false when the figures become old or new. */
export function follow({onOpen, onSample, onOld}) {
  let source = null;
  let lastHeard = Date.now();
  let old = false;

  const tell = nowOld => {
    if (nowOld !== old) {
      old = nowOld;
      onOld(old, lastHeard);
    }
  };

  const connect = () => {
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
    if (Date.now() - lastHeard > SILENCE_MAX_MILLIS) {
      tell(true);
    }
  }, 1000);
}
