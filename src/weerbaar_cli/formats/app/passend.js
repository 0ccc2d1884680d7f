/** Whether what stands in a file has a form that the controls can show; the rest stays as it is. */

/** @param {any} one */
const isTekst = (one) => one === null || one === undefined || typeof one === 'string';
/** @param {any} one */
const isBlok = (one) => Boolean(one) && typeof one === 'object' && !Array.isArray(one);
/** @param {any} one @param {(part: any) => boolean} part */
const isBlokVan = (one, part) => isBlok(one) && Object.values(one).every(part);
/** @param {any} one */
const isPlat = (one) => isBlokVan(one, isTekst);
/** @param {any} one @param {(part: any) => boolean} part */
const isLijstVan = (one, part) => one === null || one === undefined || (Array.isArray(one) && one.every(part));
/** @param {any} one */
const isOnderdeel = (one) => isTekst(one) || isPlat(one);

/** @param {any} one */
function isDocument(one) {
  if (!isBlok(one)) return false;
  const { onderdelen, ...rest } = one;
  return isPlat(rest) && (onderdelen === null || onderdelen === undefined || isBlokVan(onderdelen, isOnderdeel));
}

/** @type {Record<string, (waarde: any) => boolean>} */
const BLOKKEN = {
  aantal: isPlat,
  groepen: isPlat,
  checklist: (waarde) => isBlokVan(waarde, isOnderdeel),
  document: (waarde) => isDocument(waarde) || (Array.isArray(waarde) && waarde.every(isDocument)),
};

/** @param {string} soort the kind of the fact @param {any} antwoord */
export function isPassend(soort, antwoord) {
  const { waarde, bewijs, verwijst, herkomst, ingevuld_door, toelichting } = antwoord;
  const fits = isTekst(waarde) || Boolean(BLOKKEN[soort]?.(waarde));
  return fits && isTekst(herkomst) && isTekst(ingevuld_door) && isTekst(toelichting) && isLijstVan(bewijs, isPlat) && isLijstVan(verwijst, isTekst);
}

/** The parts of a meting beside its facts. @type {Record<string, (raw: any) => boolean>} */
export const PASSEND = {
  nvt: (raw) => isBlokVan(raw, isPlat),
  acties: (raw) => isLijstVan(raw, isPlat),
  verhalen: (raw) => isBlokVan(raw, (one) => one === null || isPlat(one)),
};
