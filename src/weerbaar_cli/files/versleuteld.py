"""A sealed meting: its omslag in the clear, and below it the meting in age, as text.

The same omslag stands once more inside, as remarks above the meting: an omslag that was changed
does not open. Inside stands a random text too, the zout: with it the hash of the meting stands on
the omslag, which tells whether two say the same, and by which nobody can try what one says. Below
the omslag stands the hash of both parts, by which whoever has no key can see that a file was cut or
changed by accident. What is opened stays in memory.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import secrets
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

_AFDRUK, _ZOUT = b"\nafdruk: ", b"# zout: "
_END = b"-----END AGE ENCRYPTED FILE-----\n"
_NEWER = re.compile(rb"weerbaar: versleuteld/([2-9]|\d\d+)\n")
CHOOSE = "Kies er een met «git checkout --ours PAD» of «--theirs», en open daarna de andere."
_CONFLICT = re.compile(rb"(?m)^(?:<{7}|={7}|>{7})")
GESLOTEN = "versleuteld"
BESCHADIGD = "versleuteld-beschadigd"
VREEMD = "verkeerde-ontvangers"


class Geopend(NamedTuple):
    """What could be known of a sealed meting: its omslag, its text, and why there is none."""

    omslag: Omslag | None = None
    inhoud: bytes | None = None
    zout: str = ""
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
        zout, inhoud = _decrypt(omslag, armor)
    except _Onbruikbaar as error:
        return Geopend(omslag, bevinding=error.bevinding)
    mark_opened()
    return Geopend(omslag, inhoud, zout)


def _split(raw: bytes) -> tuple[Omslag, bytes]:
    """The omslag and what is sealed; raises when they are not as they were made."""
    if _CONFLICT.search(raw):
        text = "hier staan twee versies naast elkaar; het samenvoegen in git is niet af"
        raise _Onbruikbaar("yaml-fout", text, CHOOSE)
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
        text = (
            f"{len(kinds)} sleutels openen dit bestand; de omslag noemt er {len(omslag.ontvangers)}"
        )
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


def _decrypt(omslag: Omslag, armor: bytes) -> tuple[str, bytes]:
    """The zout and the meting; raises when these keys do not open it, or it is not as sealed."""
    sleutels = read_sleutels()
    if not sleutels:
        text = "versleuteld, niet te lezen: er is geen sleutel genoemd"
        raise _Onbruikbaar(GESLOTEN, text)
    pyrage = load_pyrage()
    try:
        inner: bytes = pyrage.decrypt(armor, sleutels)
    except pyrage.DecryptError as error:
        raise _why_closed(omslag, sleutels, str(error)) from None
    above = _as_remarks(omslag.tekst)
    zout, _, inhoud = inner.removeprefix(above).removeprefix(_ZOUT).partition(b"\n")
    found = zout.decode("ascii", "replace")
    if not inner.startswith(above + _ZOUT) or hash_inhoud(inhoud, found) != omslag.inhoud:
        text = "de omslag van dit bestand is niet die waarmee het is versleuteld"
        raise _Onbruikbaar(BESCHADIGD, text)
    return found, inhoud


def _why_closed(omslag: Omslag, sleutels: Sequence[Any], reason: str) -> _Onbruikbaar:
    if "No matching keys" not in reason:
        return _Onbruikbaar(BESCHADIGD, "dit versleutelde bestand is veranderd of niet heel")
    if {str(one.to_public()) for one in sleutels} & {*omslag.ontvangers}:
        text = "de omslag noemt uw sleutel, en die opent dit bestand niet"
        return _Onbruikbaar(VREEMD, text)
    return _Onbruikbaar(GESLOTEN, "versleuteld, niet te lezen met deze sleutel")


def _as_remarks(text: str) -> bytes:
    """Who opens the file with age itself has a meting with remarks above it."""
    return "".join(f"# {line}\n" for line in text.splitlines()).encode()


def hash_inhoud(inhoud: bytes, zout: str) -> str:
    """By which two states of a meting are told apart, and neither can be guessed."""
    return hashlib.sha256(zout.encode() + inhoud).hexdigest()


def seal(inhoud: bytes, omslag: Omslag, zout: str) -> bytes:
    """A sealed meting for the recipients that the omslag names, opened once to be sure."""
    pyrage = load_pyrage()
    readers = [pyrage.x25519.Recipient.from_str(one) for one in omslag.ontvangers]
    inner = _as_remarks(f"{omslag.tekst}zout: {zout}") + inhoud
    armor: bytes = pyrage.encrypt(inner, readers, armored=True)
    made = omslag.tekst.encode() + _AFDRUK[1:] + _make_afdruk(omslag, armor) + b"\n" + armor
    own = {str(one.to_public()) for one in read_sleutels()} & {*omslag.ontvangers}
    found = unseal(made)
    closed = found.bevinding is not None and found.bevinding.code == GESLOTEN
    if found.inhoud != inhoud if own else not closed:
        message = "het versleutelde bestand opent niet zoals het hoort; er is niets geschreven"
        raise WeerbaarError(message, tip="Meld dit als een fout in weerbaar.", exit_code=3)
    return made


def make_sealed(inhoud: bytes, partij: str, ontvangers: Iterable[str], zout: str = "") -> bytes:
    """A meting of which the omslag says what it says itself; raises WeerbaarError when it says not
    of when it is. With the `zout` that it had before it can be seen whether it changed.
    """
    data = _read_head(inhoud)
    soort, status = data.get("soort") or "zelfscan", data.get("status") or "concept"
    dag, besluit = parse_datum(str(data.get("peildatum"))), data.get("wijziging")
    if dag is None or soort not in METINGSOORTEN or status not in METINGSTATUSSEN:
        message = "soort, peildatum of status van deze meting is niet te lezen"
        tip = "Herstel dat eerst: «weerbaar validate» noemt de plaats. Versleutel haar daarna."
        raise WeerbaarError(message, tip=tip)
    changed = parse_datum(str(besluit.get("op"))) if isinstance(besluit, dict) else None
    zout = zout or secrets.token_hex(16)
    keys = tuple(sorted(ontvangers))
    head = (soort, dag, status, changed, partij, hash_inhoud(inhoud, zout), keys)
    return seal(inhoud, Omslag(*head), zout)


def _read_head(inhoud: bytes) -> dict[str, Any]:
    try:
        data = read_data(inhoud.decode("utf-8-sig"))[0]
    except (UnreadableYaml, UnicodeDecodeError):
        return {}
    return data if isinstance(data, dict) else {}


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
    return make_sealed(new, found.omslag.partij, found.omslag.ontvangers, found.zout)
