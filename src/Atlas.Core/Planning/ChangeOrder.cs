using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Puts changes in an order in which each finds what it needs; cuts those that wait in circles in
/// pieces.</summary>
internal static class ChangeOrder
{
    /// <summary>Orders changes; equal input gives equal output.</summary>
    /// <param name="changes">What the differ found.</param>
    /// <param name="allowsForwardReferences">Whether foreign keys may name what isn't there, so that they break no
    /// order.</param>
    /// <exception cref="FailureException">Changes wait for one another and can't be cut.</exception>
    public static Seq<Change> Of(Seq<Change> changes, bool allowsForwardReferences)
    {
        var steps = changes.Select(Step.Of).ToList();
        while (true)
        {
            var graph = new StepGraph(steps);
            var ignored = new HashSet<(int, int)>();
            var order = graph.Sort(ignored, out var stuck);
            if (stuck.Count > 0)
            {
                foreach (var circle in graph.Circles(stuck, ignored)) ignored.UnionWith(graph.GuessedEdges(circle));
                order = graph.Sort(ignored, out stuck);
            }

            if (stuck.Count > 0 && allowsForwardReferences)
            {
                foreach (var circle in graph.Circles(stuck, ignored)) ignored.UnionWith(graph.SoftEdges(circle));
                order = graph.Sort(ignored, out stuck);
            }

            if (stuck.Count == 0) return Joined(order);
            foreach (var circle in graph.Circles(stuck, ignored)) Cut(steps, graph, circle);
        }
    }

    private static void Cut(List<Step> steps, StepGraph graph, HashSet<int> circle)
    {
        var members = circle.Order().Select(i => graph.Steps[i]).ToList();
        var made = members.SelectMany(s => Demands.Of(s.Change).Makes).ToHashSet();
        var destroyed = members.SelectMany(s => Demands.Of(s.Change).Destroys).ToHashSet();
        foreach (var step in members.OrderBy(s => s.Change is ModifyTable))
        {
            if (Pieces.Of(step, made, destroyed) is not { Count: > 1 } pieces) continue;
            steps.Remove(step);
            steps.AddRange(pieces);
            return;
        }

        throw new FailureException(
            $"The changes of {string.Join(" and ", members.Select(s => Named(s.Change)).Distinct())} wait for one " +
                "another, " +
            "often because names are exchanged. Make the change in two steps, with a name in between.");
    }

    private static string Named(Change change) => change switch
    {
        AddTable c => $"table \"{c.Table.Name}\"",
        DropTable c => $"table \"{c.Table.Name}\"",
        ModifyTable c => $"table \"{c.From.Name}\"",
        RenameTable c => $"table \"{c.From}\"",
        AddEnum c => $"enum \"{c.Enum.Name}\"",
        ModifyEnum c => $"enum \"{c.From.Name}\"",
        DropEnum c => $"enum \"{c.Enum.Name}\"",
        AddObject c => $"{c.Object.Kind.Title()} \"{c.Object.Name}\"",
        ModifyObject c => $"{c.From.Kind.Title()} \"{c.From.Name}\"",
        DropObject c => $"{c.Object.Kind.Title()} \"{c.Object.Name}\"",
        DropSchema c => $"schema \"{c.Schema.Name}\"",
        _ => "a schema",
    };

    // Pieces of one change that came to stand side by side are one change again.
    private static Seq<Change> Joined(List<Step> order)
    {
        var result = new List<Step>();
        foreach (var step in order)
        {
            if (result is [.., var last] && last.Index == step.Index
                && last.Change is ModifyTable a && step.Change is ModifyTable b
                    && (a.Schema, a.From.Name) == (b.Schema, b.From.Name))
            {
                result[^1] = last with
                {
                    Change = new ModifyTable(a.Schema, a.From, b.To,
                    [.. a.Changes, .. b.Changes])
                };
            }
            else
            {
                result.Add(step);
            }
        }

        return result.Select(s => s.Change).ToSeq();
    }
}
