using Atlas.Core.Diff;
using Atlas.Core.Variables;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects;

/// <summary>What an <c>atlas.hcl</c> may hold: one table of blocks, their labels and attributes.</summary>
/// <remarks>Values are looked at where they are read, since what nobody reads is never evaluated.</remarks>
internal static class ProjectShape
{
    /// <summary>A body that is another place's affair.</summary>
    public static readonly BodyShape Free = new() { TakesAnyAttribute = true, IgnoresOtherBlocks = true };

    private static readonly BlockShape Check = new("check", new()
    {
        Blocks =
        [
            new("allow", Body("condition!")) { Labels = ["name"], OptionalLabels = 1 },
            new("deny", Body("condition!", "message")) { Labels = ["name"], OptionalLabels = 1 },
            new("drift", Body("on_error", "exclude")),
        ],
    })
    { Labels = ["command"] };

    private static readonly BodyShape FormatBody = new()
    {
        Blocks =
        [
            new("schema", Body("inspect", "apply", "diff", "push", "clean", "plan", "lint", "test")),
            new("migrate", Free),
            new("cloud", Free),
        ],
    };

    private static readonly BlockShape Diff = new("diff", new()
    {
        Blocks =
        [
            new("skip", new() { Attributes = [.. SkipWords.Known.Select(w => new AttributeShape(w, ValueType.Bool))] }),
            new("concurrent_index", Body("create", "add", "drop")),
            .. from kind in (string[])["materialized", "add_table", "drop_table", "add_column",
                "add_index"] select new BlockShape(kind, Free),
        ],
    });

    private static readonly BlockShape Limits = new("limits", Body("lock_timeout", "lock_tries", "rewrite", "scan", "lock"));

    private static readonly BlockShape Schema = new("schema", new()
    {
        Attributes = [new("src", ValueType.Dynamic)],
        Blocks = [new("repo", Body("name", "report", "backup") with { Blocks = [new("backup", Free)] }),
            new("mode", Free)],
    });

    private static readonly BlockShape Format = new("format", FormatBody);

    /// <summary>Where the tests of each kind are; checked again where an environment's is read.</summary>
    public static readonly BlockShape Test = new("test", new()
    {
        Blocks =
        [
            new("schema", Body("src", "vars")) { AtMost = 1 },
            new("plan", Body("src", "vars")) { AtMost = 1 },
            new("migrate", Free),
            new("script", Free),
        ],
    });

    private static readonly BodyShape File = new()
    {
        Blocks =
        [
            new("atlas", new() { Blocks = [new("cloud", Body("url", "token", "report", "org", "project"))] }),
            VariableShape.Block,
            new("locals", new() { TakesAnyAttribute = true }),
            Test,
            new("data", Free) { Labels = ["type", "name"] },
            new("docker", Body("image!", "schema", "database", "baseline") with { Blocks = [new("build", Free)] })
            {
                Labels = ["driver", "name"],
            },
            new("env", Free with { Blocks = [Schema, Check, Diff, Limits, LintShape.Block, Format, new("log", FormatBody)] })
            {
                Labels = ["name"], OptionalLabels = 1,
            },
            Check, Diff, Limits, LintShape.Block, Format,
        ],
        IgnoresOtherBlocks = true,
    };

    /// <summary>The blocks that belong to Atlas and aren't here yet.</summary>
    private static readonly string[] NotYet = ["hook", "exporter", "predicate", "script",
        "deployment"];

    /// <summary>Checks a file; throws <see cref="DiagnosticException"/> with every error, and returns the
    /// warnings.</summary>
    public static IReadOnlyList<Diagnostic> WarningsOf(BodySyntax body)
    {
        var diagnostics = new DiagnosticBag();
        File.Check(body, diagnostics);
        foreach (var block in body.Blocks.Where(b => File.Blocks.All(known => known.Type != b.Type)))
            if (NotYet.Contains(block.Type))
                diagnostics.Warning("Unsupported block",
                    $"Blocks of type \"{block.Type}\" are not supported yet; nothing reads this one.", block.TypeSpan);
            else
                diagnostics.Warning("Unknown block",
                    $"Blocks of type \"{block.Type}\" are not part of a project file; this one is ignored." +
                    Suggestion.For(block.Type, File.Blocks.Select(b => b.Type)), block.TypeSpan);
        diagnostics.ThrowIfErrors();
        return diagnostics.Items;
    }

    /// <summary>A body of these attributes; an exclamation mark behind a name means that it is required.</summary>
    private static BodyShape Body(params string[] names) => new()
    {
        Attributes = [.. names.Select(n => new AttributeShape(n.TrimEnd('!'), ValueType.Dynamic, n.EndsWith('!')))],
    };
}
