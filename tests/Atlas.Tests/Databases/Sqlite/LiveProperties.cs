using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Tests.Properties;
using Atlas.Tests.Properties.Generators;
using CsCheck;

namespace Atlas.Tests.Databases.Sqlite;

/// <summary>The promises of the engine, on real databases with rows.</summary>
public sealed class LiveProperties(ITestOutputHelper output)
{
    private static readonly Features Features = Atlas.Tests.Properties.Generators.Features.Sqlite with
    {
        Types =
        [
            new(new BuiltInType("integer", []), [new NumberLiteral("0"), new NumberLiteral("-7"), new RawSql("1 + 2")]) { Family = "number", IsNumber = true },
            new(new BuiltInType("int", []), [new NumberLiteral("5")]) { Family = "number", IsNumber = true },
            new(new BuiltInType("text", []), [new StringLiteral(""), new StringLiteral("it's"), new RawSql("lower('A')")]) { Family = "text" },
            new(new BuiltInType("varchar", [30]), [new StringLiteral("a\nb")]) { Family = "text" },
            new(new BuiltInType("decimal", [10, 2]), [new NumberLiteral("1.50")]) { Family = "decimal" },
            new(new BuiltInType("bool", []), [new BoolLiteral(true), new BoolLiteral(false)]) { Family = "boolean" },
            new(new BuiltInType("datetime", []), [new RawSql("CURRENT_TIMESTAMP")]) { Family = "date" },
            new(new RawType("char(3)"), [new StringLiteral("a")]) { Family = "raw" },
        ],
        Comments = false,
        SchemaComments = false,
        NamedPrimaryKeys = false,
        Collations = ["NOCASE", "RTRIM"],
        Conditions = c => [$"\"{c.Replace("\"", "\"\"")}\" > -1000", $"\"{c.Replace("\"", "\"\"")}\" < 100000"],
        Computations = c => [$"\"{c.Replace("\"", "\"\"")}\" + 1", $"\"{c.Replace("\"", "\"\"")}\" * 2"],
    };

    /// <summary>What SQLite or these pairs don't have.</summary>
    private static readonly string[] NotHere =
    [
        nameof(AddSchema), nameof(DropSchema), nameof(SetSchemaComment), nameof(AddEnum), nameof(ModifyEnum), nameof(DropEnum),
        nameof(AddObject), nameof(DropObject), nameof(ModifyObject), nameof(RenameObject), nameof(SetPartition), nameof(SetPartitioning), nameof(SetTableOptions),
        nameof(SetTableComment), "ModifyColumn comment", "ModifyColumn identity",
    ];

    private static readonly string[] Renames = [nameof(RenameTable), nameof(RenameColumn), nameof(RenameIndex)];

    private readonly ChangeHistogram histogram = new();
    private int drawn;
    private int reached;

    [Fact]
    public async Task Applying_reaches_the_target_and_keeps_rows()
    {
        await RealmGen.Pairs(Features).SampleAsync(Reaches, iter: Soak.Pairs(300), threads: 1);
        Report();
        Assert.Empty(histogram.Below(Soak.Minimum, [.. NotHere, .. Renames]));
    }

    [Fact]
    public async Task Declared_renames_keep_rows()
    {
        await RealmGen.PairsWithRenames(Features).SampleAsync(Reaches, iter: Soak.Pairs(200), threads: 1);
        Report();
        Assert.Empty(histogram.Below(Soak.Minimum, ChangeHistogram.AllCells.Except(Renames).ToList()));
    }

    private void Report()
    {
        output.WriteLine($"{histogram}\n{drawn} pairs, {drawn - reached} stopped by rows as foretold");
        Assert.InRange(reached, drawn / 2, drawn);
    }

    private async Task Reaches(RealmPair pair)
    {
        var (current, desired) = (Lite.Dialect.Canonicalize(pair.Current), Lite.Dialect.Canonicalize(pair.Desired));
        if (Refused(Lite.Dialect.Canonicalize(Realm.Empty), current) || Refused(current, desired, pair.Renames)) return;
        drawn++;
        await using var database = await Lite.Open();
        await using var fresh = await Lite.Open();
        await database.Apply(current);
        Assert.Equal(current.Fingerprint(), (await database.Realm()).Fingerprint());
        await Fill(database, current);
        var before = await Sums(database, Names(pair.Renames, current, desired));

        if (!await Succeeds(database, desired, pair.Renames)) return;
        reached++;
        histogram.Count(Differ.Compare(current, desired, pair.Renames, DiffPolicy.Default));
        Assert.Equal(desired.Fingerprint(), (await database.Realm()).Fingerprint());
        Assert.Empty(Lite.Write(await database.Realm(), desired));
        Assert.Equal(before, await Sums(database, Surviving(pair.Renames, current, desired)));
        Assert.Equal("ok", await database.Scalar("PRAGMA integrity_check"));
        await fresh.Apply(desired);
        Assert.Equal(await CatalogueDump.OfAsync(fresh), await CatalogueDump.OfAsync(database));
    }

    /// <summary>A plan may fail on rows only where a hazard says so, and then leaves everything as it was.</summary>
    private static async Task<bool> Succeeds(Database database, Realm desired, Seq<Rename> renames)
    {
        var before = await database.Realm();
        try
        {
            await database.Apply(desired, renames);
            return true;
        }
        catch (FailureException e)
        {
            await database.RollbackAsync();
            Assert.Equal(before, await database.Realm());
            var foretold = Lite.Write(before, desired, renames).SelectMany(s => s.Hazards).Any(h => h.Kind == HazardKind.DataDependent);
            Assert.True(foretold, $"{e.Message} {(e as DatabaseException)?.Sql}");
            return false;
        }
    }

    private static bool Refused(Realm current, Realm desired, params Seq<Rename> renames) =>
        Differ.Compare(current, desired, renames, DiffPolicy.Default).Any(c => Lite.Dialect.Refusal(c) is not null);

    /// <summary>Three rows for each table; what a constraint refuses stays out.</summary>
    private static async Task Fill(Database database, Realm realm)
    {
        await database.ExecuteAsync("PRAGMA foreign_keys = off", Lite.Token);
        foreach (var table in realm.Schemas[0].Tables)
            for (var row = 1; row <= 3; row++)
            {
                var columns = table.Columns.Where(c => c.Generated is null && !table.ForeignKeys.Any(k => k.Columns.Contains(c.Name))).ToList();
                var values = columns.Select(c => c.Type is BuiltInType { Word: "integer" or "int" or "decimal" or "bool" } ? $"{row}" : $"'{row}'");
                await database.ExecuteAsync(
                    $"INSERT OR IGNORE INTO {Lite.Dialect.Quote(table.Name)} ({string.Join(", ", columns.Select(c => Lite.Dialect.Quote(c.Name)))}) VALUES ({string.Join(", ", values)})", Lite.Token);
            }
    }

    /// <summary>The columns of both sides that keep their values: their table and column under the old and the new name.</summary>
    private static IEnumerable<(string Table, string Column, string NewTable, string NewColumn)> Both(Seq<Rename> renames, Realm current, Realm desired) =>
        from table in current.Schemas[0].Tables
        let to = renames.FirstOrDefault(r => r.Kind == RenameKind.Table && r.From == table.Name)?.To ?? table.Name
        let wanted = desired.Schemas[0].Table(to)
        where wanted is not null
        from column in table.Columns
        let name = renames.FirstOrDefault(r => r.Kind == RenameKind.Column && r.Table.Name == to && r.From == column.Name)?.To ?? column.Name
        let kept = wanted.Column(name)
        where kept is not null && column.Generated is null && kept.Generated is null && kept.Type == column.Type && (kept.IsNullable || !column.IsNullable)
        select (table.Name, column.Name, to, name);

    private static List<(string, string)> Names(Seq<Rename> renames, Realm current, Realm desired) => [.. Both(renames, current, desired).Select(b => (b.Table, b.Column))];

    private static List<(string, string)> Surviving(Seq<Rename> renames, Realm current, Realm desired) => [.. Both(renames, current, desired).Select(b => (b.NewTable, b.NewColumn))];

    private static async Task<List<string?>> Sums(Database database, List<(string Table, string Column)> columns)
    {
        var sums = new List<string?>();
        foreach (var (table, column) in columns)
            sums.Add(await database.Scalar($"SELECT count(*) || ':' || ifnull(group_concat(quote(x)), '') FROM (SELECT {Lite.Dialect.Quote(column)} AS x FROM {Lite.Dialect.Quote(table)} ORDER BY quote(x))"));
        return sums;
    }
}
