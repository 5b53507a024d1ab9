using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Lint;
using Atlas.Core.Lint.Rules;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.Schemas;
using Atlas.Core.States;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Workflows;

/// <summary>What <c>schema lint</c> is asked to look at.</summary>
/// <param name="Urls">The URLs of the schema.</param>
/// <param name="Dev">The dev database's URL; null for the driver's own default.</param>
/// <param name="Schemas">The schemas to read; empty for all.</param>
/// <param name="Settings">The project's wishes.</param>
/// <param name="Variables">The input variables of schema files.</param>
public sealed record LintSchemaRequest(
    Seq<string> Urls, Url? Dev, Seq<string> Schemas, LintSettings Settings, IReadOnlyDictionary<string, Value> Variables);

/// <summary>Looks at a whole schema: its names, its indexes, and the project's own rules.</summary>
/// <param name="host">The door to files.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="env">The selected environment; null for none.</param>
/// <param name="openRegistry">Opens the registry.</param>
public sealed class LintSchema(
    Host host, Drivers drivers, ProjectEnv? env, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>Runs the workflow.</summary>
    /// <exception cref="DiagnosticException">A schema or rule file is wrong.</exception>
    public async Task<LintReport> RunAsync(LintSchemaRequest request, CancellationToken cancellationToken)
    {
        var rules = RuleFile.Read(RuleFiles(request.Settings).Select(p => SourceText.From(p, host.ReadFile(p))),
            request.Settings.RuleVariables.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal));
        var loader = new StateLoader(host, drivers, env, openRegistry);
        var urls = await loader.ResolveAsync(request.Urls, cancellationToken);
        var driver = await loader.DriverOfAsync(urls, cancellationToken)
            ?? (request.Dev is { } dev ? drivers.For(dev) : throw new FailureException(
                "--dev-url cannot be empty: files alone don't say which database they are for. Give the URL of an " +
                "empty database, for example sqlite://dev?mode=memory."));
        var state = await loader.LoadAsync(
            new StateRequest(urls, driver)
            {
                Dev = request.Dev,
                TakesScopeOfDev = true,
                Schemas = request.Schemas,
                Variables = request.Variables,
            },
            cancellationToken);
        var pass = Places(urls, state.Realm, driver.Dialect).Pass(state.Realm) with { Settings = request.Settings };
        return Linter.CheckSchema(pass, rules);
    }

    /// <summary>The places of objects are those in the files; what comes from elsewhere is printed first.</summary>
    private SchemaPlaces Places(Seq<string> urls, Realm realm, Dialect dialect)
    {
        if (urls.All(u => u.StartsWith("file://", StringComparison.Ordinal)))
        {
            var files = SchemaFiles.Find([.. urls.Select(u => Url.Parse(u).HostAndPath)], host);
            return new([.. files.Paths.Select(p => SourceText.From(p, host.ReadFile(p)))], files.IsSql, dialect);
        }

        return new([SourceText.From("schema.hcl", HclSchema.Print(realm, dialect))], false, dialect);
    }

    private IEnumerable<string> RuleFiles(LintSettings settings) => settings.RuleFiles.SelectMany(path =>
        host.FolderExists(path)
            ? host.ListFiles(path, recursive: false).Where(f => f.EndsWith(".rule.hcl", StringComparison.Ordinal)) : [path]);
}
