using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Tests.Properties.Generators;
using Atlas.Tests.Shared;
using CsCheck;

namespace Atlas.Tests.Databases.Postgres;

/// <summary>Random related pairs on a real server; <c>ATLAS_SOAK</c> is how many.</summary>
[Collection("postgres")]
public sealed class RandomPairs(PostgresServer server, ITestOutputHelper output)
{
    private static readonly Features Postgres = new()
    {
        Schemas = ["public", "other", "odd name"],
        AutoIncrement = false,
        Storage = false,
        EnumValueRemoval = false,
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

    [Fact]
    public void A_plan_between_random_pairs_reaches_a_fresh_build_and_keeps_the_rows()
    {
        var histogram = new ChangeHistogram();
        var rows = 0;
        RealmGen.Pairs(Postgres).Sample(
            pair => CheckAsync(pair, histogram, count => rows += count).GetAwaiter().GetResult(),
            iter: int.TryParse(Environment.GetEnvironmentVariable("ATLAS_SOAK"), out var many) ? many : 8,
            threads: 1);
        output.WriteLine($"{histogram}\n{rows} rows kept");
    }

    private async Task CheckAsync(RealmPair pair, ChangeHistogram histogram, Action<int> kept)
    {
        var (database, fresh) = (server.CreateDatabase(), server.CreateDatabase());
        await BuildAsync(database, pair.Current);
        await BuildAsync(fresh, pair.Desired);
        var desired = (await server.InspectAsync(fresh)).Realm;
        await using (var opened = await server.OpenAsync(database))
        {
            var current = (await opened.InspectAsync([], PostgresSteps.Cancel)).Realm;
            await FillAsync(opened, current);
            var before = await CountAsync(opened, current, desired);
            var changes = Differ.Compare(current, desired, [], DiffPolicy.Default);
            histogram.Count(changes);
            var plan = PostgresPlans.Between(current, desired);
            var script = string.Join('\n', plan.Statements.Select(s => s.Sql + ";"));
            try
            {
                await PostgresPlans.RunAsync(opened, plan);
            }
            catch (DatabaseException exception) when (plan.Statements.Any(s => s.Hazards.Any(h => h.Kind == HazardKind.DataDependent))
                && exception.Message.Contains("SQLSTATE 23"))
            {
                // The rows don't fit, as a hazard said; nothing else may have happened.
                await opened.RollbackAsync();
                if (plan.IsTransactional) Assert.Equal(before, await CountAsync(opened, current, desired));
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
            Assert.True(server.Dump(fresh) == server.Dump(database), $"dumps differ:\n{Difference(server.Dump(fresh), server.Dump(database))}\n--\n{script}");
            Assert.Equal(before, await CountAsync(opened, current, desired));
            kept(before.Values.Sum());
        }

        server.Run("postgres", $"DROP DATABASE {database}");
        server.Run("postgres", $"DROP DATABASE {fresh}");
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

    /// <summary>Puts a row in every table that takes one.</summary>
    private static async Task FillAsync(Database database, Realm realm)
    {
        foreach (var (schema, table) in RealmBuilder.Tables(realm))
        {
            var columns = table.Columns.Where(c => c is { IsNullable: false, Default: null, Identity: null, Generated: null }).ToList();
            var sql = $"INSERT INTO \"{schema}\".\"{table.Name.Replace("\"", "\"\"")}\" "
                + (columns.Count == 0
                    ? "DEFAULT VALUES"
                    : $"({string.Join(", ", columns.Select(c => $"\"{c.Name.Replace("\"", "\"\"")}\""))}) VALUES ({string.Join(", ", columns.Select(c => Value(realm, c)))})");
            try
            {
                await database.ExecuteAsync(sql, PostgresSteps.Cancel);
            }
            catch (DatabaseException exception) when (exception.Message.Contains("SQLSTATE 23"))
            {
                // A check or foreign key wants another value: this table stays empty.
            }
        }
    }

    private static string Value(Realm realm, Column column) => column.Type switch
    {
        EnumReference type => $"'{realm.Enum(type.Name)!.Values[0].Replace("'", "''")}'",
        ArrayType => "'{}'",
        BuiltInType { Word: "boolean" } => "true",
        BuiltInType { Word: "timestamptz" } => "now()",
        BuiltInType { Word: "jsonb" } => "'{}'",
        _ => "'1'",
    };

    private static async Task<Dictionary<ObjectName, int>> CountAsync(Database database, Realm current, Realm desired)
    {
        var counts = new Dictionary<ObjectName, int>();
        foreach (var (schema, table) in RealmBuilder.Tables(current))
        {
            var name = new ObjectName(schema, table.Name);
            if (desired.Table(name) is null) continue;
            var rows = await database.QueryAsync(
                $"SELECT count(*) FROM \"{schema}\".\"{table.Name.Replace("\"", "\"\"")}\"", [], PostgresSteps.Cancel);
            counts[name] = int.Parse(rows[0][0]!);
        }

        return counts;
    }

    private static string Difference(string fresh, string reached)
    {
        var (one, other) = (fresh.Split("\n\n"), reached.Split("\n\n"));
        return $"fresh only:\n{string.Join("\n\n", one.Except(other))}\nreached only:\n{string.Join("\n\n", other.Except(one))}";
    }
}
