using Atlas.Core.Lint;
using Atlas.Hcl.Decoding;

namespace Atlas.Core.Projects;

/// <summary>What a <c>lint</c> block may hold.</summary>
internal static class LintShape
{
    /// <summary>The kinds of object that have conventions for their names.</summary>
    public static readonly string[] NamedKinds = ["schema", "table", "column", "index", "foreign_key", "check"];

    /// <summary>The block.</summary>
    public static readonly BlockShape Block = new("lint", new()
    {
        Attributes = Attributes("review", "latest", "format", "log"),
        Blocks =
        [
            new("git", Body("base", "dir")),
            new("destructive", Body("error", "force") with
            {
                Blocks = [new("allow_table", Body("match!")), new("allow_column", Body("match!"))],
            }),
            new("concurrent_index", Body("error", "check_create", "check_drop", "check_txmode")),
            new("large_table", Body("error", "rows")),
            new("ownership", Body("error", "allow", "deny")),
            new("naming", Body("error", "match", "message") with
            {
                Blocks = [.. NamedKinds.Select(k => new BlockShape(k, Body("match!", "message")) { AtMost = 1 })],
            }),
            new("non_linear", Body("error", "on_edit")),
            .. Family.All.Select(f => f.Name)
                .Except(["destructive", "concurrent_index", "large_table", "ownership", "naming"])
                .Select(n => new BlockShape(n, Body("error"))),
            new("check", Body("error", "skip")) { Labels = ["code"] },
            new("rule", Body("src!", "vars")) { Labels = ["language", "name"] },
        ],
    });

    private static BodyShape Body(params string[] names) => new() { Attributes = Attributes(names) };

    private static List<AttributeShape> Attributes(params string[] names) =>
        [.. names.Select(n => new AttributeShape(n.TrimEnd('!'), Hcl.Values.ValueType.Dynamic, n.EndsWith('!')))];
}
