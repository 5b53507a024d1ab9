-- What isn't managed: kind, name, and the tables and views it depends on. $1: schemas, empty for all; $2: whether to read what lies in no schema.
WITH scope AS (
    SELECT n.oid, quote_ident(n.nspname) AS name
    FROM pg_namespace n
    WHERE n.nspname NOT LIKE 'pg\_%'
      AND n.nspname <> 'information_schema'
      AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
),
found AS (
    SELECT
        CASE
            WHEN c.relkind = 'f' THEN 'foreign table'
            ELSE 'typed table'
        END AS kind,
        s.name || '.' || quote_ident(c.relname) AS name,
        'pg_class'::regclass AS classid,
        c.oid AS objid
    FROM pg_class c
    JOIN scope s ON s.oid = c.relnamespace
    WHERE c.relkind = 'f'
       OR (c.relkind = 'r' AND NOT c.relispartition AND c.reloftype <> 0)
    UNION ALL
    SELECT
        CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function' ELSE 'function' END,
        s.name || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')',
        'pg_proc'::regclass,
        p.oid
    FROM pg_proc p
    JOIN scope s ON s.oid = p.pronamespace
    JOIN pg_language l ON l.oid = p.prolang
    LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
    -- Those in C, and aggregates of more than a state and its functions (aggregates.sql).
    WHERE CASE p.prokind
        WHEN 'a' THEN a.aggkind <> 'n' OR a.aggmtransfn <> 0 OR a.aggserialfn <> 0 OR a.aggsortop <> 0
            OR a.aggtransspace <> 0 OR a.aggfinalextra OR a.aggfinalmodify <> 'r' OR p.provariadic <> 0
        ELSE l.lanname IN ('c', 'internal')
    END
    -- The constructors of a range type belong to it.
    AND NOT EXISTS (
        SELECT FROM pg_depend d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i' AND d.refclassid = 'pg_type'::regclass)
    UNION ALL
    SELECT
        CASE t.typtype WHEN 'p' THEN 'shell type' ELSE 'base type' END,
        s.name || '.' || quote_ident(t.typname),
        'pg_type'::regclass,
        t.oid
    FROM pg_type t
    JOIN scope s ON s.oid = t.typnamespace
    WHERE t.typtype = 'p'
       OR (t.typtype = 'b' AND t.typsubscript <> 'array_subscript_handler'::regproc)
    UNION ALL
    SELECT 'rule', s.name || '.' || quote_ident(c.relname) || '.' || quote_ident(r.rulename), 'pg_rewrite'::regclass, r.oid
    FROM pg_rewrite r
    JOIN pg_class c ON c.oid = r.ev_class
    JOIN scope s ON s.oid = c.relnamespace
    -- The rule of this name is what makes a view.
    WHERE r.rulename <> '_RETURN'
    UNION ALL
    SELECT 'statistics', s.name || '.' || quote_ident(x.stxname), 'pg_statistic_ext'::regclass, x.oid
    FROM pg_statistic_ext x
    JOIN scope s ON s.oid = x.stxnamespace
    UNION ALL
    SELECT 'conversion', s.name || '.' || quote_ident(x.conname), 'pg_conversion'::regclass, x.oid
    FROM pg_conversion x
    JOIN scope s ON s.oid = x.connamespace
    UNION ALL
    SELECT
        'operator',
        s.name || '.' || x.oprname || '(' || COALESCE(format_type(NULLIF(x.oprleft, 0), NULL), 'NONE') || ', '
            || format_type(x.oprright, NULL) || ')',
        'pg_operator'::regclass,
        x.oid
    FROM pg_operator x
    JOIN scope s ON s.oid = x.oprnamespace
    UNION ALL
    SELECT 'operator class', s.name || '.' || quote_ident(x.opcname) || ' (' || am.amname || ')', 'pg_opclass'::regclass, x.oid
    FROM pg_opclass x
    JOIN scope s ON s.oid = x.opcnamespace
    JOIN pg_am am ON am.oid = x.opcmethod
    UNION ALL
    SELECT 'operator family', s.name || '.' || quote_ident(x.opfname) || ' (' || am.amname || ')', 'pg_opfamily'::regclass, x.oid
    FROM pg_opfamily x
    JOIN scope s ON s.oid = x.opfnamespace
    JOIN pg_am am ON am.oid = x.opfmethod
    UNION ALL
    SELECT 'text search configuration', s.name || '.' || quote_ident(x.cfgname), 'pg_ts_config'::regclass, x.oid
    FROM pg_ts_config x
    JOIN scope s ON s.oid = x.cfgnamespace
    UNION ALL
    SELECT 'text search dictionary', s.name || '.' || quote_ident(x.dictname), 'pg_ts_dict'::regclass, x.oid
    FROM pg_ts_dict x
    JOIN scope s ON s.oid = x.dictnamespace
    UNION ALL
    SELECT 'text search parser', s.name || '.' || quote_ident(x.prsname), 'pg_ts_parser'::regclass, x.oid
    FROM pg_ts_parser x
    JOIN scope s ON s.oid = x.prsnamespace
    UNION ALL
    SELECT 'text search template', s.name || '.' || quote_ident(x.tmplname), 'pg_ts_template'::regclass, x.oid
    FROM pg_ts_template x
    JOIN scope s ON s.oid = x.tmplnamespace
    UNION ALL
    SELECT 'publication', quote_ident(x.pubname), 'pg_publication'::regclass, x.oid
    FROM pg_publication x
    -- Of one schema, those that publish a table of it.
    WHERE $2::boolean OR EXISTS (
        SELECT FROM pg_publication_rel r
        JOIN pg_class c ON c.oid = r.prrelid
        JOIN scope s ON s.oid = c.relnamespace
        WHERE r.prpubid = x.oid)
    UNION ALL
    -- What initdb made has an oid below 16384.
    SELECT database_wide.kind, database_wide.name, database_wide.classid, database_wide.objid
    FROM (
        SELECT 'event trigger' AS kind, quote_ident(x.evtname) AS name, 'pg_event_trigger'::regclass AS classid, x.oid AS objid
        FROM pg_event_trigger x
        UNION ALL
        SELECT 'cast', '(' || format_type(x.castsource, NULL) || ' AS ' || format_type(x.casttarget, NULL) || ')', 'pg_cast'::regclass, x.oid
        FROM pg_cast x
        UNION ALL
        SELECT 'language', quote_ident(x.lanname), 'pg_language'::regclass, x.oid
        FROM pg_language x
        UNION ALL
        SELECT 'access method', quote_ident(x.amname), 'pg_am'::regclass, x.oid
        FROM pg_am x
        UNION ALL
        SELECT 'transform', format_type(x.trftype, NULL), 'pg_transform'::regclass, x.oid
        FROM pg_transform x
        UNION ALL
        SELECT 'foreign-data wrapper', quote_ident(x.fdwname), 'pg_foreign_data_wrapper'::regclass, x.oid
        FROM pg_foreign_data_wrapper x
        UNION ALL
        SELECT 'server', quote_ident(x.srvname), 'pg_foreign_server'::regclass, x.oid
        FROM pg_foreign_server x
        UNION ALL
        SELECT 'user mapping', x.usename || ' on ' || quote_ident(x.srvname), 'pg_user_mapping'::regclass, x.umid
        FROM pg_user_mappings x
        UNION ALL
        SELECT 'subscription', quote_ident(x.subname), 'pg_subscription'::regclass, x.oid
        FROM pg_subscription x
        WHERE x.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    ) database_wide
    WHERE $2::boolean AND database_wide.objid >= 16384
),
depends AS (
    SELECT f.classid, f.objid, d.refclassid, d.refobjid
    FROM found f
    JOIN pg_depend d ON d.classid = f.classid AND d.objid = f.objid
    UNION ALL
    -- A view depends on tables through its rule.
    SELECT f.classid, f.objid, d.refclassid, d.refobjid
    FROM found f
    JOIN pg_rewrite r ON r.ev_class = f.objid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    WHERE f.classid = 'pg_class'::regclass
    UNION ALL
    -- A table that isn't managed depends on those that its foreign keys name.
    SELECT f.classid, f.objid, 'pg_class'::regclass, con.confrelid
    FROM found f
    JOIN pg_constraint con ON con.conrelid = f.objid AND con.contype = 'f'
    WHERE f.classid = 'pg_class'::regclass
    UNION ALL
    SELECT f.classid, f.objid, 'pg_class'::regclass, r.prrelid
    FROM found f
    JOIN pg_publication_rel r ON r.prpubid = f.objid
    WHERE f.classid = 'pg_publication'::regclass
)
SELECT
    f.kind,
    f.name,
    array_agg(n.nspname::text ORDER BY n.nspname, c.relname) FILTER (WHERE c.oid IS NOT NULL) AS table_schemas,
    array_agg(c.relname::text ORDER BY n.nspname, c.relname) FILTER (WHERE c.oid IS NOT NULL) AS table_names
FROM found f
LEFT JOIN (
    SELECT DISTINCT
        d.classid,
        d.objid,
        -- The row type of a table stands for the table.
        CASE WHEN d.refclassid = 'pg_type'::regclass THEN t.typrelid ELSE d.refobjid END AS oid
    FROM depends d
    LEFT JOIN pg_type t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
    WHERE d.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass)
) used ON used.classid = f.classid AND used.objid = f.objid AND used.oid <> f.objid
LEFT JOIN pg_class c ON c.oid = used.oid AND c.relkind IN ('r', 'p', 'v', 'm')
LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT EXISTS (
    -- Members of an extension are named with it; the cast to a range's multirange belongs to the range.
    SELECT FROM pg_depend e
    WHERE e.classid = f.classid AND e.objid = f.objid
      AND (e.deptype = 'e' OR (e.deptype = 'i' AND f.classid = 'pg_cast'::regclass)))
GROUP BY f.kind, f.name, f.classid, f.objid
