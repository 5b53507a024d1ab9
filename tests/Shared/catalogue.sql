-- Describes a database by the server's own functions, one text for each object, as one JSON object: for servers that are newer
-- than the pg_dump at hand. Comments and privileges stand with their object; members of extensions are left out.
WITH own AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), member AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), thing (name, body, class, oid, sub) AS (
    SELECT 'schema ' || nspname, (SELECT nspacl::text FROM pg_namespace n WHERE n.oid = own.oid), 'pg_namespace'::regclass::oid, oid, 0 FROM own
    UNION ALL
    SELECT 'relation ' || c.oid::regclass, concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.relreplident,
        c.reloptions, c.relacl, (SELECT amname FROM pg_am WHERE pg_am.oid = c.relam), pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
        (SELECT string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = c.oid),
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
        (SELECT concat_ws(',', format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle) FROM pg_sequence WHERE seqrelid = c.oid),
        (SELECT string_agg(refobjid::regclass || '.' || refobjsubid, ',') FROM pg_depend
         WHERE objid = c.oid AND classid = 'pg_class'::regclass AND refobjsubid > 0 AND deptype IN ('a', 'i') AND c.relkind = 'S')),
        'pg_class'::regclass, c.oid, 0
    FROM pg_class c JOIN own ON own.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    UNION ALL
    SELECT 'column ' || a.attrelid::regclass || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
        a.attgenerated, pg_get_expr(d.adbin, d.adrelid), (SELECT collname FROM pg_collation l WHERE l.oid = a.attcollation), a.attstorage,
        a.attcompression, a.attstattarget, a.attacl), 'pg_class'::regclass, a.attrelid, a.attnum
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN own ON own.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
    UNION ALL
    SELECT 'constraint ' || coalesce(NULLIF(conrelid, 0)::regclass::text, contypid::regtype::text) || '.' || conname,
        concat_ws(' ', pg_get_constraintdef(k.oid), convalidated, conislocal), 'pg_constraint'::regclass, k.oid, 0
    FROM pg_constraint k JOIN own ON own.oid = k.connamespace
    WHERE k.contype <> 'n' -- the column says it; the name that 18 gives it comes from how the table was made
    UNION ALL
    SELECT 'index ' || indexrelid::regclass, concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisclustered, indisreplident),
        'pg_class'::regclass, indexrelid, 0
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN own ON own.oid = c.relnamespace
    UNION ALL
    SELECT 'trigger ' || tgrelid::regclass || '.' || tgname, concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled), 'pg_trigger'::regclass, t.oid, 0
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN own ON own.oid = c.relnamespace WHERE NOT tgisinternal
    UNION ALL
    SELECT 'routine ' || p.oid::regprocedure, concat_ws(' ', CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END,
        (SELECT row(g.aggtransfn, g.aggfinalfn, g.aggtranstype::regtype, g.agginitval)::text FROM pg_aggregate g WHERE g.aggfnoid = p.oid), p.proacl),
        'pg_proc'::regclass, p.oid, 0
    FROM pg_proc p JOIN own ON own.oid = p.pronamespace
    UNION ALL
    SELECT 'type ' || t.oid::regtype, concat_ws(' ', t.typtype, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
        CASE WHEN t.typtype = 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault) END,
        (SELECT concat_ws(' ', rngsubtype::regtype, (SELECT opcname FROM pg_opclass o WHERE o.oid = rngsubopc), NULLIF(rngsubdiff, 0)::regproc)
         FROM pg_range WHERE rngtypid = t.oid), t.typacl), 'pg_type'::regclass, t.oid, 0
    FROM pg_type t JOIN own ON own.oid = t.typnamespace
    WHERE t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND (SELECT relkind FROM pg_class WHERE pg_class.oid = t.typrelid) = 'c')
    UNION ALL
    SELECT 'policy ' || polrelid::regclass || '.' || polname, concat_ws(' ', polcmd, polpermissive, polroles::regrole[], pg_get_expr(polqual, polrelid),
        pg_get_expr(polwithcheck, polrelid)), 'pg_policy'::regclass, p.oid, 0
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN own ON own.oid = c.relnamespace
    UNION ALL
    SELECT 'extension ' || extname, extnamespace::regnamespace::text, 'pg_extension'::regclass, oid, 0 FROM pg_extension
    UNION ALL
    SELECT 'collation ' || l.oid::regcollation, concat_ws(' ', collprovider, collisdeterministic, collcollate, collctype), 'pg_collation'::regclass, l.oid, 0
    FROM pg_collation l JOIN own ON own.oid = l.collnamespace
    UNION ALL
    SELECT 'event trigger ' || evtname, concat_ws(' ', evtevent, evtfoid::regproc, evtenabled, evttags), 'pg_event_trigger'::regclass, oid, 0
    FROM pg_event_trigger
)
SELECT coalesce(json_object_agg(name, concat_ws(' -- ', body, coalesce(col_description(oid, NULLIF(sub, 0)), obj_description(oid, class::regclass::name))) ORDER BY name), '{}')
FROM thing WHERE NOT EXISTS (SELECT FROM member WHERE classid = class AND objid = thing.oid)
