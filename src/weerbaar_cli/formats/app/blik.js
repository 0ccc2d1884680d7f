/** The tabs beside filling in: a report, a comparison, the plan, and the members of a district. */

import { fill, find, make } from './bouw.js';
import { chooseFile, readPost, saveFile } from './bestand.js';
import { keuzelijst, knop } from './velden.js';

const NAMEN = { invullen: 'Invullen', rapport: 'Rapport', vergelijk: 'Vergelijken', plan: 'Plan', district: 'District' };
const DOELGROEPEN = { eigen: 'voor de eigen organisatie', notitie: 'notitie voor het bestuur', raad: 'voor de gemeenteraad' };
const MEESTE = 400;
/** How many bytes are read at most, of all files together. */
const RUIMTE = 100_000_000;
const POST = /\.(?:ya?ml|age|xls[xm]?|ods)$/i;

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
    /** Counts what was asked last: what comes too late is not shown. */
    this.beurt = 0;
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
    const beurt = (this.beurt += 1);
    this.turn(naam);
    if (naam === 'invullen') return;
    fill(find('blik'));
    if (naam === 'district') {
      this.showDistrict();
      return;
    }
    await this.bijwerken();
    if (beurt !== this.beurt) return;
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
    const told = make('p', { class: 'hulp', hidden: true }, 'Maakt u dit openbaar, meld dat dan aan de coördinator van uw district.');
    const box = keuzelijst('Voor wie', DOELGROEPEN, 'eigen', (doelgroep) => {
      told.hidden = doelgroep !== 'raad';
      this.look('Rapport', box, { doe: 'rapport', doelgroep });
    });
    box.append(told);
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

  /** @param {string} kop @param {any} erbij @param {{bericht: string, tip: string}} fout @param {Weigering[]} [gebroken] */
  fail(kop, erbij, fout, gebroken) {
    fill(find('blik'), this.kop(kop), erbij, make('p', { class: 'fout' }, [fout.bericht, fout.tip].filter(Boolean).join('. ')), refused(gebroken));
  }

  /**
   * A page of the engine; what is only to be looked at has no button to save it.
   * @param {string} kop @param {any} erbij @param {any} vraag
   */
  async look(kop, erbij, vraag) {
    const beurt = (this.beurt += 1);
    fill(find('blik'), this.kop(kop), erbij, make('p', { class: 'hulp', role: 'status' }, 'Even geduld.'));
    const found = await this.motor.ask(vraag);
    if (beurt !== this.beurt) return;
    if (found.fout) {
      this.fail(kop, erbij, found.fout, found.gebroken);
      return;
    }
    const name = vraag.doe === 'district' ? 'district.html' : this.naam().replace(/\.yaml$/, `-${vraag.doelgroep ?? vraag.doe}.html`);
    fill(find('blik'), this.kop(kop), erbij, refused(found.gebroken),
      ...(found.opmerkingen ?? []).map((/** @type {string} */ one) => make('p', {}, one)),
      found.register && knop('Kijk naar het rapport voor het bestuur', () => this.lookAsBoard(vraag)),
      vraag.doe !== 'bestuur' && knop('Bewaar deze pagina', () => { saveFile(found.html, name, null, 'text/html'); }),
      make('iframe', { sandbox: '', title: kop, srcdoc: found.html }));
  }

  /** @param {any} vraag what was asked of the members */
  lookAsBoard(vraag) {
    this.look('District: het bestuur', make('div', {},
      make('p', {}, 'Zo zou het rapport voor het bestuur nu zijn. U kunt het hier alleen bekijken. Publiceren gaat met het programma, dat het register bijhoudt.'),
      knop('Terug naar de leden', () => this.lookAtMembers(vraag.bestanden, []))), { ...vraag, doe: 'bestuur' });
  }

  showDistrict() {
    /** @param {string} tekst @param {any} more */
    const kies = (tekst, more) => {
      const input = make('input', { type: 'file', multiple: true, ...more, onchange: () => this.lookAt([...input.files].map((file) => ({ naam: file.webkitRelativePath || file.name, file }))) });
      return make('label', { class: 'utrecht-button kiezer' }, tekst, input);
    };
    const zone = make('div', { class: 'kaart zone', ondragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
      ondrop: async (/** @type {DragEvent} */ event) => { event.preventDefault(); this.lookAt(await droppedFiles(event.dataTransfer)); } },
    make('p', {}, 'Sleep hierheen wat de leden stuurden, metingen en werkboeken, of de hele werkmap. Of kies ze zelf:'),
    make('div', { class: 'knoppen' }, kies('Kies bestanden', { accept: '.yaml,.yml,.xlsx,.xlsm,.xls,.ods' }), kies('Kies een map', { webkitdirectory: true })));
    fill(find('blik'), this.kop('District'), make('p', {}, 'Voor de coördinator: wie leverde in, welke bestanden zijn niet te gebruiken, en hoe staat het ervoor? Wat u hier ziet, noemt namen en is vertrouwelijk.'),
      make('p', { class: 'hulp' }, 'Zit de map publicaties erbij, dan kunt u ook kijken hoe het rapport voor het bestuur zou zijn. Publiceren gaat met het programma.'), zone);
  }

  /** @param {Gekozen[]} files */
  async lookAt(files) {
    const wanted = files.filter(({ naam }) => !naam.includes('/') || POST.test(naam));
    /** @type {Weigering[]} */
    const unread = [];
    const bestanden = [];
    let ruimte = RUIMTE;
    for (const { naam, file } of wanted) {
      try {
        if (bestanden.length >= MEESTE || file.size > ruimte) throw new Error('Dit bestand is te groot, of er zijn er te veel.');
        bestanden.push({ naam, ...await readPost(file) });
        ruimte -= file.size;
      } catch (error) {
        unread.push({ naam, bericht: /** @type {Error} */ (error).message });
      }
    }
    this.lookAtMembers(bestanden, unread);
  }

  /** @param {({naam: string} & import('./bestand.js').Gelezen)[]} bestanden @param {Weigering[]} unread */
  lookAtMembers(bestanden, unread) {
    const again = knop('Kies andere metingen', () => this.showDistrict());
    const rest = make('div', {}, again, refused(unread));
    if (!bestanden.length) this.fail('District', rest, { bericht: 'Er is geen meting bij', tip: '' });
    else this.look('District', rest, { doe: 'district', bestanden, werkmap: this.werkmap });
  }
}

/** @typedef {{naam: string, file: File}} Gekozen a file by its path */
/** @typedef {{naam: string, bericht: string}} Weigering a file that cannot be used, and why */

/** @param {Weigering[]} [files] */
function refused(files = []) {
  if (!files.length) return null;
  return make('div', {}, make('p', { class: 'kop' }, 'Niet te gebruiken'),
    make('ul', {}, ...files.map((one) => make('li', {}, make('b', {}, `${one.naam}: `), one.bericht))));
}

/** Every file that was dropped, those in folders too. @param {DataTransfer|null} dropped @returns {Promise<Gekozen[]>} */
async function droppedFiles(dropped) {
  const entries = [...(dropped?.items ?? [])].map((one) => one.webkitGetAsEntry());
  const loose = [...(dropped?.files ?? [])].map((file) => ({ naam: file.name, file }));
  if (!entries.some((one) => one?.isDirectory)) return loose;
  /** @type {Gekozen[]} */
  const found = [];
  for (const entry of entries) if (entry) await walk(entry, '', found);
  return found;
}

/** What lies in a folder; what is hidden there is none of ours. @param {any} entry @param {string} pad @param {Gekozen[]} found */
async function walk(entry, pad, found) {
  if (found.length > MEESTE * 4 || entry.name.startsWith('.')) return;
  const naam = `${pad}${entry.name}`;
  if (entry.isFile) {
    found.push({ naam, file: await new Promise((resolve, reject) => { entry.file(resolve, reject); }) });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!some.length) return;
    for (const one of some) await walk(one, `${naam}/`, found);
  }
}
