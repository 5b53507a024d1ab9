-- The ordinary tables, and what keeps some of them out of the model. $1: schemas, empty for all.
SELECT
    c.oid,
    n.nspname,
    c.relname,
    obj_description(c.oid, 'pg_class') AS comment,
    c.relispartition,
    c.reloftype <> 0 AS is_typed,
    EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid) AS is_child,
    EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid) AS is_parent,
    -- 'u': unlogged; temporary tables live in schemas of the server's own.
    c.relpersistence = 'u' AS is_unlogged,
    c.relrowsecurity OR c.relforcerowsecurity AS has_row_security,
    -- Storage parameters such as fillfactor, those of the TOAST table with it.
    c.reloptions IS NOT NULL OR toast.reloptions IS NOT NULL AS has_storage_parameters,
    am.amname <> 'heap' AS has_other_access_method,
    -- 0: the database's default tablespace.
    c.reltablespace <> 0 AS has_tablespace,
    -- 'd': the primary key.
    c.relreplident <> 'd' AS has_replica_identity
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
WHERE c.relkind = 'r'
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
  )
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
