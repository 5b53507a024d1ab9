-- The composite types with their fields in order. $1: schemas, empty for all.
SELECT
    t.oid,
    n.nspname,
    t.typname,
    obj_description(t.oid, 'pg_type') AS comment,
    field.names,
    field.oids,
    field.types,
    field.collations
FROM pg_type t
JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN LATERAL (
    SELECT
        array_agg(a.attname::text ORDER BY a.attnum) AS names,
        array_agg(a.atttypid ORDER BY a.attnum) AS oids,
        array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS types,
        -- Null where the collation is the type's own.
        array_agg(CASE
            WHEN a.attcollation IN (0, at.typcollation) THEN NULL
            WHEN co.collnamespace = 'pg_catalog'::regnamespace THEN co.collname::text
            WHEN pg_collation_is_visible(co.oid) THEN format('"%s"', replace(co.collname, '"', '""'))
            ELSE format('"%s"."%s"', replace(con.nspname, '"', '""'), replace(co.collname, '"', '""'))
        END ORDER BY a.attnum) AS collations
    FROM pg_attribute a
    JOIN pg_type at ON at.oid = a.atttypid
    LEFT JOIN pg_collation co ON co.oid = a.attcollation
    LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
) field ON true
WHERE t.typtype = 'c'
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
