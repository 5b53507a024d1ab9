using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Sqlite;

namespace Atlas.Tests.Databases.Sqlite;

/// <summary>What the tests of this folder do over and over.</summary>
public static class Lite
{
    public static readonly SqliteDriver Driver = new();

    public static Dialect Dialect => Driver.Dialect;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Database> Open(string url = "sqlite://test?mode=memory") => Driver.OpenAsync(Url.Parse(url), Token);

    public static async Task<Database> With(string sql)
    {
        var database = await Open();
        await database.ExecuteAsync(sql, Token);
        return database;
    }

    public static async Task<Realm> Realm(this Database database) => (await database.InspectAsync([], Token)).Realm;

    public static async Task<Realm> Inspect(string sql)
    {
        await using var database = await With(sql);
        return await database.Realm();
    }

    public static async Task<Table> Table(string sql) => (await Inspect(sql)).Schemas[0].Tables[0];

    public static async Task<string?> Scalar(this Database database, string sql) => (await database.QueryAsync(sql, [], Token))[0][0];

    public static Seq<Statement> Write(Realm current, Realm desired, params Seq<Rename> renames)
    {
        var wanted = Dialect.Canonicalize(desired);
        var changes = Differ.Compare(current, wanted, renames, DiffPolicy.Default);
        return Planner.Plan(current, wanted, changes, Dialect, Naming.Unqualified, DiffPolicy.Default, []).Statements;
    }

    /// <summary>Brings a database to a realm in one transaction, as an apply does.</summary>
    public static async Task<Seq<Statement>> Apply(this Database database, Realm desired, params Seq<Rename> renames)
    {
        var statements = Write(await database.Realm(), desired, renames);
        await database.BeginAsync(Token);
        foreach (var statement in statements) await database.ExecuteAsync(statement.Sql, Token);
        await database.CommitAsync(Token);
        return statements;
    }

    public static Fingerprint Fingerprint(this Realm realm) => Fingerprints.Of(realm, isSchemaScope: true, []);
}
