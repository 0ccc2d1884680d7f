/** One question: the control that fits its kind, evidence, a remark, and what was said last time. */

import { fill, make } from './bouw.js';
import { DOCUMENTDAGEN, ONBEKEND, pruned } from './invulling.js';
import { keuze, keuzelijst, knop, rijen, veld, vinkje } from './velden.js';
import { dutchDatum, dutchGetal } from './waarden.js';

const WEET_NIET = { waarde: ONBEKEND, woord: 'weet ik niet' };
const JA_NEE = [{ waarde: 'ja', woord: 'ja' }, { waarde: 'nee', woord: 'nee' }];
const NVT = { waarde: 'nvt', woord: 'n.v.t.' };
const STATUSSEN = [{ waarde: 'concept', woord: 'concept' }, { waarde: 'vastgesteld', woord: 'vastgesteld' }, { waarde: 'ingetrokken', woord: 'ingetrokken' }];
const DAGNAMEN = { vastgesteld_op: 'Vastgesteld op', geldig_vanaf: 'Geldig vanaf', geldig_tot: 'Geldig tot en met' };

// Where an answer comes from; it changes no verdict.
const HERKOMSTEN = { '': 'niet gezegd', opgave: 'opgave: zo is het verteld', onderbouwd: 'onderbouwd: een stuk laat het zien', getoetst: 'getoetst: iemand anders keek het na' };
const OPENBAAR = { '': 'niet gezegd', ja: 'ja', nee: 'nee' };
const BEWIJSVELDEN = [['titel', 'Titel'], ['datum', 'Datum (dd-mm-jjjj)'], ['kenmerk', 'Kenmerk'], ['vindplaats', 'Vindplaats']];

/** @typedef {import('./invulling.js').Feit} Feit */
/** @typedef {import('./invulling.js').Invulling} Invulling */

/**
 * The question on the page. `changed` is called after every change of its answer.
 * @param {Invulling} invulling @param {string} feitId @param {(feitId: string) => void} changed
 * @returns {HTMLElement}
 */
export function vraag(invulling, feitId, changed) {
  const feit = invulling.lijst.feiten[feitId];
  const box = make('section', { class: 'vraag', id: `vraag-${feitId}`, 'data-feit': feitId, 'aria-labelledby': `kop-${feitId}` });
  const told = make('p', { class: 'fout', id: `fout-${feitId}`, role: 'status' });
  const tell = () => { told.textContent = invulling.fout(feitId); };
  /** @param {any} waarde */
  const set = (waarde) => {
    delete invulling.vreemd[feitId];
    const kept = pruned(waarde);
    const next = { ...invulling.antwoorden[feitId], waarde: kept };
    if (pruned(next) === undefined) delete invulling.antwoorden[feitId];
    else invulling.antwoorden[feitId] = next;
    tell();
    changed(feitId);
  };
  const draw = () => {
    const inDocument = invulling.bijDocument(feitId);
    const control = inDocument ? elsewhere(invulling, inDocument) : SOORTEN[feit.soort](feit, invulling.antwoorden[feitId]?.waarde, set, { invulling, feitId });
    fill(box, make('h4', { id: `kop-${feitId}` }, feit.vraag), wieEnBewijs(feit), before(invulling, feitId, draw, set),
      make('div', { class: 'antwoord', role: 'group', 'aria-labelledby': `kop-${feitId}`, 'aria-describedby': `fout-${feitId}` }, control), told,
      inDocument ? null : onderbouwing(invulling, feitId, () => { tell(); changed(feitId); }));
    tell();
  };
  box.addEventListener('opnieuw', draw);
  draw();
  return box;
}

/** @param {Feit} feit */
function wieEnBewijs(feit) {
  const wie = feit.rollen?.length ? make('span', {}, make('b', {}, 'Wie weet dit: '), feit.rollen.join(', ')) : null;
  const bewijs = feit.bewijs ? make('span', {}, make('b', {}, 'Bewijs: '), feit.bewijs) : null;
  return wie || bewijs ? make('p', { class: 'hulp wie' }, wie, bewijs) : null;
}

/** @param {Invulling} invulling @param {string} bij */
function elsewhere(invulling, bij) {
  return make('p', { class: 'hulp' }, 'Dit vult u in per document, bij ',
    make('a', { href: `#vraag-${bij}` }, `‘${invulling.lijst.feiten[bij].kort}’`), '.');
}

/**
 * What was answered last time, with a button to say that it still is so.
 * @param {Invulling} invulling @param {string} feitId @param {() => void} draw @param {(waarde: any) => void} set
 */
function before(invulling, feitId, draw, set) {
  const vorige = invulling.lijst.vorige;
  const old = vorige?.antwoorden[feitId];
  if (!vorige || !old || pruned(old.waarde) === undefined) return null;
  const words = inWords(invulling.lijst.feiten[feitId], old.waarde);
  const same = JSON.stringify(pruned(old.waarde)) === JSON.stringify(pruned(invulling.antwoorden[feitId]?.waarde));
  const take = () => {
    invulling.antwoorden[feitId] = structuredClone(old);
    set(structuredClone(old.waarde));
    draw();
  };
  return make('p', { class: 'vorige' }, `Op ${dutchDatum(vorige.peildatum)}: ${words}. `, same ? null : knop('Dat is nog zo', take, `Dat is nog zo: ${invulling.lijst.feiten[feitId].kort}`));
}

/** A value for people, short. @param {Feit} feit @param {any} waarde @returns {string} */
export function inWords(feit, waarde) {
  if (Array.isArray(waarde)) return waarde.map((one) => inWords(feit, one)).join('; ');
  if (typeof waarde !== 'object' || waarde === null) {
    const known = [...(feit.keuzes ?? []), WEET_NIET].find((one) => one.waarde === waarde);
    return known ? known.woord : dutchDatum(dutchGetal(String(waarde)));
  }
  if (feit.soort === 'aantal') {
    const [aantal, totaal] = [waarde.aantal, waarde.totaal].map((one) => [one ?? '?', feit.overtreffen && feit.eenheid].filter(Boolean).join(' '));
    return `${aantal}${feit.overtreffen ? ', nodig is' : ' van'} ${totaal}`;
  }
  if (feit.soort === 'document') return waarde.titel ? `‘${waarde.titel}’` : `een document (${waarde.status ?? 'vastgesteld'})`;
  const titles = Object.fromEntries((feit.items ?? groepen(feit)).map((one) => [one.id, one.titel]));
  return Object.entries(waarde).filter(([, one]) => one)
    .map(([key, one]) => `${titles[key] ?? key}: ${typeof one === 'object' ? 'n.v.t.' : dutchDatum(String(one))}`).join(', ');
}

/** Fixed groups with their titles, however the list names them. @param {Feit} feit @returns {{id: string, titel: string}[]} */
function groepen(feit) {
  return (feit.groepsnamen ?? []).map((one) => (typeof one === 'string' ? { id: one, titel: one } : one));
}

/** @type {Record<string, (feit: Feit, waarde: any, set: (waarde: any) => void, waar: {invulling: Invulling, feitId: string}) => Node>} */
const SOORTEN = {
  ja_nee: (feit, waarde, set) => keuze({ naam: feit.kort, gekozen: waarde ?? '', keuzes: [...withJaNee(feit), WEET_NIET] }, set).group,
  datum: (feit, waarde, set) => metWoorden(feit, waarde, set, [{ waarde: 'nooit', woord: 'nooit' }], { label: 'Datum (dd-mm-jjjj)', soort: 'datum' }),
  getal: (feit, waarde, set) => metWoorden(feit, waarde, set, [], { label: feit.eenheid ? `Aantal (${feit.eenheid})` : 'Aantal', soort: 'getal' }),
  aantal,
  checklist: (feit, waarde, set) => checklist(feit, waarde, set),
  groepen: (feit, waarde, set) => (feit.groepen === 'vast' ? vasteGroepen(feit, waarde, set) : eigenGroepen(waarde, set)),
  document,
};

/** @param {Feit} feit */
function withJaNee(feit) {
  const extra = (feit.keuzes ?? []).filter((one) => !['ja', 'nee', ONBEKEND].includes(one.waarde));
  return [...JA_NEE, ...extra];
}

/**
 * A typed date or number, or a word instead of it.
 * @param {Feit} feit @param {any} waarde @param {(waarde: any) => void} set
 * @param {{waarde: string, woord: string}[]} always @param {{label: string, soort: 'datum'|'getal'}} wat
 */
function metWoorden(feit, waarde, set, always, wat) {
  const extra = (feit.keuzes ?? []).filter((one) => one.waarde !== ONBEKEND && !always.some((own) => own.waarde === one.waarde));
  const words = [...always, ...extra, WEET_NIET];
  const isWord = words.some((one) => one.waarde === waarde);
  const typed = veld({ ...wat, waarde: isWord ? '' : waarde ?? '' }, (nieuw) => { words_.choose(''); set(nieuw); });
  const words_ = keuze({ naam: feit.kort, keuzes: words, gekozen: isWord ? waarde : '', label: `Of: ${feit.kort}` }, (gekozen) => {
    if (gekozen) typed.set('');
    set(gekozen);
  });
  return make('div', { class: 'naast' }, typed.box, words_.group);
}

/** @param {Feit} feit @param {any} waarde @param {(waarde: any) => void} set */
function aantal(feit, waarde, set) {
  const own = waarde && typeof waarde === 'object' ? { ...waarde } : {};
  const share = make('span', { class: 'deel' });
  const show = () => {
    const part = Number(own.aantal) / Number(own.totaal);
    share.textContent = Number.isFinite(part) && own.totaal ? `${Math.floor(part * 100)}%` : '';
  };
  /** @param {string} key @param {string} label */
  const one = (key, label) => veld({ label, soort: 'heel', waarde: own[key] ?? '' }, (nieuw) => { own[key] = nieuw; weet.choose(''); show(); set({ ...own }); });
  const weet = keuze({ naam: feit.kort, keuzes: [WEET_NIET], gekozen: waarde === ONBEKEND ? ONBEKEND : '', label: `Of: ${feit.kort}` }, (gekozen) => {
    ['aantal', 'totaal'].forEach((key) => { delete own[key]; });
    fields.forEach((field) => field.set(''));
    show();
    set(gekozen);
  });
  const fields = [one('aantal', 'Aantal'), one('totaal', 'Totaal')];
  show();
  return make('div', { class: 'naast' }, fields[0].box, make('span', { class: 'van', 'aria-hidden': 'true' }, 'van'), fields[1].box, share, weet.group);
}

/** @param {Feit} feit @param {any} waarde @param {(waarde: any) => void} set */
function checklist(feit, waarde, set) {
  const items = feit.items ?? [];
  /** @type {Record<string, any>} */
  const own = waarde === 'nee' ? Object.fromEntries(items.map((one) => [one.id, 'nee'])) : { ...(typeof waarde === 'object' ? waarde : {}) };
  const draws = items.map((item) => onderdeel(item, own, () => set({ ...own })));
  const none = knop('Alles nee', () => {
    items.forEach((one) => { own[one.id] = 'nee'; });
    draws.forEach((one) => one.choose('nee'));
    set({ ...own });
  }, `Alles nee: ${feit.kort}`);
  return make('div', {}, make('ul', { class: 'onderdelen', role: 'list' }, ...draws.map((one) => one.row)), items.length > 2 ? none : null);
}

/**
 * One item: ja, nee or n.v.t. with its reason.
 * @param {{id: string, titel: string, nvt_kan?: boolean}} item @param {Record<string, any>} own @param {() => void} changed
 */
function onderdeel(item, own, changed) {
  const now = own[item.id];
  const state = now && typeof now === 'object' ? now.waarde : now ?? '';
  const reden = veld({ label: `Waarom niet van toepassing: ${item.titel}`, breed: true, waarde: now?.reden ?? '' }, (nieuw) => {
    own[item.id] = { waarde: 'nvt', reden: nieuw };
    changed();
  });
  reden.box.hidden = state !== 'nvt';
  const choice = keuze({ naam: item.titel, klein: true, gekozen: state, label: item.titel,
    keuzes: [...JA_NEE, ...(item.nvt_kan === false ? [] : [NVT])] }, (gekozen) => {
    own[item.id] = gekozen === 'nvt' ? { waarde: 'nvt', reden: reden.input.value.trim() } : gekozen;
    reden.box.hidden = gekozen !== 'nvt';
    changed();
    if (gekozen === 'nvt') reden.input.focus();
  });
  const row = make('li', {}, make('span', { class: 'onderdeel' }, item.titel), choice.group, reden.box);
  return { row, choose: (/** @type {string} */ waarde) => { choice.choose(waarde); reden.box.hidden = true; } };
}

/**
 * A date or «nooit» of one group.
 * @param {string} naam @param {string} waarde @param {(waarde: string) => void} changed
 */
function dagOfNooit(naam, waarde, changed) {
  const day = veld({ label: `Datum (dd-mm-jjjj), ${naam}`, soort: 'datum', stil: true, waarde: waarde === 'nooit' || waarde === ONBEKEND ? '' : waarde ?? '' }, (nieuw) => {
    never.input.checked = false;
    changed(nieuw);
  });
  const never = vinkje('nooit', waarde === 'nooit', (aan) => {
    day.set('');
    changed(aan ? 'nooit' : '');
  });
  never.input.setAttribute('aria-label', `${naam}: nooit`);
  return { box: make('div', { class: 'dag' }, day.box, never.box), rename: (/** @type {string} */ nieuw) => {
    day.input.setAttribute('aria-label', `Datum (dd-mm-jjjj), ${nieuw}`);
    never.input.setAttribute('aria-label', `${nieuw}: nooit`);
  } };
}

/** @param {Feit} feit @param {any} waarde @param {(waarde: any) => void} set */
function vasteGroepen(feit, waarde, set) {
  const known = groepen(feit);
  /** @type {Record<string, any>} */
  const own = waarde === 'nooit' ? Object.fromEntries(known.map((one) => [one.id, 'nooit'])) : { ...(typeof waarde === 'object' ? waarde : {}) };
  return make('ul', { class: 'onderdelen', role: 'list' }, ...known.map((one) => make('li', {},
    make('span', { class: 'onderdeel' }, one.titel),
    dagOfNooit(one.titel, own[one.id], (nieuw) => { own[one.id] = nieuw; set({ ...own }); }).box)));
}

/** @param {any} waarde @param {(waarde: any) => void} set */
function eigenGroepen(waarde, set) {
  const begin = Object.entries(typeof waarde === 'object' && waarde ? waarde : {}).map(([naam, dag]) => ({ naam, dag: dag === ONBEKEND ? '' : dag ?? '' }));
  const told = make('p', { class: 'fout', role: 'status' });
  const list = rijen({
    rijen: begin, leeg: () => ({ naam: '', dag: '' }), meer: 'Voeg een groep toe', weg: 'Groep',
    draw: (rij, changed, at) => {
      const day = dagOfNooit(rij.naam || `groep ${at + 1}`, rij.dag, (nieuw) => { rij.dag = nieuw; changed(); });
      const name = veld({ label: `Naam van groep ${at + 1}`, stil: true, waarde: rij.naam }, (nieuw) => { rij.naam = nieuw.slice(0, 200); day.rename(nieuw); changed(); });
      return make('div', { class: 'groep' }, name.box, day.box);
    },
  }, (alle) => {
    const named = alle.filter((one) => one.naam);
    const seen = new Set();
    const double = named.find(({ naam }) => seen.size === seen.add(naam.toLowerCase()).size);
    told.textContent = double ? `‘${double.naam}’ staat er twee keer.` : alle.some((one) => one.dag && !one.naam) ? 'Geef elke groep een naam.' : '';
    // A group without a day is known to be there: its key stays, with nothing behind it.
    set(Object.fromEntries(named.map((one) => [one.naam, one.dag || ONBEKEND])));
  });
  const all = waarde === 'nooit' ? make('p', { class: 'hulp' }, 'Nu: nooit, bij geen enkele groep.') : null;
  return make('div', { class: 'groepen' }, make('p', { class: 'hulp', 'aria-hidden': 'true' }, 'Per groep: de naam, en de datum (dd-mm-jjjj) of nooit'), all, list, told, opPapier(['Groep en datum', 'Groep en datum', 'Groep en datum', 'Groep en datum']));
}

/** Lines to write on, on paper. @param {string[]} namen */
const opPapier = (namen) => make('div', { class: 'op-papier', 'aria-hidden': 'true' }, ...namen.map((one) => make('span', {}, one)));

const DOCUMENTKEUZES = [{ waarde: 'ja', woord: 'ja, dit is er' }, { waarde: 'nee', woord: 'nee' }, WEET_NIET];

/** @param {Feit} feit @param {any} waarde @param {(waarde: any) => void} set @param {{invulling: Invulling, feitId: string}} waar */
function document(feit, waarde, set, waar) {
  const kaarten = make('div', { class: 'kaarten' });
  const redraw = () => {
    const documents = waar.invulling.documenten(waar.feitId);
    fill(kaarten, ...documents.map((one, at) => kaart(one, at, documents, waar, put, redraw)),
      documents.length && feit.meer !== false ? knop('Nog een document', () => add(waar, put, redraw), `Nog een document: ${feit.kort}`) : null);
  };
  /** @param {any[]} documents */
  const put = (documents) => set(documents.length > 1 ? documents : documents[0] ?? '');
  const is = waarde && typeof waarde === 'object' ? 'ja' : waarde ?? '';
  const choice = keuze({ naam: feit.kort, keuzes: DOCUMENTKEUZES, gekozen: is }, (gekozen) => {
    set(gekozen === 'ja' ? { status: 'vastgesteld' } : gekozen);
    redraw();
  });
  redraw();
  return make('div', {}, choice.group, kaarten, opPapier(['Titel', 'Vastgesteld op', 'Geldig vanaf, en tot en met', 'Vindplaats']));
}

/** Facts that are told of a document. @param {{invulling: Invulling, feitId: string}} waar */
const beside = ({ invulling, feitId }) => Object.entries(invulling.lijst.feiten).filter(([, one]) => one.bij === feitId);

/**
 * With a second document, what was told of the first goes into it.
 * @param {{invulling: Invulling, feitId: string}} waar @param {(documents: any[]) => void} put @param {() => void} redraw
 */
function add(waar, put, redraw) {
  const documents = [...waar.invulling.documenten(waar.feitId)];
  for (const [id, feit] of beside(waar)) {
    const waarde = waar.invulling.antwoorden[id]?.waarde;
    if (waarde === undefined || waar.invulling.bijDocument(id)) continue;
    const own = !feit.items ? { [id]: waarde } : typeof waarde === 'object' ? waarde : Object.fromEntries(feit.items.map((one) => [one.id, waarde]));
    documents[0] = { ...documents[0], onderdelen: { ...documents[0].onderdelen, ...own } };
    delete waar.invulling.antwoorden[id];
  }
  put([...documents, { status: 'vastgesteld' }]);
  redraw();
  refresh(waar);
}

/** Questions that now are asked elsewhere, or here again. @param {{invulling: Invulling, feitId: string}} waar */
function refresh(waar) {
  beside(waar).forEach(([id]) => window.document.getElementById(`vraag-${id}`)?.dispatchEvent(new Event('opnieuw')));
}

/**
 * One document, with what is asked of it where there are several.
 * @param {any} one @param {number} at @param {any[]} documents @param {{invulling: Invulling, feitId: string}} waar
 * @param {(documents: any[]) => void} put @param {() => void} redraw
 */
function kaart(one, at, documents, waar, put, redraw) {
  /** @param {string} key @param {any} nieuw */
  const change = (key, nieuw) => {
    const now = [...waar.invulling.documenten(waar.feitId)];
    now[at] = { ...now[at], [key]: nieuw };
    put(now);
  };
  const head = documents.length > 1 ? `Document ${at + 1}` : 'Dit document';
  const title = veld({ label: 'Titel', breed: true, waarde: one.titel ?? '' }, (nieuw) => change('titel', nieuw));
  const status = keuze({ naam: 'Status', klein: true, vast: true, label: 'Status', keuzes: STATUSSEN, gekozen: one.status ?? 'vastgesteld' }, (nieuw) => change('status', nieuw));
  const days = DOCUMENTDAGEN.map((key) => veld({ label: DAGNAMEN[/** @type {keyof DAGNAMEN} */ (key)], soort: 'datum', waarde: one[key] ?? '' }, (nieuw) => change(key, nieuw)));
  const more = make('details', { open: Boolean(one.jaar || one.vastgesteld_door || one.vindplaats) }, make('summary', {}, 'Jaar, wie het vaststelde, vindplaats'),
    make('div', { class: 'naast' },
      veld({ label: 'Voor het jaar', soort: 'heel', waarde: one.jaar ?? '' }, (nieuw) => change('jaar', nieuw)).box,
      veld({ label: 'Vastgesteld door (functie of orgaan)', waarde: one.vastgesteld_door ?? '' }, (nieuw) => change('vastgesteld_door', nieuw)).box,
      veld({ label: 'Vindplaats', waarde: one.vindplaats ?? '' }, (nieuw) => change('vindplaats', nieuw)).box));
  const own = documents.length > 1 || one.onderdelen ? beside(waar).map(([id, other]) => inDocument(id, other, one, (nieuw) => change('onderdelen', nieuw))) : [];
  const away = documents.length > 1 ? knop('Haal weg', () => {
    put(waar.invulling.documenten(waar.feitId).filter((_, other) => other !== at));
    redraw();
    refresh(waar);
  }, `Document ${at + 1} weghalen`) : null;
  return make('fieldset', { class: 'kaart' }, make('legend', {}, head), title.box, status.group, make('div', { class: 'naast' }, ...days.map((day) => day.box)), more, ...own, away);
}

/**
 * A question about one document, answered in its card.
 * @param {string} id @param {Feit} feit @param {any} one @param {(onderdelen: any) => void} changed
 */
function inDocument(id, feit, one, changed) {
  one.onderdelen ??= {};
  const control = feit.items ? checklist(feit, one.onderdelen, (nieuw) => { Object.assign(one.onderdelen, nieuw); changed({ ...one.onderdelen }); })
    : keuze({ naam: feit.kort, label: feit.vraag, keuzes: [...withJaNee(feit), WEET_NIET], gekozen: one.onderdelen[id] ?? '' }, (nieuw) => { one.onderdelen[id] = nieuw; changed({ ...one.onderdelen }); }).group;
  return make('div', { class: 'erbij' }, make('p', { class: 'kop' }, feit.vraag), control);
}

/**
 * Evidence and a remark, folded while there are none.
 * @param {Invulling} invulling @param {string} feitId @param {() => void} changed
 */
function onderbouwing(invulling, feitId, changed) {
  const antwoord = invulling.antwoorden[feitId] ?? {};
  /** @param {string} key @param {any} nieuw */
  const change = (key, nieuw) => {
    const next = { ...invulling.antwoorden[feitId], [key]: pruned(nieuw) };
    if (pruned(next) === undefined) delete invulling.antwoorden[feitId];
    else invulling.antwoorden[feitId] = next;
    changed();
  };
  const bewijs = rijen({
    rijen: structuredClone(antwoord.bewijs ?? []), leeg: () => ({}), meer: 'Voeg bewijs toe', weg: 'Bewijs',
    draw: (rij, tell, at) => make('fieldset', { class: 'bewijsstuk' }, make('legend', {}, `Bewijs ${at + 1}`), make('div', { class: 'naast' },
      ...BEWIJSVELDEN.map(([key, label]) => veld({ label, breed: key === 'titel', soort: key === 'datum' ? 'datum' : 'tekst', waarde: rij[key] ?? '' }, (nieuw) => { rij[key] = nieuw; tell(); }).box),
      keuzelijst('Is dit openbaar?', OPENBAAR, rij.openbaar ?? '', (nieuw) => { rij.openbaar = nieuw; tell(); }))),
  }, (alle) => change('bewijs', alle));
  const remark = veld({ label: 'Toelichting', soort: 'lang', breed: true, waarde: antwoord.toelichting ?? '', hulp: 'Noem geen namen van personen, zaken of signalen.' }, (nieuw) => change('toelichting', nieuw));
  const origin = keuzelijst('Herkomst', HERKOMSTEN, antwoord.herkomst ?? '', (nieuw) => change('herkomst', nieuw));
  const pieces = Object.values(invulling.antwoorden).flatMap((one) => one.bewijs ?? []);
  const titles = antwoord.verwijst?.map((id) => pieces.find((one) => one.id === id)?.titel ?? id) ?? [];
  const shared = titles.length ? make('p', { class: 'hulp' }, `Ook het bewijs dat bij een andere vraag staat: ${titles.join(', ')}`) : null;
  const some = (antwoord.bewijs?.length ?? 0) > 0 || Boolean(antwoord.toelichting || antwoord.herkomst || shared);
  return make('details', { class: 'onderbouwing', open: some }, make('summary', {}, 'Bewijs en toelichting'), bewijs, shared, remark.box, origin);
}
