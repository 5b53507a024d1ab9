using System.Text.RegularExpressions;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds new columns that get a value of its own in every row, so that the table is written anew (manual, ALTER
/// TABLE, notes on volatile defaults).</summary>
internal sealed partial class VolatileDefault : Analyzer
{
    public override Rule Rule { get; } = new("PG302", Family.Blocking, "A new column writes the table anew");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<AddColumn>()
        let column = found.Change.Column
        let why = Why(column)
        where why is not null
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
                $"Readers and writers of table \"{found.Table.To.Name}\" wait while every row is written to give column " +
                $"\"{column.Name}\" {why}.")
            .Suggest("Add the column without a default, set the default afterwards, and fill the rows in small steps");

    private static string? Why(Column column) => column switch
    {
        { Generated.IsStored: true } => "its computed value",
        { Identity: not null } => "its own number",
        _ when PostgresTypes.IsSerial(column.Type) => "its own number",
        { Default: RawSql sql } when Volatile().IsMatch(sql.Sql) => "a default that differs from row to row",
        _ => null,
    };

    // The volatile functions of pg_proc that make sense as a default, and those of the usual extensions.
    [GeneratedRegex(
        @"\b(?:random|random_normal|gen_random_uuid|gen_random_bytes|uuidv4|uuidv7|uuid_generate_v\w+|clock_timestamp|timeofday|nextval|setval|txid_current|pg_current_xact_id)\s*\(",
        RegexOptions.IgnoreCase)]
    private static partial Regex Volatile();
}
