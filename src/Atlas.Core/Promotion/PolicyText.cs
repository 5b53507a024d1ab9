using System.Globalization;
using Atlas.Core.Model;
using Atlas.Hcl.Writing;

namespace Atlas.Core.Promotion;

/// <summary>Writes a policy as the HCL that <see cref="PolicyFile"/> reads; what a rule doesn't demand is left
/// out.</summary>
public static class PolicyText
{
    /// <summary>Returns the file's text; empty for a policy that demands nothing.</summary>
    public static string Write(PromotionPolicy policy)
    {
        var writer = new HclWriter();
        foreach (var rule in policy.Rules)
        {
            writer.BlankLine();
            writer.Block("promotion", [rule.Env], body => Write(body, rule));
        }

        return writer.ToString();
    }

    /// <summary>Returns a duration as a person writes it: <c>24h</c>, not <c>24h0m0s</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        var text = GoDuration.Format(duration);
        if (text.EndsWith("m0s", StringComparison.Ordinal)) text = text[..^2];
        return text.EndsWith("h0m", StringComparison.Ordinal) ? text[..^2] : text;
    }

    /// <summary>Returns a time in UTC, to the second.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Write(HclWriter body, PromotionRule rule)
    {
        if (!rule.From.IsEmpty) body.Attribute("from", List(rule.From));
        if (rule.Soak > TimeSpan.Zero) body.Attribute("soak", Quoted(Duration(rule.Soak)));
        if (rule.RequireTests) body.Attribute("require_tests", "true");
        if (!rule.Validations.IsEmpty) body.Attribute("validations", List(rule.Validations));
        if (rule.RequirePlan) body.Attribute("require_plan", "true");
        if (rule.Approvals > 0)
            body.Attribute("approvals", rule.Approvals.ToString(CultureInfo.InvariantCulture));
        if (rule.VerifiedBy is { } by) body.Attribute("verified_by", Quoted(by));
        if (rule.VerifiedWithin is { } within) body.Attribute("verified_within", Quoted(Duration(within)));
        if (rule.SameDigest) body.Attribute("same_digest", "true");
        if (rule.AllowOlder) body.Attribute("allow_older", "true");
        foreach (var freeze in rule.Freezes)
            body.Block("freeze", inner => inner.Attribute("from", Quoted(Time(freeze.From)))
                .Attribute("to", Quoted(Time(freeze.To))));
    }

    private static string List(Seq<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    private static string Quoted(string text) => ValueWriter.Quote(text);
}
