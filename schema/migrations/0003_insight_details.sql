-- What insights on boundaries and governance compute with: since when and until when an organisation takes part in a
-- region, and how the region says it is made up.

CREATE TABLE participation (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    organisation_id TEXT NOT NULL,
    valid_from TEXT CHECK (valid_from = date(valid_from, '+0 days')),
    valid_until TEXT CHECK (valid_until = date(valid_until, '+0 days')),
    PRIMARY KEY (record_no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_count (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    party_type TEXT NOT NULL,
    sector TEXT,
    number INTEGER NOT NULL CHECK (number >= 0),
    as_of TEXT CHECK (as_of = date(as_of, '+0 days')),
    PRIMARY KEY (record_no, position)
) STRICT, WITHOUT ROWID;
