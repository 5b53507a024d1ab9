using Atlas.Core.Model;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas.Reading;

/// <summary>A reference to a block. A label that several schemas have leads to several objects, which only its use can
/// refuse.</summary>
/// <param name="Kind">The type of the block, such as <c>table</c> or <c>column</c>.</param>
/// <param name="Label">The label of the schema, table or enum it begins at, for messages.</param>
/// <param name="Targets">What it leads to under its final name; not empty.</param>
internal sealed record Reference(string Kind, string Label, Seq<ReferenceTarget> Targets)
{
    /// <summary>The key of an object's member that holds the reference; no attribute can be called so.</summary>
    public const string Member = "$ref";

    public static readonly OpaqueType Type = new("reference");

    /// <summary>Returns the reference a value carries, or null.</summary>
    public static Reference? Of(Value value) =>
        value is { IsKnown: true, IsNull: false, Type: ObjectType }
        && value.Members.TryGetValue(Member, out var member) ? member.AsOpaque() as Reference : null;
}

/// <summary>What a reference leads to.</summary>
/// <param name="Object">The table or enum; for a schema only the first half counts.</param>
/// <param name="Member">The column or index in it; empty for the object itself.</param>
internal readonly record struct ReferenceTarget(ObjectName Object, string Member = "");

/// <summary>The text of <c>sql("…")</c>.</summary>
internal sealed record SqlText(string Sql)
{
    public static readonly OpaqueType Type = new("sql");

    /// <summary>Returns the SQL a value carries, or null.</summary>
    public static SqlText? Of(Value value) =>
        value is { IsKnown: true, IsNull: false, Type: OpaqueType } ? value.AsOpaque() as SqlText : null;
}

/// <summary>What a word of a type means.</summary>
/// <param name="Type">The type; null when the word can't stand alone.</param>
/// <param name="Problem">Why it can't; null when it can.</param>
internal sealed record TypeWord(ColumnType? Type, string? Problem)
{
    public static readonly OpaqueType ValueType = new("type");

    /// <summary>Returns the type a value carries, or null.</summary>
    public static TypeWord? Of(Value value) =>
        value is { IsKnown: true, IsNull: false, Type: OpaqueType } ? value.AsOpaque() as TypeWord : null;
}
