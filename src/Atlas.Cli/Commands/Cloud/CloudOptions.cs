using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary>What the commands of <c>atlas cloud</c> share.</summary>
internal static class CloudOptions
{
    /// <summary>Which page of a list.</summary>
    public static readonly Option<int> Page = new("--page")
    {
        Description = "The page",
        HelpName = "N",
        DefaultValueFactory = _ => 1
    };

    /// <summary>An id.</summary>
    public static readonly Option<string?> Id = new("--id") { Description = "The id", HelpName = "ID" };

    /// <summary>A repo.</summary>
    public static readonly Option<string?> Repo = new("--repo") { Description = "The repo", HelpName = "SLUG" };

    /// <summary>Returns a flag's value that must be there.</summary>
    public static string Required(CommandRun run, Option<string?> option) =>
        run.Get(option) is { Length: > 0 } value ? value
            : throw new FailureException($"required flag(s) \"{option.Name.TrimStart('-')}\" not set");

    /// <summary>Runs an action with the registry open; says when it is the embedded one.</summary>
    public static async Task<int> WithRegistryAsync(CommandRun run, CancellationToken cancellationToken,
        Func<SchemaRegistry, Task> action)
    {
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        await action(registry);
        return 0;
    }

    /// <summary>Writes a list as a table with its footer, or one sentence when it is empty.</summary>
    public static void WriteList<T>(CommandRun run, SchemaRegistry registry, Page<T> page, string things,
        Seq<string> headers, Func<T, Seq<string>> row)
    {
        var output = run.App.Out;
        if (page.Total == 0)
        {
            output.Write($"No {things} found.\n");
            return;
        }

        output.Write(new TextTable(headers, [.. page.Items.Select(i => row(i))])
            .WithPage(page.Number, page.Size, page.Total));
        Attest(run, registry);
    }

    /// <summary>Says of the embedded registry what it is worth as evidence.</summary>
    public static void Attest(CommandRun run, SchemaRegistry registry)
    {
        if (registry.IsEmbedded)
            run.App.Out.Write("(unattested: the embedded registry is a file that its user can edit)\n");
    }

    /// <summary>Returns the page that was asked for.</summary>
    public static PageRequest PageOf(CommandRun run) =>
        run.Get(Page) is var number and > 0 ? new PageRequest(number)
            : throw new FailureException("--page counts from 1");

    /// <summary>Returns a time as tables show it: UTC, to the second; empty for none.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
