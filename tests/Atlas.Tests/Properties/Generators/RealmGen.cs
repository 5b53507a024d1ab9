using Atlas.Core.Diff;
using Atlas.Core.Model;
using CsCheck;

namespace Atlas.Tests.Properties.Generators;

/// <summary>The generators that properties sample from.</summary>
public static class RealmGen
{
    private static readonly Gen<uint[]> Tapes = Gen.UInt.Array[0, 400];

    public static Gen<Realm> Realms(Features features) =>
        Tapes.Select(tape => new RealmBuilder(new(tape), features).Realm());

    public static Gen<RealmPair> Pairs(Features features) => Gen.Select(Tapes, Tapes, (first, second) =>
    {
        var current = new RealmBuilder(new(first), features).Realm();
        return new RealmPair(current, new RealmEdits(new(second), features).Edit(current), []);
    });

    /// <summary>Pairs with one to three declared renames before the edits.</summary>
    public static Gen<RealmPair> PairsWithRenames(Features features) => Gen.Select(Tapes, Tapes, (first, second) =>
    {
        var choose = new Choices(second);
        var current = new RealmBuilder(new(first), features).Realm();
        var (renamed, renames) = new RealmRenames(choose).Rename(current);
        return new RealmPair(current, Repair.Realm(renamed, features), renames);
    });
}
