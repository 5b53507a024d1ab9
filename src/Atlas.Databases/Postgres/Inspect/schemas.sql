-- The schemas that aren't the server's own. $1: names to read, empty for all.
SELECT
    n.oid,
    n.nspname,
    obj_description(n.oid, 'pg_namespace') AS comment,
    -- Members of an extension belong to it and are left out everywhere.
    EXISTS (
        SELECT FROM pg_depend d
        WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e'
    ) AS is_extension_member
FROM pg_namespace n
WHERE n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
ORDER BY n.nspname COLLATE "C"
