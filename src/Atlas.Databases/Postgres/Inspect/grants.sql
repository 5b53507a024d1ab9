-- Who may use views and routines besides their owners, for when they are created again. $1: schemas, empty for all.
WITH scope AS (
    SELECT n.oid
    FROM pg_namespace n
    WHERE n.nspname NOT LIKE 'pg\_%'
      AND n.nspname <> 'information_schema'
      AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
),
granted AS (
    SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, c.relowner AS owner, NULL::text AS column_name, a.*
    FROM pg_class c
    JOIN scope s ON s.oid = c.relnamespace
    CROSS JOIN LATERAL aclexplode(c.relacl) a
    WHERE c.relkind IN ('v', 'm')
    UNION ALL
    SELECT 'pg_class'::regclass::oid, c.oid, c.relowner, t.attname::text, a.*
    FROM pg_class c
    JOIN scope s ON s.oid = c.relnamespace
    JOIN pg_attribute t ON t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped
    CROSS JOIN LATERAL aclexplode(t.attacl) a
    WHERE c.relkind IN ('v', 'm')
    UNION ALL
    SELECT 'pg_proc'::regclass::oid, p.oid, p.proowner, NULL, a.*
    FROM pg_proc p
    JOIN scope s ON s.oid = p.pronamespace
    CROSS JOIN LATERAL aclexplode(p.proacl) a
)
SELECT
    g.classid,
    g.objid,
    -- Empty for everybody.
    COALESCE(r.rolname::text, '') AS role,
    g.privilege_type,
    g.column_name,
    g.is_grantable
FROM granted g
LEFT JOIN pg_roles r ON r.oid = g.grantee
WHERE g.grantee <> g.owner
UNION ALL
-- Everybody may call a routine unless that was taken away.
SELECT 'pg_proc'::regclass::oid, p.oid, '', 'NONE', NULL, false
FROM pg_proc p
JOIN scope s ON s.oid = p.pronamespace
WHERE p.proacl IS NOT NULL AND NOT EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0)
