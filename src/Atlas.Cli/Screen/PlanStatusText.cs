using Atlas.Core.Registries;

namespace Atlas.Cli.Screen;

/// <summary>Shows a plan of the registry: its status, who gave it, and where it is.</summary>
internal static class PlanStatusText
{
    /// <summary>Writes the block that scripts know, then what else there is to say.</summary>
    public static void Write(TextWriter output, StoredPlan plan)
    {
        output.Write($"Plan Status: {plan.Status.ToString().ToUpperInvariant()}\n  -- Atlas URL: {plan.Url}\n");
        if (!plan.Link.StartsWith("atlas://", StringComparison.Ordinal)) output.Write($"  -- Cloud URL: {plan.Link}\n");
        output.Write($"  -- Author:    {plan.Author}\n");
        if (plan.Review is { } review)
            output.Write(review.Verdict is PlanStatus.Approved ? $"  -- Approved:  by {review.Subject}\n"
                : $"  -- Rejected:  by {review.Subject}\n");
        else output.Write($"  -- To approve it: atlas schema plan approve --url {plan.Url}\n");
    }
}
