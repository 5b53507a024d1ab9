using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Registries;

namespace Atlas.Tests.Core.Plans;

public sealed class PlanChainTests
{
    [Theory]
    [InlineData("ab bc", "ab,bc")]
    [InlineData("bc ab cd", "ab,bc")]
    [InlineData("ab bd", "")]
    [InlineData("ab ba bc", "ab,bc")]
    [InlineData("ab bc ad dc", "ab,bc|ad,dc")]
    [InlineData("ab bc ad de ef fc", "ab,bc|ad,de,ef,fc")]
    [InlineData("ab bc bx xy yx", "ab,bc")]
    [InlineData("ac ab", "ac")]
    public void Ways_visit_no_state_twice(string plans, string ways) =>
        Assert.Equal(ways, string.Join('|', Find(plans).Select(w => string.Join(',', w.Select(p => p.Name))).Order(StringComparer.Ordinal)));

    [Fact]
    public void A_maze_is_left_at_once()
    {
        var states = Enumerable.Range(0, 40).Select(i => (char)('Ā' + i)).ToList();
        var maze = from x in states from y in states where x != y select $"{x}{y}";

        Assert.Empty(Find(string.Join(' ', maze) + " aĀ"));
    }

    private static Seq<Seq<StoredPlan>> Find(string plans) => PlanChains.Between(
        plans.Split(' ').Select(p => new StoredPlan(
            "myapp", p, new($"{p[0]}"), new($"{p[1]}"), "", PlanStatus.Approved, "ann", default, new("sqlite", "3", new($"{p[1]}")), new()))
            .ToSeq(),
        new Fingerprint("a"), new Fingerprint("c"));
}
