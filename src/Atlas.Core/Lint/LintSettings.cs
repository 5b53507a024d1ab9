using Atlas.Core.Model;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Lint;

/// <summary>What a project's <c>lint</c> block says.</summary>
public sealed record LintSettings
{
    /// <summary>The settings without any wish.</summary>
    public static readonly LintSettings Default = new();

    /// <summary>Gets whether the project has a <c>lint</c> block at all.</summary>
    public bool IsThere { get; init; }

    /// <summary>Gets which plans a person must approve; null when the project doesn't say.</summary>
    public ReviewPolicy? Review { get; init; }

    /// <summary>Gets how much families matter where that isn't their own severity, by their names.</summary>
    public Seq<KeyValuePair<string, Severity>> Families { get; init; } = [];

    /// <summary>Gets how much single rules matter, by their codes; goes before their families'.</summary>
    public Seq<KeyValuePair<string, Severity>> Codes { get; init; } = [];

    /// <summary>Gets the codes that aren't looked for.</summary>
    public Seq<string> Skipped { get; init; } = [];

    /// <summary>Gets whether no directive silences destructive changes.</summary>
    public bool ForcesDestructive { get; init; }

    /// <summary>Gets the tables that may be dropped; null for none.</summary>
    public NamePattern? DroppableTables { get; init; }

    /// <summary>Gets the columns that may be dropped; null for none.</summary>
    public NamePattern? DroppableColumns { get; init; }

    /// <summary>Gets the conventions for names, at most one for each kind of object.</summary>
    public Seq<NamingConvention> Naming { get; init; } = [];

    /// <summary>Gets which objects the project may change.</summary>
    public OwnershipPolicy Ownership { get; init; } = OwnershipPolicy.Everything;

    /// <summary>Gets from how many rows on a table is large.</summary>
    public long LargeTableRows { get; init; } = 1_000_000;

    /// <summary>Gets the files that hold the project's own rules.</summary>
    public Seq<string> RuleFiles { get; init; } = [];

    /// <summary>Gets the values of the variables of those files, by their names.</summary>
    public Seq<KeyValuePair<string, Value>> RuleVariables { get; init; } = [];

    /// <summary>Returns how much a rule matters.</summary>
    public Severity SeverityOf(Rule rule) =>
        Of(Codes, rule.Code) ?? Of(Families, rule.Family.Name) ?? rule.Family.Severity;

    private static Severity? Of(Seq<KeyValuePair<string, Severity>> severities, string key) =>
        severities.Where(s => s.Key == key).Select(s => (Severity?)s.Value).FirstOrDefault();
}
