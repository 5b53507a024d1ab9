using System.Text;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Makes functions, procedures, aggregates and triggers of rows; each is told with its schema.</summary>
internal sealed class RoutineReader(CatalogRows rows, TypeCatalog types, Report report)
{
    /// <summary>Reads a row of <c>routines.sql</c>.</summary>
    public (string Schema, Routine Routine) Routine()
    {
        var (schema, name, comment) = (rows.Text(), rows.Text(), rows.TextOrNull());
        var (kind, language, body) = (rows.Letter(), rows.Text(), rows.Text());
        var (modes, names) = (rows.Texts(), rows.TextsOrNulls());
        var argumentTypes = types.Of(rows.Oids(), rows.Texts());
        var defaults = rows.TextsOrNulls();
        var result = types.Of(rows.Oid(), rows.Text());
        var returnsSet = rows.Flag();
        var isTable = modes.Contains("t");
        // Output arguments say what a function returns, unless it returns any number of rows.
        var isTold = kind == 'p' || isTable || (!returnsSet && modes.Any(m => m is "o" or "b"));
        var routine = new Routine(kind == 'p' ? ObjectKind.Procedure : ObjectKind.Function, name, language, body)
        {
            Arguments = modes.Select((m, i) => (Mode: m, Argument: new Argument(names[i], argumentTypes[i])
            {
                Mode = m switch { "o" => "OUT", "b" => "INOUT", "v" => "VARIADIC", _ => null },
                Default = defaults[i] is { } value ? Defaults.Read(value, argumentTypes[i]) : null,
            })).Where(a => a.Mode != "t").Select(a => a.Argument).ToSeq(),
            ReturnTable = modes.Select((m, i) => m == "t" ? new Field(names[i] ?? "", argumentTypes[i]) : null)
                .OfType<Field>().ToSeq(),
            Returns = isTold ? null : result,
            ReturnsSet = returnsSet && !isTable,
            Volatility = rows.Letter() switch { 'i' => "IMMUTABLE", 's' => "STABLE", _ => null },
            Parallel = Parallel(rows.Letter()),
            IsStrict = rows.Flag(),
            IsLeakproof = rows.Flag(),
            IsDefiner = rows.Flag(),
            IsWindow = kind == 'w',
            Cost = rows.TextOrNull(),
            Rows = rows.TextOrNull(),
            Settings = rows.Texts().Select(s => s.Split('=', 2)).Select(s => new Setting(s[0], s[1]))
                .OrderBy(s => s.Name, StringComparer.Ordinal).ToSeq(),
            Comment = comment,
        };
        if (rows.Flag()) report("planner support or transform", $"{schema}.{name}", []);
        return (schema, routine);
    }

    /// <summary>Reads a row of <c>aggregates.sql</c>.</summary>
    public (string Schema, Aggregate Aggregate) Aggregate()
    {
        var (schema, name, comment) = (rows.Text(), rows.Text(), rows.TextOrNull());
        var names = rows.TextsOrNulls();
        var arguments = types.Of(rows.Oids(), rows.Texts());
        var state = types.Of(rows.Oid(), rows.Text());
        return (schema, new Aggregate(name, state, new ObjectName(rows.Text(), rows.Text()))
        {
            Arguments = arguments.Select((type, i) => new Argument(names[i], type)).ToSeq(),
            FinalFunction = NameOrNull(),
            CombineFunction = NameOrNull(),
            InitialValue = rows.TextOrNull(),
            Parallel = Parallel(rows.Letter()),
            Comment = comment,
        });
    }

    /// <summary>Reads a row of <c>triggers.sql</c>.</summary>
    public (string Schema, Trigger Trigger) Trigger()
    {
        var (schema, table, name, comment) = (rows.Text(), rows.Text(), rows.Text(), rows.TextOrNull());
        var bits = rows.Integer();
        var timing = (bits & 64) != 0 ? TriggerTiming.InsteadOf : (bits & 2) != 0 ? TriggerTiming.Before : TriggerTiming.After;
        var columns = rows.Texts().ToSeq();
        var condition = rows.TextOrNull();
        var function = new ObjectName(rows.Text(), rows.Text());
        var arguments = Encoding.UTF8.GetString(rows.Bytes()).Split('\0')[..^1].ToSeq();
        var (oldTable, newTable) = (rows.TextOrNull(), rows.TextOrNull());
        var (isConstraint, isDeferrable, isDeferred) = (rows.Flag(), rows.Flag(), rows.Flag());
        var trigger = new Trigger(name, table, timing)
        {
            IsForEachRow = (bits & 1) != 0,
            OnInsert = (bits & 4) != 0,
            OnDelete = (bits & 8) != 0,
            OnUpdate = (bits & 16) != 0,
            OnTruncate = (bits & 32) != 0,
            UpdateOf = columns,
            When = condition,
            Function = function,
            Arguments = arguments,
            OldTable = oldTable,
            NewTable = newTable,
            IsConstraint = isConstraint,
            Deferrable = !isDeferrable ? null : isDeferred ? "INITIALLY_DEFERRED" : "INITIALLY_IMMEDIATE",
            From = NameOrNull(),
            State = rows.Letter() switch { 'D' => "DISABLED", 'R' => "REPLICA", 'A' => "ALWAYS", _ => null },
            Comment = comment,
        };
        return (schema, trigger);
    }

    private ObjectName? NameOrNull() =>
        (rows.TextOrNull(), rows.TextOrNull()) is ({ } schema, { } name) ? new ObjectName(schema, name) : null;

    private static string? Parallel(char letter) => letter switch { 's' => "SAFE", 'r' => "RESTRICTED", _ => null };
}
