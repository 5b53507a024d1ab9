using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Hcl.Text;

namespace Atlas.Core.Workflows;

/// <summary>Puts a plan that a person wrote and the registry doesn't keep in place of the computed one: a file, or what
/// the editor left.</summary>
/// <param name="host">The door to files.</param>
/// <param name="drivers">The databases that can be opened.</param>
internal sealed class WrittenPlan(Host host, Drivers drivers)
{
    /// <summary>Reads a plan file, tries it and uses it.</summary>
    public Task<Comparison> OfFileAsync(ApplyRequest request, string path, Database target, Comparison comparison,
        CancellationToken cancellationToken)
    {
        var file = PlanFile.Read(SourceText.From(path, host.ReadFile(path)));
        file.EnsureLeads(comparison.Plan.From, comparison.Plan.To);
        return UseAsync(request, file, file.Name, target, comparison, cancellationToken);
    }

    /// <summary>Uses what a person made of the computed plan in an editor; the same text gives the same plan under the
    /// lock.</summary>
    public Task<Comparison> OfEditorAsync(ApplyRequest request, string sql, Database target, Comparison comparison,
        CancellationToken cancellationToken) =>
        UseAsync(request, new PlanFile("edited", comparison.Plan.From, comparison.Plan.To, sql), null, target, comparison,
            cancellationToken);

    /// <summary>Returns what a person makes of the computed plan.</summary>
    /// <exception cref="FailureException">There is no dev database to try it on, or a plan of the registry is about to
    /// run, whose text was approved as it is.</exception>
    public static async Task<string> EditAsync(ApplyRequest request, Func<string, CancellationToken, Task<string>> edit,
        Comparison comparison, CancellationToken cancellationToken)
    {
        if (request.Dev is null && !comparison.Dialect.KeepsExpressionText)
            throw new FailureException("--edit requires a connection to the dev-database (provided by --dev-url)");
        if (comparison.Stored is [var stored, ..])
            throw new FailureException(
                $"the plan {stored.Url} is there for this transition, and --edit would run another text. Edit it where " +
                    "it is: atlas schema plan pull, then push it again.");
        return await edit(PlanSql.Write(comparison.Plan, [], comparison.Dialect.SplitOptions), cancellationToken);
    }

    private async Task<Comparison> UseAsync(ApplyRequest request, PlanFile file, string? name, Database target,
        Comparison comparison, CancellationToken cancellationToken)
    {
        var isSchemaScope = target.Naming is Naming.Unqualified;
        var realm = comparison.Current.Realm;
        var tried = await PlanTrial.RunAsync(request.Dev, [await target.IdentifyAsync(cancellationToken)],
            new Transition(realm, Interpreter.Apply(comparison.Plan.Changes, realm), comparison.Plan,
                drivers.For(request.Url), isSchemaScope, request.Filter.At(isSchemaScope)),
            file, cancellationToken);
        var sql = PlanSql.Read(file.Name, file.Migration, comparison.Dialect.SplitOptions);
        var plan = PlanLookup.Prepared(comparison.Plan, file, sql, tried.Replay) with { Name = name };
        return comparison.With([plan], []) with { Written = tried.Pass };
    }
}
