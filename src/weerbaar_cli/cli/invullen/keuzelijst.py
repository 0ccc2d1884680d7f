"""A list to choose from in a terminal, in which can be typed too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

BACK, ON = ("up", "c-p"), ("down", "c-n")


class Keuzelijst:
    """What is typed is seen beside the question, and moves to the one choice that is meant.

    Enter gives that choice, or the typed text where it is none: never what happens to be pointed
    at. An arrow lets go of what was typed.
    """

    def __init__(self, app: Any, find: Callable[[str], Sequence[str]]) -> None:
        from questionary.prompts.common import InquirerControl

        contents = (window.content for window in app.layout.find_all_windows())
        self.lijst = next(one for one in contents if isinstance(one, InquirerControl))
        self.typed, self.find = app.layout.current_buffer, find
        self.typed.on_text_changed += lambda _: self._point()
        self._bind(app)

    def _bind(self, app: Any) -> None:
        from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

        keys = KeyBindings()
        keys.add("<any>")(self._type)
        keys.add("enter", eager=True)(self._answer)
        for move in (*BACK, *ON):
            to = self.lijst.select_previous if move in BACK else self.lijst.select_next
            keys.add(move, eager=True)(self._moving(to))
        app.key_bindings = merge_key_bindings([app.key_bindings, keys])

    def _point(self) -> bool:
        """Whether what is typed means one choice; that is pointed at then."""
        found = self.find(self.typed.text) if self.typed.text.strip() else ()
        if len(found) == 1:
            names = [one.value for one in self.lijst.choices]
            self.lijst.pointed_at = names.index(found[0])
        return len(found) == 1

    def _type(self, event: Any) -> None:
        self.typed.insert_text("".join(filter(str.isprintable, event.data)))

    def _answer(self, event: Any) -> None:
        text = self.typed.text
        if text.strip() and not self._point():
            event.app.exit(result=text)
            return
        self.typed.reset()  # else it is shown beside the choice
        self.lijst.is_answered = True
        event.app.exit(result=self.lijst.get_pointed_at().value)

    def _moving(self, to: Callable[[], None]) -> Callable[[Any], None]:
        def move(_: Any) -> None:
            self.typed.reset()
            to()

        return move
