using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Schemas.Printing;

/// <summary>Prints column types: a word, a call, a reference, or SQL.</summary>
internal sealed class TypePrinter(Addresses addresses, Dialect dialect)
{
    /// <summary>Returns the source of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="schema">The schema of the table, whose enums need no schema before them in SQL.</param>
    public string Print(ColumnType type, string schema) => type switch
    {
        BuiltInType { Arguments.IsEmpty: true } plain => plain.Word,
        BuiltInType call => $"{call.Word}({string.Join(",", call.Arguments.Select(a => Source.Whole(a)))})",
        EnumReference reference => addresses.Enum(reference.Name),
        TypeReference reference when addresses.Has(reference.Kind, reference.Name) =>
            addresses.Of(reference.Kind, reference.Name),
        TypeReference reference => Source.Sql(EnumName(reference.Name, schema)),
        ArrayType { Element: EnumReference element } => Source.Sql($"{EnumName(element.Name, schema)}[]"),
        ArrayType { Element: TypeReference element } => Source.Sql($"{EnumName(element.Name, schema)}[]"),
        ArrayType array => Source.Sql(dialect.TypeToSql(array, Naming.Qualified)),
        RawType raw => Source.Sql(raw.Sql),
        _ => throw new UnreachableException($"A type of kind {type.GetType().Name} has no source."),
    };

    private string EnumName(ObjectName name, string schema) =>
        name.Schema == schema ? Identifier(name.Name) : $"{Identifier(name.Schema)}.{Identifier(name.Name)}";

    // An enum may be called like a type of the database; only its quotes tell them apart then.
    private string Identifier(string name) =>
        IsPlain(name) && dialect.TypeFromSql(name) is RawType ? name : dialect.Quote(name);

    private static bool IsPlain(string name) =>
        (char.IsAsciiLetterLower(name[0]) || name[0] == '_')
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
