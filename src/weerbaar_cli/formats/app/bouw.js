/** Making elements: text is always text, never markup. */

/**
 * An element with attributes, listeners (`onclick: f`) and children.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {any}
 */
export function make(tag, attributes = {}, ...children) {
  const element = /** @type {any} */ (document.createElement(tag));
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(shown(child));
  return element;
}

/** A text as people read it: our texts and those of the engine have marks in the place of quotes. @param {string} text */
export const inPrint = (text) => text.replaceAll('«', '‘').replaceAll('»', '’');

/** @param {any} child */
const shown = (child) => (typeof child === 'string' ? inPrint(child) : child);

let made = 0;

/** An id that is used once. @returns {string} */
export const freshId = () => `veld-${(made += 1)}`;

/**
 * Put other children in an element; what has the focus keeps it where it still is there.
 * @param {Element} element
 * @param {...(Node|string|null|undefined|false)} children
 */
export function fill(element, ...children) {
  element.replaceChildren(.../** @type {any[]} */ (children.filter(Boolean).map(shown)));
}

/** The element with an id, which the page has. @param {string} id @returns {any} */
export const find = (id) => document.getElementById(id);
