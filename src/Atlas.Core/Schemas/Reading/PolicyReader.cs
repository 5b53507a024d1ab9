using Atlas.Core.Model;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads policies, which lie in the schemas of their tables.</summary>
internal static class PolicyReader
{
    /// <returns>The policy with its schema; null after an error.</returns>
    public static (string Schema, Policy Policy)? Read(Block block, string name)
    {
        if (block.Named("on", "table", "partition") is not { } on) return null;
        var roles = block.Roles("to");
        return (on.Name.Schema, new Policy(name, on.Name.Name)
        {
            IsRestrictive = block.Word("as") == "RESTRICTIVE",
            Command = block.Word("for") is not "ALL" and var command ? command : null,
            Roles = roles.IsEmpty ? [Policy.Public] : roles.Distinct().Order(StringComparer.Ordinal).ToSeq(),
            Using = block.Text("using")?.Trim(),
            Check = block.Text("check")?.Trim(),
        });
    }
}
