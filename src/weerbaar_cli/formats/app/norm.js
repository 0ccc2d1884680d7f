/** A norm on the page: its official text, its questions, whether it applies, and its verdict. */

import { fill, make } from './bouw.js';
import { actielijst, nvtBesluit, verhaal } from './bijnorm.js';
import { inWords, vraag } from './vraag.js';
import { dutchDatum } from './waarden.js';

/** @typedef {import('./invulling.js').Invulling} Invulling */
/** @typedef {import('./invulling.js').Norm} Norm */

export const STANDEN = {
  voldoet: ['✔', 'voldoet'], deels: ['◐', 'deels'], voldoet_niet: ['✘', 'voldoet niet'],
  onbekend: ['?', 'onbekend'], nvt: ['–', 'n.v.t.'],
};
const EERSTE_ZINNEN = 420;

/**
 * The norm; `first` says where a question is asked: each stands on the page once.
 * @param {Invulling} invulling @param {string} raamwerk @param {Norm} norm
 * @param {Map<string, string>} first @param {(feitId?: string) => void} changed
 */
export function normblok(invulling, raamwerk, norm, first, changed) {
  const sleutel = invulling.sleutel(raamwerk, norm);
  const id = `norm-${raamwerk}-${norm.id}`;
  const own = norm.feiten.filter((feit) => first.get(feit) === sleutel);
  const again = norm.feiten.filter((feit) => first.has(feit) && first.get(feit) !== sleutel);
  const whole = !invulling.lijst.rollen.length;
  const { rauw } = invulling;
  const beside = whole ? [norm.nvt_kan && !rauw.nvt && nvtBesluit(invulling, sleutel, changed), !rauw.acties && actielijst(invulling, sleutel, changed),
    !rauw.verhalen && sleutel in (invulling.lijst.verhalen ?? {}) && verhaal(invulling, sleutel, changed)] : [];
  return make('article', { class: 'norm', id, 'data-norm': sleutel, 'aria-labelledby': `${id}-kop` },
    make('div', { class: 'normkop' }, make('h3', { id: `${id}-kop` }, make('span', { class: 'nummer' }, norm.id), ` ${norm.kort}`)),
    normtekst(norm),
    make('div', { class: 'normlijf' },
      make('div', { class: 'vragen' }, ...own.map((feit) => vraag(invulling, feit, changed)), ...again.map((feit) => elders(invulling, feit)), make('div', { class: 'bijnorm' }, ...beside)),
      make('aside', { class: 'oordeel', 'aria-label': `Oordeel over ${norm.id}`, hidden: true })));
}

/** The official words, and what helps to read them. @param {Norm} norm */
function normtekst(norm) {
  const help = norm.uitleg || norm.handreiking ? make('details', {}, make('summary', {}, 'Uitleg bij deze norm'),
    norm.uitleg ? make('p', {}, norm.uitleg) : null,
    norm.handreiking ? make('p', {}, `Handreiking: ${norm.handreiking.titel} (${norm.handreiking.vindplaats})`) : null) : null;
  const long = norm.tekst.length > EERSTE_ZINNEN;
  return make('div', { class: 'normtekst' }, make('p', { class: 'hulp' }, 'Tekst van de norm'), make('blockquote', { class: long ? 'lang' : '' }, norm.tekst), help);
}

/** A question that stands with an earlier norm. @param {Invulling} invulling @param {string} feitId */
function elders(invulling, feitId) {
  const feit = invulling.lijst.feiten[feitId];
  return make('p', { class: 'elders', 'data-elders': feitId }, 'Telt ook mee: ', make('a', { href: `#vraag-${feitId}` }, feit.kort), make('span', { class: 'nu' }));
}

/** The answers of what is asked elsewhere. @param {Invulling} invulling @param {Element} page */
export function refreshElders(invulling, page) {
  for (const one of page.querySelectorAll('[data-elders]')) {
    const id = /** @type {HTMLElement} */ (one).dataset.elders ?? '';
    const waarde = invulling.antwoorden[id]?.waarde;
    const now = one.querySelector('.nu');
    if (now) now.textContent = waarde === undefined ? ' (nog niet ingevuld)' : ` (${inWords(invulling.lijst.feiten[id], waarde)})`;
  }
}

/** A verdict as a mark: sign and word, never colour alone. @param {string} oordeel */
export function merk(oordeel) {
  const [teken, woord] = STANDEN[/** @type {keyof STANDEN} */ (oordeel)] ?? ['', oordeel];
  return make('span', { class: `merk merk-${oordeel}` }, make('span', { 'aria-hidden': 'true' }, `${teken} `), woord);
}

/**
 * The verdict beside a norm, with its reason and what to do.
 * @param {Element} article @param {{oordeel: string, kort?: string, waarom?: string[], doen?: string[], verloopt_op?: string|null}|undefined} uitkomst
 */
export function showOordeel(article, uitkomst) {
  const aside = /** @type {HTMLElement} */ (article.querySelector('.oordeel'));
  aside.hidden = !uitkomst;
  if (!uitkomst) return;
  const lapses = uitkomst.verloopt_op ? make('p', {}, ...wholeDates(`Zonder actie verandert dit op ${dutchDatum(uitkomst.verloopt_op)}.`)) : null;
  fill(aside, make('p', {}, merk(uitkomst.oordeel)),
    ...list('Waarom', uitkomst.waarom), ...list('Wat te doen', uitkomst.doen), lapses);
}

/** @param {string} kop @param {string[]|undefined} regels */
function list(kop, regels) {
  if (!regels?.length) return [];
  return [make('p', { class: 'kop' }, kop), make('ul', {}, ...regels.map((one) => make('li', {}, ...wholeDates(one))))];
}

/** A text in which no date is broken over two lines. @param {string} text */
function wholeDates(text) {
  return text.split(/(\b\d\d-\d\d-\d{4}\b)/).map((part, at) => (at % 2 ? make('span', { class: 'heel' }, part) : part));
}
