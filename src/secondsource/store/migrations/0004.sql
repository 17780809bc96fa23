CREATE TABLE watched ( -- Feeds and pages that `watch` follows, and when each is looked at next.
  url TEXT PRIMARY KEY, -- the address; of what was purged only "sha256:" and its hash
  kind TEXT NOT NULL, -- feed or page
  feed TEXT, -- for a page: the feed that named it
  first TEXT NOT NULL, -- when it was first seen, ISO 8601 with offset
  looked TEXT, -- when it was looked at last; empty where it was not yet
  due TEXT, -- when it is looked at next; empty where it is not any more
  etag TEXT NOT NULL, -- what the server gave to ask for changes with
  modified TEXT NOT NULL, -- the same as a time
  quiet INTEGER NOT NULL, -- looks in a row that found nothing new
  failures INTEGER NOT NULL, -- looks in a row that failed
  fault TEXT NOT NULL -- why the last look failed
);
