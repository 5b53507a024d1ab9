using System.Collections.Concurrent;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Tests.Properties.Generators;
using CsCheck;

namespace Atlas.Tests.Properties;

public sealed class DiffProperties(ITestOutputHelper output)
{
    private static readonly Gen<RealmPair> Pairs = RealmGen.Pairs(Features.Everything);

    [Fact]
    public void Generated_realms_are_whole() =>
        Pairs.Sample(pair => Assert.Empty(Integrity.Problems(pair.Current).Concat(Integrity.Problems(pair.Desired))), iter: 500);

    [Fact]
    public void Applying_a_diff_reaches_the_target() => Pairs.Sample(pair =>
    {
        var changes = Differ.Compare(pair.Current, pair.Desired, [], DiffPolicy.Default);
        return Realms.SameUpToColumnOrder(Interpreter.Apply(changes, pair.Current), pair.Desired);
    }, iter: 1000);

    [Fact]
    public void A_realm_differs_in_nothing_from_itself() => Pairs.Sample(pair =>
        Differ.Compare(pair.Desired, pair.Desired, [], DiffPolicy.Default).IsEmpty
        && Differ.Compare(Shuffled.Realm(pair.Desired), pair.Desired, [], DiffPolicy.Default).IsEmpty, iter: 500);

    [Fact]
    public void No_change_is_found_exactly_where_fingerprints_are_equal() => Pairs.Sample(pair =>
        Differ.Compare(pair.Current, pair.Desired, [], DiffPolicy.Default).IsEmpty
        == Realms.SameUpToColumnOrder(pair.Current, pair.Desired), iter: 1000);

    [Fact]
    public void The_order_of_declaration_is_no_part_of_a_fingerprint() => RealmGen.Realms(Features.Everything).Sample(realm =>
        Fingerprints.Of(realm, false, []) == Fingerprints.Of(Shuffled.Realm(realm), false, []), iter: 500);

    [Fact]
    public void The_changes_of_a_table_lead_from_one_of_its_sides_to_the_other() => Pairs.Sample(pair =>
        Differ.Compare(pair.Current, pair.Desired, [], DiffPolicy.Default).OfType<ModifyTable>().All(m =>
            !m.Changes.IsEmpty && m.From != m.To && Interpreter.Apply(m.Changes, m.From) == m.To), iter: 1000);

    [Fact]
    public void Declared_renames_are_all_that_is_done_for_renamed_things() =>
        RealmGen.PairsWithRenames(Features.Everything).Sample(pair =>
        {
            var changes = Differ.Compare(pair.Current, pair.Desired, pair.Renames, DiffPolicy.Default);
            Assert.DoesNotContain(changes, c => c is AddTable or DropTable);
            Assert.DoesNotContain(changes.OfType<ModifyTable>().SelectMany(m => m.Changes), c => c is AddColumn or DropColumn);
            return Realms.SameUpToColumnOrder(Interpreter.Apply(changes, pair.Current), pair.Desired)
                && Differ.Compare(pair.Desired, pair.Desired, pair.Renames, DiffPolicy.Default).IsEmpty;
        }, iter: 500);

    [Fact]
    public void What_a_policy_leaves_out_is_what_is_missing_to_the_target()
    {
        var words = Gen.Int[0, DiffPolicy.SkipWords.Count - 1].Select(i => DiffPolicy.SkipWords[i]).Array[1, 6];
        Gen.Select(Gen.OneOf(Pairs, RealmGen.PairsWithRenames(Features.Everything)), words).Sample((pair, skip) =>
        {
            var found = Differ.Find(pair.Current, pair.Desired, pair.Renames, new() { Skip = [.. skip] });
            var all = Differ.Compare(pair.Current, pair.Desired, pair.Renames, DiffPolicy.Default);
            Assert.Equal(found.IsPartial, found.Changes != all);
            var reached = Interpreter.Apply(found.Skipped, Interpreter.Apply(found.Changes, pair.Current));
            return Realms.SameUpToColumnOrder(reached, pair.Desired);
        }, iter: 1000);
    }

    [Fact]
    public void Every_word_of_a_policy_means_a_change()
    {
        var meant = new ConcurrentDictionary<string, bool>();
        Gen.OneOf(Pairs, RealmGen.PairsWithRenames(Features.Everything)).Sample(pair =>
        {
            foreach (var word in DiffPolicy.SkipWords.Where(w => !meant.ContainsKey(w)))
                if (Differ.Find(pair.Current, pair.Desired, pair.Renames, new() { Skip = [word] }).IsPartial) meant.TryAdd(word, true);
        }, iter: 2000);
        Assert.Equal(DiffPolicy.SkipWords.Order(), meant.Keys.Order());
    }

    [Fact]
    public void Random_pairs_meet_every_kind_of_change()
    {
        var histogram = new ChangeHistogram();
        Pairs.Sample(p => histogram.Count(Differ.Compare(p.Current, p.Desired, [], DiffPolicy.Default)), iter: 3000);
        RealmGen.PairsWithRenames(Features.Everything).Sample(
            p => histogram.Count(Differ.Compare(p.Current, p.Desired, p.Renames, DiffPolicy.Default)), iter: 200);
        output.WriteLine(histogram.ToString());
        // Partitions are tables without columns, which nothing is drawn for.
        Assert.Empty(histogram.Below(5, nameof(SetPartition), nameof(SetPartitioning)));
    }
}
