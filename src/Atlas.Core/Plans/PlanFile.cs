using Atlas.Core.Dialects;
using Atlas.Core.Planning;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Hcl.Writing;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Plans;

/// <summary>A plan as a file (<c>*.plan.hcl</c>) holds it: one block <c>plan "name" { from, to, migration
/// }</c>.</summary>
/// <param name="Name">The plan's name.</param>
/// <param name="From">The fingerprint of the state it starts at.</param>
/// <param name="To">The fingerprint of the state it arrives at.</param>
/// <param name="Migration">The SQL, with its comments and directives.</param>
public sealed record PlanFile(string Name, Fingerprint From, Fingerprint To, string Migration)
{
    /// <summary>The end of the names of plan files.</summary>
    public const string Ending = ".plan.hcl";

    private static readonly BodyShape Shape = new()
    {
        Blocks =
        [
            new("plan", new()
            {
                Attributes =
                [
                    new("from", ValueType.String, true), new("to", ValueType.String, true),
                    new("migration", ValueType.String, true),
                ],
            })
            { Labels = ["name"], AtLeast = 1, AtMost = 1 },
        ],
    };

    /// <summary>Reads a file; throws <see cref="DiagnosticException"/> with everything that is wrong.</summary>
    public static PlanFile Read(SourceText source)
    {
        var diagnostics = new DiagnosticBag();
        var plan = Shape.Check(HclParser.ParseFile(source), diagnostics).Block("plan");
        diagnostics.ThrowIfErrors();
        var (from, to, migration) = (Text("from"), Text("to"), Text("migration"));
        diagnostics.ThrowIfErrors();
        return new PlanFile(plan?.Label(0) ?? "", new Fingerprint(from), new Fingerprint(to), migration);

        string Text(string name)
        {
            var value = plan?.Body.Evaluate(name, new Scope(), diagnostics);
            if (value is { IsKnown: true, IsNull: false }) return value.AsString();
            if (value is not null)
                diagnostics.Error("Missing value", $"The value of \"{name}\" is null.",
                    plan?.Body.Attribute(name)?.Value.Span ?? new Span(source, 0, 0));
            return "";
        }
    }

    /// <summary>Writes the file; reading it gives an equal plan.</summary>
    public string Write()
    {
        var readable = Written($"<<-SQL\n{Indented(Escaped(Migration))}  SQL");
        return Migration.EndsWith('\n') && IsEqual(readable) ? readable : Written(ValueWriter.Quote(Migration));
    }

    /// <summary>Throws <see cref="AbortException"/> unless the plan leads from one state to another.</summary>
    /// <param name="from">The fingerprint of what is there.</param>
    /// <param name="to">The fingerprint of what is wanted.</param>
    public void EnsureLeads(Fingerprint from, Fingerprint to)
    {
        if (From != from) throw new AbortException(Mismatch("From", From, "current", "--from", from));
        if (To != to) throw new AbortException(Mismatch("To", To, "desired", "--to", to));
    }

    private static string Mismatch(string end, Fingerprint plan, string state, string flag, Fingerprint actual) =>
        $"The plan \"{end}\" hash does not match the {state} state hash (passed with {flag}):\n\n" +
            $"  - {plan} (plan value)\n  + {actual} ({state} hash)\n";

    private string Written(string migration) => new HclWriter()
        .Block("plan", [Name], body => body
            .Attribute("from", ValueWriter.Quote(From.Value))
            .Attribute("to", ValueWriter.Quote(To.Value))
            .Attribute("migration", migration))
        .ToString();

    private bool IsEqual(string text)
    {
        try
        {
            return Read(SourceText.From("", text)) == this;
        }
        catch (DiagnosticException)
        {
            // A line of the SQL may be the heredoc's own end.
            return false;
        }
    }

    private static string Escaped(string text) => text
        .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);

    private static string Indented(string text) => string.Concat(
        text.TrimEnd('\n').Split('\n').Select(l => l.Length == 0 ? "\n" : $"  {l}\n"));
}
