/** Dates and numbers as people type them, and as a meting has them. */

const MAANDEN = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const NEDERLANDS = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/;
const VOLUIT = /^(\d{1,2})\s+([a-z]{3,})\.?\s+(\d{4})$/i;
const TWEE_CIJFERS = /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}$/;

/** What a word processor puts around a text. @param {string} text */
export const bare = (text) => text.replace(/[\s\u00a0\u200b\ufeff“”„‟‘’‚«»]+/gu, ' ').trim();

/** @param {string} text @returns {[number, number, number]|null} year, month, day */
function partsOf(text) {
  let found = ISO.exec(text);
  if (found) return [+found[1], +found[2], +found[3]];
  found = NEDERLANDS.exec(text);
  if (found) return [+found[3], +found[2], +found[1]];
  found = VOLUIT.exec(text);
  if (!found) return null;
  const begin = found[2].toLowerCase();
  const month = MAANDEN.findIndex((naam) => naam.startsWith(begin) || (begin === 'mrt' && naam === 'maart'));
  return month < 0 ? null : [+found[3], month + 1, +found[1]];
}

/** @param {number} year @param {number} month @param {number} day */
function isDay(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * A typed date as a meting has it; else what was typed, which `datumFout` explains.
 * @param {string} typed
 */
export function readDatum(typed) {
  const parts = partsOf(bare(typed));
  if (!parts || !isDay(...parts)) return typed.trim();
  const [year, month, day] = parts;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Why a value is not a date, in words; empty when it is one. @param {string} waarde */
export function datumFout(waarde) {
  const parts = partsOf(bare(waarde));
  if (parts && isDay(...parts)) return '';
  if (parts) return `${waarde} is geen dag die bestaat. Controleer de dag en de maand.`;
  if (TWEE_CIJFERS.test(bare(waarde))) return 'Schrijf het jaar met vier cijfers, zoals 31-01-2024.';
  return 'Schrijf een datum als dag-maand-jaar, zoals 31-01-2024.';
}

/** A date of a meting as people read it; other text stays. @param {string} waarde */
export function dutchDatum(waarde) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(waarde);
  return found ? `${found[3]}-${found[2]}-${found[1]}` : waarde;
}

/**
 * A typed number as a meting has it: a comma is a point there, points between thousands go.
 * @param {string} typed
 */
export function readGetal(typed) {
  const text = bare(typed).replace(/^€\s*/, '').replace(/,-$/, '');
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (/^\d+,\d+$/.test(text)) return text.replace(',', '.');
  return /^\d+(\.\d+)?$/.test(text) ? text : typed.trim();
}

/** @param {string} waarde @param {boolean} heel */
export function getalFout(waarde, heel) {
  if (/^\d+$/.test(waarde) || (!heel && /^\d+\.\d+$/.test(waarde))) return '';
  return heel ? 'Schrijf een heel getal, zoals 12.' : 'Schrijf een getal, zoals 12 of 0,6.';
}

/** A number of a meting as people read it. @param {string} waarde */
export function dutchGetal(waarde) {
  return /^\d+\.\d+$/.test(waarde) ? waarde.replace('.', ',') : waarde;
}
