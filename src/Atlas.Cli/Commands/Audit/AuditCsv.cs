using System.Globalization;
using Atlas.Cli.Screen;
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
        return CsvText.Line(cells);
    }
}
