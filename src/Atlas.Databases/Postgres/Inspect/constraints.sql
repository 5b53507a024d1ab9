-- The constraints of ordinary and partitioned tables but exclusion constraints and those for NOT NULL, which 18 keeps as constraints too. $1: schemas, empty for all.
SELECT
    con.conrelid,
    con.conname,
    -- 'p': primary key, 'u': unique, 'f': foreign key, 'c': check.
    con.contype,
    con.condeferrable,
    con.condeferred,
    con.convalidated,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(con.conkey) WITH ORDINALITY AS k (attnum, n)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum
        ORDER BY k.n
    ) AS columns,
    -- The referenced table's kind decides whether the model can name it.
    fn.nspname AS referenced_schema,
    fc.relname AS referenced_table,
    fc.oid AS referenced_oid,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(con.confkey) WITH ORDINALITY AS k (attnum, n)
        JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.attnum
        ORDER BY k.n
    ) AS referenced_columns,
    -- 'a': no action, 'r': restrict, 'c': cascade, 'n': set null, 'd': set default.
    con.confupdtype,
    con.confdeltype,
    con.confmatchtype = 'f' AS is_match_full,
    -- ON DELETE SET NULL (columns); empty for all.
    ARRAY(
        SELECT a.attname::text
        FROM unnest(con.confdelsetcols) WITH ORDINALITY AS k (attnum, n)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum
        ORDER BY k.n
    ) AS delete_columns,
    -- WITHOUT OVERLAPS and PERIOD, from 18 on: the column isn't there before.
    COALESCE((to_jsonb(con) ->> 'conperiod')::boolean, false) AS is_temporal,
    -- NOT ENFORCED, from 18 on.
    COALESCE((to_jsonb(con) ->> 'conenforced')::boolean, true) AS is_enforced,
    pg_get_expr(con.conbin, con.conrelid) AS expression,
    con.connoinherit,
    obj_description(con.oid, 'pg_constraint') AS comment,
    COALESCE(i.indnullsnotdistinct, false) AS nulls_not_distinct,
    -- The columns that the index of a key carries besides it.
    ARRAY(
        SELECT a.attname::text
        FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum
        WHERE k.n > i.indnkeyatts
        ORDER BY k.n
    ) AS include,
    ic.reloptions AS index_parameters
FROM pg_constraint con
JOIN pg_class c ON c.oid = con.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class fc ON fc.oid = con.confrelid
LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u')
LEFT JOIN pg_class ic ON ic.oid = i.indexrelid
-- Exclusion constraints come with their indexes.
WHERE con.contype IN ('p', 'u', 'f', 'c')
  -- A foreign key to a partitioned table has one more for each partition.
  AND con.conparentid = 0
  AND c.relkind IN ('r', 'p')
  -- The checks that are a parent's come with that.
  AND (con.contype <> 'c' OR con.conislocal)
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
ORDER BY con.conrelid, con.conname COLLATE "C"
