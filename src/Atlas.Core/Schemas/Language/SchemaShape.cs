using System.Collections.Concurrent;
using Atlas.Core.Schemas.Reading;
using Atlas.Core.Variables;
using Atlas.Hcl.Decoding;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Schemas.Language;

/// <summary>The table of the schema language as the shape that one database's documents are checked against.</summary>
internal static class SchemaShape
{
    /// <summary>What other tools read.</summary>
    private static readonly BlockShape Annotation =
        new("annotation", new() { TakesAnyAttribute = true, IgnoresOtherBlocks = true });

    private static readonly ConcurrentDictionary<Engines, BodyShape> Documents = [];

    /// <summary>What stands beside the blocks of a document in its files: inputs.</summary>
    public static readonly BodyShape File = new()
    {
        Blocks = [VariableShape.Typed, new("locals", new() { TakesAnyAttribute = true })],
        IgnoresOtherBlocks = true,
    };

    /// <summary>Returns the shape of a document's blocks after repetition; each one can have been repeated.</summary>
    public static BodyShape Document(Engines engine) => Documents.GetOrAdd(engine, e =>
    {
        var document = Body(DocumentLanguage.Document, e);
        return document with { Blocks = [.. document.Blocks.Select(Repeatable)] };
    });

    private static BlockShape Repeatable(BlockShape block) => block with
    {
        Body = block.Body with
        {
            Attributes = [.. block.Body.Attributes, new AttributeShape(Expander.ForEach, ValueType.Dynamic)],
        },
    };

    private static BodyShape Body(BlockSpec spec, Engines engine) => new()
    {
        Attributes = [.. spec.Attributes.Select(a => Attribute(a, engine))],
        Blocks =
        [
            .. spec.Refused.Where(r => r.Engines.HasFlag(engine)).Select(Refused),
            .. spec.Blocks.Select(b => Block(b, engine)), Annotation,
        ],
        TakesAnyAttribute = spec.TakesOthers,
    };

    // A missing attribute with a message of its own is looked for where the message is made.
    private static AttributeShape Attribute(AttributeSpec spec, Engines engine) =>
        new(spec.Name, ValueType.Dynamic, spec is { IsRequired: true, Missing: null } && spec.Engines.HasFlag(engine))
        {
            Refusal = !spec.Engines.HasFlag(engine)
                ? new($"\"{spec.Name}\" is not an attribute of {EngineNames.Describe(engine)}",
                    $"It belongs to {EngineNames.Describe(spec.Engines)}.")
                : spec.IsSupported
                    ? null
                    : new($"the attribute \"{spec.Name}\" is not supported yet",
                        "Remove the attribute, and manage it by other means."),
        };

    private static BlockShape Block(BlockSpec spec, Engines engine) => new(spec.Type, Body(spec, engine))
    {
        Labels = spec.Labels switch
        {
            Labels.None => [],
            Labels.Qualified => ["schema", "name"],
            _ => ["name"],
        },
        OptionalLabels = spec.Labels == Labels.Optional ? 1 : 0,
        QualifyingLabels = spec.Labels == Labels.Qualified ? 1 : 0,
        AtMost = spec.IsRepeatable ? int.MaxValue : 1,
        Refusal = spec.Engines.HasFlag(engine)
            ? null
            : new($"\"{spec.Type}\" is not a block of {EngineNames.Describe(engine)}",
                $"It belongs to {EngineNames.Describe(spec.Engines)}." +
                    (spec == SchemaLanguage.Unique ? " Write an index with unique = true." : "")),
    };

    private static BlockShape Refused(RefusedBlock refused) => new(refused.Type, new())
    {
        Refusal = new($"{refused.Plural} are not supported yet",
            "Remove the block, and manage the object by other means."),
    };
}
