/** A meting as YAML and back, where there is no engine: block form, text in quotes where needed.

Reading knows what people and this program write: maps, lists, texts. Tags, anchors and several
documents are refused, with the line.
*/

// Their words are closed, dates or numbers; all other texts are what people wrote.
const GESLOTEN = new Set('weerbaar raamwerk soort peildatum status fictief herkomst datum op herzien_op tot'
  .concat(' gereed_op vastgesteld_op geldig_vanaf geldig_tot jaar aantal totaal oordeel afgeleid_op waarde openbaar kosten').split(' '));
const WOORD = /^(?:[a-z][a-z0-9_@/-]*|\d+(?:\.\d+)?|\d{4}-\d\d-\d\d)$/;
const GEWOON = /^[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ0-9 ,.()/&+-]*$/;
const VOORBEHOUDEN = /^(?:null|true|false|yes|no|on|off|y|n|ja|nee|nooit|onbekend|nvt)$/i;

/** @param {string} text @param {boolean} gesloten */
function scalar(text, gesloten) {
  if (gesloten && WOORD.test(text)) return text;
  const plain = GEWOON.test(text) && text === text.trim() && !VOORBEHOUDEN.test(text);
  if (plain) return text;
  const well = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return JSON.stringify(well).replace(/[\x7f-\xa0\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, (sign) =>
    `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A key: a name of the program as it is, a name of people or a number of a norm in quotes. @param {string} key */
export const keyOf = (key) => (/^[a-z][a-z0-9_-]*$/.test(key) && !VOORBEHOUDEN.test(key) ? key : scalar(`${key}`, false));

/** @param {any} value */
const isEmpty = (value) => value === null || value === undefined
  || (typeof value === 'object' && Object.keys(value).length === 0);

/**
 * Lines of a value below a key. The facts and their items have closed words, unless `vrij`.
 * @param {any} value @param {string} indent @param {boolean} gesloten
 * @returns {string[]}
 */
function block(value, indent, gesloten) {
  if (Array.isArray(value)) {
    return value.flatMap((one) => {
      if (typeof one !== 'object' || one === null) return [`${indent}- ${scalar(String(one), gesloten)}`];
      const [first = '', ...rest] = block(one, `${indent}  `, gesloten);
      return first ? [`${indent}- ${first.trimStart()}`, ...rest] : [`${indent}- {}`];
    });
  }
  return Object.entries(value).flatMap(([key, one]) => (isEmpty(one) && one && typeof one === 'object' ? [] : pairLines(key, one, indent, gesloten)));
}

/**
 * One key with its value. @param {string} key @param {any} value @param {string} indent @param {boolean} gesloten
 * @returns {string[]}
 */
export function pairLines(key, value, indent, gesloten) {
  const head = `${indent}${keyOf(key)}:`;
  const closed = isClosed(key, gesloten, !indent);
  if (isEmpty(value)) return [head];
  return typeof value !== 'object' ? [`${head} ${scalar(String(value), closed)}`] : [head, ...block(value, `${indent}  `, closed)];
}

/** Whether a text below a key is a word of the program. @param {string} key @param {boolean} gesloten @param {boolean} boven */
export const isClosed = (key, gesloten, boven) => (boven ? key === 'feiten' : gesloten && !VRIJ.has(key)) || GESLOTEN.has(key);

const VRIJ = new Set('titel toelichting kenmerk vindplaats vastgesteld_door reden besloten_door eigenaar actie'.split(' '));

/** The whole file. @param {Record<string, any>} meting @returns {string} */
export function writeYaml(meting) {
  const lines = Object.entries(meting).flatMap(([key, value]) => {
    if (isEmpty(value)) return [];
    const apart = typeof value === 'object' && key !== 'raamwerk' && key !== 'deel';
    return [...(apart ? [''] : []), ...pairLines(key, value, '', false)];
  });
  return `${lines.join('\n')}\n`;
}

/** What cannot be read, and on which line. */
export class Leesfout extends Error {}

/**
 * A text of YAML as maps, lists and texts; an empty value is null.
 * @param {string} text @returns {any}
 */
export function readYaml(text) {
  return new Lezer(text.replace(/^\ufeff/, '')).document();
}

class Lezer {
  /** @param {string} text */
  constructor(text) {
    this.text = text.replace(/\r\n?/g, '\n');
    this.at = 0;
    this.deep = 0;
  }

  document() {
    this.skip();
    if (this.text.startsWith('---', this.at)) { this.at += 3; this.skip(); }
    const value = this.node(-1);
    this.skip();
    if (this.at < this.text.length) this.refuse();
    return value;
  }

  /** @param {string} [why] @returns {never} */
  refuse(why = 'dit staat er anders dan een formulier het leest') {
    const line = this.text.slice(0, this.at).split('\n').length;
    throw new Leesfout(`regel ${line}: ${why}`);
  }

  /** Past spaces, remarks and empty lines. */
  skip() {
    for (;;) {
      const found = /^(?:[ \n]+|#[^\n]*)/.exec(this.text.slice(this.at, this.at + 4000));
      if (!found) return;
      if (found[0][0] === '#' && this.at > 0 && !/[\s]/.test(this.text[this.at - 1])) return;
      this.at += found[0].length;
    }
  }

  get column() {
    return this.at - (this.text.lastIndexOf('\n', this.at - 1) + 1);
  }

  /** A value that stands deeper than `indent`. @param {number} indent @returns {any} */
  node(indent) {
    this.skip();
    if (this.at >= this.text.length || this.column <= indent) return null;
    if ((this.deep += 1) > 60) this.refuse('te diep');
    try {
      if (/^-(?: |\n|$)/.test(this.text.slice(this.at, this.at + 2))) return this.list(this.column);
      const start = this.at;
      if (this.text[this.at] !== '{' && this.text[this.at] !== '[') {
        const column = this.column;
        if (this.key() !== undefined) { this.at = start; return this.map(column); }
        this.at = start;
      }
      return this.value(indent);
    } finally {
      this.deep -= 1;
    }
  }

  /** A key with its colon, or undefined. @returns {string|undefined} */
  key() {
    const sign = this.text[this.at];
    if (sign === '"' || sign === "'") {
      const name = this.quoted();
      return this.colon() ? name : undefined;
    }
    if (/[&*!|>%@`?]/.test(sign)) return this.refuse();
    const found = /^[^\n#]*?(?=\s*:(?:\s|$))/.exec(this.text.slice(this.at, this.at + 2000));
    if (!found) return undefined;
    this.at += found[0].length;
    this.colon();
    return found[0];
  }

  colon() {
    const found = /^ *:(?=\s|$)/.exec(this.text.slice(this.at, this.at + 40));
    if (found) this.at += found[0].length;
    return Boolean(found);
  }

  /** @param {number} column */
  map(column) {
    /** @type {Record<string, any>} */
    const found = {};
    for (;;) {
      this.skip();
      if (this.at >= this.text.length || this.column !== column) break;
      const name = this.key();
      if (name === undefined) this.refuse();
      if (Object.hasOwn(found, name)) this.refuse(`‘${name}’ staat er twee keer`);
      const rest = /^[ ]*(?:#[^\n]*)?(?:\n|$)/.test(this.text.slice(this.at));
      // A list may stand as deep as its key.
      const value = rest ? this.below(column) : this.inline(column);
      Object.defineProperty(found, name, { value, enumerable: true, writable: true, configurable: true });
    }
    return found;
  }

  /** @param {number} column */
  below(column) {
    this.skip();
    const list = this.column === column && /^- /.test(this.text.slice(this.at, this.at + 2));
    return this.node(list ? column - 1 : column);
  }

  /** @param {number} column */
  inline(column) {
    this.skip();
    return this.value(column);
  }

  /** @param {number} column */
  list(column) {
    const found = [];
    for (;;) {
      this.skip();
      if (this.column !== column || !/^-(?: |\n|$)/.test(this.text.slice(this.at, this.at + 2))) break;
      this.at += 1;
      found.push(this.node(column));
    }
    return found;
  }

  /** @param {number} indent @returns {any} */
  value(indent) {
    const sign = this.text[this.at];
    if (sign === '{' || sign === '[') return this.flow();
    if (sign === '"' || sign === "'") return this.quoted();
    if (sign === '|' || sign === '>') return this.folded(indent);
    if (/[&*!%@`]/.test(sign)) this.refuse();
    return this.plain(indent);
  }

  /** A text over one or more lines. @param {number} indent */
  plain(indent) {
    const parts = [];
    for (;;) {
      const found = /^[^\n]*/.exec(this.text.slice(this.at));
      const line = (found ? found[0] : '').replace(/(?:^|\s)#.*$/, '');
      parts.push(line.trim());
      if (/:(?:\s|$)/.test(line)) this.refuse('een dubbele punt in een tekst vraagt aanhalingstekens');
      const remark = line.length < (found ? found[0].length : 0);
      this.at += found ? found[0].length : 0;
      const before = this.at;
      if (remark) break;
      while (this.text[this.at] === '\n' || this.text[this.at] === ' ') this.at += 1;
      if (this.at >= this.text.length || this.column <= indent || this.text[this.at] === '#') { this.at = before; break; }
    }
    const text = parts.join(' ');
    return text === '' || text === '~' || text === 'null' ? null : text;
  }

  quoted() {
    const sign = this.text[this.at];
    const form = sign === '"' ? /"(?:[^"\\]|\\[^])*"/y : /'(?:[^']|'')*'/y;
    form.lastIndex = this.at;
    const found = form.exec(this.text);
    if (!found) return this.refuse('een aanhalingsteken is niet gesloten');
    this.at += found[0].length;
    const inside = found[0].slice(1, -1).replace(/[ ]*\n[ \n]*/g, ' ');
    return sign === '"' ? inside.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/g, unescape) : inside.replaceAll("''", "'");
  }

  /** @param {number} indent */
  folded(indent) {
    const head = /^([|>])([-+]?)\s*(?:#[^\n]*)?\n/.exec(this.text.slice(this.at, this.at + 200));
    if (!head) return this.refuse();
    this.at += head[0].length;
    const lines = [];
    let deep = -1;
    for (;;) {
      const line = /^( *)([^\n]*)(?:\n|$)/.exec(this.text.slice(this.at));
      if (!line || this.at >= this.text.length) break;
      if (line[2] && deep < 0) deep = line[1].length;
      if (line[2] && (line[1].length <= indent || line[1].length < deep)) break;
      lines.push(line[2] ? ' '.repeat(line[1].length - deep) + line[2] : '');
      this.at += line[0].length;
    }
    while (lines.length && !lines[lines.length - 1]) lines.pop();
    const text = head[1] === '|' ? lines.join('\n') : lines.join('\n').replace(/([^\n])\n(?=[^\n])/g, '$1 ').replace(/\n\n/g, '\n');
    return head[2] === '-' ? text : `${text}\n`;
  }

  flow() {
    const open = this.text[this.at];
    if ((this.deep += 1) > 60) this.refuse('te diep');
    this.at += 1;
    /** @type {any} */
    const found = open === '{' ? {} : [];
    for (;;) {
      this.skip();
      const sign = this.text[this.at];
      if (sign === undefined) this.refuse('een haakje is niet gesloten');
      if (sign === '}' || sign === ']') { this.at += 1; this.deep -= 1; return found; }
      if (sign === ',') { this.at += 1; continue; }
      if (open === '[') { found.push(this.part()); continue; }
      const name = String(this.part(true));
      this.skip();
      if (this.text[this.at] !== ':') this.refuse();
      this.at += 1;
      this.skip();
      const value = /[,}]/.test(this.text[this.at]) ? null : this.part();
      Object.defineProperty(found, name, { value, enumerable: true, writable: true, configurable: true });
    }
  }

  /** A value between commas. @returns {any} */
  part(key = false) {
    const sign = this.text[this.at];
    if (sign === '{' || sign === '[') return this.flow();
    if (sign === '"' || sign === "'") return this.quoted();
    if (/[&*!|>%@`]/.test(sign)) this.refuse();
    const found = (key ? /^(?:[^,{}[\]\n:]|:(?=\S))+/ : /^(?:[^,{}[\]\n#]|(?<=\S)#)+/).exec(this.text.slice(this.at));
    if (!found) return this.refuse();
    this.at += found[0].length;
    const text = found[0].trim();
    return !key && (text === '~' || text === 'null') ? null : text;
  }
}

/** @type {Record<string, string>} */
const TEKENS = { 0: '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029', '\n': '' };

/** @param {string} _ @param {string} code */
function unescape(_, code) {
  if (code.length > 1) return String.fromCodePoint(parseInt(code.slice(1), 16));
  return TEKENS[code] ?? code;
}
