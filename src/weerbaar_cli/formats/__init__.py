"""One file per form: what a page looks like there."""
