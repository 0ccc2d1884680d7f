"""What an editor says of the words to choose from; a test holds it against the models."""

from __future__ import annotations

# Every closed choice of the models, found by its words.
_KEUZEN: tuple[dict[str, str], ...] = (
    {
        "nulmeting": "De eerste meting.",
        "zelfscan": "De organisatie vult zelf in.",
        "tussenmeting": "Een meting onderweg.",
        "voortgang": "Een korte stand van zaken.",
        "eindmeting": "De laatste meting; feiten worden onderbouwd.",
    },
    {
        "concept": "Er wordt nog aan gewerkt; telt niet mee in een rapport voor het district.",
        "ingeleverd": "De organisatie is klaar.",
        "vastgesteld": "De meting staat vast.",
    },
    {
        "gepland": "Nog niet begonnen.",
        "loopt": "Er wordt aan gewerkt.",
        "gereed": "Klaar.",
        "vervallen": "Gaat niet door.",
    },
    {
        "gepland": "Nog niet begonnen.",
        "loopt": "Er wordt aan gewerkt.",
        "opgeleverd": "Klaar.",
        "vervallen": "Gaat niet door.",
    },
    {
        "voldoet": "De norm is gehaald.",
        "deels": "De norm is voor een deel gehaald.",
        "voldoet_niet": "De norm is niet gehaald.",
        "nvt": "De norm is niet van toepassing.",
        "onbekend": "Er zijn feiten niet bekend die het oordeel nog kunnen veranderen.",
    },
    {
        "concept": "Nog niet vastgesteld.",
        "vastgesteld": "Vastgesteld; zo is het ook als u niets invult.",
        "ingetrokken": "Ingetrokken.",
    },
    {
        "geen": "Het stuk is er niet.",
        "concept": "Nog niet vastgesteld.",
        "aanstaand": "Vastgesteld, maar nog niet geldig.",
        "van_kracht": "Geldig op de peildatum.",
        "verlopen": "De geldigheid is voorbij.",
        "ingetrokken": "Ingetrokken.",
    },
    {
        "opgave": "De organisatie zegt het zelf.",
        "onderbouwd": "Er is een verwijzing naar bewijs.",
        "getoetst": "Een onafhankelijke toetser zag het bewijs.",
    },
    {
        "ja_nee": "Ja of nee, met soms een extra waarde.",
        "datum": "De laatste keer, of nooit.",
        "aantal": "Hoeveel van hoeveel.",
        "checklist": "Per onderdeel ja of nee.",
        "groepen": "Per groep een datum.",
        "document": "Een stuk met zijn geldigheid.",
        "getal": "Een getal.",
    },
    {
        "vast": "De groepen liggen vast en staan bij namen.",
        "eigen": "Ieder noemt zijn eigen groepen.",
    },
    {
        "hernoemd": "Dezelfde norm onder een ander nummer.",
        "gesplitst": "Een norm is er meer geworden.",
        "samengevoegd": "Meer normen zijn er een geworden.",
        "vervallen": "De norm is er niet meer.",
        "nieuw": "De norm was er niet.",
        "aangescherpt": "De norm vraagt meer.",
        "gelijk": "De norm is niet veranderd.",
    },
    {
        "hernoemd": "De norm heeft een ander nummer.",
        "gesplitst": "Van één norm zijn er meer gemaakt.",
        "samengevoegd": "Van meer normen is er één gemaakt.",
        "vervallen": "De norm is er niet meer.",
        "nieuw": "De norm is er bij gekomen.",
        "aangescherpt": "De norm vraagt meer.",
        "gelijk": "De norm vraagt hetzelfde, ook als de tekst anders is.",
    },
    {"voorstel": "Nog te bevestigen.", "bevestigd": "Bevestigd door wie erover gaat."},
    {"gehaald": "Gehaald.", "niet": "Niet gehaald.", "weg": "De toets telt dan niet mee."},
    {
        "bestuur": "Het overleg dat over het district gaat.",
        "openbaar": "Iedereen.",
    },
    {"ontbreekt": "Er is geen regel."},
    {"peildatum": "Het jaar van de peildatum."},
    {"ja": "Ja.", "nee": "Nee."},
    {"alles": "Alle onderdelen."},
    {"geen": "Er is geen checklist; alleen de datum van het document telt."},
)


def meanings(woorden: tuple[str, ...]) -> dict[str, str]:
    """The words of a closed choice with their meanings: from the smallest list that has them."""
    fitting = [one for one in _KEUZEN if set(woorden) <= set(one)]
    known = min(fitting, key=len, default={})
    return {woord: known.get(woord, "") for woord in woorden}
