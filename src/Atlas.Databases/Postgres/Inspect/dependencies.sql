-- What views, routines, aggregates, triggers and types stand on, as pairs of oids of their own catalogues. $1: schemas, empty for all.
WITH scope AS (
    SELECT n.oid
    FROM pg_namespace n
    WHERE n.nspname NOT LIKE 'pg\_%'
      AND n.nspname <> 'information_schema'
      AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
),
edges AS (
    -- A view depends on things through its rule.
    SELECT 'pg_class'::regclass AS classid, r.ev_class AS objid, d.refclassid, d.refobjid
    FROM pg_rewrite r
    JOIN pg_class c ON c.oid = r.ev_class AND c.relkind IN ('v', 'm')
    JOIN scope s ON s.oid = c.relnamespace
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    WHERE r.rulename = '_RETURN'
    UNION
    SELECT d.classid, d.objid, d.refclassid, d.refobjid
    FROM pg_proc p
    JOIN scope s ON s.oid = p.pronamespace
    JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
    UNION
    SELECT d.classid, d.objid, d.refclassid, d.refobjid
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN scope s ON s.oid = c.relnamespace
    JOIN pg_depend d ON d.classid = 'pg_trigger'::regclass AND d.objid = t.oid
    WHERE NOT t.tgisinternal
    UNION
    SELECT d.classid, d.objid, d.refclassid, d.refobjid
    FROM pg_policy p
    JOIN pg_class c ON c.oid = p.polrelid
    JOIN scope s ON s.oid = c.relnamespace
    JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid
    UNION
    SELECT d.classid, d.objid, d.refclassid, d.refobjid
    FROM pg_type t
    JOIN scope s ON s.oid = t.typnamespace
    JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid
    WHERE t.typtype IN ('d', 'r')
    UNION
    -- What the checks of a domain call.
    SELECT 'pg_type'::regclass, con.contypid, d.refclassid, d.refobjid
    FROM pg_constraint con
    JOIN pg_type t ON t.oid = con.contypid
    JOIN scope s ON s.oid = t.typnamespace
    JOIN pg_depend d ON d.classid = 'pg_constraint'::regclass AND d.objid = con.oid
    WHERE con.contypid <> 0
)
SELECT DISTINCT
    e.classid::oid,
    e.objid,
    -- The type of rows stands for its relation, an array for its elements, a key for its table.
    CASE
        WHEN t.typrelid <> 0 AND rc.relkind <> 'c' THEN 'pg_class'::regclass
        WHEN con.oid IS NOT NULL THEN 'pg_class'::regclass
        ELSE e.refclassid
    END::oid AS refclassid,
    CASE
        WHEN t.typrelid <> 0 AND rc.relkind <> 'c' THEN t.typrelid
        WHEN con.oid IS NOT NULL THEN con.conrelid
        ELSE COALESCE(t.oid, e.refobjid)
    END AS refobjid
FROM edges e
LEFT JOIN pg_type own ON e.refclassid = 'pg_type'::regclass AND own.oid = e.refobjid
LEFT JOIN pg_type t ON t.oid = CASE WHEN own.typsubscript = 'array_subscript_handler'::regproc THEN own.typelem ELSE own.oid END
LEFT JOIN pg_class rc ON rc.oid = t.typrelid
LEFT JOIN pg_constraint con ON e.refclassid = 'pg_constraint'::regclass AND con.oid = e.refobjid AND con.conrelid <> 0
-- What initdb made has an oid below 16384.
WHERE e.refobjid >= 16384
  AND e.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass,
    'pg_collation'::regclass)
