"""Where `weerbaar form` finds the page with the whole program: weerbaar.html beside this file."""
