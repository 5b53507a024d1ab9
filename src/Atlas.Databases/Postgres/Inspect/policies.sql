-- The policies of row security. $1: schemas, empty for all.
SELECT
    p.oid,
    p.polrelid,
    n.nspname,
    c.relname,
    p.polname,
    obj_description(p.oid, 'pg_policy') AS comment,
    p.polpermissive,
    -- '*': all, 'r': select, 'a': insert, 'w': update, 'd': delete.
    p.polcmd,
    -- 0 means everybody.
    ARRAY(
        SELECT CASE WHEN k.oid = 0 THEN 'PUBLIC' ELSE r.rolname::text END
        FROM unnest(p.polroles) AS k (oid)
        LEFT JOIN pg_roles r ON r.oid = k.oid
        ORDER BY r.rolname COLLATE "C"
    ) AS roles,
    pg_get_expr(p.polqual, p.polrelid) AS using_expression,
    pg_get_expr(p.polwithcheck, p.polrelid) AS check_expression
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
