using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Core.Projects;

/// <summary>What an <c>atlas.hcl</c> may hold: one table of blocks, their labels and attributes.</summary>
internal static class ProjectShape
{
    private sealed record Shape(int MinLabels, int MaxLabels, string[]? Attributes, Dictionary<string, Shape>? Blocks)
    {
        /// <summary>Whether the content is another place's affair, or free.</summary>
        public bool IsOpen => Attributes is null;
    }

    private static readonly Shape Free = new(0, 9, null, null);

    private static readonly Shape Rule = new(0, 1, ["condition", "message"], []);

    private static readonly Shape CheckBlock = new(1, 1, [], new()
    {
        ["allow"] = Rule with { Attributes = ["condition"] },
        ["deny"] = Rule,
        ["drift"] = new(0, 0, ["on_error", "exclude"], []),
    });

    private static readonly Shape FormatBlock = new(0, 0, [], new()
    {
        ["schema"] = new(0, 0, ["inspect", "apply", "diff", "push", "clean", "plan", "lint", "test"], []),
        ["migrate"] = Free,
        ["cloud"] = Free,
    });

    private static readonly Shape DiffBlock = new(0, 0, [], new()
    {
        ["skip"] = Free,
        ["concurrent_index"] = new(0, 0, ["create", "add", "drop"], []),
        ["materialized"] = Free,
        ["add_table"] = Free,
        ["drop_table"] = Free,
        ["add_column"] = Free,
        ["add_index"] = Free,
    });

    private static readonly Shape SchemaBlock = new(0, 0, ["src"], new()
    {
        ["repo"] = new(0, 0, ["name", "report", "backup"], new() { ["backup"] = Free }),
        ["mode"] = Free,
    });

    /// <summary>The blocks at the top; those that are null belong to Atlas and aren't here yet.</summary>
    private static readonly Dictionary<string, Shape?> Top = new()
    {
        ["atlas"] = new(0, 0, [], new() { ["cloud"] = new(0, 0, ["url", "token", "report", "org", "project"], []) }),
        ["variable"] = new(1, 1, ["type", "default", "description"], new() { ["validation"] = new(0, 0, ["condition", "error_message"], []) }),
        ["locals"] = Free,
        ["data"] = new(2, 2, null, null),
        ["env"] = new(0, 1, null, new()
        {
            ["schema"] = SchemaBlock, ["check"] = CheckBlock, ["diff"] = DiffBlock, ["lint"] = Free, ["format"] = FormatBlock,
            ["log"] = FormatBlock,
        }),
        ["check"] = CheckBlock,
        ["diff"] = DiffBlock,
        ["lint"] = Free,
        ["format"] = FormatBlock,
        ["test"] = null, ["docker"] = null, ["hook"] = null, ["exporter"] = null, ["predicate"] = null, ["script"] = null,
        ["deployment"] = null,
    };

    /// <summary>Checks a file; throws <see cref="DiagnosticException"/> with every error, and returns the warnings.</summary>
    public static IReadOnlyList<Diagnostic> Check(BodySyntax body)
    {
        var diagnostics = new DiagnosticBag();
        foreach (var attribute in body.Attributes)
            diagnostics.Error("Unsupported argument", $"An argument named \"{attribute.Name}\" is not expected at the top of a project file.", attribute.NameSpan);
        foreach (var block in body.Blocks)
        {
            if (!Top.TryGetValue(block.Type, out var shape))
                diagnostics.Warning("Unknown block", $"Blocks of type \"{block.Type}\" are not part of a project file; this one is ignored.{Suggestion(block.Type, Top.Keys)}", block.TypeSpan);
            else if (shape is null)
                diagnostics.Warning("Unsupported block", $"Blocks of type \"{block.Type}\" are not supported yet; nothing reads this one.", block.TypeSpan);
            else
                Check(block, shape, diagnostics);
        }

        diagnostics.ThrowIfErrors();
        return diagnostics.Items;
    }

    private static void Check(BlockSyntax block, Shape shape, DiagnosticBag diagnostics)
    {
        if (block.Labels.Count < shape.MinLabels || block.Labels.Count > shape.MaxLabels)
            diagnostics.Error("Invalid block labels", $"A block of type \"{block.Type}\" takes {Count(shape)}, and this one has {block.Labels.Count}.", block.HeaderSpan);
        if (shape.Attributes is { } known)
            foreach (var attribute in block.Body.Attributes.Where(a => !known.Contains(a.Name)))
                diagnostics.Error("Unsupported argument", $"An argument named \"{attribute.Name}\" is not expected in a block of type \"{block.Type}\".{Suggestion(attribute.Name, known)}", attribute.NameSpan);
        if (shape.Blocks is not { } blocks) return;
        foreach (var inner in block.Body.Blocks)
        {
            if (blocks.TryGetValue(inner.Type, out var innerShape)) Check(inner, innerShape, diagnostics);
            else if (!shape.IsOpen)
                diagnostics.Error("Unsupported block type", $"Blocks of type \"{inner.Type}\" are not expected in a block of type \"{block.Type}\".{Suggestion(inner.Type, blocks.Keys)}", inner.TypeSpan);
        }
    }

    private static string Count(Shape shape) => (shape.MinLabels, shape.MaxLabels) switch
    {
        (0, 0) => "no label",
        (0, 1) => "at most one label",
        (1, 1) => "exactly one label",
        var (min, _) => $"exactly {min} labels",
    };

    private static string Suggestion(string name, IEnumerable<string> known) =>
        Nearest.To(name, known) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";
}
