using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of the sizes of tables.</summary>
internal static class StatsModel
{
    /// <summary>Gets the metrics, in the order of a report.</summary>
    public static readonly (string Name, string Help, Func<TableSize, long> Of)[] Metrics =
    [
        ("atlas_table_rows", "Estimated number of rows.", s => s.Rows),
        ("atlas_table_size_bytes", "Size of the table with its indexes.", s => s.Bytes),
    ];

    /// <summary>Makes the value: <c>Driver, URL, Realm</c>, whose members are the metrics with <c>{schema, table,
    /// value}</c> for each table.</summary>
    public static TemplateValue Of(Url url, Dialect dialect, TableStatistics sizes) => new ObjectValue("SchemaStats",
    [
        .. Env(dialect.Name, url),
        Always("Realm", MapValue.Of(Metrics.Select(m => KeyValuePair.Create(m.Name, (TemplateValue)List(
            sizes.Tables.Select(t => Object("Metric",
                Always("schema", TemplateValue.Of(t.Key.Schema)), Always("table", TemplateValue.Of(t.Key.Name)),
                Always("value", TemplateValue.Of(m.Of(t.Value)))))))))),
    ]);
}
