using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres;

namespace Atlas.Tests.Databases.Postgres;

/// <summary>One server for all tests of this folder.</summary>
[CollectionDefinition("postgres")]
public sealed class PostgresCollection : ICollectionFixture<PrivatePostgres>;

/// <summary>What the tests do with a server.</summary>
internal static class PostgresSteps
{
    public static readonly PostgresDriver Driver = new();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<Database> OpenAsync(this PrivatePostgres server, string database, string query = "") =>
        Driver.OpenAsync(Url.Parse(server.Url(database, query)), Cancel);

    public static async Task<Inspection> InspectAsync(this PrivatePostgres server, string database, string query = "")
    {
        await using var opened = await server.OpenAsync(database, query);
        return await opened.InspectAsync([], Cancel);
    }

    /// <summary>Runs SQL in a database of its own and inspects it.</summary>
    public static async Task<Inspection> InspectedAsync(this PrivatePostgres server, string sql, string query = "")
    {
        var database = server.CreateDatabase();
        server.Run(database, sql);
        return await server.InspectAsync(database, query);
    }

    public static Table PublicTable(this Inspection inspection, string name) =>
        inspection.Realm.Table(new ObjectName("public", name)) ?? throw new InvalidOperationException($"no table {name}");

    public static string Schema(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", file));
}
