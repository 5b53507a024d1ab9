using Atlas.Core.Model;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>Spells a realm as the server would, as far as that is known without asking it.</summary>
internal static class Canonical
{
    /// <summary>The comment that initdb gives to the schema public: nobody's wish, so it doesn't count.</summary>
    public const string PublicComment = "standard public schema";

    private static readonly string[] Methods = ["BRIN", "HASH", "GIN", "GIST", "SPGIST"];

    /// <summary>Returns the realm in the server's spelling.</summary>
    public static Realm Of(Realm realm) => realm with
    {
        Schemas = realm.Schemas.Select(s => Of(s, realm)).OrderBy(s => s.Name, StringComparer.Ordinal).ToSeq(),
    };

    private static Schema Of(Schema schema, Realm realm) => schema with
    {
        Comment = schema is { Name: "public", Comment: PublicComment } ? null : Comment(schema.Comment),
        Enums = schema.Enums.Select(e => e with { Comment = Comment(e.Comment) })
            .OrderBy(e => e.Name, StringComparer.Ordinal).ToSeq(),
        Objects = schema.Objects.Select(Of).ToSeq(),
        Tables = schema.Tables.Select(t => Of(t, schema.Name, realm)).OrderBy(t => t.Name, StringComparer.Ordinal)
            .ToSeq(),
    };

    // The server alone spells what holds expressions; a sequence holds none.
    private static RealmObject Of(RealmObject item) => item is Sequence sequence
        ? sequence with
        {
            Comment = Comment(sequence.Comment),
            Options = Sequences.Of(sequence.Options, sequence.Type).ToOptions(sequence.Type),
        }
        : item with { Comment = Comment(item.Comment) };

    private static Table Of(Table table, string schema, Realm realm)
    {
        var columns = table.Columns.Select(c => Of(c, table.PrimaryKey, schema, realm)).ToSeq();
        var indexes = table.Indexes.Select(Of).OrderBy(i => i.Name, StringComparer.Ordinal).ToSeq();
        var foreignKeys = table.ForeignKeys
            .Select(f => f with { Comment = Comment(f.Comment) }).OrderBy(f => f.Name, StringComparer.Ordinal).ToSeq();
        return table with
        {
            Comment = Comment(table.Comment),
            Columns = columns,
            Indexes = indexes,
            ForeignKeys = foreignKeys,
            PrimaryKey = table.PrimaryKey is { } key
                ? key with
                {
                    Name = key.Name == ConstraintNames.PrimaryKey(table.Name) ? null
                    : key.Name,
                    Comment = Comment(key.Comment)
                }
                : null,
            Checks = Checks(table),
            IsStrict = false,
            IsWithoutRowId = false,
        };
    }

    private static Column Of(Column column, PrimaryKey? key, string schema, Realm realm)
    {
        var type = Type(column.Type, schema, realm);
        var stored = PostgresTypes.Stored(type);
        return column with
        {
            Type = type,
            IsNullable = column.IsNullable && column.Identity is null && type == stored
                && key?.Columns.Contains(column.Name) != true,
            Default = Defaults.Canonicalize(column.Default, stored),
            Identity = column.Identity is { } identity ? Sequences.Canonicalize(identity, stored) : null,
            Comment = Comment(column.Comment),
            IsAutoIncrement = false,
        };
    }

    private static ColumnType Type(ColumnType type, string schema, Realm realm) => type switch
    {
        ArrayType array => new ArrayType(Type(array.Element, schema, realm)),
        RawType raw => PostgresTypes.FromSql(raw.Sql) switch
        {
            RawType still => Enum(still, schema, realm),
            ArrayType array =>
                new ArrayType(array.Element is RawType element ? Enum(element, schema, realm) : array.Element),
            var known => known,
        },
        BuiltInType builtIn => PostgresTypes.FromWord(builtIn.Word, builtIn.Arguments, out _) ?? type,
        _ => type,
    };

    /// <summary>Links a type that is written as SQL to an enum of that name.</summary>
    private static ColumnType Enum(RawType type, string schema, Realm realm)
    {
        var names = Identifiers.In(type.Sql).ToList();
        ObjectName? name = names switch
        {
            [var own] => new ObjectName(schema, own),
            [var other, var own] => new ObjectName(other, own),
            _ => null,
        };
        return name is { } found && realm.Enum(found) is not null ? new EnumReference(found) : type;
    }

    private static Index Of(Index index)
    {
        var method = index.Method?.ToUpperInvariant();
        return index with
        {
            IsUnique = index.IsUnique || (index.IsConstraint && !index.IsExclusion),
            Method = method switch
            {
                null or "BTREE" => null,
                _ when Methods.Contains(method) => method,
                _ => method.ToLowerInvariant(),
            },
            NullsDistinct = index.NullsDistinct || !(index.IsUnique || (index.IsConstraint && !index.IsExclusion)),
            Parts = index.Parts.Select(p => p with
            { NullsFirst = p.NullsFirst == p.IsDescending ? null : p.NullsFirst }).ToSeq(),
            Comment = Comment(index.Comment),
        };
    }

    private static Seq<Check> Checks(Table table)
    {
        var taken = table.Checks.Select(c => c.Name).OfType<string>()
            .Concat(table.ForeignKeys.Select(f => f.Name))
            .Concat(table.Indexes.Where(i => i.IsConstraint).Select(i => i.Name))
            .Append(table.PrimaryKey?.Name ?? ConstraintNames.PrimaryKey(table.Name)).ToHashSet();
        var named = new List<Check>();
        foreach (var check in table.Checks)
        {
            var name = check.Name ?? ConstraintNames.Check(table, check.Expression, taken);
            taken.Add(name);
            named.Add(check with
            { Name = name, Expression = check.Expression.Trim(), Comment = Comment(check.Comment) });
        }

        return named.OrderBy(c => c.Name, StringComparer.Ordinal).ToSeq();
    }

    // COMMENT ON … IS '' takes the comment away.
    private static string? Comment(string? comment) => comment is "" ? null : comment;
}
