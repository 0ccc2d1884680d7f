/** Opening and saving: into the same file where the browser allows it, else as a download. */

const SOORT = [{ description: 'Meting', accept: { 'application/yaml': ['.yaml', '.yml'] } }];
const GROOTSTE = 2_500_000;
const GROOTSTE_BOEK = 10_000_000;
/** How a workbook begins: a zip, or a file of old Office. */
const BOEK = ['PK\x03\x04', '\xd0\xcf\x11\xe0'];

/** A file and, where the browser gives one, the place to write it back to.
 * @typedef {{naam: string, tekst: string, plek: any}} Bestand */
/** @typedef {{tekst: string}|{inhoud: string}} Gelezen a text, or what is none in base64 */

/** @returns {Promise<Bestand|null>} null when nobody chose one */
export async function chooseFile() {
  const pick = /** @type {any} */ (window).showOpenFilePicker;
  if (!pick) return askInput();
  try {
    const [plek] = await pick({ types: SOORT });
    return readFile(await plek.getFile(), plek);
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'AbortError') return null;
    return askInput();
  }
}

/** @returns {Promise<Bestand|null>} */
function askInput() {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: '.yaml,.yml' });
    input.addEventListener('change', () => resolve(input.files?.[0] ? readFile(input.files[0], null) : null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** @param {File} file @param {any} plek @returns {Promise<Bestand>} */
export async function readFile(file, plek) {
  if (file.size > GROOTSTE) throw new Error('Dit bestand is te groot voor een meting.');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = String.fromCharCode(...bytes.slice(0, 21));
  if (['age-encryption.org', '-----BEGIN AGE', 'weerbaar: versleuteld'].some((one) => head.startsWith(one))) throw new Error('Dit bestand is versleuteld. Maak het eerst open met het programma weerbaar.');
  try {
    return { naam: file.name, tekst: new TextDecoder('utf-8', { fatal: true }).decode(bytes), plek };
  } catch {
    throw new Error('Dit bestand is geen tekst in UTF-8. Kies een meting (.yaml).');
  }
}

/**
 * What came by mail, for the engine: a workbook as it is, in base64, and all else as text.
 * @param {File} file @returns {Promise<Gelezen>}
 */
export async function readPost(file) {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 4).arrayBuffer()));
  if (!BOEK.includes(head)) return { tekst: (await readFile(file, null)).tekst };
  if (file.size > GROOTSTE_BOEK) throw new Error('Dit bestand is groter dan 10 MB.');
  const reader = new FileReader();
  await new Promise((resolve, reject) => {
    reader.addEventListener('load', resolve);
    reader.addEventListener('error', () => reject(new Error('Dit bestand is niet te lezen.')));
    reader.readAsDataURL(file);
  });
  return { inhoud: String(reader.result).split(',')[1] };
}

/** Whether the file was changed elsewhere since it was read or written here. @param {any} plek @param {number} gezien */
export async function isChanged(plek, gezien) {
  try {
    return Boolean(plek && gezien && (await plek.getFile()).lastModified > gezien);
  } catch {
    return false;
  }
}

/** When a file was last written; 0 when that cannot be known. @param {any} plek */
export async function seenAt(plek) {
  try {
    return plek ? (await plek.getFile()).lastModified : 0;
  } catch {
    return 0;
  }
}

/**
 * Write the text; the place where it went, or null after a download.
 * @param {string} tekst @param {string} naam @param {any} plek @param {string} [aard] its type
 * @returns {Promise<{plek: any, gedaan: boolean}>}
 */
export async function saveFile(tekst, naam, plek, aard = 'application/yaml') {
  const pick = /** @type {any} */ (window).showSaveFilePicker;
  if (plek || pick) {
    try {
      const target = plek ?? await pick({ suggestedName: naam, types: aard === 'text/html' ? [] : SOORT });
      const stream = await target.createWritable();
      await stream.write(tekst);
      await stream.close();
      return { plek: target, gedaan: true };
    } catch (error) {
      if (/** @type {Error} */ (error).name === 'AbortError') return { plek, gedaan: false };
    }
  }
  const url = URL.createObjectURL(new Blob([tekst], { type: aard }));
  const link = Object.assign(document.createElement('a'), { href: url, download: naam });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { plek: null, gedaan: true };
}
