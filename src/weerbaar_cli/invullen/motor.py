"""The program behind the page: one question as JSON in, one answer as JSON out.

A browser has files too, in memory: what is filled in is written to a folder of its own and read as
everywhere. All words come from the views. What only a report needs is loaded when one is asked: the
first oordeel must not wait for it.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from msgspec.structs import replace

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files import sjablonen
from weerbaar_cli.files.scaffold import flow, new_meting
from weerbaar_cli.files.schrijven import make_folder, write_all
from weerbaar_cli.files.vinden import REGISTERMAP, SETTINGS
from weerbaar_cli.files.yaml.document import Yamlbestand, read_bytes_as, read_document
from weerbaar_cli.invullen.begin import start_text
from weerbaar_cli.invullen.vragenlijst import Invulvragen
from weerbaar_cli.invullen.wijzigen import change_text
from weerbaar_cli.model.bestanden.meting import METINGSOORTEN
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.doelgroep import PROEF, Doelgroep
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import parse_datum
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Normoordeel, Raamwerkoordeel, Score
from weerbaar_cli.reading.controle import check_meting_file
from weerbaar_cli.reading.dossier import Dossier, Gebroken
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen
from weerbaar_cli.reading.opzet import Opzetvraag, make_opzet
from weerbaar_cli.reading.scores import judge_dossier
from weerbaar_cli.reading.vragenlijst import vragenlijst_of
from weerbaar_cli.views.bevindingendata import bevindingregel
from weerbaar_cli.views.score_blad import next_steps, stand_lines, tasks_to_do
from weerbaar_cli.views.scoredata import score_data

METINGEN, DELEN, POSTVAK = "metingen", "delen", "postvak"
NAAMLOOS = "meting.yaml"
EERDERE = "eerdere.yaml"
JsonObject = dict[str, Any]
# What a file holds: a text, or what is none, such as a workbook.
Bestandsinhoud = str | bytes


@dataclass
class Motor:
    """One page: the meting that is open in it. Every file that it opens gets a folder of its own.

    `begin` is the text as it was opened: every list of changes counts from there.
    """

    folder: Path
    pad: Path = Path()
    begin: str = ""
    omgeving: Omgeving = field(default_factory=lambda: Omgeving(None))
    geopend: int = 0

    def handle(self, vraag: str) -> str:
        """The answer to one question; what goes wrong is an answer too."""
        try:
            answer = self._answers()[(asked := json.loads(vraag))["doe"]](asked)
        except WeerbaarError as error:
            answer = _refused(error)
        except Exception as error:  # noqa: BLE001 the page goes on, with all that was typed in it
            answer = _refused(WeerbaarError(_BUG, tip=f"{type(error).__name__}: {error}"))
        return json.dumps(answer, ensure_ascii=False)

    def _answers(self) -> Mapping[str, Callable[[JsonObject], JsonObject]]:
        return {
            "open": lambda one: self._open(one["tekst"], one.get("naam"), one.get("werkmap")),
            "begin": self._begin,
            "nieuw": self._new,
            "wijzig": self._change,
            "oordelen": self._all_told,
            "rapport": self._report,
            "plan": self._plan,
            "vergelijk": self._compare,
            "bewaar": lambda one: {"tekst": self._text(), "naam": self.pad.name},
            "district": self._district,
            "bestuur": self._board,
        }

    # --- filling in

    def _open(self, tekst: str, naam: str | None, werkmap: Mapping[str, str] | None) -> JsonObject:
        if (kind := _kind(NAAMLOOS, tekst)) not in ("", "meting"):
            raise WeerbaarError(f"dit is geen meting, maar een bestand «{clean(kind)}»")
        data = read_bytes_as(tekst.encode(), NAAMLOOS).data
        is_deel = isinstance(data, dict) and data.get("deel") is not None
        folder = DELEN if is_deel else METINGEN  # among metingen a part would be a finding
        self._place({**(werkmap or {}), f"{folder}/{_file_name(naam)}": tekst})
        self.begin = tekst
        return self._tell({"vragenlijst": self._questions(), "naam": self.pad.name})

    def _place(self, files: Mapping[str, Bestandsinhoud]) -> None:
        """Write files to a new folder; the last of them is the one that is open."""
        self.geopend += 1
        root = self.folder / str(self.geopend)
        make_folder(root)
        for name, inhoud in files.items():
            parts = (part for part in PurePosixPath(name).parts if part not in ("/", ".."))
            self.pad = root.joinpath(*parts)
            for above in reversed(self.pad.relative_to(root).parents[:-1]):
                make_folder(root / above)
            _write(self.pad, inhoud)
        self.omgeving = Omgevingen().of(self.pad)

    def _begin(self, asked: JsonObject) -> JsonObject:
        vragen = Invulvragen.model_validate(asked["vragenlijst"])
        naam = "-".join(filter(None, (vragen.organisatie.naam, vragen.soort, vragen.peildatum)))
        return self._open(start_text(vragen), f"{naam}.yaml", vragen.werkmap)

    def _new(self, asked: JsonObject) -> JsonObject:
        self._place({**(asked.get("werkmap") or {}), f"{METINGEN}/{NAAMLOOS}": ""})
        day = parse_datum(asked["peildatum"])
        names = asked["raamwerken"]
        vraag = Opzetvraag(asked["organisatie"], names, asked["soort"], day, self.pad, None)
        naam = "-".join((asked["organisatie"], asked["soort"], asked["peildatum"]))
        text = new_meting(make_opzet(vraag).opzet)
        return self._open(text, f"{naam}.yaml", asked.get("werkmap"))

    def _questions(self) -> JsonObject:
        return vragenlijst_of(self.omgeving, read_document(self.pad)).model_dump(mode="json")

    def _change(self, asked: JsonObject) -> JsonObject:
        _write(self.pad, change_text(self.begin, asked["wijzigingen"]))
        return self._tell({})

    def _tell(self, more: JsonObject) -> JsonObject:
        """How the meting stands now; without an oordeel where a fout is in the way."""
        document = read_document(self.pad)
        score = self._judge(document)
        oordelen = () if score is None else score.oordelen
        several = len(oordelen) > 1
        return {
            "tekst": self._text(),
            "bevindingen": list(map(_finding, document.located())),
            "normen": {
                _sleutel(one, norm, several): _norm(norm) for one in oordelen for norm in one.normen
            },
            "stand": [line for one in oordelen for line in _stand(one, several)],
            "eerst": [step for one in oordelen for step in _first(one, several)],
            **more,
        }

    def _judge(self, document: Yamlbestand) -> Score | None:
        gelezen = check_meting_file(self.omgeving, document)
        return judge_dossier(self.omgeving, gelezen) if isinstance(gelezen, Dossier) else None

    def _all_told(self, _: JsonObject) -> JsonObject:
        """All that `score` tells a program; too much to make at every key."""
        score = self._judge(read_document(self.pad))
        return {"oordelen": [] if score is None else list(_scored(score))}

    def _text(self) -> str:
        return read_document(self.pad).tekst

    # --- pages

    def _report(self, asked: JsonObject) -> JsonObject:
        """The report as it leaves, with the codes by which it can be checked."""
        from weerbaar_cli.reading.eigen import Eigenvraag, read_eigen
        from weerbaar_cli.reading.waarmerk import make_eigen_waarmerk
        from weerbaar_cli.views.doelgroep import see_eigen
        from weerbaar_cli.views.waarmerk import add_waarmerk, take_inhoud

        doelgroep: Doelgroep = asked["doelgroep"]
        found = read_eigen(Eigenvraag([self.pad]))
        blad = see_eigen(doelgroep, found.beeld, found.score, found.paren).blad()
        waarmerk = make_eigen_waarmerk(found, doelgroep, take_inhoud(blad), blad.datum)
        return {"html": _html(add_waarmerk(blad, waarmerk))}

    def _plan(self, _: JsonObject) -> JsonObject:
        from weerbaar_cli.reading.plan import HALF_JAAR, read_plan
        from weerbaar_cli.views.plan import Planview

        return {"html": _html(Planview(read_plan(self.pad, None, None, HALF_JAAR, None)).blad())}

    def _compare(self, asked: JsonObject) -> JsonObject:
        """What changed since an earlier file; what is wrong with one of both is told instead."""
        from weerbaar_cli.reading.verandering.vergelijking import compare_kanten
        from weerbaar_cli.views.verandering.vergelijking import Vergelijkview

        earlier = self.pad.parent.parent / EERDERE
        _write(earlier, asked["tekst"])
        found = compare_kanten(str(earlier), str(self.pad)).uitkomst
        return {"html": _html(Vergelijkview(found).blad())}

    def _district(self, asked: JsonObject) -> JsonObject:
        """What a coordinator sees of these files; the meting that was open stays open.

        Where that is nothing, what is wrong with each file is told all the same.
        """
        files = _werkmap_of(asked)
        register = SETTINGS in files and _has_register(files)
        broken: list[JsonObject] = []
        try:
            html = _html(self._members(files, broken))
        except WeerbaarError as error:
            broken += _told(error.meldingen)
            error.tip = "" if broken else error.tip  # for a terminal: here each file has its words
            return {**_refused(error), "gebroken": broken}
        return {"html": html, "gebroken": broken, "register": register}

    def _members(self, files: dict[str, Bestandsinhoud], broken: list[JsonObject]) -> Blad:
        """The page; to `broken` comes each file that cannot be used, as soon as that is known."""
        from weerbaar_cli.reading.coordinator import read_leden
        from weerbaar_cli.reading.groep import read_gebroken, read_groep
        from weerbaar_cli.views.coordinator.coordinator import Coordinatorview

        files[SETTINGS] = files.get(SETTINGS) or make_settings(files)
        root = self._beside(files)
        refused = list(_take_in(root))
        broken += ({"naam": one.bestand, "bericht": one.reden} for one in refused)
        if files[SETTINGS] == ZONDER_DISTRICT:
            raise WeerbaarError(_NO_DISTRICT)
        try:
            found = read_groep([root], None, None, None, named=True)
        except WeerbaarError:
            broken += _told(_faults(read_gebroken(root)))
            raise
        broken += _told(_faults(found.gebroken))
        unread = (Gebroken(one.bestand, (), one.van) for one in refused if one.van)
        found = found._replace(gebroken=(*found.gebroken, *unread))
        return Coordinatorview(read_leden(found).beeld).blad()

    def _board(self, asked: JsonObject) -> JsonObject:
        """A look at the report for the board, as the register allows it; nothing is published."""
        from weerbaar_cli.leaks.namen import find_forbidden
        from weerbaar_cli.reading.groep import BROKEN, make_groep, read_groep
        from weerbaar_cli.reading.neutraal import neutral
        from weerbaar_cli.reading.verboden import find_verboden
        from weerbaar_cli.views.groep.bestuur import Bestuurview

        files = _werkmap_of(asked)
        if SETTINGS not in files or not _has_register(files):
            raise WeerbaarError(_NO_REGISTER, tip=f"Sleep de hele werkmap hierheen, met {_ALSO}.")
        with neutral(BROKEN):
            root = self._beside(files)
            list(_take_in(root))
            made = make_groep(read_groep([root], None, None, None), "bestuur")
        view = Bestuurview(made.rapport)
        blad = view.blad()
        if find_forbidden((blad, view.data().model_dump()), find_verboden(made.district)).treffers:
            raise WeerbaarError("een tekst in deze werkmap noemt een partij")
        blad = replace(blad, vertrouwelijk=f"{PROEF}. {blad.vertrouwelijk}")
        return {"html": _html(blad), "opmerkingen": list(made.opmerkingen)}

    def _beside(self, files: Mapping[str, Bestandsinhoud]) -> Path:
        """A folder of its own for files beside the meting that is open."""
        other = Motor(self.folder, geopend=self.geopend)
        other._place(files)
        self.geopend = other.geopend
        return self.folder / str(self.geopend)


def make_keuzes() -> JsonObject:
    """What a new meting can be of, by and for, by what comes along with the program."""
    bibliotheek = Omgeving(None).bibliotheek
    raamwerken = map(bibliotheek.raamwerk, bibliotheek.raamwerk_ids())
    return {
        "organisaties": [one.naam for one in bibliotheek.register.partijen],
        "raamwerken": [
            {"id": one.id, "titel": one.titel, "partijtypen": list(one.partijtypen)}
            for one in raamwerken
        ],
        "soorten": list(METINGSOORTEN),
    }


_REGISTER = ("publicatie", "intrekking", "zout")
_ALSO = f"{SETTINGS} en de map {REGISTERMAP}"
ZONDER_DISTRICT = "weerbaar: werkmap/1\n"
_NO_DISTRICT = (
    "bij geen van deze bestanden is bekend van welk district het is: "
    f"zet het bestand {SETTINGS} van de werkmap erbij"
)
_NO_REGISTER = "zonder het register is er geen rapport voor het bestuur te zien"
_BUG = "dit is een fout in weerbaar; wat u invulde, staat er nog"


def _write(path: Path, inhoud: Bestandsinhoud) -> None:
    raw = inhoud.encode() if isinstance(inhoud, str) else inhoud
    write_all([(path, raw, path.name)], private=True)


def _refused(error: WeerbaarError) -> JsonObject:
    found = [_finding(one) for one in error.meldingen]
    return {"fout": {"bericht": error.message, "tip": error.tip}, "bevindingen": found}


def _file_name(naam: str | None) -> str:
    """The name of a file alone, whatever folder it came from."""
    name = PurePosixPath((naam or "").replace("\\", "/")).name
    return name if name.lower().endswith((".yaml", ".yml")) else NAAMLOOS


def _werkmap_of(asked: JsonObject) -> dict[str, Bestandsinhoud]:
    """The files that were dropped, by their place: as in the folder of their settings, if any."""
    files = [
        (one["naam"], b64decode(one["inhoud"]) if "inhoud" in one else one["tekst"])
        for one in asked["bestanden"]
    ]
    kinds = {naam: _kind(naam, inhoud) for naam, inhoud in files}
    roots = sorted(naam[: -len(SETTINGS)] for naam, kind in kinds.items() if kind == "werkmap")
    root = next((one for one in roots if one.endswith("/")), None)
    placed = {
        naam[len(root) :]
        if root and naam.startswith(root)
        else _place_of(naam, kinds[naam], number): inhoud
        for number, (naam, inhoud) in enumerate(files)
    }
    return {**(asked.get("werkmap") or {}), **placed}


def _kind(naam: str, inhoud: Bestandsinhoud) -> str:
    if isinstance(inhoud, bytes):
        return ""
    return read_bytes_as(inhoud.encode(), naam).soort.partition("/")[0]


def _place_of(naam: str, kind: str, number: int) -> str:
    """Where a file goes that comes alone: metingen by the inbox, what they need above it."""
    if kind == "werkmap":
        return SETTINGS
    if kind in ("", "meting"):
        return f"{POSTVAK}/{number}/{PurePosixPath(naam).name}"
    return f"{REGISTERMAP}/{_file_name(naam)}" if kind in _REGISTER else _file_name(naam)


class Terug(NamedTuple):
    """A file that goes back, with why, and whose it is where that is known."""

    bestand: str
    reden: str
    van: str


def _take_in(root: Path) -> Iterator[Terug]:
    """Give what came alone its place, as `intake` does; what gets none is told with the reason."""
    from weerbaar_cli.reading.delen.postvak import read_postvak
    from weerbaar_cli.views.postvak import why_not_placed

    if not (root / POSTVAK).is_dir():
        return
    found = read_postvak(root / POSTVAK, root)
    make_folder(root / METINGEN)
    for one in found.plaatsingen:
        _write(one.doel, one.inhoud)
    names = {one.bestand: PurePosixPath(one.bestand).name for one in found.postvak.stukken}
    for stuk in found.postvak.stukken:
        why = why_not_placed(stuk)
        for bestand, naam in names.items():  # the folders are of the motor, and say nothing
            why = why.replace(bestand, naam)
        if why:
            yield Terug(names[stuk.bestand], why, stuk.van if stuk.uitkomst == "geweigerd" else "")


def _faults(gebroken: Iterable[Gebroken]) -> Iterator[Melding]:
    """What is wrong first with each."""
    return (one for each in gebroken for one in each.fouten[:1])


def _told(meldingen: Iterable[Melding]) -> Iterator[JsonObject]:
    return ({"naam": Path(one.bestand).name, "bericht": one.bericht} for one in meldingen)


def _has_register(files: Mapping[str, Bestandsinhoud]) -> bool:
    return any(name.startswith(f"{REGISTERMAP}/") for name in files)


def make_settings(files: Mapping[str, Bestandsinhoud]) -> str:
    """A werkmap for metingen that come without one: of the district that the first is of."""
    partijen = Omgeving(None).bibliotheek.partijen
    heads = (_head(name, inhoud) for name, inhoud in files.items())
    for head in (one for one in heads if isinstance(one, dict)):
        partij = partijen.find(str(head.get("organisatie")))
        if partij is not None and partij.district:
            district, raamwerk = flow(partij.district[0]), flow(head.get("raamwerk"))
            return f"{ZONDER_DISTRICT}district: {district}\nraamwerk: {raamwerk}\n"
    return ZONDER_DISTRICT


def _head(naam: str, inhoud: Bestandsinhoud) -> Any:
    """What a file begins with, a workbook too; nothing where it cannot be read."""
    from weerbaar_cli.files.werkboek import read_werkboek_bytes

    if isinstance(inhoud, str):
        return read_bytes_as(inhoud.encode(), naam).data
    try:
        over = read_werkboek_bytes(inhoud, naam).over
    except WeerbaarError:
        return None
    names = [one.partition("@")[0] for one in over.get("raamwerk", "").split()]
    return {"organisatie": over.get("organisatie"), "raamwerk": names}


def _finding(melding: Melding) -> JsonObject:
    return bevindingregel(melding).model_dump(mode="json")


def _scored(score: Score) -> Iterator[JsonObject]:
    return (score_data(score, one).model_dump(mode="json") for one in score.oordelen)


def _norm(norm: Normoordeel) -> JsonObject:
    return {
        "oordeel": norm.oordeel,
        "woord": WOORDEN[norm.oordeel],
        "kort": norm.kort,
        "waarom": list(norm.waarom),
        "doen": list(tasks_to_do(norm)),
        "verloopt_op": None if norm.verloopt_op is None else norm.verloopt_op.isoformat(),
    }


def _stand(oordeel: Raamwerkoordeel, several: bool) -> Iterator[str]:
    if several:
        yield oordeel.titel
    yield from stand_lines(oordeel)


def _first(oordeel: Raamwerkoordeel, several: bool) -> Iterator[JsonObject]:
    for norm, words in next_steps(oordeel):
        yield {"norm": _sleutel(oordeel, norm, several), "kort": norm.kort, "doen": words}


def _sleutel(oordeel: Raamwerkoordeel, norm: Normoordeel, several: bool) -> str:
    return f"{oordeel.raamwerk}/{norm.id}" if several else norm.id


def _html(blad: Blad) -> str:
    from weerbaar_cli.formats.html import to_html

    return to_html(blad, sjablonen.read_sjablonen())
