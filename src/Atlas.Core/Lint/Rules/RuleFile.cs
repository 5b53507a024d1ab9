using Atlas.Core.Model;
using Atlas.Core.Schemas.Reading;
using Atlas.Core.Variables;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Lint.Rules;

/// <summary>Rules of a project and the predicates that they use, from <c>*.rule.hcl</c> files that are one
/// document.</summary>
public sealed class RuleFile
{
    private static readonly BodyShape Any = new() { TakesAnyAttribute = true, IgnoresOtherBlocks = true };

    private static readonly BodyShape Shape = new()
    {
        Blocks =
        [
            new("predicate", Any) { Labels = ["kind", "name"], IsUnique = true },
            new("rule", Any) { Labels = ["scope", "name"], IsUnique = true },
            VariableShape.Typed with { IsUnique = true }, new("locals", new() { TakesAnyAttribute = true }),
        ],
    };

    private static readonly Scope Functions = new(null, StandardFunctions.All);

    private readonly Conditions conditions;

    private RuleFile(IReadOnlyList<BlockSyntax> predicates, IReadOnlyList<SchemaRule> rules, Scope inputs) =>
        (conditions, Rules) = (new(predicates, inputs), rules);

    /// <summary>The file without a rule.</summary>
    public static RuleFile Empty { get; } = new([], [], Functions);

    /// <summary>Gets the rules in source order.</summary>
    public IReadOnlyList<SchemaRule> Rules { get; }

    /// <summary>Reads files; throws <see cref="DiagnosticException"/> with what is wrong.</summary>
    /// <param name="files">The files.</param>
    /// <param name="variables">The values of their variables; those of other names are left aside.</param>
    public static RuleFile Read(IEnumerable<SourceText> files, IReadOnlyDictionary<string, Value> variables)
    {
        var diagnostics = new DiagnosticBag();
        var (predicates, rules) = (new List<BlockSyntax>(), new List<SchemaRule>());
        var bodies = files.Select(f => HclParser.ParseFile(f)).ToList();
        foreach (var body in bodies)
        {
            Shape.Check(body, diagnostics);
            predicates.AddRange(body.BlocksOf("predicate").Where(b => IsKind(b, diagnostics)));
            rules.AddRange(body.BlocksOf("rule").Where(b => IsOfSchemas(b, diagnostics)).Select(b => new SchemaRule(b)));
        }

        var inputs = new Inputs(bodies, variables, diagnostics, Functions).Read();
        diagnostics.ThrowIfErrors();
        return new RuleFile(predicates, rules, inputs);
    }

    /// <summary>Returns what the rules refuse in a pass of a whole schema.</summary>
    public IEnumerable<Finding> Check(Pass pass) => Rules.SelectMany(r => r.Check(pass, conditions));

    private static bool IsKind(BlockSyntax block, DiagnosticBag diagnostics)
    {
        if (block.Labels.Count < 2 || SchemaObject.Kinds.Contains(block.Labels[0].Text)) return block.Labels.Count == 2;
        diagnostics.Error("Unknown kind of object",
            $"There are no predicates on \"{block.Labels[0].Text}\"; there are on {string.Join(", ", SchemaObject.Kinds)}."
                + Suggestion.For(block.Labels[0].Text, SchemaObject.Kinds), block.Labels[0].Span);
        return false;
    }

    private static bool IsOfSchemas(BlockSyntax block, DiagnosticBag diagnostics)
    {
        if (block.Labels.Count < 2 || block.Labels[0].Text == "schema") return block.Labels.Count == 2;
        diagnostics.Error("Unsupported scope",
            $"Rules of the scope \"{block.Labels[0].Text}\" are not supported: write rule \"schema\" " +
            $"\"{block.Labels[1].Text}\".", block.Labels[0].Span);
        return false;
    }
}
