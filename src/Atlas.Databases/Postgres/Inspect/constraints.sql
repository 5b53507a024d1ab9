-- The constraints of ordinary and partitioned tables but exclusion constraints and those for NOT NULL, which 18 keeps as constraints too. $1: schemas, empty for all.
WITH own AS (
    -- The names of each relation's columns by their numbers, which have no gaps: what is dropped keeps its number.
    SELECT a.attrelid, array_agg(a.attname::text ORDER BY a.attnum) AS names
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attnum > 0 AND c.relkind IN ('r', 'p', 'f', 'm')
    GROUP BY a.attrelid
)
SELECT
    con.conrelid,
    con.conname,
    -- 'p': primary key, 'u': unique, 'f': foreign key, 'c': check.
    con.contype,
    con.condeferrable,
    con.condeferred,
    con.convalidated,
    ARRAY(SELECT own.names[k.attnum] FROM unnest(con.conkey) WITH ORDINALITY AS k (attnum, n) WHERE k.attnum > 0 ORDER BY k.n)
        AS columns,
    -- The referenced table's kind decides whether the model can name it.
    fn.nspname AS referenced_schema,
    fc.relname AS referenced_table,
    fc.oid AS referenced_oid,
    ARRAY(SELECT other.names[k.attnum] FROM unnest(con.confkey) WITH ORDINALITY AS k (attnum, n) ORDER BY k.n)
        AS referenced_columns,
    -- 'a': no action, 'r': restrict, 'c': cascade, 'n': set null, 'd': set default.
    con.confupdtype,
    con.confdeltype,
    con.confmatchtype = 'f' AS is_match_full,
    -- ON DELETE SET NULL (columns); empty for all.
    ARRAY(SELECT own.names[k.attnum] FROM unnest(con.confdelsetcols) WITH ORDINALITY AS k (attnum, n) ORDER BY k.n)
        AS delete_columns,
    -- WITHOUT OVERLAPS and PERIOD, from 18 on: the column isn't there before.
    CASE WHEN is_18 THEN (to_jsonb(con) ->> 'conperiod')::boolean ELSE false END AS is_temporal,
    -- NOT ENFORCED, from 18 on.
    CASE WHEN is_18 THEN (to_jsonb(con) ->> 'conenforced')::boolean ELSE true END AS is_enforced,
    pg_get_expr(con.conbin, con.conrelid) AS expression,
    con.connoinherit,
    de.description AS comment,
    COALESCE(i.indnullsnotdistinct, false) AS nulls_not_distinct,
    -- The columns that the index of a key carries besides it.
    CASE WHEN i.indnatts > i.indnkeyatts THEN
        ARRAY(
            SELECT own.names[k.attnum]
            FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
            WHERE k.n > i.indnkeyatts
            ORDER BY k.n)
        ELSE '{}'
    END AS include,
    ic.reloptions AS index_parameters
FROM pg_constraint con
CROSS JOIN (SELECT current_setting('server_version_num')::integer >= 180000 AS is_18) server
JOIN pg_class c ON c.oid = con.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class fc ON fc.oid = con.confrelid
LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace
LEFT JOIN own ON own.attrelid = con.conrelid
LEFT JOIN own other ON other.attrelid = con.confrelid
LEFT JOIN pg_description de ON de.classoid = 'pg_constraint'::regclass AND de.objoid = con.oid AND de.objsubid = 0
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
