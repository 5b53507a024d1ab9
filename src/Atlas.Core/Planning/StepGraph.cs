using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Which step must wait for which.</summary>
internal sealed class StepGraph
{
    private readonly List<Step> steps;
    private readonly List<HashSet<int>> next;
    private readonly HashSet<(int, int)> hard = [];
    private readonly HashSet<(int, int)> guessed = [];

    /// <summary>Builds the graph.</summary>
    public StepGraph(IEnumerable<Step> all)
    {
        steps = [.. all.Order()];
        next = [.. steps.Select(_ => new HashSet<int>())];
        var demands = steps.ConvertAll(s => Demands.Of(s.Change));

        Connect(demands, d => d.Makes, d => d.Needs, hard);
        Connect(demands, d => d.Makes, d => d.ForeignNeeds, null);
        Connect(demands, d => d.Leaves, d => d.Destroys, hard);
        Connect(demands, d => d.ForeignLeaves, d => d.Destroys, null);
        Connect(demands, d => d.Makes, d => d.GuessedNeeds, guessed);
        Connect(demands, d => d.GuessedLeaves, d => d.Destroys, guessed);
        Chain(Numbered(s => s.Rank == Rank.Renames));
        foreach (var table in Numbered(s => s.Change is ModifyTable).GroupBy(i => TableOf(steps[i].Change)))
            Chain(table);
    }

    /// <summary>Gets the steps by their numbers.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>Returns an order in which nothing comes too early, the smallest step first where there is a
    /// choice.</summary>
    /// <param name="ignored">Edges that don't count.</param>
    /// <param name="stuck">The steps that wait for one another in circles, or for such; empty when all have a
    /// place.</param>
    public List<Step> Sort(IReadOnlySet<(int, int)> ignored, out List<int> stuck)
    {
        var waiting = new int[steps.Count];
        foreach (var (from, to) in Edges(ignored)) waiting[to]++;
        var ready = new PriorityQueue<int, int>(
            Enumerable.Range(0, steps.Count).Where(i => waiting[i] == 0).Select(i => (i, i)));
        var order = new List<Step>();
        while (ready.TryDequeue(out var step, out _))
        {
            order.Add(steps[step]);
            foreach (var to in next[step])
                if (!ignored.Contains((step, to)) && --waiting[to] == 0) ready.Enqueue(to, to);
        }

        stuck = [.. Enumerable.Range(0, steps.Count).Where(i => waiting[i] > 0)];
        return order;
    }

    /// <summary>Returns the circles among steps that are stuck: sets whose members all wait for one another.</summary>
    public List<HashSet<int>> Circles(IReadOnlyList<int> stuck, IReadOnlySet<(int, int)> ignored)
    {
        var among = stuck.ToHashSet();
        var forward = stuck.ToDictionary(
            i => i, i => next[i].Where(j => among.Contains(j) && !ignored.Contains((i, j))).ToList());
        var backward = stuck.ToDictionary(i => i, _ => new List<int>());
        foreach (var (from, targets) in forward)
            foreach (var to in targets) backward[to].Add(from);

        // Kosaraju: finish times forwards, then collect backwards.
        var finished = new List<int>();
        var seen = new HashSet<int>();
        foreach (var step in stuck) Visit(step, forward, seen, finished);
        var circles = new List<HashSet<int>>();
        seen.Clear();
        foreach (var step in Enumerable.Reverse(finished))
        {
            var members = new List<int>();
            Visit(step, backward, seen, members);
            if (members.Count > 1) circles.Add([.. members]);
        }

        return circles;
    }

    /// <summary>Returns the edges inside a set that are there for foreign keys alone.</summary>
    public IEnumerable<(int From, int To)> SoftEdges(IReadOnlySet<int> among) =>
        from step in among
        from to in next[step]
        where among.Contains(to)
            && !hard.Contains((step, to))
        select (step, to);

    /// <summary>Returns the edges inside a set that texts alone speak for.</summary>
    public IEnumerable<(int From, int To)> GuessedEdges(IReadOnlySet<int> among) =>
        guessed.Where(e => among.Contains(e.Item1) && among.Contains(e.Item2));

    private IEnumerable<(int From, int To)> Edges(IReadOnlySet<(int, int)> ignored) =>
        from step in Enumerable.Range(0, steps.Count)
        from to in next[step]
        where !ignored.Contains((step, to))
        select (step, to);

    private static void Visit(int start, Dictionary<int, List<int>> edges, HashSet<int> seen, List<int> finished)
    {
        if (!seen.Add(start)) return;
        var path = new Stack<(int Step, int At)>([(start, 0)]);
        while (path.TryPop(out var place))
        {
            if (place.At == edges[place.Step].Count)
            {
                finished.Add(place.Step);
                continue;
            }

            path.Push((place.Step, place.At + 1));
            var to = edges[place.Step][place.At];
            if (seen.Add(to)) path.Push((to, 0));
        }
    }

    private void Connect(
        List<Demands> demands, Func<Demands, IReadOnlySet<Thing>> before, Func<Demands, IReadOnlySet<Thing>> after,
        HashSet<(int, int)>? certain)
    {
        var first = new Dictionary<Thing, List<int>>();
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var thing in before(demands[i]))
            {
                if (!first.TryGetValue(thing, out var list)) first.Add(thing, list = []);
                list.Add(i);
            }
        }

        for (var i = 0; i < steps.Count; i++)
            foreach (var thing in after(demands[i]))
                foreach (var earlier in first.GetValueOrDefault(thing) ?? []) Connect(earlier, i, certain);
    }

    private static ObjectName? TableOf(Change change) => change is ModifyTable m ? new(m.Schema, m.From.Name) : null;

    private IEnumerable<int> Numbered(Func<Step, bool> condition) =>
        Enumerable.Range(0, steps.Count).Where(i => condition(steps[i]));

    private void Chain(IEnumerable<int> chain)
    {
        var numbers = chain.ToList();
        foreach (var (from, to) in numbers.Zip(numbers.Skip(1))) Connect(from, to, hard);
    }

    private void Connect(int from, int to, HashSet<(int, int)>? certain)
    {
        if (from == to) return;
        // What is certain, or is there for a foreign key, isn't a guess any more.
        var isNew = next[from].Add(to);
        if (certain != guessed) guessed.Remove((from, to));
        if (certain == hard || (certain == guessed && isNew)) certain.Add((from, to));
    }
}
