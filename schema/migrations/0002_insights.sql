-- What insights compute with, beside what filters and lists need; and what the service computed at every moment, so
-- that an answer of the past can be given again.
--
-- tariff_scope         for whom each tariff is, one row a value; `name` is that of the filter over the same values
-- funding, division    the figures of a funding, and its division over parties
-- derivation_history   each derivation from the change on by which it held; `derivation` is the newest

ALTER TABLE tariff ADD COLUMN scale_amount_cents INTEGER CHECK (scale_amount_cents >= 0);
ALTER TABLE tariff ADD COLUMN hours_per_day ANY;
ALTER TABLE tariff ADD COLUMN max_months_per_year INTEGER CHECK (max_months_per_year BETWEEN 1 AND 12);

ALTER TABLE route_step ADD COLUMN is_known INTEGER CHECK (is_known IN (0, 1)); -- what the author says; NULL is not said

CREATE TABLE tariff_scope (
    record_no INTEGER NOT NULL REFERENCES record (no),
    position INTEGER NOT NULL, -- of the tariff
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (record_no, position, name, value)
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

CREATE TABLE derivation_history (
    record_no INTEGER NOT NULL REFERENCES record (no),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    derived TEXT NOT NULL CHECK (json_valid(derived)),
    PRIMARY KEY (record_no, seq)
) STRICT;

-- What held before is not known any more for what was there already.
INSERT INTO derivation_history (record_no, seq, derived)
SELECT r.no, r.seq, d.derived FROM record r JOIN derivation d ON d.record_no = r.no;

CREATE INDEX change_record ON change (record_no, seq);
