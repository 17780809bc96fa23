"""The parts of the maker of altered cases: articles, words, edits, planted changes, kinds."""
