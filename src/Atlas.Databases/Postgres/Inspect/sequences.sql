-- The sequences but those of identity columns. $1: schemas, empty for all.
SELECT
    c.oid,
    n.nspname,
    c.relname,
    obj_description(c.oid, 'pg_class') AS comment,
    s.seqtypid,
    format_type(s.seqtypid, NULL) AS type,
    s.seqstart,
    s.seqincrement,
    s.seqmin,
    s.seqmax,
    s.seqcache,
    s.seqcycle,
    -- The column that it goes with.
    owned.refobjid AS owner,
    a.attname AS owner_column,
    c.relpersistence = 'u' AS is_unlogged
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend owned ON owned.classid = 'pg_class'::regclass AND owned.objid = c.oid
    AND owned.refclassid = 'pg_class'::regclass AND owned.refobjsubid > 0 AND owned.deptype IN ('a', 'i')
LEFT JOIN pg_attribute a ON a.attrelid = owned.refobjid AND a.attnum = owned.refobjsubid
WHERE owned.deptype IS DISTINCT FROM 'i'
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
