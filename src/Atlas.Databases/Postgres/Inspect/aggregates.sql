-- The aggregates that consist of a state, its functions and a first value. $1: schemas, empty for all.
SELECT
    p.oid,
    n.nspname,
    p.proname,
    obj_description(p.oid, 'pg_proc') AS comment,
    arg.names,
    arg.oids,
    arg.types,
    a.aggtranstype,
    format_type(a.aggtranstype, NULL) AS state_type,
    sn.nspname AS state_schema,
    sf.proname AS state_function,
    fn.nspname AS final_schema,
    ff.proname AS final_function,
    cn.nspname AS combine_schema,
    cf.proname AS combine_function,
    a.agginitval,
    p.proparallel
FROM pg_aggregate a
JOIN pg_proc p ON p.oid = a.aggfnoid
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_proc sf ON sf.oid = a.aggtransfn
JOIN pg_namespace sn ON sn.oid = sf.pronamespace
LEFT JOIN pg_proc ff ON ff.oid = a.aggfinalfn
LEFT JOIN pg_namespace fn ON fn.oid = ff.pronamespace
LEFT JOIN pg_proc cf ON cf.oid = a.aggcombinefn
LEFT JOIN pg_namespace cn ON cn.oid = cf.pronamespace
LEFT JOIN LATERAL (
    SELECT
        array_agg(NULLIF(p.proargnames[t.n], '') ORDER BY t.n) AS names,
        array_agg(t.type ORDER BY t.n) AS oids,
        array_agg(format_type(t.type, NULL) ORDER BY t.n) AS types
    FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS t (type, n)
) arg ON true
-- The others are named as unmanaged.
WHERE a.aggkind = 'n' AND a.aggmtransfn = 0 AND a.aggserialfn = 0 AND a.aggsortop = 0 AND a.aggtransspace = 0
  AND NOT a.aggfinalextra AND a.aggfinalmodify = 'r' AND p.provariadic = 0
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
