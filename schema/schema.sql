-- A fresh database, for people to read; made by test_storage from schema/migrations. Never run.

CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    record_no INTEGER NOT NULL REFERENCES record (no),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    operation TEXT NOT NULL CHECK (operation IN ('create', 'update', 'restore', 'remove', 'derive')),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE coverage (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    school_year TEXT,
    students_total INTEGER CHECK (students_total >= 0),
    students_in_samen_opleiden INTEGER CHECK (students_in_samen_opleiden >= 0),
    schools_total INTEGER CHECK (schools_total >= 0),
    schools_participating INTEGER CHECK (schools_participating >= 0),
    intake INTEGER CHECK (intake >= 0),
    PRIMARY KEY (record_no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE derivation (
    record_no INTEGER PRIMARY KEY REFERENCES record (no),
    derived TEXT NOT NULL CHECK (json_valid(derived))
) STRICT;

CREATE TABLE derivation_history (
    record_no INTEGER NOT NULL REFERENCES record (no),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    derived TEXT NOT NULL CHECK (json_valid(derived)),
    PRIMARY KEY (record_no, seq)
) STRICT;

CREATE TABLE division (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    actor TEXT,
    organisation_id TEXT,
    basis TEXT,
    value_cents INTEGER CHECK (value_cents >= 0), -- of a share: hundredths of a per cent
    purpose TEXT,
    PRIMARY KEY (record_no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE filter_value (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    record_no INTEGER NOT NULL REFERENCES record (no),
    PRIMARY KEY (kind, name, value, is_public, record_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE funding (
    record_no INTEGER PRIMARY KEY REFERENCES record (no),
    scheme TEXT,
    scheme_reference TEXT,
    school_year TEXT,
    calendar_year INTEGER,
    currency TEXT,
    per_student_cents INTEGER CHECK (per_student_cents >= 0),
    total_cents INTEGER CHECK (total_cents >= 0),
    student_count INTEGER CHECK (student_count >= 0),
    divided_cents INTEGER,
    undivided_cents INTEGER,
    is_overdivided INTEGER CHECK (is_overdivided IN (0, 1))
) STRICT;

CREATE TABLE idempotency (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (actor, key)
) STRICT;

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE participation (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    organisation_id TEXT NOT NULL,
    valid_from TEXT CHECK (valid_from = date(valid_from, '+0 days')),
    valid_until TEXT CHECK (valid_until = date(valid_until, '+0 days')),
    PRIMARY KEY (record_no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    party_id TEXT,
    name TEXT,
    role TEXT,
    signed_on TEXT CHECK (signed_on = date(signed_on, '+0 days')),
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

CREATE TABLE range_value (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value ANY NOT NULL, -- text of a date, moment or school year; a number; whole cents
    is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    record_no INTEGER NOT NULL REFERENCES record (no),
    PRIMARY KEY (kind, name, value, is_public, record_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL, -- the title without case and accents, to sort by
    status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'published', 'archived')),
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'members')),
    owner_id TEXT,
    valid_from TEXT CHECK (valid_from = date(valid_from, '+0 days')),
    valid_until TEXT CHECK (valid_until = date(valid_until, '+0 days')),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    seq INTEGER NOT NULL CHECK (seq >= 1), -- of its last change
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT,
    -- A plain column and not a generated one: SQLite never answers a query on a generated column from an index alone.
    is_public INTEGER NOT NULL
        CHECK (is_public = (deleted_at IS NULL AND status = 'published' AND visibility = 'public'))
) STRICT;

CREATE TABLE reference (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    path TEXT NOT NULL, -- of the field: parties[].partyId
    pointer TEXT NOT NULL, -- of this value: /parties/0/partyId
    to_id TEXT NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (record_no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE region_link (
    record_no INTEGER NOT NULL REFERENCES record (no),
    region_id TEXT NOT NULL,
    nature TEXT, -- of a partnership's region: full, partial, crossBorder
    is_main INTEGER CHECK (is_main IN (0, 1)),
    PRIMARY KEY (record_no, region_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    no INTEGER PRIMARY KEY,
    record_no INTEGER NOT NULL REFERENCES record (no),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    operation TEXT NOT NULL CHECK (operation IN ('create', 'update', 'restore', 'remove')),
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    change_note TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    UNIQUE (record_no, revision)
) STRICT;

CREATE TABLE route_step (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    step_order INTEGER,
    role TEXT,
    from_actor TEXT,
    from_organisation_id TEXT,
    to_actor TEXT,
    to_organisation_id TEXT,
    funding_source TEXT,
    share ANY, -- percent
    amount_cents INTEGER CHECK (amount_cents >= 0),
    timing TEXT, is_known INTEGER CHECK (is_known IN (0, 1)),
    PRIMARY KEY (record_no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE sort_value (
    record_no INTEGER NOT NULL REFERENCES record (no),
    name TEXT NOT NULL,
    value ANY NOT NULL, -- as in range_value; texts without case and accents
    PRIMARY KEY (record_no, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE tariff (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL,
    amount_state TEXT,
    amount_cents INTEGER CHECK (amount_cents >= 0),
    min_cents INTEGER CHECK (min_cents >= 0),
    max_cents INTEGER CHECK (max_cents >= 0),
    currency TEXT,
    percentage ANY,
    scale TEXT,
    unit TEXT,
    days_per_week ANY,
    gross_net TEXT,
    comparable_min_cents INTEGER CHECK (comparable_min_cents >= 0), -- per month for each day a week
    comparable_max_cents INTEGER CHECK (comparable_max_cents >= 0),
    not_comparable TEXT, scale_amount_cents INTEGER CHECK (scale_amount_cents >= 0), hours_per_day ANY, max_months_per_year INTEGER CHECK (max_months_per_year BETWEEN 1 AND 12), -- why not
    PRIMARY KEY (record_no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE tariff_scope (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL, -- of the tariff
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (record_no, position, name, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE, -- the token itself is nowhere
    hint TEXT NOT NULL,
    members TEXT NOT NULL CHECK (json_valid(members)), -- ids of the partnerships and regions it acts for
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL, -- '' never
    revoked_at TEXT NOT NULL -- '' valid
) STRICT;

CREATE TABLE unique_value (
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    record_no INTEGER NOT NULL REFERENCES record (no),
    PRIMARY KEY (kind, path, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX change_record ON change (record_no, seq);

CREATE INDEX filter_value_record ON filter_value (record_no);

CREATE INDEX idempotency_at ON idempotency (at);

CREATE INDEX range_value_record ON range_value (record_no, name, value);

CREATE INDEX record_public ON record (kind, is_public, updated_at DESC, id);

CREATE INDEX record_recent ON record (kind, deleted_at, updated_at DESC, id);

CREATE UNIQUE INDEX record_slug ON record (kind, slug) WHERE deleted_at IS NULL;

CREATE INDEX record_title ON record (kind, deleted_at, title_key, id);

CREATE INDEX record_valid ON record (kind, deleted_at, valid_from, id, valid_until, is_public);

CREATE INDEX reference_to ON reference (to_id, path);

CREATE INDEX region_link_region ON region_link (region_id);

CREATE INDEX unique_value_record ON unique_value (record_no);
