/** The page: the head of the meting, the themas with their progress, the filters, and saving. */

import { fill, find, inPrint, make } from './bouw.js';
import { beginblok } from './begin.js';
import { chooseFile, isChanged, saveFile, seenAt } from './bestand.js';
import { Blikken } from './blik.js';
import { Invulling, openMeting } from './invulling.js';
import { STANDEN, merk, normblok, refreshElders, showOordeel } from './norm.js';
import { Motor, newest } from './motor.js';
import { keuzelijst, knop, veld, vinkje } from './velden.js';
import { changeLines } from './regels.js';
import { dutchDatum } from './waarden.js';
import { Leesfout, readYaml, writeYaml } from './yaml.js';

const SOORTEN = ['nulmeting', 'zelfscan', 'tussenmeting', 'voortgang', 'eindmeting'];
const STATUSSEN = { concept: 'concept: ik ben nog bezig', ingeleverd: 'ingeleverd: dit is klaar', vastgesteld: 'vastgesteld' };

const ZONDER_MOTOR = 'Deze browser kan niet rekenen, en zonder dat begint deze pagina geen meting. Vraag om de kleine pagina, van ‘weerbaar form --licht’.';

/** @typedef {import('./invulling.js').Vragenlijst} Vragenlijst */

class Pagina {
  /** @param {Vragenlijst} lijst */
  constructor(lijst) {
    this.gegeven = lijst;
    this.invulling = new Invulling(lijst);
    /** Where each question stands. @type {Map<string, string>} */
    this.eerste = new Map();
    this.plek = null;
    this.gezien = 0;
    this.eerstOpen = true;
    this.filter = { toon: 'alles', rol: '' };
    /** @type {Record<string, any>} */
    this.oordelen = {};
    this.motor = this.startMotor();
    /** The file as it was read without the engine. */
    this.gelezen = '';
    /** What the engine has open. @type {{tekst: string, naam: string}|undefined} */
    this.bron = undefined;
    this.compute = newest(() => this.ask());
    // Who chose something, or left a field, has done typing.
    document.addEventListener('change', () => this.compute.now());
    this.start(this.invulling);
    if (!lijst.raamwerken.length) this.welcome();
    window.addEventListener('beforeunload', (event) => { if (this.invulling.gewijzigd) event.preventDefault(); });
    const balk = /** @type {HTMLElement} */ (document.querySelector('.balk'));
    // What is scrolled to stands below the bar, however high that is.
    new ResizeObserver(() => document.documentElement.style.setProperty('--balk', `${balk.offsetHeight + 12}px`)).observe(balk);
    window.addEventListener('beforeprint', () => this.showAll());
  }

  /** Show what is filled in, from the beginning. @param {Invulling} invulling */
  start(invulling) {
    this.invulling = invulling;
    this.oordelen = {};
    const { lijst } = invulling;
    this.eerste = new Map();
    for (const { raamwerk, norm } of this.normen()) {
      const sleutel = invulling.sleutel(raamwerk.id, norm);
      norm.feiten.filter((id) => id in lijst.feiten && !this.eerste.has(id)).forEach((id) => this.eerste.set(id, sleutel));
    }
    this.drawKnoppen();
    const changed = (/** @type {string|undefined} */ feitId) => this.changed(feitId);
    fill(find('inhoud'), this.standblok(), this.kopblok(), this.filterblok(), ...lijst.raamwerken.flatMap((raamwerk) => [
      invulling.meerdere ? make('h2', { class: 'raamwerk' }, raamwerk.titel) : null,
      ...raamwerk.themas.map((thema) => make('section', { class: 'thema', id: `thema-${raamwerk.id}-${thema.id}`, 'aria-labelledby': `kop-${raamwerk.id}-${thema.id}` },
        make('h2', { id: `kop-${raamwerk.id}-${thema.id}` }, `${thema.id} ${thema.titel}`),
        ...thema.normen.filter((norm) => norm.feiten.some((id) => this.eerste.has(id)))
          .map((norm) => normblok(invulling, raamwerk.id, norm, this.eerste, changed))))]),
    make('p', { id: 'niets', class: 'hulp', hidden: true }, 'Geen vragen in deze keuze.'));
    this.hideEmpty();
    this.refresh();
  }

  /** Every norm in the order of the page. */
  * normen() {
    for (const raamwerk of this.invulling.lijst.raamwerken) {
      for (const thema of raamwerk.themas) for (const norm of thema.normen) yield { raamwerk, thema, norm };
    }
  }

  // --- the head

  drawKnoppen() {
    const begonnen = this.invulling.lijst.raamwerken.length > 0;
    fill(find('knoppen'),
      make('button', { type: 'button', class: 'utrecht-button', onclick: () => this.open() }, 'Openen'),
      begonnen && make('button', { type: 'button', class: 'utrecht-button utrecht-button--primary', onclick: () => this.save() }, 'Bewaren'));
  }

  kopblok() {
    const { kop, lijst } = this.invulling;
    const titles = lijst.raamwerken.map((one) => one.titel).join(' en ');
    /** @param {'organisatie'|'peildatum'|'ingevuld_door'} key @param {string} label @param {any} [more] */
    const one = (key, label, more = {}) => veld({ label, waarde: kop[key], ...more }, (nieuw) => { kop[key] = nieuw; this.changed(); }).box;
    /** @param {'soort'|'status'} key @param {string} label @param {Record<string, string>} keuzes */
    const headlist = (key, label, keuzes) => keuzelijst(label, keuzes, kop[key], (nieuw) => { kop[key] = nieuw; this.changed(); });
    return make('section', { class: 'kopblok', 'aria-labelledby': 'kopblok' },
      make('h2', { id: 'kopblok' }, 'Over deze meting'),
      make('p', {}, titles, lijst.rollen.length ? `. Dit deel is voor: ${lijst.rollen.join(', ')}.` : '.'),
      make('div', { class: 'naast' },
        one('organisatie', 'Organisatie'),
        one('peildatum', 'Peildatum', { soort: 'datum', hulp: 'De dag waarop u meet, als dd-mm-jjjj' }),
        headlist('soort', 'Soort meting', Object.fromEntries(SOORTEN.map((soort) => [soort, soort]))),
        one('ingevuld_door', 'Ingevuld door', { hulp: 'Een functie, nooit een naam' }),
        lijst.rollen.length ? null : headlist('status', 'Status', STATUSSEN)),
      vinkje('Dit is een oefening met verzonnen gegevens', kop.fictief, (aan) => { kop.fictief = aan; this.changed(); }).box,
      make('p', { class: 'hulp' }, 'Vul functies, aantallen, datums en verwijzingen in. Noem nooit namen van personen, zaken of signalen.'));
  }

  // --- filters

  filterblok() {
    const rollen = [...new Set(Object.values(this.invulling.lijst.feiten).flatMap((one) => one.rollen ?? []))].sort();
    const { vorige } = this.invulling.lijst;
    /** @type {(label: string, key: 'toon'|'rol', keuzes: Record<string, string>) => any} */
    const kies = (label, key, keuzes) => keuzelijst(label, keuzes, this.filter[key], (nieuw) => { this.filter[key] = nieuw; this.applyFilter(); });
    const toon = { alles: 'alle vragen', open: 'wat nog open is', anders: vorige ? `wat anders is dan op ${dutchDatum(vorige.peildatum)}` : 'wat is veranderd',
      ...(this.motor ? { niet: 'wat nog niet voldoet' } : {}) };
    return make('section', { class: 'filters', 'aria-label': 'Kies welke vragen u ziet' },
      kies('Toon', 'toon', toon),
      rollen.length > 1 ? kies('Mijn rol', 'rol', { '': 'alle rollen', ...Object.fromEntries(rollen.map((one) => [one, one])) }) : null,
      knop('Volgende open vraag', () => this.nextOpen()));
  }

  applyFilter() {
    const { toon, rol } = this.filter;
    const changed = this.invulling.veranderd();
    /** @type {Record<string, (id: string, norm: string) => boolean>} */
    const wanted = {
      alles: () => true,
      open: (id) => !this.invulling.bekend(id),
      anders: (id) => changed.has(id),
      niet: (_, norm) => !['voldoet', 'nvt'].includes(this.oordelen[norm]?.oordeel),
    };
    for (const article of find('inhoud').querySelectorAll('.norm')) {
      for (const one of article.querySelectorAll('.vraag')) {
        const id = one.dataset.feit;
        const mine = !rol || this.invulling.lijst.feiten[id].rollen?.includes(rol);
        one.hidden = !mine || !wanted[toon](id, article.dataset.norm);
      }
      article.querySelectorAll('.elders, .bijnorm').forEach((/** @type {any} */ one) => { one.hidden = Boolean(rol) || (toon !== 'alles' && toon !== 'niet'); });
    }
    this.hideEmpty();
  }

  /** A norm or a thema of which nothing is shown, is not shown. */
  hideEmpty() {
    const shown = (/** @type {any} */ one) => !one.hidden;
    const page = find('inhoud');
    page.querySelectorAll('.norm').forEach((/** @type {any} */ one) => { one.hidden = ![...one.querySelectorAll('.vraag, .elders')].some(shown); });
    page.querySelectorAll('.thema').forEach((/** @type {any} */ one) => { one.hidden = ![...one.querySelectorAll('.norm')].some(shown); });
    find('niets').hidden = [...page.querySelectorAll('.thema')].some(shown);
  }

  showAll() {
    if (this.filter.toon === 'alles' && !this.filter.rol) return;
    this.filter = { toon: 'alles', rol: '' };
    find('inhoud').querySelectorAll('.filters select').forEach((/** @type {any} */ one) => { one.selectedIndex = 0; });
    this.applyFilter();
  }

  nextOpen() {
    const all = [...find('inhoud').querySelectorAll('.vraag')];
    const here = all.findIndex((one) => one.contains(document.activeElement));
    const from = here < 0 ? 0 : here + 1;
    const next = [...all.slice(from), ...all.slice(0, from)].find((one) => !one.hidden && !one.closest('[hidden]') && !this.invulling.bekend(one.dataset.feit) && one.querySelector('input'));
    if (!next) return this.tell('Alle vragen hebben een antwoord.');
    next.scrollIntoView({ block: 'start' });
    next.querySelector('input, textarea').focus({ preventScroll: true });
    return undefined;
  }

  // --- after a change

  /** @param {string} [feitId] */
  changed(feitId) {
    this.refresh(feitId);
    if (this.motor) this.compute(null);
  }

  /** @param {string} [feitId] */
  refresh(feitId) {
    const { kop, lijst } = this.invulling;
    find('voor-wie').classList.toggle('fictief', kop.fictief);
    find('titel').textContent = kop.organisatie ? `${kop.organisatie}, ${kop.soort}` : 'Meting invullen';
    document.title = `${kop.organisatie || 'Meting'} invullen`;
    const asked = [...this.eerste.keys()];
    const done = asked.filter((id) => this.invulling.bekend(id));
    fill(find('voortgang'), asked.length > 0 && `${done.length} van de ${asked.length} vragen beantwoord`, kop.peildatum && make('span', { class: 'ruim' }, `, peildatum ${dutchDatum(kop.peildatum)}`));
    if (feitId === undefined || this.geteld !== done.length) fill(find('themas'), ...lijst.raamwerken.map((raamwerk) => this.themalijst(raamwerk, new Set(done))));
    this.geteld = done.length;
    refreshElders(this.invulling, find('inhoud'));
  }

  /** @param {Vragenlijst['raamwerken'][number]} raamwerk @param {Set<string>} done */
  themalijst(raamwerk, done) {
    const rows = raamwerk.themas.map((thema) => {
      const keys = new Set(thema.normen.map((norm) => this.invulling.sleutel(raamwerk.id, norm)));
      const asked = [...this.eerste].filter(([, sleutel]) => keys.has(sleutel)).map(([id]) => id);
      const count = asked.filter((id) => done.has(id)).length;
      if (!asked.length) return null;
      const standen = [...keys].map((sleutel) => this.oordelen[sleutel]?.oordeel).filter((one) => one && one !== 'nvt');
      const met = standen.filter((one) => one === 'voldoet').length;
      return make('li', {}, make('a', { href: `#thema-${raamwerk.id}-${thema.id}` }, `${thema.id} ${thema.titel}`),
        make('span', { class: 'meter', 'aria-hidden': 'true' }, make('span', { style: `inline-size:${Math.round((count / asked.length) * 100)}%` })),
        make('span', { class: 'hulp' }, `${count} van ${asked.length} beantwoord`),
        standen.length > 0 && make('span', { class: 'hulp' }, `${met} van ${standen.length} voldoet`));
    });
    const folded = window.matchMedia('(width < 62rem)').matches && !find('themas').querySelector('details[open]');
    return make('details', { open: !folded }, make('summary', { class: 'kop' }, this.invulling.meerdere ? raamwerk.titel : 'Thema’s'), make('ul', { role: 'list' }, ...rows));
  }

  // --- opening and saving

  /** @param {string} tekst */
  tell(tekst) {
    find('melding').textContent = inPrint(tekst);
  }

  async open() {
    if (this.invulling.gewijzigd && !await this.confirm('Er is nog niet bewaard', ['Wat u hebt ingevuld en niet bewaard, gaat verloren als u een ander bestand opent.'], 'Toch openen')) return;
    try {
      const file = await chooseFile();
      if (file) await this.load(file);
      this.gezien = await seenAt(this.plek);
    } catch (error) {
      this.tell(error instanceof Leesfout ? `Dit bestand kan deze pagina niet lezen: ${error.message}.` : /** @type {Error} */ (error).message);
    }
  }

  /** @param {import('./bestand.js').Bestand} file */
  async load(file) {
    if (this.motor?.leeft) {
      const found = await this.motor.ask({ doe: 'open', tekst: file.tekst, naam: file.naam, werkmap: this.gegeven.werkmap });
      if (found.fout) return this.tell([found.fout.bericht, found.fout.tip].filter(Boolean).join('. '));
      const { vragenlijst } = found;
      if (!await this.confirmOther(vragenlijst.organisatie.naam)) return this.reopen();
      this.plek = file.plek;
      if (vragenlijst.organisatie.naam === this.gegeven.organisatie.naam) vragenlijst.vorige ??= this.gegeven.vorige;
      this.begun(found);
      return this.tell(`Geopend: ${file.naam}${vragenlijst.raamwerken.length ? '' : '. Er is iets mis mee: kijk hieronder'}`);
    }
    const meting = readYaml(file.tekst);
    const why = this.unfit(meting);
    if (why) return this.tell(why);
    if (!await this.confirmOther(meting.organisatie)) return undefined;
    this.plek = file.plek;
    this.gelezen = file.tekst;
    this.start(openMeting(this.gegeven, meting));
    return this.tell(`Geopend: ${file.naam}`);
  }

  /** Why a file cannot be opened here; empty when it can. @param {any} meting */
  unfit(meting) {
    if (!meting || typeof meting !== 'object' || meting.weerbaar !== 'meting/1') return 'Dit bestand is geen meting die deze pagina kent.';
    const names = [meting.raamwerk ?? []].flat().map((/** @type {string} */ one) => String(one).split('@')[0]);
    const own = this.gegeven.raamwerken.map((one) => one.id);
    const other = names.filter((/** @type {string} */ one) => !own.includes(one));
    return other.length || !names.length ? `Deze pagina vraagt ${own.join(', ')}; dit bestand gaat over ${other.join(', ') || 'geen raamwerk'}.` : '';
  }

  /** @param {string|null|undefined} other */
  async confirmOther(other) {
    const mine = this.gegeven.organisatie.naam;
    if (!mine || !other || mine === other) return true;
    return this.confirm('Een andere organisatie', [`Deze pagina is gemaakt voor ${mine}. Het bestand is van ${other}.`], 'Toch openen');
  }

  /** The engine goes back to what was open. */
  async reopen() {
    await this.motor?.ask({ doe: 'open', ...this.bron, werkmap: this.gegeven.werkmap });
    await this.ask();
  }

  /** A meting that the engine opened or began. @param {any} found */
  begun(found) {
    this.bron = { tekst: found.tekst, naam: found.naam };
    this.gelezen = found.tekst;
    this.start(new Invulling(found.vragenlijst));
    this.receive(found);
  }

  /** What is not right yet, in words. */
  problems() {
    const { invulling } = this;
    const facts = [...this.eerste.keys()].map((id) => [invulling.lijst.feiten[id].kort, invulling.fout(id)]);
    const norms = Object.keys(invulling.nvt).map((sleutel) => [`Norm ${sleutel}`, invulling.nvtfout(sleutel)]);
    return [...invulling.kopfouten(), ...[...facts, ...norms, ['Acties', invulling.actiefout()]].filter(([, fout]) => fout).map(([kort, fout]) => `${kort}: ${fout}`)];
  }

  async save() {
    const problems = this.problems();
    if (problems.length && !await this.confirm('Dit klopt nog niet', problems, 'Toch bewaren')) return;
    if (await isChanged(this.plek, this.gezien) && !await this.confirm('Het bestand is intussen veranderd', ['Het is ergens anders ook bewaard, bijvoorbeeld in een ander tabblad. Wat daar is ingevuld, gaat verloren.'], 'Toch bewaren')) return;
    const { tekst, naam, heel } = await this.result();
    if (!heel && !await this.confirm('Het commentaar gaat niet mee', ['Dit bestand is zo geschreven dat deze pagina er geen losse regels in kan veranderen. Zij schrijft het opnieuw, zonder commentaar, in een nieuw bestand.'], 'Bewaren als nieuw bestand')) return;
    if (!heel) this.plek = null;
    const { plek, gedaan } = await saveFile(tekst, naam, this.plek);
    if (!gedaan) return;
    this.plek = plek;
    this.gezien = await seenAt(plek);
    this.invulling.markSaved();
    this.tell(`Bewaard: ${plek?.name ?? naam}`);
    if (!plek) find('melding').append('. ', knop('Staat het niet bij uw downloads?', () => this.showTekst(tekst, naam)));
  }

  /** For a browser that keeps no files: the text itself, to copy. @param {string} tekst @param {string} naam */
  showTekst(tekst, naam) {
    const dialog = find('vraagstelling');
    const area = make('textarea', { class: 'invoer', readonly: true, rows: 12, 'aria-label': 'De meting als tekst', value: tekst });
    fill(dialog, make('h2', { id: 'dialoog-kop' }, 'De meting als tekst'),
      make('p', {}, `Houdt uw browser bestanden tegen? Kopieer dan alles naar een leeg tekstbestand, en bewaar dat als ${naam}.`), area,
      make('div', { class: 'knoppen' }, make('button', { type: 'button', class: 'utrecht-button utrecht-button--primary', onclick: () => dialog.close() }, 'Sluiten')));
    dialog.oncancel = null;
    dialog.showModal();
    area.select();
  }

  /** The file as it is saved: by the engine, and without it by the page. `heel`: nothing of the opened file is lost. */
  async result() {
    const { invulling, gelezen } = this;
    const naam = invulling.bestandsnaam();
    if (this.motor?.leeft) {
      await this.motor.ask({ doe: 'wijzig', wijzigingen: invulling.wijzigingen() });
      const found = await this.motor.ask({ doe: 'bewaar' });
      if (!found.fout) return { tekst: found.tekst, naam: found.naam ?? naam, heel: true };
    }
    const kept = gelezen && changeLines(gelezen, invulling);
    const remarks = /^\s*#|\s#\s/m.test(gelezen);
    return { tekst: kept || writeYaml(invulling.meting()), naam, heel: Boolean(kept) || !remarks };
  }

  /**
   * Ask before something is lost.
   * @param {string} kop @param {string[]} regels @param {string} door @returns {Promise<boolean>}
   */
  confirm(kop, regels, door) {
    const dialog = find('vraagstelling');
    const most = regels.slice(0, 12);
    if (regels.length > most.length) most.push(`En nog ${regels.length - 12}.`);
    return new Promise((resolve) => {
      const close = (/** @type {boolean} */ ja) => { dialog.close(); resolve(ja); };
      fill(dialog, make('h2', { id: 'dialoog-kop' }, kop), make('ul', {}, ...most.map((one) => make('li', {}, one))),
        make('div', { class: 'knoppen' },
          make('button', { type: 'button', class: 'utrecht-button utrecht-button--primary', onclick: () => close(false) }, 'Terug'),
          make('button', { type: 'button', class: 'utrecht-button', onclick: () => close(true) }, door)));
      dialog.oncancel = () => resolve(false);
      dialog.showModal();
    });
  }

  // --- the engine

  /** @returns {Motor|null} */
  startMotor() {
    const bron = find('motor');
    if (!bron) return null;
    const delen = Object.fromEntries([...document.querySelectorAll('script[data-deel]')]
      .map((one) => { one.remove(); return [/** @type {HTMLElement} */ (one).dataset.deel, one.textContent ?? '']; }));
    try {
      if (typeof WebAssembly === 'undefined') throw new Error('geen WebAssembly');
      const motor = new Motor(bron.textContent ?? '', delen, (reden) => this.lostMotor(reden));
      motor.klaar.then((klaar) => { if (klaar) this.begin(motor); });
      return motor;
    } catch {
      this.tell(this.gegeven.raamwerken.length ? 'Deze browser kan niet rekenen. Invullen en bewaren kan wel.' : ZONDER_MOTOR);
      return null;
    }
  }

  /** @param {Motor} motor */
  async begin(motor) {
    const { lijst } = this.invulling;
    this.blikken = new Blikken(motor, () => this.ask(), () => this.invulling.bestandsnaam(), lijst.werkmap);
    this.blikken.draw();
    if (!lijst.raamwerken.length) return undefined;
    const found = await motor.ask(lijst.meting
      ? { doe: 'open', tekst: lijst.meting, naam: this.invulling.bestandsnaam(), werkmap: lijst.werkmap }
      : { doe: 'begin', vragenlijst: lijst });
    if (found.fout) return this.tell(found.fout.bericht);
    this.bron = { tekst: found.tekst, naam: found.naam };
    this.gelezen = found.tekst;
    this.receive(found);
    return this.compute(null);
  }

  /** What can be begun, in a page that was made for nobody in particular. */
  welcome() {
    const { motor, gegeven: { keuzes } } = this;
    if (!motor || !keuzes) return;
    fill(find('inhoud'), beginblok(keuzes, async (vraag) => {
      const found = await motor.ask(vraag);
      if (found.fout) return [found.fout.bericht, found.fout.tip].filter(Boolean).join('. ');
      this.begun(found);
      return '';
    }, () => this.open()));
  }

  /** @param {string} reden */
  lostMotor(reden) {
    this.oordelen = {};
    this.blikken?.hide();
    find('stand')?.remove();
    if (!this.invulling.lijst.raamwerken.length) return this.tell(ZONDER_MOTOR);
    document.querySelectorAll('.norm').forEach((article) => showOordeel(article, undefined));
    return this.tell(`Het oordeel wordt niet meer berekend (${reden}). Wat u invulde staat er nog, en u kunt het bewaren.`);
  }

  /** Tell the engine what was typed, but for what is only half typed. */
  async ask() {
    if (!this.motor?.leeft || !this.invulling.lijst.raamwerken.length) return undefined;
    const { invulling } = this;
    const found = await this.motor.ask({ doe: 'wijzig', wijzigingen: invulling.geldigeWijzigingen() });
    // Meanwhile another file may have been opened.
    if (invulling !== this.invulling) return this.compute(null);
    if (found.fout) {
      if (this.motor.leeft) this.tell(found.fout.bericht);
      return undefined;
    }
    return this.receive(found);
  }

  /** What the engine says of the meting. @param {any} found */
  receive(found) {
    this.oordelen = Object.fromEntries([...this.normen()].map(({ raamwerk, norm }) => {
      const sleutel = this.invulling.sleutel(raamwerk.id, norm);
      return [sleutel, found.normen[sleutel] ?? found.normen[norm.id]];
    }));
    find('inhoud').querySelectorAll('.norm').forEach((/** @type {any} */ article) => showOordeel(article, this.oordelen[article.dataset.norm]));
    this.showStand(found.stand ?? [], found.bevindingen ?? [], found.eerst ?? []);
    this.refresh();
  }

  /** Where the stand will be: it takes its room from the beginning. */
  standblok() {
    return this.motor?.leeft ? make('section', { id: 'stand', class: 'stand', 'aria-label': 'Stand' },
      make('p', { class: 'hulp' }, 'Het oordeel wordt berekend. Invullen kan al.')) : null;
  }

  /** @param {string[]} regels @param {any[]} bevindingen @param {{norm: string, kort: string, doen: string}[]} eerst */
  showStand(regels, bevindingen, eerst) {
    const box = find('stand');
    if (!box) return;
    const counts = Object.keys(STANDEN).map((oordeel) => [oordeel, Object.values(this.oordelen).filter((one) => one?.oordeel === oordeel).length]);
    const merken = counts.filter(([, aantal]) => aantal).flatMap(([oordeel, aantal]) => [make('span', { class: 'heel' }, make('b', {}, String(aantal)), ' ', merk(String(oordeel))), ' ']);
    // The line with signs says the same as these marks.
    const words = regels.filter((one) => !/^[✔◐✘?–] /u.test(one));
    const points = bevindingen.map((one) => this.bevinding(one));
    fill(box, merken.length ? make('p', { class: 'standmerken' }, ...merken) : make('p', { class: 'kop' }, 'Er is nog geen oordeel.'),
      ...words.map((one) => make('p', {}, one)),
      eerst.length ? make('details', { open: this.eerstOpen, ontoggle: (/** @type {any} */ event) => { this.eerstOpen = event.target.open; } }, make('summary', {}, 'Eerst doen'),
        make('ol', {}, ...eerst.map((one) => make('li', {}, `${one.doen} → `, make('a', { href: `#${this.anker(one.norm)}` }, `norm ${one.norm}`), ' voldoet')))) : null,
      points.length ? make('details', { open: !merken.length }, make('summary', {}, `${points.length} ${points.length === 1 ? 'punt' : 'punten'} om na te kijken`), make('ul', {}, ...points)) : null);
  }

  /** Where a norm stands on the page. @param {string} sleutel */
  anker(sleutel) {
    return [...find('inhoud').querySelectorAll('.norm')].find((/** @type {any} */ one) => one.dataset.norm === sleutel)?.id ?? 'inhoud';
  }

  /** A finding of the engine, with the question that it is about. @param {any} one */
  bevinding(one) {
    const id = String(one.pad ?? '').split('.')[1] ?? '';
    const feit = this.invulling.lijst.feiten[id];
    return make('li', {}, feit ? make('a', { href: `#vraag-${id}` }, feit.kort) : null, feit ? ': ' : null, [one.bericht, one.suggestie].filter(Boolean).join('. '));
  }
}

const given = JSON.parse(find('vragenlijst').textContent);
new Pagina(given);
