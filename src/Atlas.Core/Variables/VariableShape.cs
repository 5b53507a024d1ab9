using Atlas.Hcl.Decoding;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Variables;

/// <summary>What a <c>variable</c> block may hold, in project files and in schema files.</summary>
internal static class VariableShape
{
    /// <summary>The block; its values are looked at where they are read.</summary>
    public static readonly BlockShape Block = new("variable", new()
    {
        Attributes =
        [
            new("type", ValueType.Dynamic), new("default", ValueType.Dynamic), new("description", ValueType.Dynamic),
        ],
        Blocks =
        [
            new("validation", new()
            {
                Attributes = [new("condition", ValueType.Dynamic, true), new("error_message", ValueType.Dynamic)],
            }),
        ],
    })
    { Labels = ["name"] };

    /// <summary>The block where a type must be given.</summary>
    public static readonly BlockShape Typed = Block with
    {
        Body = Block.Body with
        {
            Attributes = [.. Block.Body.Attributes.Select(a => a with { IsRequired = a.Name == "type" })],
        },
    };
}
