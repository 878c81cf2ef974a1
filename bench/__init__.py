"""What is measured, and how: `make bench`. Figures are printed; nothing passes or fails by them."""
