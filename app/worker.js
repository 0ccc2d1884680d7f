// The program in a thread of its own. It unpacks Python from what the page gives it, and answers
// questions one by one; it asks nothing of any network.

/** What Pyodide wants to fetch, by the end of its address. */
const TYPES = { wasm: 'application/wasm', zip: 'application/zip' };
/** Why something stopped, be it no error at all. */
const why = (error) => error?.message ?? JSON.stringify(error);
const LIBRARY = 'lib/';

/** @type {((vraag: string) => string)|null} */
let handle = null;

/** Every part by its name, from one compressed text. */
async function unpack(text) {
  const bytes = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const raw = await new Response(stream).arrayBuffer();
  const size = new DataView(raw).getUint32(0, true);
  const names = JSON.parse(new TextDecoder().decode(new Uint8Array(raw, 4, size)));
  let place = 4 + size;
  return new Map(names.map(([name, length]) => {
    const part = new Uint8Array(raw, place, length);
    place += length;
    return [name, part];
  }));
}

const load = (part) => import(URL.createObjectURL(new Blob([part], { type: 'text/javascript' })));

/** Pyodide fetches two files; both are here. */
function answerFrom(parts) {
  globalThis.fetch = async (address) => {
    const name = String(address).split('/').pop();
    const type = TYPES[name.split('.').pop()];
    if (!parts.has(name) || !type) throw new Error(`there is no network for ${name}`);
    return new Response(parts.get(name), { headers: { 'Content-Type': type } });
  };
}

function writeLibrary(fs, parts) {
  const folders = new Set();
  for (const [name, part] of parts) {
    if (!name.startsWith(LIBRARY)) continue;
    const path = `/${name}`;
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (!folders.has(folder)) fs.mkdirTree(folder);
    folders.add(folder);
    fs.writeFile(path, part);
  }
}

async function start(delen) {
  const parts = await unpack(delen.motor);
  // Only this kind of thread starts from a file; what Pyodide has against it does not touch us.
  globalThis.importScripts = undefined;
  answerFrom(parts);
  const { loadPyodide } = await load(parts.get('pyodide.mjs'));
  const { default: createPyodideModule } = await load(parts.get('pyodide.asm.mjs'));
  const python = await loadPyodide({
    createPyodideModule,
    indexURL: 'https://weerbaar.invalid/',
    lockFileContents: new TextDecoder().decode(parts.get('pyodide-lock.json')),
  });
  writeLibrary(python.FS, parts);
  python.FS.mkdirTree('/meting');
  handle = python.runPython(`
import sys
sys.path.insert(0, "/lib/weerbaar")
from pathlib import Path
from weerbaar_cli.invullen.motor import Motor
Motor(Path("/meting")).handle
`);
}

onmessage = async ({ data }) => {
  if (data.doe === 'start') {
    try {
      await start(data.delen);
      postMessage({ klaar: true });
    } catch (error) {
      postMessage({ fout: { bericht: `de rekenkern start niet (${why(error)})`, tip: '' } });
    }
    return;
  }
  let antwoord;
  try {
    antwoord = JSON.parse(handle(JSON.stringify(data.vraag)));
  } catch (error) {
    antwoord = { fout: { bericht: `de rekenkern is gestopt (${why(error)})`, tip: '' } };
  }
  postMessage({ nr: data.nr, antwoord });
};
