using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes CREATE FUNCTION, CREATE PROCEDURE and CREATE AGGREGATE.</summary>
internal static class RoutineWriter
{
    public static string Create(string name, Routine routine, Names names, bool replaces)
    {
        List<string> clauses = [$"LANGUAGE {Quoting.Name(routine.Language)}"];
        if (routine.IsWindow) clauses.Add("WINDOW");
        if (routine.Volatility is { } volatility) clauses.Add(volatility);
        if (routine.IsStrict) clauses.Add("STRICT");
        if (routine.IsLeakproof) clauses.Add("LEAKPROOF");
        if (routine.IsDefiner) clauses.Add("SECURITY DEFINER");
        if (routine.Parallel is { } parallel) clauses.Add($"PARALLEL {parallel}");
        if (routine.Cost is { } cost) clauses.Add($"COST {cost}");
        if (routine.Rows is { } rows) clauses.Add($"ROWS {rows}");
        clauses.AddRange(routine.Settings.Select(s => $"SET {s.Name} TO {Value(s)}"));
        return $"CREATE {(replaces ? "OR REPLACE " : "")}{(routine.Kind == ObjectKind.Procedure ? "PROCEDURE" : "FUNCTION")} "
            + $"{name}({Arguments(routine.Arguments, names)}){Returns(routine, names)} {string.Join(" ", clauses)} "
            + (IsParsed(routine.Body) ? routine.Body : $"AS {Dollars(routine.Body)}");
    }

    public static string Create(string name, Aggregate aggregate, Names names)
    {
        List<string> options =
        [
            $"SFUNC = {Function(aggregate.StateFunction)}", $"STYPE = {names.Type(aggregate.StateType)}",
        ];
        if (aggregate.FinalFunction is { } final) options.Add($"FINALFUNC = {Function(final)}");
        if (aggregate.CombineFunction is { } combine) options.Add($"COMBINEFUNC = {Function(combine)}");
        if (aggregate.InitialValue is { } value) options.Add($"INITCOND = {Quoting.Text(value)}");
        if (aggregate.Parallel is { } parallel) options.Add($"PARALLEL = {parallel}");
        var arguments = aggregate.Arguments.IsEmpty ? "*" : Arguments(aggregate.Arguments, names);
        return $"CREATE AGGREGATE {name}({arguments}) ({string.Join(", ", options)})";

        string Function(ObjectName function) => function.Schema == "pg_catalog"
            ? Quoting.Name(function.Name)
            : names.Of(function.Schema, function.Name);
    }

    /// <summary>Returns the arguments as they name one of several routines.</summary>
    public static string Types(Seq<Argument> arguments, Names names) => string.Join(", ",
        arguments.Select(a => $"{(a.Mode is { } mode ? $"{mode} " : "")}{names.Type(a.Type)}"));

    /// <summary>Returns whether the server parses a body when it is stored, so that it isn't quoted.</summary>
    public static bool IsParsed(string body) => body.StartsWith("BEGIN ATOMIC", StringComparison.OrdinalIgnoreCase)
        || body.StartsWith("RETURN ", StringComparison.OrdinalIgnoreCase);

    private static string Arguments(Seq<Argument> arguments, Names names) => string.Join(", ", arguments.Select(a =>
        (a.Mode is { } mode ? $"{mode} " : "") + (a.Name is { } name ? $"{Quoting.Name(name)} " : "") + names.Type(a.Type)
        + (a.Default is { } value ? $" DEFAULT {Defaults.Write(value)}" : "")));

    private static string Returns(Routine routine, Names names)
    {
        if (!routine.ReturnTable.IsEmpty)
        {
            var columns = routine.ReturnTable.Select(c => $"{Quoting.Name(c.Name)} {names.Type(c.Type)}");
            return $" RETURNS TABLE({string.Join(", ", columns)})";
        }

        return routine.Returns is { } type ? $" RETURNS {(routine.ReturnsSet ? "SETOF " : "")}{names.Type(type)}" : "";
    }

    // Lists of names are stored as they are written; any other value is a text.
    private static string Value(Setting setting) => setting.Name switch
    {
        "search_path" or "temp_tablespaces" or "session_preload_libraries" or "local_preload_libraries" =>
            setting.Value is "\"\"" or "" ? "''" : setting.Value,
        _ => Quoting.Text(setting.Value),
    };

    private static string Dollars(string body)
    {
        var tag = "$$";
        for (var i = 0; body.Contains(tag, StringComparison.Ordinal) || body.EndsWith('$') && tag == "$$"; i++)
            tag = $"$body{(i == 0 ? "" : ColumnWriter.Number(i))}$";
        return tag + body + tag;
    }
}
