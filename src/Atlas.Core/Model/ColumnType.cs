namespace Atlas.Core.Model;

/// <summary>A column's type; the kinds are a closed family.</summary>
public abstract record ColumnType
{
    private protected ColumnType() { }
}

/// <summary>A type of the database itself.</summary>
/// <param name="Word">The canonical word of the schema language, such as <c>character_varying</c> or
/// <c>timestamptz</c>.</param>
/// <param name="Arguments">The arguments that aren't the type's defaults, such as 255; may be empty.</param>
public sealed record BuiltInType(string Word, Seq<int> Arguments) : ColumnType;

/// <summary>An enum of the same database.</summary>
/// <param name="Name">The enum's name.</param>
public sealed record EnumReference(ObjectName Name) : ColumnType;

/// <summary>Another type of the same database: a domain, a composite or range type, or the rows of a table or view.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
public sealed record TypeReference(ObjectKind Kind, ObjectName Name) : ColumnType;

/// <summary>An array; dimensions and sizes don't count, as in the database.</summary>
/// <param name="Element">The element's type, never an array itself.</param>
public sealed record ArrayType(ColumnType Element) : ColumnType;

/// <summary>A type that is known by its SQL text only, such as one of an extension.</summary>
/// <param name="Sql">The text as the database spells it.</param>
public sealed record RawType(string Sql) : ColumnType;
