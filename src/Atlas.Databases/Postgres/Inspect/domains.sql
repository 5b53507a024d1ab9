-- The domains with their checks, sorted by name. $1: schemas, empty for all.
SELECT
    t.oid,
    n.nspname,
    t.typname,
    obj_description(t.oid, 'pg_type') AS comment,
    t.typbasetype,
    format_type(t.typbasetype, t.typtypmod) AS type,
    t.typnotnull,
    pg_get_expr(t.typdefaultbin, 0) AS default_expression,
    -- Null where the collation is the type's own.
    CASE
        WHEN t.typcollation IN (0, base.typcollation) THEN NULL
        WHEN co.collnamespace = 'pg_catalog'::regnamespace THEN co.collname::text
        WHEN pg_collation_is_visible(co.oid) THEN format('"%s"', replace(co.collname, '"', '""'))
        ELSE format('"%s"."%s"', replace(con.nspname, '"', '""'), replace(co.collname, '"', '""'))
    END AS collation,
    checks.names,
    checks.expressions,
    checks.comments,
    COALESCE(checks.are_valid, true) AS are_valid
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type base ON base.oid = t.typbasetype
LEFT JOIN pg_collation co ON co.oid = t.typcollation
LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
LEFT JOIN LATERAL (
    SELECT
        array_agg(c.conname::text ORDER BY c.conname COLLATE "C") AS names,
        array_agg(pg_get_expr(c.conbin, 0) ORDER BY c.conname COLLATE "C") AS expressions,
        array_agg(obj_description(c.oid, 'pg_constraint') ORDER BY c.conname COLLATE "C") AS comments,
        bool_and(c.convalidated) AS are_valid
    FROM pg_constraint c
    WHERE c.contypid = t.oid AND c.contype = 'c'
) checks ON true
WHERE t.typtype = 'd'
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
