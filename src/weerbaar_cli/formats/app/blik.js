/** The tabs beside filling in: a report, a comparison, the plan, and the members of a district. */

import { fill, find, freshId, make } from './bouw.js';
import { chooseFile, GROOTSTE, readFile, saveFile } from './bestand.js';
import { knop } from './velden.js';

const NAMEN = { invullen: 'Invullen', rapport: 'Rapport', vergelijk: 'Vergelijken', plan: 'Plan', district: 'District' };
const DOELGROEPEN = { eigen: 'voor de eigen organisatie', notitie: 'notitie voor het bestuur', raad: 'voor de gemeenteraad' };
const MEESTE = 400;

/** @typedef {import('./motor.js').Motor} Motor */

/** What the engine makes of the meting, as pages that can run nothing. */
export class Blikken {
  /**
   * @param {Motor} motor
   * @param {() => Promise<void>} bijwerken tells the engine what was typed
   * @param {() => string} naam how the file of the meting is called
   * @param {any} werkmap the files by which metingen are judged
   */
  constructor(motor, bijwerken, naam, werkmap) {
    this.motor = motor;
    this.bijwerken = bijwerken;
    this.naam = naam;
    this.werkmap = werkmap;
  }

  draw() {
    fill(find('tabs'), ...Object.entries(NAMEN).map(([naam, woord]) => make('button', {
      type: 'button', class: 'tab', 'data-tab': naam, 'aria-current': naam === 'invullen' ? 'page' : null, onclick: () => this.show(naam) }, woord)));
    find('tabs').hidden = false;
  }

  hide() {
    find('tabs').hidden = true;
    this.turn('invullen');
  }

  /** @param {string} naam */
  turn(naam) {
    find('invullen').hidden = naam !== 'invullen';
    find('blik').hidden = naam === 'invullen';
    for (const one of find('tabs').children) {
      if (one.dataset.tab === naam) one.setAttribute('aria-current', 'page'); else one.removeAttribute('aria-current');
    }
  }

  /** @param {string} naam */
  async show(naam) {
    this.turn(naam);
    if (naam === 'invullen') return;
    fill(find('blik'));
    if (naam === 'district') {
      this.showDistrict();
      return;
    }
    await this.bijwerken();
    if (naam === 'rapport') this.look('Rapport', this.doelgroep(), { doe: 'rapport', doelgroep: 'eigen' });
    if (naam === 'plan') this.look('Plan', null, { doe: 'plan' });
    if (naam === 'vergelijk') {
      fill(find('blik'), this.kop('Vergelijken'), make('p', {}, 'Kies een eerdere meting. U ziet dan wat er veranderde, en waardoor.'),
        knop('Kies een eerdere meting', () => this.compareWith()));
    }
  }

  /** @param {string} tekst */
  kop(tekst) {
    return make('h2', { id: 'blik-kop' }, tekst);
  }

  doelgroep() {
    const id = freshId();
    const told = make('p', { class: 'hulp', hidden: true }, 'Maakt u dit openbaar, meld dat dan aan de coördinator van uw district.');
    const select = make('select', { id, class: 'invoer', onchange: () => {
      told.hidden = select.value !== 'raad';
      this.look('Rapport', box, { doe: 'rapport', doelgroep: select.value });
    } }, ...Object.entries(DOELGROEPEN).map(([waarde, woord]) => make('option', { value: waarde }, woord)));
    const box = make('div', { class: 'veld' }, make('label', { for: id }, 'Voor wie'), select, told);
    return box;
  }

  async compareWith() {
    try {
      const file = await chooseFile();
      if (file) this.look('Vergelijken', null, { doe: 'vergelijk', tekst: file.tekst });
    } catch (error) {
      this.fail('Vergelijken', null, { bericht: /** @type {Error} */ (error).message, tip: '' });
    }
  }

  /** @param {string} kop @param {any} erbij @param {{bericht: string, tip: string}} fout */
  fail(kop, erbij, fout) {
    fill(find('blik'), this.kop(kop), erbij, make('p', { class: 'fout' }, [fout.bericht, fout.tip].filter(Boolean).join('. ')));
  }

  /** A page of the engine. @param {string} kop @param {any} erbij @param {any} vraag */
  async look(kop, erbij, vraag) {
    fill(find('blik'), this.kop(kop), erbij, make('p', { class: 'hulp', role: 'status' }, 'Even geduld.'));
    const found = await this.motor.ask(vraag);
    if (found.fout) {
      this.fail(kop, erbij, found.fout);
      return;
    }
    const broken = (found.gebroken ?? []).map((/** @type {any} */ one) => make('li', {}, make('b', {}, `${one.naam}: `), one.bericht));
    const name = vraag.doe === 'district' ? 'district.html' : this.naam().replace(/\.yaml$/, `-${vraag.doelgroep ?? vraag.doe}.html`);
    fill(find('blik'), this.kop(kop), erbij,
      broken.length ? make('div', {}, make('p', { class: 'kop' }, 'Niet te gebruiken'), make('ul', {}, ...broken)) : null,
      knop('Bewaar deze pagina', () => { saveFile(found.html, name, null, 'text/html'); }),
      make('iframe', { sandbox: '', title: kop, srcdoc: found.html }));
  }

  showDistrict() {
    const id = freshId();
    const input = make('input', { id, type: 'file', multiple: true, accept: '.yaml,.yml', onchange: () => this.lookAt([...input.files]) });
    const zone = make('div', { class: 'kaart', ondragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
      ondrop: (/** @type {DragEvent} */ event) => { event.preventDefault(); this.lookAt([...(event.dataTransfer?.files ?? [])]); } },
    make('label', { for: id }, 'Kies de metingen van de leden, of sleep ze hierheen'), input);
    fill(find('blik'), this.kop('District'), make('p', {}, 'Voor de coördinator: wie leverde in, welke bestanden zijn niet te gebruiken, en hoe staat het ervoor? Wat u hier ziet, noemt namen en is vertrouwelijk. Publiceren gaat met het programma.'), zone);
  }

  /** @param {File[]} files */
  async lookAt(files) {
    const small = files.filter((one) => one.size <= GROOTSTE).slice(0, MEESTE);
    /** @type {{naam: string, bericht: string}[]} */
    const unread = files.filter((one) => !small.includes(one)).map((one) => ({ naam: one.name, bericht: 'dit bestand is te groot, of er zijn er te veel' }));
    const bestanden = [];
    for (const one of small) {
      try {
        const { naam, tekst } = await readFile(one, null);
        bestanden.push({ naam, tekst });
      } catch (error) {
        unread.push({ naam: one.name, bericht: /** @type {Error} */ (error).message });
      }
    }
    const again = knop('Kies andere metingen', () => this.showDistrict());
    const rest = unread.length ? make('div', {}, again, make('ul', {}, ...unread.map((one) => make('li', {}, make('b', {}, `${one.naam}: `), one.bericht)))) : again;
    if (!bestanden.length) this.fail('District', rest, { bericht: 'Er is geen meting bij', tip: '' });
    else this.look('District', rest, { doe: 'district', bestanden, werkmap: this.werkmap });
  }
}
