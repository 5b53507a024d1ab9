using System.CommandLine;
using System.Globalization;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema stats inspect</c>: how large the tables of a database are.</summary>
internal static class StatsInspect
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("inspect",
            "Show how large the tables of a database are, as the database itself estimates it, in the text format of " +
            "Prometheus. It takes no locks.")
        {
            SchemaOptions.Url, SchemaOptions.Schemas, SchemaOptions.Exclude, SchemaOptions.Include, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema stats inspect --env production",
            "atlas schema stats inspect -u 'postgres://app@localhost:5432/app' --format '{{ json .Realm }}'");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var url = await run.UrlAsync(SchemaOptions.Url, e => e.UrlAsync(cancellationToken), env, cancellationToken)
            ?? throw new FailureException("required flag(s) \"url\" not set");
        if (!run.App.Drivers.IsDatabase(url.Scheme)) throw new FailureException("--url must be a database connection");
        await using var database = await run.App.Drivers.OpenAsync(url, cancellationToken);
        if (!database.HasStatistics)
            throw new FailureException(
                $"\"atlas schema stats inspect\" is not supported for {database.Dialect.Name}, which keeps no statistics " +
                "of its tables.");
        var schemas = await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken);
        var managed = (await run.FilterAsync(env, cancellationToken)).At(database.BoundSchema is not null)
            .Apply((await database.InspectAsync(schemas, cancellationToken)).Realm);
        var measured = await database.MeasureAsync(cancellationToken);
        var sizes = new TableStatistics([.. measured.Tables.Where(t => managed.Table(t.Key) is not null)]);
        if (run.Get(SchemaOptions.Format) is { Length: > 0 } format)
            Output.Write(run.App, format, StatsModel.Of(url, database.Dialect, sizes));
        else run.App.Out.Write(Text(sizes));
        return 0;
    }

    private static string Text(TableStatistics sizes) => string.Concat(StatsModel.Metrics.Select(m =>
        $"# HELP {m.Name} {m.Help}\n# TYPE {m.Name} gauge\n" + string.Concat(sizes.Tables.Select(t =>
            $"{m.Name}{{schema=\"{Escaped(t.Key.Schema)}\",table=\"{Escaped(t.Key.Name)}\"}} " +
                $"{m.Of(t.Value).ToString(CultureInfo.InvariantCulture)}\n"))));

    /// <summary>As the text format of Prometheus asks of labels.</summary>
    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
