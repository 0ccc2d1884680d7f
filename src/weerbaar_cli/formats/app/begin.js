/** The first screen of a page that was made for nobody in particular: begin a meting, or go on with one. */

import { freshId, inPrint, make } from './bouw.js';
import { keuzelijst, knop, veld } from './velden.js';
import { datumFout } from './waarden.js';

/**
 * @typedef {{organisaties: string[], raamwerken: {id: string, titel: string}[], soorten: string[]}} Keuzes
 * @param {Keuzes} keuzes what the engine knows
 * @param {(vraag: any) => Promise<string>} begin starts a meting; gives why it cannot
 * @param {() => void} open opens a file
 */
export function beginblok(keuzes, begin, open) {
  const wens = { organisatie: '', raamwerken: /** @type {string[]} */ ([]), soort: 'zelfscan', peildatum: new Date().toLocaleDateString('sv-SE') };
  const told = make('p', { class: 'fout', role: 'status' });
  const names = make('datalist', { id: freshId() }, ...keuzes.organisaties.map((one) => make('option', { value: one })));
  const whose = veld({ label: 'Organisatie', waarde: '' }, (nieuw) => { wens.organisatie = nieuw; });
  whose.input.setAttribute('list', names.id);
  const day = veld({ label: 'Peildatum', soort: 'datum', waarde: wens.peildatum, hulp: 'De dag waarop u meet, als dd-mm-jjjj' }, (nieuw) => { wens.peildatum = nieuw; });
  const soort = keuzelijst('Soort meting', Object.fromEntries(keuzes.soorten.map((one) => [one, one])), wens.soort, (nieuw) => { wens.soort = nieuw; });
  const boxes = keuzes.raamwerken.map((one) => make('label', { class: 'keuze' }, make('input', { type: 'checkbox', onchange: (/** @type {any} */ event) => {
    wens.raamwerken = event.target.checked ? [...wens.raamwerken, one.id] : wens.raamwerken.filter((other) => other !== one.id);
  } }), make('span', {}, one.titel)));
  const start = async () => {
    told.textContent = lacking(wens);
    if (told.textContent) return;
    told.textContent = 'Nog even: de pagina start.';
    told.textContent = inPrint(await begin({ doe: 'nieuw', ...wens }));
  };
  return make('section', { class: 'kopblok', 'aria-labelledby': 'beginkop' },
    make('h2', { id: 'beginkop' }, 'Een meting beginnen'),
    make('p', {}, 'Kies van wie de meting is en met welk raamwerk u meet. Hebt u al een meting, open die dan.'), names,
    make('div', { class: 'naast' }, whose.box, day.box, soort),
    make('fieldset', { class: 'kaart' }, make('legend', {}, 'Raamwerk'), ...boxes), told,
    make('div', { class: 'knoppen' },
      make('button', { type: 'button', class: 'utrecht-button utrecht-button--primary', onclick: start }, 'Begin een meting'),
      knop('Open een meting die er al is', open)));
}

/** What is still to be said. @param {{organisatie: string, raamwerken: string[], peildatum: string}} wens */
function lacking(wens) {
  if (!wens.organisatie) return 'Vul in van welke organisatie de meting is.';
  if (!wens.raamwerken.length) return 'Kies een raamwerk.';
  return wens.peildatum ? datumFout(wens.peildatum) : 'Vul de peildatum in: de dag waarop u meet.';
}
