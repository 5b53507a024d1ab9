using System.CommandLine;

namespace Atlas.Cli;

/// <summary>The flags that several schema commands share.</summary>
internal static class SchemaOptions
{
    /// <summary>The target's URL.</summary>
    public static readonly Option<string?> Url = new("--url", "-u")
    {
        Description = "The database's URL",
        HelpName = "URL"
    };

    /// <summary>The dev database's URL.</summary>
    public static readonly Option<string?> Dev = new("--dev-url")
    {
        Description = "An empty database of the same kind, to normalise schemas in; SQLite needs none",
        HelpName = "URL",
    };

    /// <summary>The schemas to look at.</summary>
    public static readonly Option<string[]> Schemas = new("--schema", "-s")
    {
        Description = "Only these schemas",
        HelpName = "NAME"
    };

    /// <summary>What to leave out.</summary>
    public static readonly Option<string[]> Exclude = new(
        "--exclude")
    { Description = "Patterns of objects to leave alone", HelpName = "GLOB" };

    /// <summary>What alone to take.</summary>
    public static readonly Option<string[]> Include = new(
        "--include")
    { Description = "Patterns of the only objects to manage", HelpName = "GLOB" };

    /// <summary>The output template.</summary>
    public static readonly Option<string?> Format = new("--format")
    {
        Description = "A Go template for the output, such as '{{ json . }}'",
        HelpName = "TEMPLATE",
    };

    /// <summary>How long to wait for a lock.</summary>
    public static readonly Option<string?> LockTimeout = new("--lock-timeout")
    {
        Description = "How long to wait for the lock, such as 10s or 1m [default: 10s]",
        HelpName = "DURATION",
    };

    /// <summary>What the caller says of the run.</summary>
    public static readonly Option<string?> Context = new("--context")
    {
        Description = "The run's context as JSON",
        HelpName = "JSON",
        Hidden = true
    };
}
