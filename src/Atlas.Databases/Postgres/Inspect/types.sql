-- The types that objects can have besides the server's own, wherever they lie: columns may use those of other schemas.
SELECT
    t.oid,
    t.typarray,
    -- 'e': enum, 'd': domain, 'R': range, 'c': composite; a relation's kind where it is the type of a relation's rows.
    CASE t.typtype WHEN 'c' THEN c.relkind WHEN 'r' THEN 'R' ELSE t.typtype END AS kind,
    n.nspname,
    t.typname
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typtype IN ('e', 'd', 'r', 'c')
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  -- Of the many types of rows those that something uses.
  AND (t.typrelid = 0 OR c.relkind = 'c' OR EXISTS (
      SELECT FROM pg_depend d
      WHERE d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, t.typarray) AND d.deptype = 'n'))
  AND (t.typtype = 'e' OR NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.deptype = 'e' AND ((d.classid = 'pg_type'::regclass AND d.objid = t.oid)
         OR (d.classid = 'pg_class'::regclass AND d.objid = t.typrelid))))
