"""Packs for bodies to which a complaint was taken: chosen, made, and made again the same."""
