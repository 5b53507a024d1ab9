using System.Text;

namespace Atlas.Browser.Tests.Story;

/// <summary>A schema of 400 tables, most of them in a few clusters around hubs as real ones are.</summary>
internal static class LargeSchema
{
    public const int Tables = 400;

    public static async Task PushAsync(Company company)
    {
        await File.WriteAllTextAsync(company.At("warehouse.sql"), Text());
        await company.Atlas.RunAsync(
            "schema", "push", "warehouse", "-u", "file://warehouse.sql", "--dev-url", "sqlite://dev?mode=memory", "--version", "1");
    }

    private static string Text()
    {
        var sql = new StringBuilder();
        for (var i = 0; i < Tables; i++)
        {
            var hub = i / 20 * 20;
            sql.Append($"CREATE TABLE {Name(i)} (\n  id integer NOT NULL PRIMARY KEY,\n  name text NOT NULL,\n  amount decimal(10,2),\n");
            if (i != hub) sql.Append($"  {Name(hub)}_id integer NOT NULL REFERENCES {Name(hub)} (id),\n");
            else if (i > 0) sql.Append($"  {Name(hub - 20)}_id integer REFERENCES {Name(hub - 20)} (id),\n");
            if (i % 7 == 3) sql.Append($"  {Name(i / 2)}_ref integer REFERENCES {Name(i / 2)} (id),\n");
            sql.Append("  updated_at datetime NOT NULL\n);\n");
        }

        return sql.ToString();
    }

    public static string Name(int number) => FormattableString.Invariant($"part_{number:000}");
}
