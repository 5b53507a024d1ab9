using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Microsoft.AspNetCore.Html;

namespace Atlas.Server.Web;

/// <summary>The small things that stand on many pages, each always in the same form.</summary>
public static class Show
{
    /// <summary>Shows a link.</summary>
    public static IHtmlContent Link(string path, string text, string look = "") =>
        new HtmlString($"<a href=\"{E(path)}\"{(look.Length > 0 ? $" class=\"{look}\"" : "")}>{E(text)}</a>");

    /// <summary>Shows the name of a version of a repo, as a link to its page; a dash for none.</summary>
    public static IHtmlContent Version(string repo, string? version) => version is null
        ? new HtmlString("<span class=\"none\" title=\"no version of the registry\">none</span>")
        : Link(At.Version(repo, version), version, "mono");

    /// <summary>Shows a database's status: a mark, and the word beside it.</summary>
    public static IHtmlContent Status(TargetStatus status) => Mark(Words(status), status switch
    {
        TargetStatus.Synced => "good",
        TargetStatus.Pending => "wait",
        TargetStatus.Failed => "bad",
        _ => "odd",
    });

    /// <summary>Shows whether a plan may be applied.</summary>
    public static IHtmlContent Status(PlanStatus status) => status switch
    {
        PlanStatus.Approved => Mark("approved", "good"),
        PlanStatus.Rejected => Mark("rejected", "bad"),
        _ => Mark("pending", "wait"),
    };

    /// <summary>Shows how a run of tests ended.</summary>
    public static IHtmlContent Outcome(EvidenceOutcome outcome) =>
        outcome is EvidenceOutcome.Passed ? Mark("passed", "good") : Mark("failed", "bad");

    /// <summary>Shows how a deployment ended.</summary>
    public static IHtmlContent Outcome(DeploymentOutcome outcome) => Mark(Words(outcome), outcome switch
    {
        DeploymentOutcome.Passed => "good",
        DeploymentOutcome.Failed or DeploymentOutcome.Blocked => "bad",
        DeploymentOutcome.Running => "odd",
        _ => "calm",
    });

    /// <summary>Shows a word with a mark that stands for it where colours aren't seen.</summary>
    /// <param name="word">The word.</param>
    /// <param name="tone"><c>good</c>, <c>wait</c>, <c>bad</c>, <c>odd</c> or <c>calm</c>.</param>
    public static IHtmlContent Mark(string word, string tone) =>
        new HtmlString($"<span class=\"mark {tone}\">{E(word)}</span>");

    /// <summary>Shows a moment: its age, and the moment itself beside it.</summary>
    public static IHtmlContent When(DateTimeOffset? at, DateTimeOffset now) => at is not { } time
        ? new HtmlString("<span class=\"none\">never</span>")
        : new HtmlString(
            $"<time datetime=\"{Iso(time)}\" title=\"{Moment(time)}\">{E(Age(now - time))}</time>");

    /// <summary>Shows a moment in full.</summary>
    public static IHtmlContent Exactly(DateTimeOffset at) =>
        new HtmlString($"<time datetime=\"{Iso(at)}\" class=\"mono\">{Moment(at)}</time>");

    /// <summary>Shows a digest or fingerprint: its beginning, and the whole of it to a pointer and to a copy.</summary>
    public static IHtmlContent Digest(string? text) => text is null
        ? new HtmlString("<span class=\"none\">unknown</span>")
        : new HtmlString($"<code class=\"digest\" title=\"{E(text)}\">{E(text)}</code>");

    /// <summary>Shows a link that somebody claimed; only web addresses become links.</summary>
    public static IHtmlContent Claimed(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new HtmlString($"<a href=\"{E(address ?? "")}\" rel=\"noopener noreferrer nofollow\">{E(address ?? "")}</a>")
            : new HtmlString(E(address ?? ""));

    /// <summary>Returns a moment in UTC, such as <c>2026-11-22 22:51:39Z</c>.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Returns a moment as an audit event writes it, without its fraction.</summary>
    public static string Moment(string at) =>
        DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Moment(time) : at;

    /// <summary>Returns what makes a filter load only the list, as somebody types; without scripts it is a form.</summary>
    /// <param name="path">The page's path.</param>
    public static IHtmlContent Filter(string path) => new HtmlString(
        $"hx-get=\"{E(path)}\" hx-target=\"#list\" hx-select=\"#list\" hx-swap=\"outerHTML\" hx-push-url=\"true\" " +
        "hx-trigger=\"input changed delay:300ms, change, submit\"");

    /// <summary>Returns how long ago something was, in its largest unit.</summary>
    public static string Age(TimeSpan age) => age < TimeSpan.FromSeconds(10) ? "just now" : $"{Span(age)} ago";

    /// <summary>Returns a length of time in its largest unit, such as <c>3 hours</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => Count((long)span.TotalSeconds, "second"),
        { TotalHours: < 1 } => Count((long)span.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Count((long)span.TotalHours, "hour"),
        _ => Count((long)span.TotalDays, "day"),
    };

    /// <summary>Returns how long something took, such as <c>1,250 ms</c>.</summary>
    public static string Milliseconds(double length) =>
        string.Create(CultureInfo.InvariantCulture, $"{length:#,0.##} ms");

    /// <summary>Returns a number with its noun, such as <c>1 version</c> and <c>2 versions</c>.</summary>
    public static string Count(long number, string noun) => Count(number, noun, noun + "s");

    /// <summary>Returns a number with its noun, whose plural isn't made by an s.</summary>
    public static string Count(long number, string noun, string plural) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {(number == 1 ? noun : plural)}");

    /// <summary>Returns a default as SQL.</summary>
    public static string Default(SqlExpression value) => value switch
    {
        StringLiteral text => $"'{text.Value.Replace("'", "''")}'",
        NumberLiteral number => number.Text,
        BoolLiteral flag => flag.Value ? "true" : "false",
        RawSql sql => sql.Sql,
        _ => throw new UnreachableException($"A default of an unknown kind: {value.GetType().Name}"),
    };

    /// <summary>Returns the word for a status.</summary>
    public static string Words(TargetStatus status) => status switch
    {
        TargetStatus.Synced => "synced",
        TargetStatus.Pending => "pending",
        TargetStatus.Failed => "failed",
        _ => "unknown",
    };

    /// <summary>Returns the words for an outcome.</summary>
    public static string Words(DeploymentOutcome outcome) => outcome switch
    {
        DeploymentOutcome.Passed => "passed",
        DeploymentOutcome.Failed => "failed",
        DeploymentOutcome.NoAction => "no action",
        DeploymentOutcome.DryRun => "dry run",
        DeploymentOutcome.Blocked => "blocked",
        _ => "running",
    };

    private static string Iso(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string E(string text) => HtmlEncoder.Default.Encode(text);
}
