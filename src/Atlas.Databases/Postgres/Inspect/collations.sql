-- The collations that people made. $1: schemas, empty for all.
SELECT
    co.oid,
    n.nspname,
    co.collname,
    obj_description(co.oid, 'pg_collation') AS comment,
    -- 'c': libc, 'i': icu, 'b': builtin; 'd', the database's own, can't be made.
    co.collprovider,
    -- The column is called so from 17 on.
    COALESCE(to_jsonb(co) ->> 'colllocale', to_jsonb(co) ->> 'colliculocale') AS locale,
    co.collcollate,
    co.collctype,
    -- From 16 on.
    to_jsonb(co) ->> 'collicurules' AS rules,
    co.collisdeterministic
FROM pg_collation co
JOIN pg_namespace n ON n.oid = co.collnamespace
WHERE n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_collation'::regclass AND d.objid = co.oid AND d.deptype = 'e')
