using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres;
using Atlas.Databases.Sqlite;

namespace Atlas.Tests.Core.Lint;

/// <summary>Plans that are linted, and schemas in few words to plan with.</summary>
internal static class Linted
{
    public static readonly Dialect Postgres = new PostgresDialect();
    public static readonly Dialect Sqlite = new SqliteDialect();

    /// <summary>Plans and lints; a finding is a line such as <c>DS102 at "users": Table …</c>.</summary>
    public static string[] Plan(
        Dialect dialect, Realm from, Realm to, LintSettings? settings = null, DiffPolicy? policy = null,
        params Rename[] renames) =>
        [.. Report(dialect, from, to, settings, policy, null, renames).Findings
            .Select(f => $"{f.Rule.Code} at {f.Span.Text.Split('\n')[0]}: {f.Message}")];

    /// <summary>Plans and lints, and returns only the codes.</summary>
    public static string[] Codes(Dialect dialect, Realm from, Realm to, LintSettings? settings = null) =>
        [.. Report(dialect, from, to, settings).Findings.Select(f => f.Rule.Code)];

    public static LintReport Report(
        Dialect dialect, Realm from, Realm to, LintSettings? settings = null, DiffPolicy? policy = null,
        TableStatistics? statistics = null, params Rename[] renames)
    {
        var (current, desired) = (dialect.Canonicalize(from), dialect.Canonicalize(to));
        var wishes = policy ?? DiffPolicy.Default;
        var changes = Differ.Compare(current, desired, [.. renames], wishes);
        var naming = current.Schemas.Count > 1 || desired.Schemas.Count > 1 ? Naming.Qualified : Naming.Unqualified;
        var plan = Planner.Plan(current, desired, changes, dialect, naming, wishes, []);
        return Linter.Check(Pass.Of(plan, current, dialect) with
        {
            Settings = settings ?? LintSettings.Default,
            Statistics = statistics ?? TableStatistics.Unknown,
        });
    }

    /// <summary>A realm of the dialect's own schema.</summary>
    public static Realm Realm(Dialect dialect, params Table[] tables) =>
        Atlas.Core.Model.Realm.Empty.With(tables.Aggregate(new Schema(dialect.DefaultSchema), (s, t) => s.With(t)));

    /// <summary>A table of columns; <c>id</c> is the primary key where it is one of them.</summary>
    public static Table Table(string name, params Column[] columns) => new(name)
    {
        Columns = [.. columns],
        PrimaryKey = columns.Any(c => c.Name == "id") ? new PrimaryKey(["id"]) : null,
    };

    public static Column Int(string name, bool isNullable = false) =>
        new(name, new BuiltInType("integer", []), isNullable);

    public static Column Text(string name, bool isNullable = false) => new(name, new BuiltInType("text", []), isNullable);

    public static Atlas.Core.Model.Index Index(string name, params string[] columns) =>
        new(name, [.. columns.Select(c => new IndexPart { Column = c })]);
}
