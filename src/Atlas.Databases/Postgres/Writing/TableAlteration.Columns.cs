using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Rules;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>The part that changes columns.</summary>
internal sealed partial class TableAlteration
{
    // Runs between the ALTER TABLE that gives columns their new shape and the one that adds what checks rows.
    private readonly List<Statement> _fills = [];

    // Runs before the ALTER TABLE, and needs a column without its old default, identity or expression.
    private readonly List<Statement> _sequences = [];
    private readonly Alter _releases = new();

    private void Rebuild(Column from, Column to)
    {
        _drops.Clause($"DROP COLUMN {Quoting.Name(from.Name)}", []);
        _main.Clause(
            $"ADD COLUMN {ColumnWriter.Definition(to, names)}",
            [from.Generated is null ? Hazards.Computes(_name, to.Name) : Hazards.Recomputes(_name, to.Name)]);
        foreach (var setting in ColumnWriter.Settings(to)) _late.Clause(setting, []);
        Comment(to);
    }

    private void Modify(Column from, Column to)
    {
        var column = $"ALTER COLUMN {Quoting.Name(to.Name)}";
        if (from.Generated is not null && to.Generated is null) _releases.Clause($"{column} DROP EXPRESSION", []);
        Release(from, to, column);
        Convert(from, to, column);
        Fill(from, to, column);
        // A new type brings its own way of storing.
        var known = TypeChanges(from, to) ? null : from.Storage;
        foreach (var setting in ColumnWriter.Settings(known, from, to))
            _late.Clause(setting, []);
        if (!from.IsNullable && to.IsNullable) _drops.Clause($"{column} DROP NOT NULL", []);
        if (from.IsNullable && !to.IsNullable) Require(from, to, column);
        if (from.Comment != to.Comment) _comments.Add(CommentWriter.Column(_table, _name, to.Name, to.Comment));
    }

    /// <summary>Takes away what gave new rows their values.</summary>
    private void Release(Column from, Column to, string column)
    {
        var (before, after) = (Source(from), Source(to));
        if (before == ValueSource.Serial && after != ValueSource.Serial)
        {
            _releases.Clause($"{column} DROP DEFAULT", []);
            var sequence = SequenceOf(from, to);
            _sequences.Add(new Statement(
                $"DROP SEQUENCE {names.Of(modify.Schema, sequence)}", $"drop sequence \"{sequence}\""));
        }
        else if (before == ValueSource.Identity && after != ValueSource.Identity)
        {
            _releases.Clause($"{column} DROP IDENTITY", []);
        }
        else if (from.Default is not null && (from.Default != to.Default || TypeChanges(from, to)))
        {
            // A default may have no cast to the new type; it is set again afterwards.
            _main.Clause($"{column} DROP DEFAULT", []);
        }
    }

    private void Convert(Column from, Column to, string column)
    {
        if (!TypeChanges(from, to) && from.Collation == to.Collation) return;
        var type = names.Type(PostgresTypes.Stored(to.Type));
        var collation = to.Collation is { } name ? $" COLLATE {Names.Collation(name)}" : "";
        var conversion = Conversions.Between(from.Type, to.Type) switch
        {
            Conversion.Cast => $" USING {Quoting.Name(to.Name)}::{type}",
            Conversion.CastThroughText when to.Type is ArrayType => $" USING {Quoting.Name(to.Name)}::text[]::{type}",
            Conversion.CastThroughText => $" USING {Quoting.Name(to.Name)}::text::{type}",
            _ => "",
        };
        _main.Clause($"{column} TYPE {type}{collation}{conversion}", Hazards.Converts(_name, from, to));
    }

    /// <summary>Sets what gives new rows their values.</summary>
    private void Fill(Column from, Column to, string column)
    {
        var (before, after) = (Source(from), Source(to));
        var made = ConstraintNames.Sequence(_name, to.Name);
        var sequence = names.Of(modify.Schema, made);
        switch (after)
        {
            case ValueSource.Serial when before == ValueSource.Serial:
                if (from.Type != to.Type)
                {
                    var own = SequenceOf(from, to);
                    _last.Add(new Statement(
                        $"ALTER SEQUENCE {names.Of(modify.Schema, own)} AS {names.Type(PostgresTypes.Stored(to.Type))}",
                        $"modify sequence \"{own}\""));
                }

                break;
            case ValueSource.Serial:
                _sequences.Add(new Statement(
                    $"CREATE SEQUENCE {sequence} AS {names.Type(PostgresTypes.Stored(to.Type))} OWNED BY " +
                        $"{_table}.{Quoting.Name(to.Name)}",
                    $"create sequence \"{made}\""));
                _main.Clause($"{column} SET DEFAULT nextval({Quoting.Text(sequence)})", []);
                _fills.Add(Continue(to, new Identity(IsAlways: false)));
                break;
            case ValueSource.Identity when before == ValueSource.Identity && from.Identity is { } old
                && to.Identity is { } identity:
                if (ColumnWriter.IdentityOptions(old, from.Type, identity, to.Type) is not "" and var options)
                    _main.Clause($"{column} {options}", []);
                if (ColumnWriter.Turns(old, identity)) _last.Add(Continue(to, identity));
                break;
            case ValueSource.Identity when to.Identity is { } identity:
                // An identity wants a column that is NOT NULL already.
                _late.StandsAlone = true;
                _late.Clause($"{column} ADD {ColumnWriter.Identity(identity)}", [], isFirst: true);
                _last.Add(Continue(to, identity));
                break;
            case ValueSource.Default when to.Default is { } value && (value != from.Default || TypeChanges(from, to)):
                _main.Clause($"{column} SET DEFAULT {Defaults.Write(value)}", []);
                break;
        }
    }

    /// <summary>Makes the column NOT NULL, giving rows without a value the default where there is one.</summary>
    private void Require(Column from, Column to, string column)
    {
        if (Source(to) is ValueSource.Default or ValueSource.Serial)
        {
            _late.StandsAlone = true;
            _fills.Add(new Statement(
                $"UPDATE {_table} SET {Quoting.Name(to.Name)} = DEFAULT WHERE {Quoting.Name(to.Name)} IS NULL",
                $"set the default where column \"{to.Name}\" of table \"{_name}\" has no value"));
            _late.Clause($"{column} SET NOT NULL", [], isFirst: true);
        }
        else if (IsConcurrent && Source(to) is ValueSource.None && !TypeChanges(from, to))
        {
            RequireUnchecked(to, column);
        }
        else
        {
            _main.Clause($"{column} SET NOT NULL", [Hazards.NeedsValue(_name, from.Name)]);
        }
    }

    /// <summary>Lets a new sequence go on behind the values that rows have already.</summary>
    private Statement Continue(Column column, Identity identity)
    {
        var options = Sequences.Of(identity, PostgresTypes.Stored(column.Type));
        var name = Quoting.Name(column.Name);
        var next = options.Increment > 0
            ? $"GREATEST(max({name}) + {ColumnWriter.Number(options.Increment)}, {ColumnWriter.Number(options.Start)})"
            : $"LEAST(min({name}) - {ColumnWriter.Number(-options.Increment)}, {ColumnWriter.Number(options.Start)})";
        return new Statement(
            $"SELECT setval(pg_get_serial_sequence({Quoting.Text(_table)}, {Quoting.Text(column.Name)}), {next}, " +
                "false) "
            + $"FROM {_table} HAVING count({name}) > 0",
            $"continue the sequence of column \"{column.Name}\" behind the values in table \"{_name}\"");
    }

    /// <summary>Returns the name of the sequence that a column has already.</summary>
    private string SequenceOf(Column from, Column to) =>
        from.SequenceName.Value ?? ConstraintNames.Sequence(_name, to.Name);

    private IEnumerable<Statement> Statements(Alter drops, Alter main, Alter late)
    {
        if (_releases.Clauses.Count > 0) yield return Alter(string.Join(", ", _releases.Clauses), _releases.Hazards);
        foreach (var statement in _sequences) yield return statement;
        var isSplit = late.StandsAlone || _fills.Count > 0;
        var first = new[] { drops, main }.Concat(isSplit ? [] : new[] { late }).ToList();
        if (first.Any(a => a.Clauses.Count > 0))
            yield return Alter(string.Join(", ", first.SelectMany(a => a.Clauses)), first.SelectMany(a => a.Hazards));
        foreach (var statement in _fills) yield return statement;
        if (isSplit && late.Clauses.Count > 0) yield return Alter(string.Join(", ", late.Clauses), late.Hazards);
    }

    private static bool TypeChanges(Column from, Column to) =>
        PostgresTypes.Stored(from.Type) != PostgresTypes.Stored(to.Type);

    private static ValueSource Source(Column column) =>
        column.Identity is not null ? ValueSource.Identity
        : PostgresTypes.IsSerial(column.Type) ? ValueSource.Serial
        : column.Default is not null ? ValueSource.Default
        : ValueSource.None;

    /// <summary>Where new rows get a column's value from when they don't give one.</summary>
    private enum ValueSource
    {
        None,
        Default,
        Serial,
        Identity,
    }
}
