using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Schemas;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Registry.Storage;

/// <summary>Brings the registry's own tables up to date: declared in this project's HCL, migrated by this project's
/// engine.</summary>
/// <remarks>Manages the tables whose names begin with <c>atlas_</c> in one schema, and leaves everything else
/// alone.</remarks>
public static class RegistryMigration
{
    private const string Resource = "Storage/registry.hcl";
    private const string DeclaredSchema = "registry";
    private const string TablePrefix = "atlas_";
    private const string LockName = "atlas_registry";

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Brings the tables up to date under the database's lock, in one transaction; does nothing when they are,
    /// and doesn't even look where <see cref="LayoutMark"/> says so.</summary>
    /// <param name="database">The registry's database; stays its owner's.</param>
    /// <param name="holder">Who does it, shown to whoever waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many statements were run.</returns>
    /// <exception cref="FailureException">The tables are those of another version of the program, which would lose
    /// something.</exception>
    public static async Task<int> RunAsync(Database database, string holder, CancellationToken cancellationToken)
    {
        var declared = Declaration();
        var mark = new LayoutMark(StoreEngine.Of(database.Dialect.Name)!, declared);
        if (await mark.IsOnAsync(database, cancellationToken)) return 0;

        var run = (await PlanAsync(database, declared, cancellationToken)).IsEmpty
            ? 0
            : await MigrateAsync(database, declared, holder, cancellationToken);
        await mark.PutAsync(database, cancellationToken);
        return run;
    }

    private static async Task<int> MigrateAsync(
        Database database, byte[] declared, string holder, CancellationToken cancellationToken)
    {
        await using var held = await database.LockAsync(LockName, holder, LockTimeout, _ => { }, cancellationToken);
        await database.BeginAsync(cancellationToken);
        try
        {
            var plan = await PlanAsync(database, declared, cancellationToken);
            foreach (var statement in plan.Statements) await database.ExecuteAsync(statement.Sql, cancellationToken);
            await database.CommitAsync(cancellationToken);
            return plan.Statements.Count;
        }
        catch
        {
            await database.RollbackAsync();
            throw;
        }
    }

    private static async Task<Plan> PlanAsync(
        Database database, byte[] declared, CancellationToken cancellationToken)
    {
        var schema = database.BoundSchema ?? database.Dialect.DefaultSchema;
        var found = (await database.InspectAsync([schema], cancellationToken)).Realm;
        var current = Only(schema, found.Schema(schema)?.Tables ?? []);
        var desired = database.Dialect.Canonicalize(Declared(declared, database.Dialect, schema));
        var changes = Differ.Compare(current, desired, [], DiffPolicy.Default);
        RefuseLoss(changes, database);
        return Planner.Plan(current, desired, changes, database.Dialect, database.Naming, DiffPolicy.Default, []);
    }

    /// <summary>Returns the declared tables by name.</summary>
    internal static Seq<Table> Tables(Dialect dialect) =>
        Declared(Declaration(), dialect, DeclaredSchema).Schema(DeclaredSchema)?.Tables ?? [];

    /// <summary>Returns the declared tables, in the schema that the database's URL means.</summary>
    private static Realm Declared(byte[] declared, Dialect dialect, string schema)
    {
        var state = HclSchema.Read([SourceText.From(Resource, declared)], dialect, new Dictionary<string, Value>());
        return Only(schema, (state.Realm.Schema(DeclaredSchema)?.Tables ?? []).Select(t => In(schema, t)));
    }

    private static byte[] Declaration()
    {
        using var stream = typeof(RegistryMigration).Assembly.GetManifestResourceStream(Resource)
            ?? throw new FileNotFoundException($"The program lacks its resource {Resource}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Table In(string schema, Table table) => table with
    {
        ForeignKeys = table.ForeignKeys.Select(k => k with { References = k.References with { Schema = schema } })
            .ToSeq(),
    };

    private static Realm Only(string schema, IEnumerable<Table> tables) => Realm.Empty.With(
        new Schema(schema)
        {
            Tables = tables.Where(t => t.Name.StartsWith(TablePrefix, StringComparison.Ordinal))
            .ToSeq()
        });

    /// <summary>Refuses to drop what another version of the program may have stored.</summary>
    private static void RefuseLoss(Seq<Change> changes, Database database)
    {
        if (changes.Any(c => c is DropTable
            || (c is ModifyTable table && table.Changes.Any(part => part is DropColumn))))
        {
            throw new FailureException(
                $"The registry's tables in {database.Label} hold more than this program knows: a newer program made " +
                    "them. " +
                "Use that one, or give this one a database of its own.");
        }
    }
}
