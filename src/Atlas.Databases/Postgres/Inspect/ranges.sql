-- The range types. $1: schemas, empty for all.
SELECT
    t.oid,
    n.nspname,
    t.typname,
    obj_description(t.oid, 'pg_type') AS comment,
    r.rngsubtype,
    format_type(r.rngsubtype, NULL) AS subtype,
    -- Null where it is the subtype's default.
    CASE WHEN oc.opcdefault THEN NULL ELSE quote_ident(ocn.nspname) || '.' || quote_ident(oc.opcname) END AS operator_class,
    CASE WHEN r.rngcollation IN (0, sub.typcollation) THEN NULL
        WHEN pg_collation_is_visible(co.oid) THEN format('"%s"', replace(co.collname, '"', '""'))
        ELSE format('"%s"."%s"', replace(con.nspname, '"', '""'), replace(co.collname, '"', '""'))
    END AS collation,
    NULLIF(r.rngcanonical, 0)::regproc::text AS canonical,
    NULLIF(r.rngsubdiff, 0)::regproc::text AS difference,
    -- Null where it is made of the range's name as the server makes it (CREATE TYPE).
    NULLIF(multi.typname::text, CASE WHEN t.typname ~ 'range' THEN regexp_replace(t.typname, 'range', 'multirange')
        ELSE t.typname || '_multirange' END) AS multirange
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
JOIN pg_type sub ON sub.oid = r.rngsubtype
JOIN pg_type multi ON multi.oid = r.rngmultitypid
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_opclass oc ON oc.oid = r.rngsubopc
JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
LEFT JOIN pg_collation co ON co.oid = r.rngcollation
LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
WHERE n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
