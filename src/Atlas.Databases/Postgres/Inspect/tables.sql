-- The ordinary and partitioned tables and their partitions, and what keeps some of them out of the model. $1: schemas, empty for all.
SELECT
    c.oid,
    n.nspname,
    c.relname,
    obj_description(c.oid, 'pg_class') AS comment,
    c.reloftype <> 0 AS is_typed,
    -- The parents of a table that inherits, in order.
    CASE WHEN NOT c.relispartition THEN parent.schemas END AS inherited_schemas,
    CASE WHEN NOT c.relispartition THEN parent.tables END AS inherited_tables,
    -- Null for what isn't a partition.
    CASE WHEN c.relispartition THEN parent.schemas[1] END AS parent_schema,
    CASE WHEN c.relispartition THEN parent.tables[1] END AS parent_table,
    pg_get_expr(c.relpartbound, c.oid) AS bound,
    -- A parent's columns come with that, but may have defaults and NOT NULL of their own.
    EXISTS (
        SELECT FROM pg_inherits i
        JOIN pg_attribute a ON a.attrelid = i.inhrelid AND NOT a.attislocal
        JOIN pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname AND NOT pa.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        LEFT JOIN pg_attrdef pd ON pd.adrelid = pa.attrelid AND pd.adnum = pa.attnum
        WHERE i.inhrelid = c.oid AND a.attnum > 0
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
    c.relrowsecurity,
    c.relforcerowsecurity,
    c.reloptions,
    toast.reloptions AS toast_options,
    NULLIF(am.amname, 'heap')::text AS access_method,
    -- 'd': the primary key, 'n': nothing, 'f': the whole row, 'i': an index.
    c.relreplident,
    (
        SELECT ic.relname::text
        FROM pg_index i
        JOIN pg_class ic ON ic.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND i.indisreplident AND NOT i.indisprimary
          AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
    ) AS replica_index,
    -- 0: the database's default tablespace.
    c.reltablespace <> 0 AS has_tablespace
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
LEFT JOIN pg_partitioned_table pt ON pt.partrelid = c.oid
LEFT JOIN LATERAL (
    SELECT
        array_agg(pn.nspname::text ORDER BY i.inhseqno) AS schemas,
        array_agg(pc.relname::text ORDER BY i.inhseqno) AS tables
    FROM pg_inherits i
    JOIN pg_class pc ON pc.oid = i.inhparent
    JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    WHERE i.inhrelid = c.oid
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
