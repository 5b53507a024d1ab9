using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads column types, and links SQL text that names an enum of the document to it.</summary>
internal sealed class TypeReader(Dialect dialect, IReadOnlyList<Declaration> enums)
{
    /// <summary>Gets the database whose types these are.</summary>
    public Engines Engine { get; } = EngineNames.Of(dialect.Name);

    /// <summary>Returns the type of a column; null after an error.</summary>
    public ColumnType? Read(Block column, string schema)
    {
        if (column.Type("type") is not { } value) return null;
        var type = Named(column, value) ?? (SqlText.Of(value) is { } sql ? FromSql(sql.Sql, schema) : null);
        if (type is null && Reference.Of(value) is null && TypeWord.Of(value) is null)
            column.Unexpected(value, "type", "Give a type's word such as text, or SQL as sql(\"text\").");
        return type is not null && column.Bool("unsigned")
            ? dialect.TypeFromSql($"{dialect.TypeToSql(type, Naming.Unqualified)} unsigned") : type;
    }

    private static ColumnType? Named(Block column, Value value)
    {
        if (TypeWord.Of(value) is { } word)
        {
            if (word.Problem is { } problem) column.Error(problem, "", "type");
            return word.Type;
        }

        if (Reference.Of(value) is not { } reference) return null;
        if (reference.Kind == "enum") return column.Single(reference, "type") is { } target
            ? new EnumReference(target.Object) : null;
        column.Error(
            "invalid reference used in type",
            reference.Kind == "table" ? "The row type of a table is not supported yet as a column's type."
                : "A type or an enum is needed.", "type");
        return null;
    }

    private ColumnType FromSql(string sql, string schema) => dialect.TypeFromSql(sql) switch
    {
        RawType { Sql: var text } when text.EndsWith("[]", StringComparison.Ordinal)
            && Enum(text[..^2], schema) is { } element => new ArrayType(element),
        RawType raw when Enum(raw.Sql, schema) is { } reference => reference,
        ArrayType { Element: RawType raw } when Enum(raw.Sql, schema) is { } element => new ArrayType(element),
        var type => type,
    };

    /// <summary>Finds the enum of a name as SQL writes it: in the table's own schema first, then anywhere if there is
    /// only one.</summary>
    private EnumReference? Enum(string sql, string schema)
    {
        if (SqlName.Parse(sql) is not { } parts || parts.Count > 2) return null;
        var found = enums.Where(e => e.Name.Name == parts[^1] && (parts.Count == 1 || e.Name.Schema == parts[0]))
            .Select(e => e.Name).ToList();
        return found switch
        {
            [var only] => new(only),
            _ when found.Contains(new(schema, parts[^1])) => new(new ObjectName(schema, parts[^1])),
            _ => null,
        };
    }
}
