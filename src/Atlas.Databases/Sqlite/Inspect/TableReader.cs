using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Sqlite.Sql;

namespace Atlas.Databases.Sqlite.Inspect;

/// <summary>Makes one table of its rows and its CREATE TABLE text.</summary>
internal sealed class TableReader(ObjectRow table, Catalogue catalogue, Dialect dialect)
{
    private readonly CreateTable _text = CreateTableParser.Parse(table.Sql);
    private readonly List<ColumnRow> _columns = [.. catalogue.Columns[table.Name]];

    /// <summary>Gets the clauses that the model has no place for: a rebuild would lose them.</summary>
    public IEnumerable<UnmanagedObject> Unmodelled =>
        _text.Unmodelled.Select(kind => Clause(kind, table.Name))
            .Concat(ForeignKeys().Where(k => !IsResolved(k))
                .Select(k => Clause("foreign key without its table", $"{table.Name}.{k[0].From}")));

    public Table Read(NamesInUse names) => new(table.Name)
    {
        Columns = [.. _columns.Select(Column)],
        PrimaryKey = _columns.Where(c => c.KeyPosition > 0).OrderBy(c => c.KeyPosition).Select(c => c.Name)
            .ToSeq() is { IsEmpty: false } key
            ? new PrimaryKey(key)
            : null,
        Indexes = [.. catalogue.IndexParts[table.Name].GroupBy(p => p.Index).Select(parts => Index([.. parts], names))],
        ForeignKeys = [.. ReadForeignKeys()],
        Checks = [.. _text.Checks],
        IsStrict = table.IsStrict,
        IsWithoutRowId = table.IsWithoutRowId,
    };

    private Column Column(ColumnRow row)
    {
        var text = _text.Columns.FirstOrDefault(c => IsSame(c.Name, row.Name));
        return new Column(row.Name, dialect.TypeFromSql(row.Type), row.IsNullable)
        {
            Default = row.Default is { } value ? new RawSql(value) : null,
            Generated = row.Hidden is 2 or 3 ? new Generated(text?.Generated ?? "", row.Hidden == 3) : null,
            IsAutoIncrement = _text.IsAutoIncrement && row.KeyPosition == 1,
            Collation = text?.Collation,
        };
    }

    private Index Index(List<IndexPartRow> parts, NamesInUse names)
    {
        var first = parts[0];
        if (!first.IsExplicit)
        {
            var columns = parts.Select(p => p.Column ?? "").ToList();
            return new Index(names.Claim(DefaultNames.Unique(table.Name, columns)),
                [.. parts.Select(p => Part(p, null))])
            { IsUnique = true };
        }

        var text = CreateIndex.Parse(catalogue.Relation(first.Index)?.Sql ?? "");
        return new Index(first.Index, [.. parts.Select((p, i) => Part(p, i < text.Parts.Count ? text.Parts[i] : null))])
        {
            IsUnique = first.IsUnique,
            Predicate = text.Predicate,
        };
    }

    /// <summary>A collation that differs from the column's makes the part an expression, which is how the language can
    /// say it.</summary>
    private IndexPart Part(IndexPartRow row, string? text)
    {
        var own = _text.Columns.FirstOrDefault(c => IsSame(c.Name, row.Column ?? ""))?.Collation ?? "BINARY";
        return row.Column is { } column && IsSame(own, row.Collation ?? own)
            ? new IndexPart { Column = column, IsDescending = row.IsDescending }
            : row.Column is { } other
                ? new IndexPart { Column = other, Collation = row.Collation, IsDescending = row.IsDescending }
                : new IndexPart { Expression = text ?? "", IsDescending = row.IsDescending };
    }

    private IEnumerable<List<ForeignKeyRow>> ForeignKeys() =>
        catalogue.ForeignKeys[table.Name].GroupBy(k => k.Id).Select(k => k.ToList());

    private IEnumerable<ForeignKey> ReadForeignKeys()
    {
        var texts = _text.ForeignKeys.ToList();
        var names = new NamesInUse(_text.ForeignKeys.Where(k => k.Name is not null).Select(k => k.Name ?? "")
            .Distinct());
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rows in ForeignKeys().Where(IsResolved))
        {
            var columns = rows.Select(r => OwnColumn(r.From)).ToSeq();
            var at = texts.FindIndex(t => IsSame(t.Table, rows[0].Table)
                && t.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase));
            var name = at < 0 ? null : texts[at].Name;
            if (at >= 0) texts.RemoveAt(at);
            if (name is null || !given.Add(name))
                name = names.Claim(name ?? DefaultNames.ForeignKey(table.Name, columns));

            var parent = Parent(rows[0]);
            var referenced = rows[0].To is null ? KeyOf(parent) : rows.Select(r => ColumnOf(parent, r.To ?? ""))
                .ToSeq();
            yield return new ForeignKey(name, columns, new ObjectName(dialect.DefaultSchema, parent ?? rows[0].Table),
                referenced)
            {
                OnUpdate = Vocabulary.Action(rows[0].OnUpdate),
                OnDelete = Vocabulary.Action(rows[0].OnDelete),
            };
        }
    }

    /// <summary>Whether it is known which columns are meant.</summary>
    private bool IsResolved(List<ForeignKeyRow> key) =>
        key[0].To is not null || KeyOf(Parent(key[0])).Count == key.Count;

    private string? Parent(ForeignKeyRow row) =>
        catalogue.Relation(row.Table) is { Type: "table" } parent ? parent.Name : null;

    private Seq<string> KeyOf(string? parent) => parent is null
        ? []
        : [.. catalogue.Columns[parent].Where(c => c.KeyPosition > 0).OrderBy(c => c.KeyPosition).Select(c => c.Name)];

    private string ColumnOf(string? parent, string name) =>
        (parent is null ? null : catalogue.Columns[parent].FirstOrDefault(c => IsSame(c.Name, name))?.Name) ?? name;

    private string OwnColumn(string name) => _columns.Find(c => IsSame(c.Name, name))?.Name ?? name;

    private UnmanagedObject Clause(string kind, string name) =>
        new(kind, name, [new ObjectName(dialect.DefaultSchema, table.Name)]) { IsPartOfTable = true };

    private static bool IsSame(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
