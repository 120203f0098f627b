"""Do the modalities of a catalog agree: spaces, pairs, a plane of all, phrases, mismatches."""
