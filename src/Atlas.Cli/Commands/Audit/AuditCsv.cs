using System.Globalization;
using Atlas.Core.Registries;
using Atlas.Registry.Log;

namespace Atlas.Cli.Commands.Audit;

/// <summary>Writes events as a table (RFC 4180).</summary>
internal static class AuditCsv
{
    /// <summary>The first line, ended.</summary>
    public const string Heading = "entry,id,at,subject,action,repo,env,details\r\n";

    /// <summary>Returns an event's line, ended.</summary>
    public static string Row(AuditEntry entry)
    {
        var text = EventText.Read(entry.Event);
        string[] cells =
        [
            entry.Leaf.ToString(CultureInfo.InvariantCulture), text.Id, text.At, text.Subject, text.Action, text.Repo,
            text.Env, text.Details,
        ];
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    /// <summary>Quotes a cell where it has to be; what a spreadsheet would take for a formula gets an apostrophe before
    /// it.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
