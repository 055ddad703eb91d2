"""留痕: who did what, when, why and from where; it names things without holding on to them."""
