-- The extensions but those that initdb installed. $1: whether to read what lies in no schema.
SELECT
    e.oid,
    e.extname,
    n.nspname,
    e.extversion
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
-- What initdb made has an oid below 16384.
WHERE $1::boolean AND e.oid >= 16384
ORDER BY e.extname COLLATE "C"
