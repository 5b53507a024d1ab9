using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects.DataSources;

/// <summary>The databases of an environment as the registry knows them, least advanced first.</summary>
public sealed class CloudDatabases : DataSource
{
    /// <inheritdoc/>
    public override string Type => "cloud_databases";

    /// <inheritdoc/>
    public override BodyShape Shape { get; } = new()
    {
        Attributes = [new("repo", ValueType.String, true), new("env", ValueType.String, true)],
    };

    /// <inheritdoc/>
    public override async Task<Value> ReadAsync(DataSourceContext context, CancellationToken cancellationToken)
    {
        var repo = await context.TextAsync("repo", cancellationToken) ?? throw context.Failure("repo is null");
        var env = await context.TextAsync("env", cancellationToken) ?? throw context.Failure("env is null");
        var settings = await context.Project.CloudAsync(cancellationToken);
        await using var registry = await context.Project.Inputs.OpenRegistry(settings, cancellationToken);
        Seq<Target> targets;
        try
        {
            targets = await registry.ListTargetsAsync(repo, env, cancellationToken);
        }
        catch (RegistryException problem)
        {
            throw context.Failure(problem.Message, problem);
        }

        context.Project.Deployments.Add(repo, env, targets);
        if (targets.Select(t => t.CurrentVersion).Distinct().Count() > 1)
        {
            var versions = string.Join(", ", targets.Select(t => $"{t.Name} on {t.CurrentVersion ?? "none"}"));
            context.Project.Host.Warn(
                $"Warning: the databases of \"{env}\" are on different versions of \"{repo}\": {versions}. "
                + "targets[0] is the least advanced one.");
        }

        return Value.Object([new("targets", Value.Tuple(targets.Select(Describe)))]);
    }

    private static Value Describe(Target target) => Value.Object(
    [
        new("id", Value.String(target.Id)),
        new("name", Value.String(target.Name)),
        new("env", Value.String(target.Env)),
        new("url", Value.String(target.Url)),
        new("status", Value.String(target.Status.ToString().ToUpperInvariant())),
        new("current_version", Text(target.CurrentVersion)),
        new("last_version", Text(target.LastVersion)),
        new("digest", Text(target.Digest?.Value)),
        new("drifted", Value.Bool(target.IsDrifted)),
        new("deployed_at", Time(target.DeployedAt)),
        new("validations", Value.Tuple(target.Validations.Select(Describe))),
    ]);

    private static Value Describe(Validation validation) => Value.Object(
    [
        new("name", Value.String(validation.Report.Name)),
        new("status", Value.String(validation.Report.Outcome.ToString().ToUpperInvariant())),
        new("version", Value.String(validation.Report.Version)),
        new("url", Value.String(validation.Report.Url)),
        new("deployment", Value.String(validation.Deployment)),
        new("by", Value.String(validation.Subject)),
        new("at", Time(validation.At)),
    ]);

    private static Value Time(DateTimeOffset? time) => Text(time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
        System.Globalization.CultureInfo.InvariantCulture));

    private static Value Text(string? text) => text is null ? Value.Null(ValueType.String) : Value.String(text);
}
