using System.Globalization;
using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Log;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The audit log, newest first.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Rows">The events.</param>
/// <param name="Filter">What is filtered by.</param>
/// <param name="Log">The state of the log.</param>
/// <param name="Newest">The address of the newest events; null when these are they.</param>
/// <param name="Older">The address of the events before; null when there are none.</param>
/// <param name="Export">Where the same selection is as a file.</param>
public sealed record AuditView(
    Frame Frame, Seq<AuditRow> Rows, AuditFilter Filter, LogFacts Log, string? Newest, string? Older, string Export)
    : IFramed;

/// <summary>An event, as people read it.</summary>
/// <param name="Leaf">Its place in the log, from 0.</param>
/// <param name="Text">What it says.</param>
/// <param name="Repo">The repo's slug; the id of one that is gone; empty for none.</param>
public sealed record AuditRow(long Leaf, EventText Text, string Repo)
{
    /// <summary>What tells one event from another, in the order in which a person would look.</summary>
    private static readonly string[] Telling =
    [
        "version", "toVersion", "tag", "plan", "status", "verdict", "outcome", "reason", "number", "name", "scopes", "slug",
        "report", "error",
    ];

    /// <summary>Gets what it is about, in a few words.</summary>
    public string Brief
    {
        get
        {
            try
            {
                using var document = JsonDocument.Parse(Text.Details.Length == 0 ? "{}" : Text.Details);
                var words = Telling.Select(name => Member(document.RootElement, name))
                    .Where(word => word.Length is > 0 and < 80 && !word.StartsWith("sha256:", StringComparison.Ordinal));
                return string.Join(" · ", words.Take(3)) is { Length: > 0 } brief ? brief : "details";
            }
            catch (JsonException)
            {
                return "can't be read";
            }
        }
    }

    private static string Member(JsonElement details, string name) =>
        details.ValueKind is JsonValueKind.Object && details.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() ?? "",
                JsonValueKind.Number => value.GetRawText(),
                _ => "",
            }
            : "";
}

/// <summary>The state of the log.</summary>
/// <param name="Key">The public key that signs it.</param>
/// <param name="Size">How many entries its newest checkpoint is of.</param>
/// <param name="Root">The hash of all of them.</param>
/// <param name="IsSigned">Whether that checkpoint is signed by that key.</param>
/// <param name="Witnesses">Who is shown the checkpoints; may be empty.</param>
public sealed record LogFacts(string Key, long Size, string Root, bool IsSigned, Seq<string> Witnesses)
{
    internal static async Task<LogFacts> OfAsync(Visit visit)
    {
        var state = await visit.Registry.GetLogAsync(0, visit.Cancelled);
        var seen = SeenLog.Of(state);
        return new(
            state.Key, seen?.Checkpoint.Size ?? 0, seen?.Checkpoint.Root.ToString() ?? "", seen is not null,
            visit.Options.Witnesses.Select(w => w.Shown).ToSeq());
    }
}

/// <inheritdoc cref="AuditView"/>
internal sealed class AuditPage : IPage
{
    private const int Rows = 50;

    public static PageShape Shape => new("/audit", Section.Audit, Scopes.Audit);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var filter = FilterOf(visit);
        var log = await LogFacts.OfAsync(visit);
        var before = long.TryParse(visit.Query("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place : long.MaxValue;
        var tail = await visit.Rules.Log.NewestAsync(visit.Subject, filter, before, Rows, visit.Cancelled);
        var api = visit.With(
            Endpoints.Root + "/audit/events", ("start", FormattableString.Invariant($"{tail.Next}")),
            ("size", FormattableString.Invariant($"{tail.Size}")), ("before", null));
        return AuditViewSlice.Create(new(
            visit.Frame(Section.Audit, "Audit log", api[Endpoints.Root.Length..]), await RowsAsync(visit, tail.Entries), filter,
            log, visit.Query("before") is null ? null : visit.Here(("before", null)),
            tail.Next > 0 ? visit.Here(("before", FormattableString.Invariant($"{tail.Next}"))) : null,
            visit.With(AuditFile.Path, ("before", null))));
    }

    /// <summary>Reads the filter of the address; dates are days in UTC, the last one included.</summary>
    public static AuditFilter FilterOf(Visit visit) => new(
        Day(visit, "from"), Day(visit, "to")?.AddDays(1), visit.Query("repo"), visit.Query("env"), visit.Query("actor"))
    {
        Kind = visit.Query("kind"),
    };

    private static DateTimeOffset? Day(Visit visit, string name) => visit.Query(name) switch
    {
        null => null,
        { } text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            => new(day, TimeOnly.MinValue, TimeSpan.Zero),
        _ => throw Call.Invalid($"The parameter \"{name}\" must be a day, such as 2026-06-10."),
    };

    /// <summary>Names the repos, which events know by their ids; one look-up for each.</summary>
    private static async Task<Seq<AuditRow>> RowsAsync(Visit visit, Seq<AuditEntry> entries)
    {
        var names = new Dictionary<string, string> { [""] = "" };
        var rows = new List<AuditRow>();
        foreach (var entry in entries)
        {
            var text = EventText.Read(entry.Event);
            if (!names.TryGetValue(text.Repo, out var name))
            {
                try
                {
                    name = (await visit.Registry.GetRepoAsync(text.Repo, visit.Cancelled)).Slug;
                }
                catch (RegistryException)
                {
                    name = text.Repo;
                }

                names[text.Repo] = name;
            }

            rows.Add(new(entry.Leaf, text, name));
        }

        return rows.ToSeq();
    }
}
