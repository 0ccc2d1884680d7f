/** A meting as changed lines of its own text: what did not change keeps its bytes, remarks too. */

import { differences, openMeting } from './invulling.js';
import { isClosed, keyOf, pairLines, readYaml } from './yaml.js';

/** @typedef {import('./invulling.js').Invulling} Invulling */
/** @typedef {{at: number, end: number, indent: number}} Plek the lines of one key with its value */

const KEY = /^( *)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'&*!|>%@`?{}[\],-][^#]*?)\s*:(?=\s|$)/;
// Behind a key: a value that surely holds no #, and then a remark.
const REMARK = /^(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[{[][^#"']*[}\]]|[|>][-+\d]*|[^\s#"'{[|>](?:[^#]|\S#)*?))?(\s+#.*)$/;
const VELD = 2;

/**
 * The text with what was filled in, or null where that cannot be done with certainty: what comes out
 * is read back, and must differ from what was read in what was meant and nothing else.
 * @param {string} tekst @param {Invulling} invulling @returns {string|null}
 */
export function changeLines(tekst, invulling) {
  const eind = tekst.includes('\r\n') ? '\r\n' : '\n';
  const begin = tekst.startsWith('\ufeff') ? '\ufeff' : '';
  const lines = tekst.slice(begin.length).split(eind);
  const last = lines.at(-1) === '' ? lines.pop() : undefined;
  const read = (/** @type {string} */ text) => openMeting(invulling.lijst, readYaml(text)).meting();
  try {
    edit(lines, [], invulling.begin, invulling.meting(), false);
    const made = begin + [...lines, ...(last === '' ? [''] : [])].join(eind);
    return told(differences(read(tekst), read(made))) === told(invulling.wijzigingen()) ? made : null;
  } catch {
    return null;
  }
}

/** @param {any[]} changes @returns {string} */
const told = (changes) => changes.map((one) => JSON.stringify(sorted(one))).sort().join('\n');

/** @param {any} one @returns {any} the same, whatever order its keys have */
const sorted = (one) => (isMap(one) ? Object.fromEntries(Object.keys(one).sort().map((key) => [key, sorted(one[key])]))
  : Array.isArray(one) ? one.map(sorted) : one);
/** @param {any} one @param {any} other */
const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
/** @param {any} one */
const isMap = (one) => Boolean(one) && typeof one === 'object' && !Array.isArray(one);

/**
 * @param {string[]} lines @param {string[]} pad @param {Record<string, any>} oud @param {Record<string, any>} nieuw
 * @param {boolean} gesloten whether texts there are words of the program
 */
function edit(lines, pad, oud, nieuw, gesloten) {
  for (const key of new Set([...Object.keys(oud), ...Object.keys(nieuw)])) {
    const [before, after] = [oud[key], nieuw[key]];
    if (same(before, after)) continue;
    const plek = find(lines, region(lines, pad), key);
    if (!plek) {
      if (after !== undefined) add(lines, region(lines, pad), key, after, gesloten);
    } else if (isMap(after) && isMap(before ?? {}) && opens(lines, plek)) {
      edit(lines, [...pad, key], before ?? {}, after, isClosed(key, gesloten, !pad.length));
    } else {
      replace(lines, plek, key, after, gesloten, pad.length < VELD);
    }
  }
}

/** Where the keys stand that are told under a path. @param {string[]} lines @param {string[]} pad */
function region(lines, pad) {
  let here = { at: -1, end: lines.length, indent: -VELD };
  for (const key of pad) here = /** @type {Plek} */ (find(lines, here, key));
  return here;
}

/** @param {string} line */
const indentOf = (line) => line.length - line.trimStart().length;
/** @param {string} line */
const isContent = (line) => /^\s*[^\s#]/.test(line);

/** @param {string[]} lines @param {Plek} here @param {string} key @returns {Plek|null} */
function find(lines, here, key) {
  const indent = childIndent(lines, here);
  for (let at = here.at + 1; at < here.end; at += 1) {
    const found = indentOf(lines[at]) === indent && KEY.exec(lines[at]);
    if (found && nameOf(found[2]) === key) return { at, indent, end: endOf(lines, at, here.end, indent) };
  }
  return null;
}

/** @param {string[]} lines @param {Plek} here */
function childIndent(lines, here) {
  const first = lines.slice(here.at + 1, here.end).find((one) => isContent(one) && one.trim() !== '---');
  return first === undefined ? here.indent + VELD : indentOf(first);
}

/** @param {string} token */
function nameOf(token) {
  const name = token.startsWith('"') || token.startsWith("'") ? readYaml(`naam: ${token}`).naam : token;
  return String(name);
}

/** Behind the last line of a value; remarks below it belong to what follows. @param {string[]} lines @param {number} at @param {number} to @param {number} indent */
function endOf(lines, at, to, indent) {
  const text = isText(lines[at]);
  let end = at + 1;
  for (let next = end; next < to; next += 1) {
    const line = lines[next];
    const deeper = indentOf(line) > indent || (indentOf(line) === indent && /^\s*-(?:\s|$)/.test(line));
    if (line.trim() && !deeper && (isContent(line) || text)) break;
    if (line.trim() && deeper && (isContent(line) || text)) end = next + 1;
  }
  return end;
}

/** Whether what follows is one text, in which # is a sign as any other. @param {string} line */
const isText = (line) => /:\s+[|>][-+\d]*\s*(?:#.*)?$/.test(line);

/** Behind the colon of a key. @param {string} line */
const behind = (line) => line.slice(/** @type {RegExpExecArray} */ (KEY.exec(line))[0].length);

/** Whether its value stands on the lines below. @param {string[]} lines @param {Plek} plek */
const opens = (lines, plek) => /^\s*(?:#.*)?$/.test(behind(lines[plek.at]));

/** @param {string[]} lines @param {Plek} here @param {string} key @param {any} value @param {boolean} gesloten */
function add(lines, here, key, value, gesloten) {
  const indent = childIndent(lines, here);
  let place = here.at + 1;
  for (let at = place; at < here.end; at += 1) if (isContent(lines[at])) place = at + 1;
  lines.splice(place, 0, ...pairLines(key, value, ' '.repeat(indent), gesloten));
}

/**
 * Another value for a key. A remark on its line stays there; those between the lines go above it.
 * @param {string[]} lines @param {Plek} plek @param {string} key @param {any} value @param {boolean} gesloten
 * @param {boolean} stays whether the key stays when nothing is left
 */
function replace(lines, plek, key, value, gesloten, stays) {
  const pad = ' '.repeat(plek.indent);
  const old = lines.slice(plek.at, plek.end);
  const head = old[0].slice(0, old[0].length - behind(old[0]).length);
  const remark = REMARK.exec(behind(old[0]))?.[1] ?? '';
  const between = isText(old[0]) ? [] : old.slice(1).map((one) => /(?:^|\s)(#.*)$/.exec(one)?.[1]).filter(Boolean).map((one) => `${pad}${one}`);
  const [first, ...rest] = value === undefined ? [`${pad}${keyOf(key)}:`] : pairLines(key, value, pad, gesloten);
  const made = `${head}${first.slice(pad.length + keyOf(key).length + 1)}${remark}`;
  const gone = value === undefined && !stays;
  lines.splice(plek.at, old.length, ...between, ...(gone ? [] : [made, ...rest]));
}
