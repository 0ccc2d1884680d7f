/** The controls of the page: radios, dates, numbers and texts with what is wrong beside them. */

import { fill, freshId, make } from './bouw.js';
import { datumFout, dutchDatum, dutchGetal, getalFout, readDatum, readGetal } from './waarden.js';

const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * One choice out of several, which can be taken back.
 * @param {{naam: string, keuzes: {waarde: string, woord: string}[], gekozen: string, klein?: boolean, label?: string, vast?: boolean}} wat
 * @param {(waarde: string) => void} changed
 */
export function keuze(wat, changed) {
  const name = freshId();
  const wis = make('button', { type: 'button', class: 'wis', hidden: wat.vast || !wat.gekozen, 'aria-label': `Antwoord wissen: ${wat.naam}` }, 'wis');
  const radios = wat.keuzes.map((one) => make('input', {
    type: 'radio', name, value: one.waarde, checked: one.waarde === wat.gekozen,
    onchange: () => { wis.hidden = Boolean(wat.vast); changed(one.waarde); },
  }));
  wis.addEventListener('click', () => {
    radios.forEach((one) => { one.checked = false; });
    wis.hidden = true;
    changed('');
    radios[0].focus();
  });
  const group = make('div', { class: `keuzes${wat.klein ? ' klein' : ''}`, role: wat.label ? 'radiogroup' : null, 'aria-label': wat.label },
    ...radios.map((radio, at) => make('label', { class: 'keuze' }, radio, make('span', {}, wat.keuzes[at].woord))), wis);
  return { group, choose: (/** @type {string} */ waarde) => {
    radios.forEach((one) => { one.checked = one.value === waarde; });
    wis.hidden = wat.vast || !radios.some((one) => one.checked);
  } };
}

/**
 * A field with its label, and what is wrong below it.
 * @param {{label: string, waarde: string, soort?: 'tekst'|'datum'|'getal'|'heel'|'lang', hulp?: string, breed?: boolean,
 *   stil?: boolean, naar?: (waarde: string) => string}} wat
 * @param {(waarde: string) => void} changed
 */
export function veld(wat, changed) {
  const soort = wat.soort ?? 'tekst';
  const id = freshId();
  const told = make('p', { class: 'fout', id: `${id}-fout`, hidden: true });
  const hint = wat.hulp ? make('span', { class: 'hulp', id: `${id}-hulp` }, wat.hulp) : null;
  const describe = [hint && `${id}-hulp`, `${id}-fout`].filter(Boolean).join(' ');
  const input = make(soort === 'lang' ? 'textarea' : 'input', {
    id, class: `invoer ${soort}`, 'aria-describedby': describe, autocomplete: 'off', value: shown(soort, wat.waarde),
    type: soort === 'lang' ? null : 'text', rows: soort === 'lang' ? 3 : null, spellcheck: soort === 'lang' ? null : 'false',
    maxlength: soort === 'lang' ? 5000 : 500, inputmode: { getal: 'decimal', heel: 'numeric' }[/** @type {string} */ (soort)] ?? null,
    'aria-label': wat.stil ? wat.label : null,
  });
  /** @param {string} waarde */
  const wrong = (waarde) => (waarde ? wat.naar?.(waarde) || { datum: datumFout, getal: (/** @type {string} */ one) => getalFout(one, false),
    heel: (/** @type {string} */ one) => getalFout(one, true), tekst: () => '', lang: () => '' }[soort](waarde) : '');
  const tell = (/** @type {string} */ text) => {
    told.textContent = text;
    told.hidden = !text;
    if (text) input.setAttribute('aria-invalid', 'true'); else input.removeAttribute('aria-invalid');
  };
  input.addEventListener('input', () => {
    const waarde = parsed(soort, input.value);
    if (!told.hidden) tell(wrong(waarde));
    changed(waarde);
  });
  input.addEventListener('change', () => {
    const waarde = parsed(soort, input.value);
    tell(wrong(waarde));
    if (!wrong(waarde)) input.value = shown(soort, waarde);
  });
  tell(wrong(wat.waarde));
  const label = wat.stil ? null : make('label', { for: id }, wat.label);
  return { box: make('div', { class: `veld${wat.breed ? ' breed' : ''}` }, label, input, hint, told), input, tell,
    set: (/** @type {string} */ waarde) => { input.value = shown(soort, waarde); tell(wrong(waarde)); } };
}

/** @param {string} soort @param {string} raw what was typed; half a sign is no sign */
function parsed(soort, raw) {
  const typed = raw.replace(HALF, '\ufffd');
  if (soort === 'datum') return readDatum(typed);
  return soort === 'getal' || soort === 'heel' ? readGetal(typed) : typed.trim();
}

/** @param {string} soort @param {string} waarde */
function shown(soort, waarde) {
  if (soort === 'datum') return dutchDatum(waarde ?? '');
  return soort === 'getal' || soort === 'heel' ? dutchGetal(waarde ?? '') : waarde ?? '';
}

/** A box to tick. @param {string} label @param {boolean} checked @param {(aan: boolean) => void} changed */
export function vinkje(label, checked, changed) {
  const input = make('input', { type: 'checkbox', checked, onchange: () => changed(input.checked) });
  return { box: make('label', { class: 'keuze' }, input, make('span', {}, label)), input };
}

/**
 * One word out of a list that folds out.
 * @param {string} label @param {Record<string, string>} keuzes words by what they stand for @param {string} gekozen
 * @param {(waarde: string) => void} changed
 */
export function keuzelijst(label, keuzes, gekozen, changed) {
  const id = freshId();
  const known = gekozen in keuzes ? keuzes : { [gekozen]: gekozen, ...keuzes };
  const select = make('select', { id, class: 'invoer', onchange: () => changed(select.value) },
    ...Object.entries(known).map(([waarde, woord]) => make('option', { value: waarde, selected: waarde === gekozen }, woord)));
  return make('div', { class: 'veld' }, make('label', { for: id }, label), select);
}

/** A button that does something beside the answer. @param {string} tekst @param {() => void} act @param {string} [label] */
export function knop(tekst, act, label) {
  return make('button', { type: 'button', class: 'utrecht-button utrecht-button--subtle', onclick: act, 'aria-label': label }, tekst);
}

/**
 * Rows that come and go: each is drawn by `draw`, which gets the row and what to call after a change.
 * @param {{rijen: any[], leeg: () => any, draw: (rij: any, changed: () => void, at: number) => Node, meer: string, weg: string}} wat
 * @param {(rijen: any[]) => void} changed
 */
export function rijen(wat, changed) {
  const list = make('div', { class: 'rijen' });
  const tell = () => changed(wat.rijen);
  const redraw = () => fill(list, ...wat.rijen.map((rij, at) => make('div', { class: 'rij' },
    wat.draw(rij, tell, at),
    knop('Haal weg', () => {
      wat.rijen.splice(at, 1);
      redraw();
      tell();
      more.focus();
    }, `${wat.weg} ${at + 1} weghalen`))));
  const more = knop(wat.meer, () => {
    wat.rijen.push(wat.leeg());
    redraw();
    tell();
    /** @type {HTMLElement|null} */ (list.lastElementChild?.querySelector('input, textarea, select'))?.focus();
  });
  redraw();
  return make('div', {}, list, more);
}
