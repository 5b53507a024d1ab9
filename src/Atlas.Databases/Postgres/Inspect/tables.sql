-- The ordinary and partitioned tables and their partitions, and what keeps some of them out of the model. $1: schemas, empty for all.
SELECT
    c.oid,
    n.nspname,
    c.relname,
    obj_description(c.oid, 'pg_class') AS comment,
    c.reloftype <> 0 AS is_typed,
    parent.relkind IS NOT NULL AND NOT c.relispartition AS is_child,
    c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid) AS is_parent,
    -- Null for what isn't a partition.
    CASE WHEN c.relispartition THEN parent.nspname END AS parent_schema,
    CASE WHEN c.relispartition THEN parent.relname END AS parent_table,
    pg_get_expr(c.relpartbound, c.oid) AS bound,
    -- A partition's columns are its parent's, but may have defaults and NOT NULL of their own.
    c.relispartition AND EXISTS (
        SELECT FROM pg_attribute a
        JOIN pg_attribute pa ON pa.attrelid = parent.oid AND pa.attname = a.attname AND NOT pa.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        LEFT JOIN pg_attrdef pd ON pd.adrelid = pa.attrelid AND pd.adnum = pa.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0
          AND (a.attnotnull <> pa.attnotnull
            OR pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM pg_get_expr(pd.adbin, pd.adrelid))
    ) AS has_own_columns,
    -- 'r': range, 'l': list, 'h': hash; null for a table that isn't partitioned.
    pt.partstrat,
    -- Null for an expression.
    ARRAY(
        SELECT a.attname::text
        FROM unnest(pt.partattrs::int2[]) WITH ORDINALITY AS k (attnum, n)
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum AND k.attnum <> 0
        ORDER BY k.n
    ) AS partition_columns,
    pg_get_expr(pt.partexprs, c.oid) AS partition_expressions,
    -- Operator classes or collations that aren't the default.
    EXISTS (
        SELECT FROM unnest(pt.partclass::oid[]) AS k (class)
        JOIN pg_opclass oc ON oc.oid = k.class
        WHERE NOT oc.opcdefault
    ) OR EXISTS (
        SELECT FROM unnest(pt.partattrs::int2[], pt.partcollation::oid[]) AS k (attnum, collid)
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum AND k.attnum <> 0
        WHERE k.collid NOT IN (0, COALESCE(a.attcollation, 'pg_catalog."default"'::regcollation))
    ) AS has_other_key,
    -- 'u': unlogged; temporary tables live in schemas of the server's own.
    c.relpersistence = 'u' AS is_unlogged,
    c.relrowsecurity OR c.relforcerowsecurity AS has_row_security,
    -- Storage parameters such as fillfactor, those of the TOAST table with it.
    c.reloptions IS NOT NULL OR toast.reloptions IS NOT NULL AS has_storage_parameters,
    COALESCE(am.amname <> 'heap', false) AS has_other_access_method,
    -- 0: the database's default tablespace.
    c.reltablespace <> 0 AS has_tablespace,
    -- 'd': the primary key.
    c.relreplident <> 'd' AS has_replica_identity
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
LEFT JOIN pg_partitioned_table pt ON pt.partrelid = c.oid
LEFT JOIN LATERAL (
    SELECT pc.oid, pc.relname, pc.relkind, pn.nspname
    FROM pg_inherits i
    JOIN pg_class pc ON pc.oid = i.inhparent
    JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    WHERE i.inhrelid = c.oid
    ORDER BY i.inhseqno
    LIMIT 1
) parent ON true
WHERE c.relkind IN ('r', 'p')
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
  )
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
