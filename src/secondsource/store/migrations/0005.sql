DELETE FROM results;
DROP TABLE results_stories;
DROP TABLE results_reports;
DROP TABLE story_results;
CREATE TABLE story_results ( -- What was read out of each story, by its own fingerprint.
  fingerprint TEXT PRIMARY KEY, -- of the story's reports, settings, models and package version
  story TEXT NOT NULL, -- the id of the story
  summary TEXT NOT NULL, -- JSON: headline, outlets, days and counts, as a list of stories shows
  reading TEXT NOT NULL -- the reports as marked, and all that was found: base64 of zlib of JSON
);
CREATE TABLE results_stories ( -- Which stories each of the newest briefs holds.
  result TEXT NOT NULL REFERENCES results (fingerprint) ON DELETE CASCADE, -- the brief
  place INTEGER NOT NULL, -- counts its stories
  fingerprint TEXT NOT NULL REFERENCES story_results (fingerprint), -- of the story
  story TEXT NOT NULL, -- the id of the story
  PRIMARY KEY (result, place)
);
CREATE TABLE results_reports ( -- Which story each report tells in the newest briefs.
  result TEXT NOT NULL REFERENCES results (fingerprint) ON DELETE CASCADE, -- the brief
  report TEXT NOT NULL, -- the report
  fingerprint TEXT NOT NULL REFERENCES story_results (fingerprint), -- of its story
  PRIMARY KEY (result, report)
);
