/** What is filled in: the answers, how they stand in a meting, and what changed. */

import { isPassend, PASSEND } from './passend.js';
import { datumFout, getalFout, readDatum } from './waarden.js';

/**
 * @typedef {{waarde?: any, herkomst?: string|null, ingevuld_door?: string|null, bewijs?: any[], verwijst?: string[], toelichting?: string|null}} Antwoord
 * @typedef {{soort: string, kort: string, vraag: string, doen?: string, rollen: string[], bewijs?: string,
 *   keuzes?: {waarde: string, woord: string}[], items?: {id: string, titel: string, nvt_kan?: boolean}[],
 *   groepen?: string|null, groepsnamen?: any[], overtreffen?: boolean, eenheid?: string|null,
 *   bij?: string|null, meer?: boolean}} Feit
 * @typedef {{id: string, sleutel?: string, kort: string, tekst: string, uitleg?: string|null,
 *   handreiking?: {titel: string, vindplaats: string}|null, nvt_kan: boolean, feiten: string[]}} Norm
 * @typedef {{versie: number, organisatie: {naam: string|null, type: string|null}, fictief: boolean, soort: string,
 *   peildatum: string|null, status?: string, ingevuld_door?: string|null, rollen: string[],
 *   versies?: string[], basis?: Record<string, string>,
 *   raamwerken: {id: string, titel: string, versie: string, themas: {id: string, titel: string, normen: Norm[]}[]}[],
 *   feiten: Record<string, Feit>, antwoorden: Record<string, Antwoord>,
 *   vorige: {peildatum: string, antwoorden: Record<string, Antwoord>}|null,
 *   nvt: Record<string, any>, acties: any[], verhalen?: Record<string, any>,
 *   werkmap?: Record<string, string>|null, meting: string|null,
 *   keuzes?: import('./begin.js').Keuzes}} Vragenlijst
 * @typedef {{pad: (string|number)[], waarde?: any, weg?: true}} Wijziging
 */

const LANG = ['waarde', 'herkomst', 'ingevuld_door', 'bewijs', 'verwijst', 'toelichting'];
export const ONBEKEND = 'onbekend';

/** @param {any} one */
const isBlank = (one) => one === null || one === undefined || one === ''
  || (typeof one === 'object' && Object.values(one).every(isBlank));

/** Without what is empty, all the way down; undefined where nothing is left. @param {any} value @returns {any} */
export function pruned(value) {
  if (Array.isArray(value)) {
    const kept = value.map(pruned).filter((one) => one !== undefined);
    return kept.length ? kept : undefined;
  }
  if (value && typeof value === 'object') {
    const kept = Object.entries(value).map(([key, one]) => [key, pruned(one)]).filter(([, one]) => one !== undefined);
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  return value === '' || value === null || value === undefined ? undefined : value;
}

/** An answer as it stands in a meting: short where nothing but its value is known. @param {Antwoord} antwoord */
export function toYaml(antwoord) {
  const whole = pruned(antwoord) ?? {};
  const { waarde, ...rest } = whole;
  const keys = [...LANG, ...Object.keys(rest)].filter((key) => key in whole);
  return Object.keys(rest).length ? Object.fromEntries(keys.map((key) => [key, whole[key]])) : waarde;
}

/** The other way round. @param {any} raw @returns {Antwoord} */
export function fromYaml(raw) {
  return raw && typeof raw === 'object' && !Array.isArray(raw) && 'waarde' in raw ? raw : { waarde: raw };
}

/**
 * What is different, as small as it can be told.
 * @param {any} oud @param {any} nieuw @param {(string|number)[]} [pad] @returns {Wijziging[]}
 */
export function differences(oud, nieuw, pad = []) {
  if (JSON.stringify(oud) === JSON.stringify(nieuw)) return [];
  if (nieuw === undefined) return [{ pad, weg: true }];
  const lists = Array.isArray(oud) && Array.isArray(nieuw);
  if (lists && oud.length === nieuw.length) return nieuw.flatMap((one, at) => differences(oud[at], one, [...pad, at]));
  const maps = !lists && [oud, nieuw].every((one) => one && typeof one === 'object' && !Array.isArray(one));
  if (!maps) return [{ pad, waarde: nieuw }];
  return [...new Set([...Object.keys(oud), ...Object.keys(nieuw)])]
    .flatMap((key) => differences(oud[key] ?? (BLOKKEN.has(key) && !pad.length && nieuw[key] ? {} : undefined), nieuw[key], [...pad, key]));
}

// What a new meting may not have yet, and of which each answer is told by itself.
const BLOKKEN = new Set(['feiten', 'nvt']);

/** What people fill in, of one meting. */
export class Invulling {
  /** @param {Vragenlijst} lijst @param {Record<string, any>} [rest] what else the file holds */
  constructor(lijst, rest = {}) {
    this.lijst = lijst;
    this.rest = rest;
    /** @type {Record<string, Antwoord>} */
    this.antwoorden = structuredClone(lijst.antwoorden ?? {});
    /** What no control can show: it stays in the file until there is another answer. @type {Record<string, Antwoord>} */
    this.vreemd = {};
    for (const [id, feit] of Object.entries(lijst.feiten)) {
      const own = this.antwoorden[id];
      if (!own || isPassend(feit.soort, own)) continue;
      this.vreemd[id] = own;
      delete this.antwoorden[id];
    }
    /** Parts of the file that the page leaves alone. @type {Record<string, any>} */
    this.rauw = {};
    for (const [name, fits] of Object.entries(PASSEND)) {
      const raw = /** @type {any} */ (lijst)[name];
      if (raw && !fits(raw)) this.rauw[name] = raw;
    }
    /** @type {Record<string, any>} */
    this.nvt = this.rauw.nvt ? {} : structuredClone(lijst.nvt ?? {});
    /** @type {any[]} */
    this.acties = this.rauw.acties ? [] : structuredClone(lijst.acties ?? []);
    /** @type {Record<string, any>} */
    this.verhalen = this.rauw.verhalen ? {} : structuredClone(lijst.verhalen ?? {});
    this.kop = {
      organisatie: lijst.organisatie.naam ?? '',
      soort: lijst.soort || 'zelfscan',
      peildatum: lijst.peildatum ?? '',
      status: lijst.status ?? 'concept',
      ingevuld_door: lijst.ingevuld_door ?? '',
      fictief: Boolean(lijst.fictief),
    };
    this.begin = this.meting();
    this.bewaard = JSON.stringify(this.begin);
  }

  get meerdere() {
    return this.lijst.raamwerken.length > 1;
  }

  /** How a meting names a norm. @param {string} raamwerk @param {Norm} norm */
  sleutel(raamwerk, norm) {
    return norm.sleutel ?? (this.meerdere ? `${raamwerk}/${norm.id}` : norm.id);
  }

  /** The whole meting; keys in the order of a new one. @returns {Record<string, any>} */
  meting() {
    const { lijst, kop, rest } = this;
    const ids = lijst.raamwerken.map((one) => one.id);
    const ordered = [...new Set([...Object.keys(lijst.feiten), ...Object.keys(this.antwoorden)])];
    const feiten = ordered.map((id) => [id, toYaml(this.antwoorden[id] ?? this.vreemd[id] ?? {})]).filter(([, one]) => one !== undefined);
    const deel = lijst.rollen.length ? { rollen: lijst.rollen, versies: lijst.versies, basis: lijst.basis } : undefined;
    return pruned({
      weerbaar: 'meting/1',
      organisatie: kop.organisatie,
      raamwerk: rest.raamwerk ?? (ids.length === 1 ? ids[0] : ids),
      soort: kop.soort,
      peildatum: kop.peildatum,
      status: deel ? 'concept' : kop.status,
      ingevuld_door: kop.ingevuld_door,
      fictief: kop.fictief ? 'ja' : undefined,
      deel,
      ...rest.voor,
      feiten: { ...Object.fromEntries(feiten), ...rest.feiten },
      nvt: this.nvt,
      ...rest.na,
      acties: this.acties,
      verhalen: this.verhalen,
      ...this.rauw,
    });
  }

  /** @returns {Wijziging[]} */
  wijzigingen() {
    return differences(this.begin, this.meting());
  }

  /** Without what is wrong in its form, such as a date that is half typed. @returns {Wijziging[]} */
  geldigeWijzigingen() {
    return this.wijzigingen().filter(({ pad: [blok, id] }) => {
      if (blok === 'feiten') return !this.fout(String(id));
      if (blok === 'nvt') return !this.nvtfout(String(id));
      if (blok === 'acties') return !this.actiefout();
      return blok !== 'peildatum' || !this.kop.peildatum || !datumFout(this.kop.peildatum);
    });
  }

  /** What is answered otherwise than the last time, or else than in the file that was opened. @returns {Set<string>} */
  veranderd() {
    const { vorige } = this.lijst;
    if (!vorige) return new Set(this.wijzigingen().map((one) => String(one.pad[1])));
    const told = (/** @type {Antwoord|undefined} */ one) => JSON.stringify(pruned(one?.waarde));
    return new Set(Object.keys(this.lijst.feiten).filter((id) => told(vorige.antwoorden[id]) !== told(this.antwoorden[id])));
  }

  get gewijzigd() {
    return JSON.stringify(this.meting()) !== this.bewaard;
  }

  markSaved() {
    this.bewaard = JSON.stringify(this.meting());
  }

  /** Facts that are told in each document instead of by themselves. @param {string} feitId */
  bijDocument(feitId) {
    const bij = this.lijst.feiten[feitId]?.bij;
    const documenten = bij ? this.documenten(bij) : [];
    return documenten.length > 1 || documenten.some((one) => one.onderdelen) ? bij : null;
  }

  /** @param {string} feitId @returns {any[]} */
  documenten(feitId) {
    const waarde = this.antwoorden[feitId]?.waarde;
    if (Array.isArray(waarde)) return waarde;
    return waarde && typeof waarde === 'object' ? [waarde] : [];
  }

  /** Whether something is known; «weet ik niet» is not. @param {string} feitId */
  bekend(feitId) {
    const bij = this.bijDocument(feitId);
    if (bij) {
      const names = this.lijst.feiten[feitId].items?.map((one) => one.id) ?? [];
      const keys = names.length ? names : [feitId];
      return this.documenten(bij).some((one) => keys.some((key) => !isBlank(one.onderdelen?.[key])));
    }
    const waarde = this.antwoorden[feitId]?.waarde;
    return !isBlank(waarde) && waarde !== ONBEKEND;
  }

  /** What is wrong in the form of one answer, in words. @param {string} feitId @returns {string} */
  fout(feitId) {
    const feit = this.lijst.feiten[feitId];
    const antwoord = this.antwoorden[feitId] ?? {};
    const { waarde } = antwoord;
    if (feit === undefined) return '';
    if (this.vreemd[feitId]) return 'Het bestand heeft hier iets dat deze pagina niet kan tonen. Geef het antwoord opnieuw.';
    const days = (antwoord.bewijs ?? []).map((one) => one.datum && datumFout(one.datum)).filter(Boolean);
    if ((antwoord.bewijs ?? []).some((one) => !one.titel && !isBlank(one))) return 'Geef elk bewijs een titel.';
    if (days.length) return days[0];
    return isBlank(waarde) || waarde === ONBEKEND ? '' : this.waardefout(feit, waarde);
  }

  /** @param {Feit} feit @param {any} waarde @returns {string} */
  waardefout(feit, waarde) {
    if (feit.keuzes?.some((one) => one.waarde === waarde)) return '';
    switch (feit.soort) {
      case 'datum': return this.dagfout(waarde);
      case 'getal': return getalFout(String(waarde), false);
      case 'aantal': return aantalFout(feit, waarde);
      case 'groepen': return this.groepenfout(waarde);
      case 'checklist': return nvtFout(feit, waarde);
      case 'document': return this.documentfout(waarde);
      default: return '';
    }
  }

  /** @param {string} waarde */
  dagfout(waarde) {
    if (waarde === 'nooit') return '';
    const peildatum = readDatum(this.kop.peildatum);
    const late = !datumFout(peildatum) && !datumFout(waarde) && waarde > peildatum;
    return datumFout(waarde) || (late ? 'Deze dag is na de peildatum. Vul in hoe het op de peildatum was.' : '');
  }

  /** @param {any} waarde */
  groepenfout(waarde) {
    if (typeof waarde !== 'object') return '';
    return Object.values(waarde).filter((one) => one && one !== ONBEKEND).map((one) => this.dagfout(one)).find(Boolean) ?? '';
  }

  /** @param {any} waarde */
  documentfout(waarde) {
    for (const one of Array.isArray(waarde) ? waarde : [waarde]) {
      if (typeof one !== 'object') continue;
      for (const key of DOCUMENTDAGEN) if (one[key] && datumFout(one[key])) return datumFout(one[key]);
      if (one.jaar && !/^[12]\d{3}$/.test(one.jaar)) return 'Schrijf het jaar met vier cijfers.';
      const begin = one.geldig_vanaf ?? one.vastgesteld_op;
      if (begin && one.geldig_tot && one.geldig_tot < begin) return 'Het document eindigt voor het begint.';
    }
    return '';
  }

  /** What is wrong in the decision that a norm does not apply. @param {string} sleutel */
  nvtfout(sleutel) {
    const besluit = this.nvt[sleutel];
    if (isBlank(besluit)) return '';
    if (!/[\p{L}\p{N}]/u.test(besluit.reden ?? '')) return 'Schrijf waarom de norm niet geldt.';
    if (!besluit.besloten_door) return 'Schrijf welke functie dit besloot.';
    if (!besluit.op) return 'Schrijf op welke dag dit is besloten.';
    return datumFout(besluit.op) || (besluit.herzien_op ? datumFout(besluit.herzien_op) : '');
  }

  /** What is wrong in the actions, in words. */
  actiefout() {
    if (this.acties.some((one) => !one.actie)) return 'Schrijf bij elke actie wat u gaat doen.';
    return this.acties.map((one) => (one.gereed_op && datumFout(one.gereed_op)) || (one.kosten && getalFout(one.kosten, false))).find(Boolean) ?? '';
  }

  /** What is missing before there is a meting. @returns {string[]} */
  kopfouten() {
    const { organisatie, peildatum } = this.kop;
    return [
      organisatie.trim() ? '' : 'Vul in van welke organisatie deze meting is.',
      peildatum ? datumFout(peildatum) : 'Vul de peildatum in: de dag waarop u meet.',
    ].filter(Boolean);
  }

  /** How the file is called. */
  bestandsnaam() {
    const parts = [this.kop.organisatie, this.kop.soort, readDatum(this.kop.peildatum), ...this.lijst.rollen];
    const slug = parts.join('-').normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
      .replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 120);
    return `${slug || 'meting'}.yaml`;
  }
}

export const DOCUMENTDAGEN = ['vastgesteld_op', 'geldig_vanaf', 'geldig_tot'];

/** @param {Feit} feit @param {any} waarde */
function aantalFout(feit, waarde) {
  const { aantal, totaal } = waarde;
  const wrong = [aantal, totaal].filter((one) => !isBlank(one)).map((one) => getalFout(String(one), true)).find(Boolean);
  if (wrong) return wrong;
  const more = !isBlank(aantal) && !isBlank(totaal) && Number(aantal) > Number(totaal);
  return more && !feit.overtreffen ? `${aantal} is meer dan ${totaal}. Kijk de twee getallen na.` : '';
}

/** @param {Feit} feit @param {any} waarde */
function nvtFout(feit, waarde) {
  if (typeof waarde !== 'object') return '';
  const lacking = (feit.items ?? []).find((one) => {
    const own = waarde[one.id];
    return own && typeof own === 'object' && !/[\p{L}\p{N}]/u.test(own.reden ?? '');
  });
  return lacking ? `Schrijf waarom ‘${lacking.titel}’ niet van toepassing is.` : '';
}

/** A text of the head of a file; what is no text is nothing here. @param {any} raw */
const word = (raw) => (typeof raw === 'string' ? raw : '');

/**
 * The answers of a meting that was read without the engine.
 * @param {Vragenlijst} lijst @param {Record<string, any>} meting
 */
export function openMeting(lijst, meting) {
  const { weerbaar, organisatie, raamwerk, soort, peildatum, status, ingevuld_door, fictief, deel, feiten, nvt, acties, verhalen, ...more } = meting;
  const own = feiten && typeof feiten === 'object' ? Object.entries(feiten) : [];
  const known = own.filter(([id]) => id in lijst.feiten);
  const { toelichting, ...na } = more;
  const opened = {
    ...lijst,
    organisatie: { ...lijst.organisatie, naam: word(organisatie) },
    fictief: String(fictief) === 'ja' || String(fictief) === 'true',
    soort: word(soort) || 'zelfscan',
    peildatum: word(peildatum),
    status: word(status) || 'concept',
    ingevuld_door: word(ingevuld_door),
    rollen: [deel?.rollen ?? []].flat().map(String),
    versies: deel?.versies,
    basis: deel?.basis,
    antwoorden: Object.fromEntries(known.map(([id, raw]) => [id, fromYaml(raw)])),
    nvt: nvt ?? {},
    acties: acties ?? [],
    verhalen: verhalen ?? {},
  };
  const rest = {
    raamwerk,
    voor: { toelichting },
    feiten: Object.fromEntries(own.filter(([id]) => !(id in lijst.feiten))),
    na,
  };
  return new Invulling(opened, rest);
}
