-- What the session's role may not do of what a plan needs. $1: kinds of need, $2: schemas, $3: names; a row for each that
-- isn't met, with the owner where another role's ownership is missing.
WITH need AS (
    SELECT n.kind, n.schema, n.name, s.oid AS schema_oid
    FROM unnest($1::text[], $2::text[], $3::text[]) AS n (kind, schema, name)
    LEFT JOIN pg_namespace s ON s.nspname = n.schema
)
SELECT n.kind, n.schema, n.name, pg_get_userbyid(owner.oid)
FROM need n
CROSS JOIN LATERAL (
    SELECT c.relowner AS oid FROM pg_class c
    WHERE n.kind = 'relation' AND c.relnamespace = n.schema_oid AND c.relname = n.name
    UNION
    SELECT t.typowner FROM pg_type t
    WHERE n.kind = 'type' AND t.typnamespace = n.schema_oid AND t.typname = n.name
    UNION
    SELECT p.proowner FROM pg_proc p
    WHERE n.kind = 'routine' AND p.pronamespace = n.schema_oid AND p.proname = n.name
    UNION
    SELECT s.nspowner FROM pg_namespace s
    WHERE n.kind = 'schema' AND s.oid = n.schema_oid
) owner
WHERE NOT pg_has_role(owner.oid, 'USAGE')
UNION ALL
SELECT n.kind, n.schema, n.name, NULL
FROM need n
WHERE CASE n.kind
    WHEN 'create' THEN n.schema_oid IS NOT NULL AND NOT has_schema_privilege(n.schema_oid, 'CREATE')
    WHEN 'database' THEN NOT has_database_privilege(current_database(), 'CREATE')
    WHEN 'references' THEN EXISTS (
        SELECT FROM pg_class c
        WHERE c.relnamespace = n.schema_oid AND c.relname = n.name
          AND NOT has_table_privilege(c.oid, 'REFERENCES') AND NOT has_any_column_privilege(c.oid, 'REFERENCES'))
END
ORDER BY 1, 2, 3
