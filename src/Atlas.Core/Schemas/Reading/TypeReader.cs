using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads types, and links SQL text that names a type of the document to it.</summary>
/// <param name="dialect">The dialect.</param>
/// <param name="declared">The blocks that declare types: enums, domains, composite and range types, tables.</param>
internal sealed class TypeReader(Dialect dialect, IReadOnlyList<Declaration> declared)
{
    /// <summary>Gets the database whose types these are.</summary>
    public Engines Engine { get; } = EngineNames.Of(dialect.Name);

    /// <summary>Returns a type; null after an error, and where there is none.</summary>
    /// <param name="column">The block that has it.</param>
    /// <param name="schema">The block's schema, in which names of SQL text are looked for first.</param>
    /// <param name="attribute">The attribute.</param>
    public ColumnType? Read(Block column, string schema, string attribute = "type")
    {
        if (column.Type(attribute) is not { } value) return null;
        var type = Named(column, value, attribute) ?? (SqlText.Of(value) is { } sql ? FromSql(sql.Sql, schema) : null);
        if (type is null && Reference.Of(value) is null && TypeWord.Of(value) is null)
            column.Unexpected(value, attribute, "Give a type's word such as text, or SQL as sql(\"text\").");
        return type is not null && column.Bool("unsigned")
            ? dialect.TypeFromSql($"{dialect.TypeToSql(type, Naming.Unqualified)} unsigned") : type;
    }

    private static ColumnType? Named(Block column, Value value, string attribute)
    {
        if (TypeWord.Of(value) is { } word)
        {
            if (word.Problem is { } problem) column.Error(problem, "", attribute);
            return word.Type;
        }

        if (Reference.Of(value) is not { } reference) return null;
        if (KindOf(reference.Kind) is { } kind)
            return column.Single(reference, attribute) is { } target ? Made(kind, target.Object) : null;
        column.Error($"invalid reference used in {attribute}",
            "A type, an enum, a domain, a composite or range type, or a table is needed.", attribute);
        return null;
    }

    private static ObjectKind? KindOf(string word) => word switch
    {
        "enum" => ObjectKind.Enum,
        "domain" => ObjectKind.Domain,
        "composite" => ObjectKind.Composite,
        "range" => ObjectKind.Range,
        "table" or "partition" => ObjectKind.Table,
        "view" => ObjectKind.View,
        "materialized" => ObjectKind.Materialized,
        _ => null,
    };

    private static ColumnType Made(ObjectKind kind, ObjectName name) =>
        kind == ObjectKind.Enum ? new EnumReference(name) : new TypeReference(kind, name);

    private ColumnType FromSql(string sql, string schema) => dialect.TypeFromSql(sql) switch
    {
        RawType { Sql: var text } when text.EndsWith("[]", StringComparison.Ordinal)
            && Declared(text[..^2], schema) is { } element => new ArrayType(element),
        RawType raw when Declared(raw.Sql, schema) is { } reference => reference,
        ArrayType { Element: RawType raw } when Declared(raw.Sql, schema) is { } element => new ArrayType(element),
        var type => type,
    };

    /// <summary>Finds the type of a name as SQL writes it: in the table's own schema first, then anywhere if there is
    /// only one.</summary>
    private ColumnType? Declared(string sql, string schema)
    {
        if (SqlName.Parse(sql) is not { } parts || parts.Count > 2) return null;
        var found = declared.Where(e => e.Name.Name == parts[^1] && (parts.Count == 1 || e.Name.Schema == parts[0]))
            .Select(e => Made(KindOf(e.Kind) ?? ObjectKind.Enum, e.Name)).ToList();
        var own = declared.Where(e => e.Name == new ObjectName(schema, parts[^1]))
            .Select(e => Made(KindOf(e.Kind) ?? ObjectKind.Enum, e.Name)).FirstOrDefault(found.Contains);
        return found switch
        {
            [var only] => only,
            _ => own,
        };
    }
}
