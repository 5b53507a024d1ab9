using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud version list</c>.</summary>
internal static class VersionList
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the versions of a repo, newest first.") { CloudOptions.Repo,
            CloudOptions.Page, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud version list --repo myapp",
            "atlas cloud version list --repo myapp --format '{{ range .Versions }}{{ println .Version }}{{ end }}'");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var repo = CloudOptions.Required(run, CloudOptions.Repo);
        var page = await registry.ListVersionsAsync(repo, CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Versions", CloudModel.Of));
        else CloudOptions.WriteList(run, registry, page, "versions",
            ["VERSION", "TAGS", "PUSHED AT", "PUSHED BY", "DIGEST", "CONTENT"],
            v => [v.Version, string.Join(",", v.Tags), CloudOptions.Time(v.PushedAt), v.PushedBy,
                VersionText.Short(v.Digest), v.Redaction is null ? "there" : "redacted"]);
    });
}

/// <summary><c>atlas cloud version describe</c>.</summary>
internal static class VersionDescribe
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("describe", "Show a version: who pushed it, what points at it, its digest and " +
            "fingerprint.") { CloudOptions.Repo, VersionText.Version, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud version describe --repo myapp --version 20260610120000");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var reference = new VersionReference(
            ReferenceKind.Version, CloudOptions.Required(run, VersionText.Version));
        var version = await registry.ResolveAsync(
            CloudOptions.Required(run, CloudOptions.Repo), reference, cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format) Output.Write(run.App, format, CloudModel.Of(version));
        else VersionText.Write(run, registry, version);
    });
}

/// <summary><c>atlas cloud version redact</c>.</summary>
internal static class VersionRedact
{
    private static readonly Option<string?> Reason = new("--reason")
    {
        Description = "Why, for everybody who meets the tombstone",
        HelpName = "TEXT"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("redact",
            "Take the content of a version away for good, such as one with a secret in it. Its name, digest, " +
            "fingerprint and order stay, and so does the record of who did it. Every version with the same content " +
            "goes with it. Needs the scope admin.") { CloudOptions.Repo, VersionText.Version, Reason,
            SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas cloud version redact --repo myapp --version 20260610120000 --reason 'a password in a default'");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var redacted = await registry.RedactAsync(
            CloudOptions.Required(run, CloudOptions.Repo), CloudOptions.Required(run, VersionText.Version),
            CloudOptions.Required(run, Reason), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, Fields.Object("Redacted",
                Fields.Always("Versions", Fields.List(redacted.Select(CloudModel.Of)))));
        else Write(run, redacted);
    });

    private static void Write(CommandRun run, Seq<ResolvedVersion> redacted)
    {
        run.App.Out.Write($"{Plural.Of(redacted.Count, "version")} with the content {redacted[0].Digest}:\n");
        foreach (var version in redacted) run.App.Out.Write($"  {version.Repo} {version.Version}\n");
        run.App.Out.Write(
            "The content is gone from the registry, and so are plans from and to it; names, digest, fingerprint and " +
            "order stay. This can't be undone.\n" +
            "Copies that were downloaded and backups may hold it still: change every secret that was in it.\n");
    }
}

/// <summary>Shows a version.</summary>
internal static class VersionText
{
    private const int ShownDigits = 12;

    /// <summary>The version's name.</summary>
    public static readonly Option<string?> Version = new("--version")
    {
        Description = "The version's name",
        HelpName = "NAME"
    };

    /// <summary>Returns the beginning of a digest, long enough to tell versions apart by eye.</summary>
    public static string Short(Core.Planning.Digest digest)
    {
        var digits = digest.Value.IndexOf(':') + 1 + ShownDigits;
        return digest.Value.Length > digits ? digest.Value[..digits] : digest.Value;
    }

    /// <summary>Writes its fields, one a line.</summary>
    public static void Write(CommandRun run, SchemaRegistry registry, ResolvedVersion version)
    {
        TextFields.Write(run.App.Out,
        [
            new("Version", version.Version), new("Repo", version.Repo), new("Driver", version.Driver),
            new("URL", $"atlas://{version.Repo}?version={version.Version}"), new("Tags", string.Join(", ", version.Tags)),
            new("Description", version.Description), new("Digest", version.Digest.Value),
            new("Fingerprint", version.Fingerprint.Value), new("Pushed At", CloudOptions.Time(version.PushedAt)),
            new("Pushed By", version.PushedBy), new("Commit", version.Claims.Commit ?? ""),
            new("Run", version.Claims.RunUrl ?? ""), new("Pull Request", version.Claims.PullRequestUrl ?? ""),
            new("Redacted", version.Redaction is { } redaction
                ? $"{CloudOptions.Time(redaction.At)} by {redaction.By}: {redaction.Reason}" : ""),
        ]);
        CloudOptions.Attest(run, registry);
    }
}
