using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes statements about enum types.</summary>
internal static class EnumWriter
{
    public static IEnumerable<Statement> Add(AddEnum change, Names names)
    {
        var name = names.Of(change.Schema, change.Enum.Name);
        yield return new Statement(
            $"CREATE TYPE {name} AS ENUM ({string.Join(", ", change.Enum.Values.Select(Quoting.Text))})",
            $"create enum type \"{change.Enum.Name}\"");
        if (change.Enum.Comment is { } comment) yield return CommentWriter.Enum(name, change.Enum.Name, comment);
    }

    public static Statement Drop(DropEnum change, Names names) =>
        new($"DROP TYPE {names.Of(change.Schema, change.Enum.Name)}", $"drop enum type \"{change.Enum.Name}\"");

    public static IEnumerable<Statement> Modify(ModifyEnum change, Names names, WriteContext context)
    {
        var name = names.Of(change.Schema, change.To.Name);
        foreach (var (value, place) in EnumValues.Added(change.From, change.To))
        {
            yield return new Statement(
                $"ALTER TYPE {name} ADD VALUE {Quoting.Text(value)}{place}",
                $"add value to enum type: \"{change.To.Name}\"")
            {
                IsOutsideTransaction = IsUsed(new ObjectName(change.Schema, change.To.Name), value, context),
            };
        }

        if (change.From.Comment != change.To.Comment)
            yield return CommentWriter.Enum(name, change.To.Name, change.To.Comment);
    }

    /// <summary>
    /// Returns whether the plan may use a value that it adds: a transaction can add a value but not use it before its
    /// end.
    /// Safe and simple: the value stands as text in an expression, or a column takes the type on.
    /// </summary>
    private static bool IsUsed(ObjectName type, string value, WriteContext context)
    {
        var literal = Quoting.Text(value);
        return context.Desired.AllObjects().SelectMany(o => Expressions(o.Object))
                .Any(e => e.Contains(literal, StringComparison.Ordinal))
            || context.Desired.Schemas.Any(
            schema => schema.Tables.Any(table => table.Columns.Any(c => TakesOn(schema.Name, table.Name, c))
            || Expressions(table).Any(e => e.Contains(literal, StringComparison.Ordinal)
                || (e.Contains('{') && e.Contains(value, StringComparison.Ordinal)))));

        bool TakesOn(string schema, string table, Column column) => Holds(column.Type, type)
            && ((column.Default is StringLiteral text && text.Value == value)
                || (context.Current.Table(new ObjectName(schema, table))?.Column(column.Name) is { } before && !Holds(before.Type, type)));
    }

    // A body that is kept as text uses nothing when it is stored.
    private static IEnumerable<string> Expressions(RealmObject item) => item switch
    {
        View view => [view.Definition],
        MaterializedView view => [view.Definition],
        Routine routine when RoutineWriter.IsParsed(routine.Body) => [routine.Body],
        Domain domain =>
        [
            .. domain.Checks.Select(c => c.Expression),
            .. domain.Default is { } value ? [Defaults.Write(value)] : Array.Empty<string>(),
        ],
        Trigger { When: { } condition } => [condition],
        _ => [],
    };

    private static IEnumerable<string> Expressions(Table table) =>
    [
        .. table.Columns.Select(c => c.Default).OfType<RawSql>().Select(d => d.Sql),
        .. table.Columns.Select(c => c.Generated?.Expression).OfType<string>(),
        .. table.Checks.Select(c => c.Expression),
        .. table.Indexes.Select(i => i.Predicate).OfType<string>(),
        .. table.Indexes.SelectMany(i => i.Parts).Select(p => p.Expression).OfType<string>(),
    ];

    private static bool Holds(ColumnType type, ObjectName name) => type switch
    {
        EnumReference reference => reference.Name == name,
        ArrayType array => Holds(array.Element, name),
        _ => false,
    };
}
