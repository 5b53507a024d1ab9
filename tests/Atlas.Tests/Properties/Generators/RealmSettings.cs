using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Gives tables, and what is in them, settings that PostgreSQL has.</summary>
public sealed class RealmSettings(Choices choose, Features features)
{
    private static readonly string?[] Storages = [null, "EXTERNAL", "MAIN"];
    private static readonly string?[] Deferrals = [null, "INITIALLY_IMMEDIATE", "INITIALLY_DEFERRED"];

    /// <summary>Returns a table with one setting changed.</summary>
    public Table Edited(Table table) => choose.Below(6) switch
    {
        0 or 1 => table with { Options = Options(table.Options) },
        2 => table with { Columns = table.Columns.Select(Column).ToSeq() },
        3 => table with
        {
            ForeignKeys = table.ForeignKeys.Select(k => k with
            {
                Deferrable = choose.Of(Deferrals),
                IsNotValid = choose.Chance(30),
                IsMatchFull = choose.Chance(20),
            }).ToSeq(),
        },
        4 => table with { Checks = table.Checks.Select(c => c with { IsNotValid = choose.Chance(50) }).ToSeq() },
        _ => table with
        {
            PrimaryKey = table.PrimaryKey is { } key ? key with { Parameters = Fill() } : null,
            Indexes = table.Indexes.Select(i => i.Method is null
                ? i with { Parameters = Fill(), Deferrable = i.IsExclusion ? choose.Of(Deferrals) : null }
                : i).ToSeq(),
        },
    };

    private TableOptions Options(TableOptions options) => choose.Below(features.Unlogged ? 4 : 3) switch
    {
        0 => options with { IsRowSecured = !options.IsRowSecured, IsRowSecurityForced = choose.Chance(30) },
        1 => options with { Parameters = Fill() },
        2 => options with { ReplicaIdentity = choose.Of<string?>([null, "FULL", "NOTHING"]) },
        _ => options with { IsUnlogged = !options.IsUnlogged },
    };

    private Column Column(Column column) =>
        features.Types.Any(t => t.Type == column.Type && t.Family == "text") && choose.Chance(50)
            ? column with { Storage = choose.Of(Storages), StatisticsTarget = choose.Chance(50) ? 200 : null }
            : column;

    private Seq<StorageParameter> Fill() =>
        choose.Chance(30) ? [] : [new StorageParameter("fillfactor", $"{50 + choose.Below(50)}")];
}
