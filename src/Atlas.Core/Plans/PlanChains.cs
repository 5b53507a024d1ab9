using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Core.Plans;

/// <summary>Finds ways over several plans, each of which starts where the one before arrives.</summary>
public static class PlanChains
{
    /// <summary>Returns ways between two states that visit no state twice, at most two of them: one is used, and two
    /// are one too many.</summary>
    /// <param name="plans">The plans that may be used.</param>
    /// <param name="from">The state they start at.</param>
    /// <param name="to">The state they arrive at.</param>
    public static Seq<Seq<StoredPlan>> Between(Seq<StoredPlan> plans, Fingerprint from, Fingerprint to)
    {
        var useful = Reaching(plans, to);
        var nexts = plans.Where(p => useful.Contains(p.To)).ToLookup(p => p.From);
        var (found, way, visited) = (new List<Seq<StoredPlan>>(), new List<StoredPlan>(), new HashSet<Fingerprint>());
        Walk(from);
        return [.. found];

        void Walk(Fingerprint at)
        {
            if (at == to)
            {
                found.Add([.. way]);
                return;
            }

            visited.Add(at);
            foreach (var plan in nexts[at].Where(p => !visited.Contains(p.To)))
            {
                if (found.Count > 1) break;
                way.Add(plan);
                Walk(plan.To);
                way.RemoveAt(way.Count - 1);
            }

            visited.Remove(at);
        }
    }

    /// <summary>The states from which some way leads to another: only they are worth a visit.</summary>
    private static HashSet<Fingerprint> Reaching(Seq<StoredPlan> plans, Fingerprint to)
    {
        var before = plans.ToLookup(p => p.To);
        var (reaching, open) = (new HashSet<Fingerprint> { to }, new Stack<Fingerprint>([to]));
        while (open.TryPop(out var state))
            foreach (var plan in before[state])
                if (reaching.Add(plan.From)) open.Push(plan.From);
        return reaching;
    }
}
