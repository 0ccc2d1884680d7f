"""The commands by name; each lives in the module of that name, which registers itself."""

from __future__ import annotations

# Set by a shell that asks for completions.
COMPLETE = "_WEERBAAR_COMPLETE"
# Name and line of help; so the list can be shown without loading any command.
COMMANDS: dict[str, str] = {
    "new": "Begin een meting, met elke vraag erin.",
    "validate": "Controleer bestanden en toon elke fout op zijn plaats.",
    "score": "Reken metingen door en zeg bij elke norm waarom.",
    "explain": "Leg het oordeel over een norm uit, of een code van een bevinding.",
    "compare": "Vergelijk twee metingen en zeg waardoor het verschil komt.",
    "trend": "Toon het verloop over meer metingen, en of u op koers ligt.",
    "plan": "Zeg wat er nog moet gebeuren, de kortste weg eerst; voor één of voor allemaal.",
    "leaks": "Zoek in wat u naar buiten brengt naar namen, codes en aliassen van partijen.",
    "report": "Maak een rapport, voor uzelf of van een heel district.",
    "publicaties": "Toon wat er van een groep is gepubliceerd, en wat er nu kan.",
    "verify": "Maak een rapport opnieuw uit de metingen en noem het eerste verschil.",
    "frameworks": "Toon de raamwerken, of één raamwerk met zijn normen.",
    "schema": "Toon of schrijf de JSON Schema's waarmee een editor uitlegt en controleert.",
    "completion": "Toon het script waarmee uw opdrachtschil aanvult.",
}
