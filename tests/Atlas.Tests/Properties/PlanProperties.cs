using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Tests.Properties.Generators;
using Atlas.Tests.TestDialect;
using CsCheck;

namespace Atlas.Tests.Properties;

public sealed class PlanProperties
{
    private static readonly Gen<RealmPair> Pairs = RealmGen.Pairs(Features.Everything);

    [Fact]
    public void Every_step_of_a_plan_finds_what_it_needs() => Pairs.Sample(Check, iter: 3000);

    [Fact]
    public void Every_step_of_a_plan_with_renames_finds_what_it_needs() =>
        RealmGen.PairsWithRenames(Features.Everything).Sample(Check, iter: 500);

    [Fact]
    public void Building_a_realm_and_clearing_it_find_what_they_need() => RealmGen.Realms(Features.Everything).Sample(realm =>
    {
        Check(new RealmPair(Realm.Empty, realm, []));
        Check(new RealmPair(realm, Realm.Empty, []));
        var emptied = realm with { Schemas = realm.Schemas.Select(s => new Schema(s.Name)).ToSeq() };
        Check(new RealmPair(realm, emptied, []));
        Check(new RealmPair(emptied, realm, []));
    }, iter: 500);

    [Fact]
    public void With_forward_references_nothing_is_cut() => Pairs.Sample(pair =>
    {
        var changes = Differ.Compare(pair.Current, pair.Desired, [], DiffPolicy.Default);
        var plan = Planner.Plan(
            pair.Current, pair.Desired, changes, new PlainDialect { AllowsForward = true }, Naming.Qualified, DiffPolicy.Default, []);
        Walk(plan, pair.Current, checksForeignKeys: false);
        Assert.True(plan.To == Fingerprints.Of(pair.Desired, false, []));
        Assert.Equal(changes.OfType<AddTable>().Count(), plan.Changes.OfType<AddTable>().Count());
        Assert.True(changes.OfType<AddTable>().ToHashSet().SetEquals(plan.Changes.OfType<AddTable>()));
    }, iter: 500);

    [Fact]
    public void The_order_in_which_changes_were_found_by_name_decides_nothing_twice() => Pairs.Sample(pair =>
        Plan(pair).Changes == Plan(pair).Changes, iter: 200);

    private static void Check(RealmPair pair)
    {
        var plan = Plan(pair);
        Walk(plan, pair.Current, checksForeignKeys: true);
        Assert.Equal(Fingerprints.Of(pair.Desired, false, []), plan.To);
        Assert.Equal(plan.From == plan.To, plan.IsEmpty);
    }

    private static Plan Plan(RealmPair pair) => Planner.Plan(
        pair.Current, pair.Desired, Differ.Compare(pair.Current, pair.Desired, pair.Renames, DiffPolicy.Default), new PlainDialect(),
        Naming.Qualified, DiffPolicy.Default, []);

    // An interpreter that refuses what a database would refuse.
    private static void Walk(Plan plan, Realm realm, bool checksForeignKeys)
    {
        foreach (var change in plan.Changes)
        {
            if (change is ModifyTable modify)
            {
                Assert.Equal(realm.Table(new(modify.Schema, modify.From.Name)), modify.From);
                Assert.Equal(modify.To, Interpreter.Apply(modify.Changes, modify.From));
            }

            realm = Interpreter.Apply(change, realm);
            var problems = Integrity.Problems(realm, checksForeignKeys).ToList();
            Assert.True(problems.Count == 0, $"After {change}:\n{string.Join('\n', problems)}\nin\n{string.Join('\n', plan.Changes)}");
        }
    }
}
