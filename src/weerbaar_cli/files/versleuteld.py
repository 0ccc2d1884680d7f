"""A sealed meting: its omslag in the clear, and below it the meting in age, as text.

The same omslag stands once more inside, as remarks above the meting: an omslag that was changed
does not open. Below the omslag stands the hash of both parts, by which whoever has no key can see
that a file was cut or changed by accident. What is opened stays in memory.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sleutels import load_pyrage, mark_opened, read_sleutels
from weerbaar_cli.files.vinden import ARMOR, SEALED_BEGIN
from weerbaar_cli.files.yaml.events import UnreadableYaml, read_data
from weerbaar_cli.model.bestanden.meting import METINGSOORTEN, METINGSTATUSSEN
from weerbaar_cli.model.bestanden.omslag import Omslag, parse_omslag
from weerbaar_cli.model.bevinding import Bevinding, Ernst
from weerbaar_cli.model.tijd import parse_datum

_AFDRUK = b"\nafdruk: "
_END = b"-----END AGE ENCRYPTED FILE-----\n"
_NEWER = re.compile(rb"weerbaar: versleuteld/([2-9]|\d\d+)\n")
_CONFLICT = re.compile(rb"(?m)^(?:<{7}|={7}|>{7})")
GESLOTEN = "versleuteld"
BESCHADIGD = "versleuteld-beschadigd"
VREEMD = "verkeerde-ontvangers"


class Geopend(NamedTuple):
    """What could be known of a sealed meting: its omslag, its text, and why there is none."""

    omslag: Omslag | None = None
    inhoud: bytes | None = None
    bevinding: Bevinding | None = None


class _Onbruikbaar(Exception):
    """Why a sealed meting cannot be used."""

    def __init__(self, code: str, text: str, tip: str = "") -> None:
        super().__init__(code)
        ernst: Ernst = "hint" if code == GESLOTEN else "fout"
        self.bevinding = Bevinding(code, text, (), ernst, tip, plaats=(1, 1))


def unseal(raw: bytes) -> Geopend:
    """Open a sealed meting with the keys of this run; nothing of it touches the disk."""
    omslag = None
    try:
        omslag, armor = _split(raw.replace(b"\r\n", b"\n"))
        _count_readers(omslag, armor)
        inner = _decrypt(omslag, armor)
    except _Onbruikbaar as error:
        return Geopend(omslag, bevinding=error.bevinding)
    mark_opened()
    return Geopend(omslag, inner)


def _split(raw: bytes) -> tuple[Omslag, bytes]:
    """The omslag and what is sealed; raises when they are not as they were made."""
    if _CONFLICT.search(raw):
        text = "hier staan twee versies naast elkaar; het samenvoegen in git is niet af"
        tip = "Kies er een met «git checkout --ours PAD» of «--theirs», en open daarna de andere."
        raise _Onbruikbaar("yaml-fout", text, tip)
    if _NEWER.match(raw):
        text = "dit bestand is versleuteld door een nieuwere weerbaar"
        raise _Onbruikbaar("nieuwere-versie", text)
    if not raw.startswith(SEALED_BEGIN):
        text = "dit bestand is versleuteld met age, en er staat geen omslag van weerbaar boven"
        tip = "Open het met «age --decrypt», en versleutel de meting met «weerbaar seal»."
        raise _Onbruikbaar(BESCHADIGD, text, tip)
    head, _, rest = raw.partition(_AFDRUK)
    afdruk, _, armor = rest.partition(b"\n")
    omslag = parse_omslag(f"{head.decode('ascii', 'replace')}\n")
    if omslag is None:
        raise _Onbruikbaar(BESCHADIGD, "de omslag van dit versleutelde bestand klopt niet")
    if not (armor.startswith(ARMOR) and armor.endswith(_END)):
        raise _Onbruikbaar(BESCHADIGD, "dit versleutelde bestand is niet heel: er ontbreekt iets")
    if _make_afdruk(omslag, armor) != afdruk:
        raise _Onbruikbaar(BESCHADIGD, "dit versleutelde bestand is veranderd nadat het is gemaakt")
    return omslag, armor


def _make_afdruk(omslag: Omslag, armor: bytes) -> bytes:
    return hashlib.sha256(omslag.tekst.encode() + armor).hexdigest().encode()


def _count_readers(omslag: Omslag, armor: bytes) -> None:
    """As many can open it as the omslag names; which ones age does not show without a key."""
    kinds = _read_kinds(armor)
    if kinds.count("X25519") != len(kinds) or len(kinds) != len(omslag.ontvangers):
        text = f"{len(kinds)} sleutels openen dit bestand; de omslag noemt {len(omslag.ontvangers)}"
        raise _Onbruikbaar(VREEMD, text)


def _read_kinds(armor: bytes) -> list[str]:
    """Per part of the head of age for whom it is, by its kind; the noise that age adds left out."""
    lines = armor.removeprefix(ARMOR).removesuffix(_END)
    try:
        head = base64.b64decode(lines.replace(b"\n", b""), validate=True)
    except binascii.Error:
        raise _Onbruikbaar(BESCHADIGD, "dit versleutelde bestand is niet heel") from None
    parts = head.partition(b"\n--- ")[0].split(b"\n-> ")[1:]
    kinds = (part.split(maxsplit=1)[0].decode("ascii", "replace") for part in parts)
    return [one for one in kinds if not one.endswith("-grease")]


def _decrypt(omslag: Omslag, armor: bytes) -> bytes:
    """The meting itself; raises when these keys do not open it, or it is not what was sealed."""
    sleutels = read_sleutels()
    if not sleutels:
        text = "versleuteld, niet te lezen: er is geen sleutel genoemd"
        raise _Onbruikbaar(GESLOTEN, text)
    pyrage = load_pyrage()
    try:
        inner: bytes = pyrage.decrypt(armor, sleutels)
    except pyrage.DecryptError as error:
        raise _why_closed(omslag, sleutels, str(error)) from None
    above = _as_remarks(omslag)
    if not inner.startswith(above):
        text = "de omslag van dit bestand is niet die waarmee het is versleuteld"
        raise _Onbruikbaar(BESCHADIGD, text)
    return inner.removeprefix(above)


def _why_closed(omslag: Omslag, sleutels: Sequence[Any], reason: str) -> _Onbruikbaar:
    if "No matching keys" not in reason:
        return _Onbruikbaar(BESCHADIGD, "dit versleutelde bestand is veranderd of niet heel")
    if {str(one.to_public()) for one in sleutels} & {*omslag.ontvangers}:
        text = "de omslag noemt uw sleutel, en die opent dit bestand niet"
        return _Onbruikbaar(VREEMD, text)
    return _Onbruikbaar(GESLOTEN, "versleuteld, niet te lezen met deze sleutel")


def _as_remarks(omslag: Omslag) -> bytes:
    """Who opens the file with age itself has a meting with remarks above it."""
    return "".join(f"# {line}\n" for line in omslag.tekst.splitlines()).encode()


def seal(inhoud: bytes, omslag: Omslag) -> bytes:
    """A sealed meting for the recipients that the omslag names, opened once to be sure."""
    pyrage = load_pyrage()
    readers = [pyrage.x25519.Recipient.from_str(one) for one in omslag.ontvangers]
    armor: bytes = pyrage.encrypt(_as_remarks(omslag) + inhoud, readers, armored=True)
    made = omslag.tekst.encode() + _AFDRUK[1:] + _make_afdruk(omslag, armor) + b"\n" + armor
    own = {str(one.to_public()) for one in read_sleutels()} & {*omslag.ontvangers}
    found = unseal(made)
    closed = found.bevinding is not None and found.bevinding.code == GESLOTEN
    if found.inhoud != inhoud if own else not closed:
        message = "het versleutelde bestand opent niet zoals het hoort; er is niets geschreven"
        raise WeerbaarError(message, tip="Meld dit als een fout in weerbaar.", exit_code=3)
    return made


def make_omslag(inhoud: bytes, partij: str, ontvangers: Iterable[str]) -> Omslag:
    """The omslag for a meting; raises WeerbaarError when it does not say of when it is."""
    try:
        data = read_data(inhoud.decode("utf-8-sig"))[0]
    except (UnreadableYaml, UnicodeDecodeError):
        data = None
    head = data if isinstance(data, dict) else {}
    soort, status = head.get("soort") or "zelfscan", head.get("status") or "concept"
    dag = parse_datum(head.get("peildatum") or "")
    if dag is None or soort not in METINGSOORTEN or status not in METINGSTATUSSEN:
        message = "soort, peildatum of status van deze meting is niet te lezen"
        tip = "Herstel dat eerst: «weerbaar validate» noemt de plaats. Daarna kan zij op slot."
        raise WeerbaarError(message, tip=tip)
    return Omslag(soort, dag, status, partij, tuple(sorted(ontvangers)))


def afdruk_of(sealed: bytes) -> str:
    """By which one state of a sealed meting is told from another."""
    return hashlib.sha256(sealed.replace(b"\r\n", b"\n")).hexdigest()


def seal_again(sealed: bytes, old: bytes, new: bytes) -> bytes | None:
    """What was sealed with another text in it, for who could read it already; None unless the
    text in it still is `old`.
    """
    found = unseal(sealed)
    if found.omslag is None or found.inhoud != old:
        return None
    return seal(new, make_omslag(new, found.omslag.partij, found.omslag.ontvangers))
