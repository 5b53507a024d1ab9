-- The key parts of every index of ordinary tables.
SELECT l.name,
       i.name,
       i."unique",
       i.origin,             -- c: CREATE INDEX, u: a UNIQUE constraint, pk: the primary key
       p.name,               -- null for an expression
       p."desc",
       p.coll
FROM pragma_table_list AS l
JOIN pragma_index_list(l.name, 'main') AS i
JOIN pragma_index_xinfo(i.name, 'main') AS p
WHERE l.schema = 'main' AND l.type = 'table' AND i.origin <> 'pk' AND p.key = 1
ORDER BY l.name, i.seq DESC, p.seqno
