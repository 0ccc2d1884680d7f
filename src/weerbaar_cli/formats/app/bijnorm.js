/** What stands with a norm beside its questions: that it does not apply, its actions, its story. */

import { freshId, make } from './bouw.js';
import { pruned } from './invulling.js';
import { keuzelijst, rijen, veld } from './velden.js';

/** @typedef {import('./invulling.js').Invulling} Invulling */

const ACTIESTATUSSEN = Object.fromEntries(['gepland', 'loopt', 'gereed', 'vervallen'].map((one) => [one, one]));
const VERHAALDELEN = [['wat_we_doen', 'Wat we doen'], ['in_beweging', 'Wat er in beweging is gekomen'], ['betekenis', 'Wat dat betekent']];

/**
 * The decision that a norm does not apply.
 * @param {Invulling} invulling @param {string} sleutel @param {() => void} changed
 */
export function nvtBesluit(invulling, sleutel, changed) {
  const now = invulling.nvt[sleutel] ?? {};
  const id = freshId();
  const told = make('p', { class: 'fout', role: 'status', id });
  /** @param {string} key @param {string} nieuw */
  const change = (key, nieuw) => {
    const next = pruned({ ...invulling.nvt[sleutel], [key]: nieuw });
    if (next) invulling.nvt[sleutel] = next; else delete invulling.nvt[sleutel];
    told.textContent = invulling.nvtfout(sleutel);
    changed();
  };
  const fields = [['reden', 'Waarom geldt de norm niet?'], ['besloten_door', 'Wie besloot dit? (functie)'], ['op', 'Besloten op (dd-mm-jjjj)'], ['herzien_op', 'Opnieuw bekijken op (dd-mm-jjjj)']]
    .map(([key, label], at) => veld({ label, breed: at === 0, soort: at > 1 ? 'datum' : 'tekst', waarde: now[key] ?? '' }, (nieuw) => change(key, nieuw)).box);
  told.textContent = invulling.nvtfout(sleutel);
  return make('details', { class: 'nvt', open: Object.keys(now).length > 0 }, make('summary', {}, 'Deze norm geldt niet voor ons'),
    fields[0], make('div', { class: 'naast' }, ...fields.slice(1)), told);
}

/**
 * The actions for a norm; those for other norms stay as they are.
 * @param {Invulling} invulling @param {string} sleutel @param {() => void} changed
 */
export function actielijst(invulling, sleutel, changed) {
  const own = invulling.acties.filter((one) => one.norm === sleutel);
  const list = rijen({
    rijen: own, leeg: () => ({ norm: sleutel, status: 'gepland' }), meer: 'Voeg een actie toe', weg: 'Actie',
    draw: (rij, tell, at) => {
      /** @param {string} key @param {string} label @param {any} [soort] */
      const one = (key, label, soort) => veld({ label, soort, waarde: rij[key] ?? '', breed: key === 'actie' }, (nieuw) => {
        if (nieuw) rij[key] = nieuw; else delete rij[key];
        tell();
      }).box;
      const status = keuzelijst('Stand van de actie', ACTIESTATUSSEN, rij.status ?? 'gepland', (nieuw) => { rij.status = nieuw; tell(); });
      return make('fieldset', { class: 'bewijsstuk' }, make('legend', {}, `Actie ${at + 1}`), one('actie', 'Wat gaat u doen?'), make('div', { class: 'naast' },
        one('eigenaar', 'Wie (functie)'), one('gereed_op', 'Klaar op (dd-mm-jjjj)', 'datum'), one('kosten', 'Kosten in euro', 'getal'), status));
    },
  }, (alle) => {
    const kept = invulling.acties.filter((one) => one.norm !== sleutel || alle.includes(one));
    invulling.acties = [...kept, ...alle.filter((one) => !kept.includes(one))];
    changed();
  });
  return make('details', { class: 'acties', open: own.length > 0 }, make('summary', {}, 'Acties bij deze norm'), list);
}

/**
 * What an organisation tells beside its facts, where a raamwerk asks for it.
 * @param {Invulling} invulling @param {string} sleutel @param {() => void} changed
 */
export function verhaal(invulling, sleutel, changed) {
  const now = invulling.verhalen[sleutel] ?? {};
  const parts = VERHAALDELEN.map(([key, label]) => veld({ label, soort: 'lang', breed: true, waarde: now[key] ?? '' }, (nieuw) => {
    invulling.verhalen[sleutel] = pruned({ ...invulling.verhalen[sleutel], [key]: nieuw });
    changed();
  }).box);
  return make('details', { class: 'verhaal', open: Boolean(pruned(now)) }, make('summary', {}, 'Het verhaal bij deze norm'),
    make('p', { class: 'hulp' }, 'Dit verandert geen oordeel. Noem geen personen en geen zaken.'), ...parts);
}
