using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Tests.Properties;
using Atlas.Tests.Properties.Generators;
using CsCheck;

namespace Atlas.Tests.Databases.Postgres;

/// <summary>Random related pairs on a real server, few unless <see cref="Soak"/> says otherwise.</summary>
[Collection("postgres")]
public sealed class RandomPairs(PrivatePostgres server, ITestOutputHelper output)
{
    private static readonly Features Postgres = new()
    {
        Schemas = ["public", "other", "odd name"],
        AutoIncrement = false,
        Storage = false,
        EnumValueRemoval = false,
        Kinds = [ObjectKind.Sequence, ObjectKind.Domain, ObjectKind.Composite, ObjectKind.Policy],
        Unlogged = false,
        GeneratedStored = [true],
        Types =
        [
            new(new BuiltInType("integer", []), [new NumberLiteral("0"), new NumberLiteral("-7")]) { Family = "number", IsNumber = true },
            new(new BuiltInType("bigint", []), [new NumberLiteral("12345678901")]) { Family = "number", IsNumber = true },
            new(new BuiltInType("text", []), [new StringLiteral(""), new StringLiteral("it's"), new RawSql("lower('A'::text)")]) { Family = "text" },
            new(new BuiltInType("character_varying", [255]), [new StringLiteral("null")]) { Family = "text" },
            new(new BuiltInType("character_varying", [30]), [new StringLiteral("a\nb\\c")]) { Family = "text" },
            new(new BuiltInType("numeric", [10, 2]), [new NumberLiteral("1.50")]) { Family = "decimal" },
            new(new BuiltInType("boolean", []), [new BoolLiteral(true), new BoolLiteral(false)]) { Family = "boolean" },
            new(new BuiltInType("timestamptz", [3]), [new RawSql("now()")]) { Family = "time" },
            new(new BuiltInType("jsonb", []), [new StringLiteral("{}")]) { Family = "json", IsKey = false },
        ],
    };

    /// <summary>What this database or its generator doesn't have; renames are declared, not found.</summary>
    private static readonly string[] NotHere =
    [
        nameof(RenameObject), nameof(SetPartition), nameof(SetPartitioning),
        nameof(RenameTable), nameof(RenameColumn), nameof(RenameIndex), "ModifyColumn auto_increment", nameof(SetTableStorage),
    ];

    private readonly ChangeHistogram _histogram = new();
    private (string Database, string Fresh) _databases;
    private int _drawn;
    private int _refusedByRows;
    private int _refusedByType;
    private int _rows;
    private int _values;

    [Fact]
    public void A_plan_between_random_pairs_reaches_a_fresh_build_and_keeps_the_rows()
    {
        RealmGen.Pairs(Postgres).Sample(pair => CheckAsync(pair).GetAwaiter().GetResult(), iter: Soak.Pairs(8), threads: 1);
        output.WriteLine($"{_histogram}\n{_drawn} pairs, {_refusedByRows} stopped by rows as foretold, {_refusedByType} refused before by their types; {_rows} rows and {_values} columns of values kept");
        if (Soak.Minimum > 0) Assert.InRange(_refusedByRows + _refusedByType, 0, _drawn / 2);
        Assert.Empty(_histogram.Below(Soak.Minimum, NotHere));
    }

    private async Task CheckAsync(RealmPair pair)
    {
        // Emptying leaves its traces in the catalogue, which grows slow.
        if (_drawn++ % 50 == 0) _databases = (server.CreateDatabase(), server.CreateDatabase());
        var (database, fresh) = _databases;
        server.Empty(database);
        server.Empty(fresh);
        await BuildAsync(database, pair.Current);
        await BuildAsync(fresh, pair.Desired);
        var desired = (await server.InspectAsync(fresh)).Realm;
        await using var opened = await server.OpenAsync(database);
        var current = (await opened.InspectAsync([], PostgresSteps.Cancel)).Realm;
        await FillAsync(opened, current);
        var before = await ContentAsync(opened, current, desired);
        Plan plan;
        try
        {
            plan = PostgresPlans.Between(current, desired);
        }
        catch (FailureException refusal) when (refusal.Message.Contains("PostgreSQL has no cast between them"))
        {
            // A column that was drawn away and drawn again under its old name, of a type that nothing leads to.
            _refusedByType++;
            return;
        }

        var script = string.Join('\n', plan.Statements.Select(s => s.Sql + ";"));
        try
        {
            await PostgresPlans.RunAsync(opened, plan);
        }
        catch (DatabaseException exception) when (plan.Statements.Any(s => s.Hazards.Any(h => h.Kind == HazardKind.DataDependent))
            && (exception.Message.Contains("SQLSTATE 22") || exception.Message.Contains("SQLSTATE 23")))
        {
            // The values or rows don't fit, as a hazard said; nothing else may have happened.
            await opened.RollbackAsync();
            if (plan.IsTransactional) Assert.Equal(before, await ContentAsync(opened, current, desired));
            _refusedByRows++;
            return;
        }
        catch (DatabaseException exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n{exception.Sql}\n--\n{script}", exception);
        }

        var reached = (await opened.InspectAsync([], PostgresSteps.Cancel)).Realm;
        var rest = PostgresPlans.Between(reached, desired).Statements;
        Assert.True(rest.IsEmpty, $"left: {string.Join('\n', rest.Select(s => s.Sql))}\n--\n{script}");
        Assert.Equal(Fingerprints.Of(desired, false, []), Fingerprints.Of(reached, false, []));
        var (wanted, got) = (server.Dump(fresh), server.Dump(database));
        Assert.True(wanted == got, $"dumps differ:\n{Difference(wanted, got)}\n--\n{script}");
        var after = await ContentAsync(opened, current, desired);
        Assert.True(before.SequenceEqual(after), $"{string.Join('\n', before.Except(after))}\nbecame\n{string.Join('\n', after.Except(before))}\n--\n{script}");
        _histogram.Count(plan.Changes);
        _rows += before.Sum(t => t.Rows);
        _values += before.Where(t => t.Rows > 0).Sum(t => t.Values.Split('\n').Length - 1);
    }

    private async Task BuildAsync(string database, Realm realm)
    {
        await using var opened = await server.OpenAsync(database);
        var there = (await opened.InspectAsync([], PostgresSteps.Cancel)).Realm;
        var plan = PostgresPlans.Between(there, PostgresSteps.Driver.Dialect.Canonicalize(Apart(realm)));
        try
        {
            await PostgresPlans.RunAsync(opened, plan);
        }
        catch (DatabaseException exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n{exception.Sql}", exception);
        }
    }

    /// <summary>Gives constraints of different kinds different names: PostgreSQL has one room for those of a table.</summary>
    private static Realm Apart(Realm realm) => realm with
    {
        Schemas = realm.Schemas.Select(s => s with
        {
            Tables = s.Tables.Select(t => t with
            {
                ForeignKeys = t.ForeignKeys.Select(k => k with { Name = $"f {k.Name}" }).ToSeq(),
                Checks = t.Checks.Select(c => c.Name is null ? c : c with { Name = $"c {c.Name}" }).ToSeq(),
            }).ToSeq(),
        }).ToSeq(),
    };

    /// <summary>Puts rows in every table that takes some: one with the least, two with a value everywhere.</summary>
    private static async Task FillAsync(Database database, Realm realm)
    {
        foreach (var (schema, table) in RealmBuilder.Tables(realm))
            for (var row = 1; row <= 3; row++)
            {
                var columns = table.Columns.Where(c => c is { Identity: null, Generated: null }
                    && (row > 1 || c is { IsNullable: false, Default: null })).ToList();
                var sql = $"INSERT INTO {Quoted(schema)}.{Quoted(table.Name)} " + (columns.Count == 0
                    ? "DEFAULT VALUES"
                    : $"({string.Join(", ", columns.Select(c => Quoted(c.Name)))}) VALUES ({string.Join(", ", columns.Select(c => Value(realm, c, row)))})");
                try
                {
                    await database.ExecuteAsync(sql, PostgresSteps.Cancel);
                }
                catch (DatabaseException exception) when (exception.Message.Contains("SQLSTATE 23"))
                {
                    // A check, key or foreign key wants another value: this row stays out.
                }
            }
    }

    private static string Value(Realm realm, Column column, int row) => column.Type switch
    {
        EnumReference type => $"'{realm.Enum(type.Name)!.Values[0].Replace("'", "''")}'",
        ArrayType => "'{}'",
        BuiltInType { Word: "boolean" } => row % 2 == 0 ? "true" : "false",
        BuiltInType { Word: "timestamptz" } => $"'2026-01-0{row} 00:00:00Z'",
        BuiltInType { Word: "jsonb" } => $"'{{\"a\": {row}}}'",
        _ => $"'{row}'",
    };

    /// <summary>Reads, of each table that stays, how many rows it has and the values of the columns that stay what they are.</summary>
    private static async Task<List<(ObjectName Table, int Rows, string Values)>> ContentAsync(Database database, Realm current, Realm desired)
    {
        var contents = new List<(ObjectName, int, string)>();
        foreach (var (schema, table) in RealmBuilder.Tables(current))
        {
            var name = new ObjectName(schema, table.Name);
            if (desired.Table(name) is not { } kept) continue;
            var columns = table.Columns.Where(c => c.Generated is null && kept.Column(c.Name) is { Generated: null } to
                && to.Type == c.Type && (to.IsNullable || !c.IsNullable)).Select(c => Quoted(c.Name)).ToList();
            var values = string.Concat(columns.Select(c => $", string_agg({c}::text, ',' ORDER BY {c}::text)"));
            var rows = await database.QueryAsync(
                $"SELECT count(*){values} FROM {Quoted(schema)}.{Quoted(table.Name)}", [], PostgresSteps.Cancel);
            contents.Add((name, int.Parse(rows[0][0]!), string.Concat(rows[0].Skip(1).Select((v, i) => $"{columns[i]} = {v}\n"))));
        }

        return contents;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    private static string Difference(string fresh, string reached)
    {
        var (one, other) = (fresh.Split("\n\n"), reached.Split("\n\n"));
        return $"fresh only:\n{string.Join("\n\n", one.Except(other))}\nreached only:\n{string.Join("\n\n", other.Except(one))}";
    }
}
