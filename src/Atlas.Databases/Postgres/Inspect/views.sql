-- The views and materialised views with their columns in order. $1: schemas, empty for all.
SELECT
    c.oid,
    n.nspname,
    c.relname,
    obj_description(c.oid, 'pg_class') AS comment,
    c.relkind = 'm' AS is_materialized,
    pg_get_viewdef(c.oid) AS definition,
    c.reloptions,
    col.names,
    col.oids,
    col.types,
    col.comments,
    -- Defaults that inserts through the view get.
    EXISTS (SELECT FROM pg_attrdef d WHERE d.adrelid = c.oid) AS has_defaults,
    c.relkind = 'm' AND (am.amname <> 'heap' OR c.reltablespace <> 0) AS has_storage,
    toast.reloptions AS toast_options
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
LEFT JOIN LATERAL (
    SELECT
        array_agg(a.attname::text ORDER BY a.attnum) AS names,
        array_agg(a.atttypid ORDER BY a.attnum) AS oids,
        array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS types,
        array_agg(col_description(c.oid, a.attnum) ORDER BY a.attnum) AS comments
    FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
) col ON true
WHERE c.relkind IN ('v', 'm')
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
