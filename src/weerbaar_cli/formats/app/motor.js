/** The engine in its own thread: it computes while people type, and may stop without harm. */

/** Asks the engine; only the newest change is computed, and an answer that came too late is dropped. */
export class Motor {
  /**
   * @param {string} bron the program of the thread
   * @param {Record<string, string>} delen what it unpacks
   * @param {(reden: string) => void} stopped
   */
  constructor(bron, delen, stopped) {
    this.nr = 0;
    /** @type {Map<number, (antwoord: any) => void>} */
    this.wachtend = new Map();
    this.stopped = stopped;
    this.leeft = true;
    this.worker = new Worker(URL.createObjectURL(new Blob([bron], { type: 'text/javascript' })));
    /** @type {Promise<boolean>} */
    this.klaar = new Promise((resolve) => {
      this.worker.onmessage = ({ data }) => this.receive(data, resolve);
      this.worker.onerror = (event) => { event.preventDefault(); this.stop('de rekenkern is gestopt'); resolve(false); };
    });
    this.worker.postMessage({ doe: 'start', delen });
  }

  /** @param {any} data @param {(klaar: boolean) => void} resolve */
  receive(data, resolve) {
    if (data.klaar) return resolve(true);
    if (data.nr === undefined) {
      this.stop(data.fout?.bericht ?? 'de rekenkern start niet');
      return resolve(false);
    }
    this.wachtend.get(data.nr)?.(data.antwoord);
    this.wachtend.delete(data.nr);
    return undefined;
  }

  /** @param {string} reden */
  stop(reden) {
    if (!this.leeft) return;
    this.leeft = false;
    this.worker.terminate();
    this.wachtend.forEach((resolve) => resolve({ fout: { bericht: reden, tip: '' } }));
    this.wachtend.clear();
    this.stopped(reden);
  }

  /** Asked before it is ready, the engine answers when it is. @param {any} vraag @returns {Promise<any>} */
  async ask(vraag) {
    await this.klaar;
    if (!this.leeft) return { fout: { bericht: 'de rekenkern is gestopt', tip: '' } };
    const nr = (this.nr += 1);
    this.worker.postMessage({ nr, vraag });
    return new Promise((resolve) => this.wachtend.set(nr, resolve));
  }
}

/**
 * Calls `run` with the newest thing only, a little after the last call and never twice at a time;
 * `now` waits no longer.
 * @param {(wat: any) => Promise<void>} run @param {number} [rust]
 */
export function newest(run, rust = 120) {
  let busy = false;
  /** @type {{wat: any}|null} */
  let next = null;
  let timer = 0;
  const start = async () => {
    if (busy || !next) return;
    busy = true;
    const { wat } = next;
    next = null;
    try { await run(wat); } finally { busy = false; }
    start();
  };
  const later = (/** @type {any} */ wat) => {
    next = { wat };
    clearTimeout(timer);
    timer = setTimeout(start, rust);
  };
  return Object.assign(later, { now: () => { clearTimeout(timer); start(); } });
}
