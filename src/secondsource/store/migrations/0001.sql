CREATE TABLE reports ( -- The reports of this case, one row each; what they say stands in versions.
  number INTEGER PRIMARY KEY, -- counts the reports in the order in which they came
  id TEXT NOT NULL UNIQUE, -- the name of the report in this case; it never changes
  wish TEXT NOT NULL, -- the id that the report came with, before it was made unique
  page TEXT -- its address without fragment and reader tracking; versions of one page share it
);
CREATE INDEX reports_of_page ON reports (page);

CREATE TABLE versions ( -- Every version of every report; a page that changed has several.
  report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, -- the report
  version INTEGER NOT NULL, -- 1 is the first that arrived; the highest is the current one
  wish TEXT NOT NULL, -- the id that this version came with
  sha256 TEXT NOT NULL, -- of the original bytes, in hexadecimal
  arrived TEXT NOT NULL, -- when it came into the case, ISO 8601 with offset
  outlet TEXT, -- who published it
  title TEXT, -- the headline
  byline TEXT, -- who is named as its author
  published TEXT, -- when it was published, ISO 8601 with offset; empty where not known
  moment TEXT, -- the same in UTC, or the day that the page states; for sorting
  url TEXT, -- its address as given
  text TEXT NOT NULL, -- the words, as they were given; spans count its characters
  note TEXT, -- an editor's note of the wire
  links TEXT NOT NULL, -- JSON list of the addresses that it links to
  dates TEXT NOT NULL, -- JSON list of the days that the page states about itself
  warnings TEXT NOT NULL, -- JSON list of what to beware of in this report
  PRIMARY KEY (report, version)
);
CREATE INDEX versions_by_bytes ON versions (sha256);

CREATE TABLE originals ( -- The bytes as they came in, once for each content.
  sha256 TEXT PRIMARY KEY, -- of the bytes, in hexadecimal
  size INTEGER NOT NULL, -- number of bytes
  arrived TEXT NOT NULL, -- when they first came in, ISO 8601 with offset
  bytes BLOB NOT NULL -- the bytes
);

CREATE TABLE changes ( -- What a version changed, word by word, against the version before it.
  report TEXT NOT NULL, -- the report
  version INTEGER NOT NULL, -- the version that has the change
  field TEXT NOT NULL, -- title or text
  before_start INTEGER NOT NULL, -- first character of the removed words in the version before
  before_end INTEGER NOT NULL, -- behind their last character
  after_start INTEGER NOT NULL, -- first character of the added words in this version
  after_end INTEGER NOT NULL, -- behind their last character
  removed TEXT NOT NULL, -- the words that went
  added TEXT NOT NULL, -- the words that came
  PRIMARY KEY (report, version, field, before_start, after_start),
  FOREIGN KEY (report, version) REFERENCES versions (report, version) ON DELETE CASCADE
);

CREATE VIEW current AS -- The current version of every report.
SELECT r.number, v.* FROM reports r JOIN versions v ON v.report = r.id
WHERE v.version = (SELECT max(version) FROM versions WHERE report = r.id);

CREATE VIEW history AS -- Every version with how much it changed; start here to see pages change.
SELECT v.report, v.version, v.arrived, v.outlet, v.title, v.url, v.sha256,
  (SELECT count(*) FROM changes c WHERE c.report = v.report AND c.version = v.version) AS changes
FROM versions v ORDER BY v.report, v.version;

CREATE VIEW searchable AS -- What the full text search looks at.
SELECT number, title, text FROM current;
CREATE VIRTUAL TABLE search_index USING fts5 ( -- Full text search over title and text.
  title, text, content = 'searchable', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE decisions ( -- What people decided, in order; rows are only ever added.
  number INTEGER PRIMARY KEY, -- counts the decisions
  id TEXT NOT NULL UNIQUE, -- fingerprint of the decision
  kind TEXT NOT NULL, -- accept, reject, merge, split, rename, regrade, note or undo
  who TEXT NOT NULL, -- who decided, as they named themselves
  at TEXT NOT NULL, -- when, ISO 8601 with offset
  reason TEXT NOT NULL, -- why
  changes TEXT NOT NULL, -- JSON object of what is set: a new name, a grade
  undoes TEXT REFERENCES decisions (id) -- for an undo: the decision that it takes back
);
CREATE TABLE targets ( -- What a decision is about: one row a claim, speaker, outlet and so on.
  decision TEXT NOT NULL REFERENCES decisions (id), -- the decision
  place INTEGER NOT NULL, -- counts the targets of one decision
  noun TEXT NOT NULL, -- claim, relation, derivation, statement, quotation, speaker, story, ...
  known_as TEXT NOT NULL, -- its id when it was decided
  name TEXT NOT NULL, -- its words or name when it was decided, for people to read
  PRIMARY KEY (decision, place)
);
CREATE TABLE anchors ( -- The passages that tie a target to the reports, whatever a new run finds.
  decision TEXT NOT NULL, -- the decision
  place INTEGER NOT NULL, -- the target
  number INTEGER NOT NULL, -- counts the anchors of one target
  report TEXT NOT NULL, -- the report when it was decided
  sha256 TEXT NOT NULL, -- of the report's original bytes
  field TEXT NOT NULL, -- title or text
  start_at INTEGER NOT NULL, -- first character
  end_at INTEGER NOT NULL, -- behind the last character
  words TEXT NOT NULL, -- the words of the passage
  PRIMARY KEY (decision, place, number),
  FOREIGN KEY (decision, place) REFERENCES targets (decision, place)
);

CREATE VIEW decisions_in_force AS -- Decisions that nobody took back.
SELECT d.* FROM decisions d WHERE d.kind <> 'undo' AND (
  WITH RECURSIVE chain (id, depth) AS (
    SELECT d.id, 0
    UNION ALL
    SELECT (SELECT u.id FROM decisions u WHERE u.undoes = chain.id ORDER BY u.number DESC LIMIT 1),
      depth + 1 FROM chain WHERE chain.id IS NOT NULL
  ) SELECT max(depth) % 2 FROM chain WHERE id IS NOT NULL
) = 0;

CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
BEGIN SELECT RAISE (ABORT, 'decisions are only ever added; undo is a further row'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE (ABORT, 'decisions are only ever added; undo is a further row'); END;
CREATE TRIGGER decisions_are_not_replaced BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT RAISE (ABORT, 'decisions are only ever added; undo is a further row'); END;
CREATE TRIGGER targets_stay BEFORE UPDATE ON targets
BEGIN SELECT RAISE (ABORT, 'decisions are only ever added; undo is a further row'); END;
CREATE TRIGGER targets_are_kept BEFORE DELETE ON targets
BEGIN SELECT RAISE (ABORT, 'decisions are only ever added; undo is a further row'); END;
CREATE TRIGGER anchors_stay BEFORE UPDATE ON anchors
BEGIN SELECT RAISE (ABORT, 'decisions are only ever added; undo is a further row'); END;
CREATE TRIGGER anchors_are_kept BEFORE DELETE ON anchors
BEGIN SELECT RAISE (ABORT, 'decisions are only ever added; undo is a further row'); END;

CREATE TABLE results ( -- Briefs made of this case, by the fingerprint of all that went into them.
  number INTEGER PRIMARY KEY, -- counts the briefs
  fingerprint TEXT NOT NULL UNIQUE, -- of the reports, settings, models and package version
  version TEXT NOT NULL, -- of the package
  brief TEXT NOT NULL -- the whole brief as JSON
);
