using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Puts rows of <c>constraints.sql</c> into their tables.</summary>
internal static class ConstraintReader
{
    /// <param name="rows">The rows.</param>
    /// <param name="table">The table that gets the constraint.</param>
    /// <param name="isNamed">Whether the model can name a referenced table, by its oid and schema.</param>
    /// <param name="report">Takes what the model doesn't hold.</param>
    public static void Read(CatalogRows rows, TableDraft table, Func<uint, string, bool> isNamed, Report report)
    {
        var (name, kind) = (rows.Text(), rows.Letter());
        var (deferrable, isValid) = (Deferral(rows.Flag(), rows.Flag()), rows.Flag());
        var columns = rows.Texts().ToSeq();
        var (schema, referenced, oid) = (rows.TextOrNull(), rows.TextOrNull(), rows.OidOrNull());
        var referencedColumns = rows.Texts().ToSeq();
        var (onUpdate, onDelete) = (Action(rows.Letter()), Action(rows.Letter()));
        var (isMatchFull, deleteColumns) = (rows.Flag(), rows.Texts().ToSeq());
        var (isTemporal, isEnforced) = (rows.Flag(), rows.Flag());
        var (expression, isNoInherit, comment) = (rows.TextOrNull(), rows.Flag(), rows.TextOrNull());
        var (nullsDistinct, include) = (!rows.Flag(), rows.Texts().ToSeq());
        var parameters = Parameters.Of(rows.Texts());

        var word = kind switch
        {
            'p' => "primary key",
            'u' => "unique constraint",
            'f' => "foreign key",
            _ => "check",
        };
        if (isTemporal || !isEnforced)
        {
            Leave($"{(isTemporal ? "temporal" : "not enforced")} {word}");
            return;
        }

        switch (kind)
        {
            case 'p':
                table.PrimaryKey = new PrimaryKey(columns)
                {
                    Name = name == ConstraintNames.PrimaryKey(table.Name.Name) ? null : name,
                    Include = include,
                    Deferrable = deferrable,
                    Parameters = parameters,
                    Comment = comment,
                };
                break;
            case 'u':
                table.Indexes.Add(new Index(name, columns.Select(c => new IndexPart { Column = c }).ToSeq())
                {
                    IsUnique = true,
                    IsConstraint = true,
                    Include = include,
                    NullsDistinct = nullsDistinct,
                    Deferrable = deferrable,
                    Parameters = parameters,
                    Comment = comment,
                });
                break;
            case 'f' when schema is not null && referenced is not null && oid is { } id:
                if (!isNamed(id, schema))
                {
                    Leave(word);
                    break;
                }

                table.ForeignKeys.Add(
                    new ForeignKey(name, columns, new ObjectName(schema, referenced), referencedColumns)
                    {
                        OnUpdate = onUpdate,
                        OnDelete = onDelete,
                        OnDeleteColumns = deleteColumns,
                        IsMatchFull = isMatchFull,
                        Deferrable = deferrable,
                        IsNotValid = !isValid,
                        Comment = comment,
                    });
                break;
            case 'c' when expression is not null:
                table.Checks.Add(new Check(name, expression)
                {
                    IsNoInherit = isNoInherit,
                    IsNotValid = !isValid,
                    Comment = comment,
                });
                break;
        }

        void Leave(string what)
        {
            Seq<ObjectName> used = schema is not null && referenced is not null
                ? new[] { table.Name, new ObjectName(schema, referenced) }.Distinct().ToSeq()
                : [table.Name];
            report(what, $"{table.Name}.{name}", used);
        }
    }

    /// <summary>Returns when a constraint is checked, as a word of the schema language; null for at once.</summary>
    internal static string? Deferral(bool isDeferrable, bool isDeferred) =>
        !isDeferrable ? null : isDeferred ? "INITIALLY_DEFERRED" : "INITIALLY_IMMEDIATE";

    private static ReferentialAction Action(char letter) => letter switch
    {
        'r' => ReferentialAction.Restrict,
        'c' => ReferentialAction.Cascade,
        'n' => ReferentialAction.SetNull,
        'd' => ReferentialAction.SetDefault,
        _ => ReferentialAction.NoAction,
    };
}
