namespace Atlas.Tests.Registry.Histories;

/// <summary>The checker itself: what it must let through, and what it must not.</summary>
public sealed class LinearizabilityTests
{
    [Fact]
    public void A_read_during_a_write_may_see_either() =>
        Assert.All(["0", "1"], seen => Assert.NotNull(Linearizability.Explain([Write("1", 0, 10), Read(seen, 5, 6)], "0")));

    [Fact]
    public void A_read_after_a_write_sees_it() =>
        Assert.Null(Linearizability.Explain([Write("1", 0, 10), Read("0", 11, 12)], "0"));

    [Fact]
    public void Nobody_sees_the_old_value_after_somebody_saw_the_new_one() =>
        Assert.Null(Linearizability.Explain([Write("1", 0, 100), Read("1", 10, 20), Read("0", 30, 40)], "0"));

    [Fact]
    public void A_write_that_nobody_heard_of_may_have_happened_or_not_but_is_not_undone()
    {
        Assert.NotNull(Linearizability.Explain([Write("1", 0, null), Read("0", 30, 40)], "0"));
        Assert.NotNull(Linearizability.Explain([Write("1", 0, null), Read("0", 30, 40), Read("1", 50, 60)], "0"));
        Assert.Null(Linearizability.Explain([Write("1", 0, null), Read("1", 30, 40), Read("0", 50, 60)], "0"));
    }

    private static Call<string> Write(string value, long begin, long? end) =>
        new($"write {value}", begin, end, end is null ? null : "ok", _ => (value, "ok"));

    private static Call<string> Read(string value, long begin, long end) => new($"read {value}", begin, end, value, state => (state, state));
}
