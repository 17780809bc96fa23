CREATE TABLE refused ( -- What was given and could not be read; nothing is left out silently.
  place TEXT NOT NULL, -- the file, address or part of an archive
  reason TEXT NOT NULL, -- why, and what to do
  arrived TEXT NOT NULL, -- when it was given first, ISO 8601 with offset
  PRIMARY KEY (place, reason)
);
CREATE TABLE purges ( -- What was taken out for good; never the words or the name themselves.
  number INTEGER PRIMARY KEY, -- counts the purges
  kind TEXT NOT NULL, -- report or person
  at TEXT NOT NULL, -- when, ISO 8601 with offset
  versions INTEGER NOT NULL, -- versions removed or blanked
  originals INTEGER NOT NULL -- original files removed
);
CREATE TABLE before_correction ( -- Children that carry what their parent has since mended.
  child TEXT NOT NULL, -- the report that still has the old words
  child_start INTEGER NOT NULL, -- first character of the passage in the child's text
  child_end INTEGER NOT NULL, -- behind its last character
  parent TEXT NOT NULL, -- the report that mended them
  version INTEGER NOT NULL, -- the parent's version that mended them
  removed TEXT NOT NULL, -- the words that the parent took out
  added TEXT NOT NULL, -- the words that it put in
  passage TEXT NOT NULL, -- the child's words around it
  PRIMARY KEY (child, child_start, parent, version, removed, added)
);
CREATE TABLE said ( -- Who said something in which report, by the newest brief; for searching.
  report TEXT NOT NULL, -- the report
  statement TEXT NOT NULL, -- the statement
  speaker TEXT NOT NULL, -- the resolved name
  folded TEXT NOT NULL, -- name and other names in lower case without accents
  PRIMARY KEY (statement)
);
