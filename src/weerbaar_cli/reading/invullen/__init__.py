"""Ways in: what people filled in elsewhere, held against a meting."""
