-- The functions and procedures that have a body in SQL or another language of the database. $1: schemas, empty for all.
SELECT
    p.oid,
    n.nspname,
    p.proname,
    obj_description(p.oid, 'pg_proc') AS comment,
    -- 'f': function, 'p': procedure, 'w': window function.
    p.prokind,
    l.lanname,
    -- A body of the SQL standard is stored parsed, from RETURN or BEGIN ATOMIC on.
    COALESCE(pg_get_function_sqlbody(p.oid), p.prosrc) AS body,
    arg.modes,
    arg.names,
    arg.oids,
    arg.types,
    arg.defaults,
    p.prorettype,
    format_type(p.prorettype, NULL) AS return_type,
    p.proretset,
    p.provolatile,
    p.proparallel,
    p.proisstrict,
    p.proleakproof,
    p.prosecdef,
    -- Null for the default.
    NULLIF(p.procost, 100)::text AS cost,
    CASE WHEN p.proretset THEN NULLIF(p.prorows, 1000)::text END AS rows,
    p.proconfig,
    p.prosupport::oid <> 0 OR p.protrftypes IS NOT NULL AS has_support
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN LATERAL (
    SELECT
        -- 'i': in, 'o': out, 'b': both, 'v': variadic, 't': a column of the returned table.
        array_agg(COALESCE(p.proargmodes[a.n], 'i')::text ORDER BY a.n) AS modes,
        array_agg(NULLIF(p.proargnames[a.n], '') ORDER BY a.n) AS names,
        array_agg(a.type ORDER BY a.n) AS oids,
        array_agg(format_type(a.type, NULL) ORDER BY a.n) AS types,
        array_agg(pg_get_function_arg_default(p.oid, a.n::int) ORDER BY a.n) AS defaults
    FROM unnest(COALESCE(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS a (type, n)
) arg ON true
WHERE p.prokind IN ('f', 'p', 'w')
  AND l.lanname NOT IN ('c', 'internal')
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'))
