using Atlas.Core.Model;

namespace Atlas.Core.Schemas.Language;

/// <summary>What an attribute of a block may be.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What its value is.</param>
internal sealed record AttributeSpec(string Name, ValueKind Kind)
{
    /// <summary>Gets whether the block is wrong without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Gets the message when a required one is missing, with <c>{label}</c> filled in; null for the general
    /// one.</summary>
    public string? Missing { get; init; }

    /// <summary>Gets the bare words that mean something here, and nowhere else; may be empty.</summary>
    public Seq<string> Words { get; init; } = [];

    /// <summary>Gets whether a string that isn't one of the words is taken as it is.</summary>
    public bool TakesOtherStrings { get; init; }

    /// <summary>Gets the databases that have it.</summary>
    public Engines Engines { get; init; } = Engines.All;

    /// <summary>Gets whether it is printed after the block's own blocks.</summary>
    public bool IsTail { get; init; }

    /// <summary>Gets whether this program acts on it; else a document that has it is refused.</summary>
    public bool IsSupported { get; init; } = true;
}

/// <summary>The kinds of attribute values.</summary>
internal enum ValueKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A list of strings.</summary>
    Texts,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>One of the attribute's words.</summary>
    Word,

    /// <summary>A word, a string or <c>sql("…")</c>.</summary>
    WordOrSql,

    /// <summary>A string, number, bool or <c>sql("…")</c>.</summary>
    Default,

    /// <summary><c>sql("…")</c> only.</summary>
    Sql,

    /// <summary>A type's word or call, <c>sql("…")</c>, or a reference to a type.</summary>
    Type,

    /// <summary>A reference to a block.</summary>
    Reference,

    /// <summary>A list of references.</summary>
    References,

    /// <summary>Anything; read by the block's own rules.</summary>
    Any,
}
