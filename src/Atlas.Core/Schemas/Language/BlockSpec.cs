using Atlas.Core.Model;

namespace Atlas.Core.Schemas.Language;

/// <summary>What a block may hold. Attributes and blocks are listed in the order in which they are printed.</summary>
/// <param name="Type">The block's type.</param>
/// <param name="Labels">The labels it takes.</param>
internal sealed record BlockSpec(string Type, Labels Labels)
{
    /// <summary>Gets the attributes in print order.</summary>
    public Seq<AttributeSpec> Attributes { get; init; } = [];

    /// <summary>Gets the blocks in print order.</summary>
    public Seq<BlockSpec> Blocks { get; init; } = [];

    /// <summary>Gets the sets of which at most one member may be there.</summary>
    public Seq<Choice> Choices { get; init; } = [];

    /// <summary>Gets the blocks of the language that this program refuses by name.</summary>
    public Seq<RefusedBlock> Refused { get; init; } = [];

    /// <summary>Gets the databases that have it.</summary>
    public Engines Engines { get; init; } = Engines.All;

    /// <summary>Gets whether a body may hold more than one.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Gets whether it takes attributes of any other name, each a string.</summary>
    public bool TakesOthers { get; init; }

    /// <summary>Gets the bare words that those others may be.</summary>
    public Seq<string> OtherWords { get; init; } = [];

    /// <summary>Returns the attribute of that name, or null.</summary>
    public AttributeSpec? Attribute(string name) => Attributes.FirstOrDefault(a => a.Name == name);

    /// <summary>Returns the block of that type, or null.</summary>
    public BlockSpec? Block(string type) => Blocks.FirstOrDefault(b => b.Type == type);
}

/// <summary>The labels a block takes.</summary>
internal enum Labels
{
    /// <summary>None.</summary>
    None,

    /// <summary>A name, or none.</summary>
    Optional,

    /// <summary>A name.</summary>
    Name,

    /// <summary>A name, and before it a qualifier where two schemas have one of that name.</summary>
    Qualified,
}

/// <summary>Attributes and blocks of which at most one may be there.</summary>
/// <param name="Names">The names.</param>
/// <param name="Both">The message when there are several; null for the general one. <c>{label}</c>, <c>{parent}</c>
/// (the label of the
/// block around it) and <c>{position}</c> (among its siblings, from 0) are filled in.</param>
/// <param name="Missing">The message when there is none; null when none is needed.</param>
internal sealed record Choice(Seq<string> Names, string? Both = null, string? Missing = null);

/// <summary>A block of the language that this program doesn't manage.</summary>
/// <param name="Type">The block's type.</param>
/// <param name="Plural">What it declares, as a message calls it.</param>
internal sealed record RefusedBlock(string Type, string Plural)
{
    /// <summary>Gets the databases for which it is refused.</summary>
    public Engines Engines { get; init; } = Engines.All;
}
