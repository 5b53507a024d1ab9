using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Makes types, sequences and views of rows; each is told with its schema.</summary>
internal sealed class ObjectReader(CatalogRows rows, TypeCatalog types, Report report)
{
    /// <summary>Reads a row of <c>sequences.sql</c>; null for one that can't be told.</summary>
    /// <param name="tableOf">Returns the table of an oid; null when it isn't managed.</param>
    public (string Schema, Sequence Sequence)? Sequence(Func<uint, ObjectName?> tableOf)
    {
        var (schema, name, comment) = (rows.Text(), rows.Text(), rows.TextOrNull());
        var type = types.Of(rows.Oid(), rows.Text());
        var options = new Sequences(rows.Number(), rows.Number(), rows.Number(), rows.Number(), rows.Number(), rows.Flag());
        var (owner, column) = (rows.OidOrNull(), rows.TextOrNull());
        if (rows.Flag()) report("unlogged sequence", $"{schema}.{name}", []);
        var table = owner is { } oid ? tableOf(oid) : null;
        if (owner is not null && table is null)
        {
            report("sequence", $"{schema}.{name}", []);
            return null;
        }

        return (schema, new Sequence(name, type, options.ToOptions(type))
        {
            Comment = comment,
            Owner = table is { } of && column is not null ? new ColumnName(of, column) : null,
        });
    }

    /// <summary>Reads a row of <c>domains.sql</c>.</summary>
    public (string Schema, Domain Domain) Domain()
    {
        var (schema, name, comment) = (rows.Text(), rows.Text(), rows.TextOrNull());
        var type = types.Of(rows.Oid(), rows.Text());
        var (isRequired, value, collation) = (rows.Flag(), rows.TextOrNull(), rows.TextOrNull());
        var (names, expressions, comments) = (rows.Texts(), rows.Texts(), rows.TextsOrNulls());
        if (!rows.Flag()) report("not valid check", $"{schema}.{name}", []);
        return (schema, new Domain(name, type)
        {
            IsNullable = !isRequired,
            Default = value is null ? null : Defaults.Read(value, type),
            Collation = collation,
            Checks = names.Select((n, i) => new Check(n, expressions[i]) { Comment = comments[i] }).ToSeq(),
            Comment = comment,
        });
    }

    /// <summary>Reads a row of <c>composites.sql</c>.</summary>
    public (string Schema, Composite Composite) Composite()
    {
        var (schema, name, comment) = (rows.Text(), rows.Text(), rows.TextOrNull());
        var names = rows.Texts();
        var fields = types.Of(rows.Oids(), rows.Texts());
        var collations = rows.TextsOrNulls();
        return (schema, new Composite(name, names.Select((n, i) => new Field(n, fields[i], collations[i])).ToSeq())
        {
            Comment = comment,
        });
    }

    /// <summary>Reads a row of <c>ranges.sql</c>.</summary>
    public (string Schema, RangeType Range) Range()
    {
        var (schema, name, comment) = (rows.Text(), rows.Text(), rows.TextOrNull());
        return (schema, new RangeType(name, types.Of(rows.Oid(), rows.Text()))
        {
            OperatorClass = rows.TextOrNull(),
            Collation = rows.TextOrNull(),
            Canonical = rows.TextOrNull(),
            Difference = rows.TextOrNull(),
            Multirange = rows.TextOrNull(),
            Comment = comment,
        });
    }

    /// <summary>Reads a row of <c>collations.sql</c>.</summary>
    public (string Schema, Collation Collation) Collation()
    {
        var (schema, name, comment) = (rows.Text(), rows.Text(), rows.TextOrNull());
        var provider = rows.Letter() switch { 'i' => "icu", 'b' => "builtin", _ => "libc" };
        var (locale, order, classes) = (rows.TextOrNull(), rows.TextOrNull(), rows.TextOrNull());
        var isOne = locale is not null || order == classes;
        return (schema, new Collation(name, provider)
        {
            Locale = isOne ? locale ?? order : null,
            Order = isOne ? null : order,
            Classes = isOne ? null : classes,
            Rules = rows.TextOrNull(),
            IsNondeterministic = !rows.Flag(),
            Comment = comment,
        });
    }

    /// <summary>Reads a row of <c>policies.sql</c>.</summary>
    public (string Schema, Policy Policy) Policy()
    {
        var (schema, table, name, comment) = (rows.Text(), rows.Text(), rows.Text(), rows.TextOrNull());
        return (schema, new Policy(name, table)
        {
            IsRestrictive = !rows.Flag(),
            Command = rows.Letter() switch { 'r' => "SELECT", 'a' => "INSERT", 'w' => "UPDATE", 'd' => "DELETE", _ => null },
            Roles = rows.Texts().ToSeq(),
            Using = rows.TextOrNull(),
            Check = rows.TextOrNull(),
            Comment = comment,
        });
    }

    /// <summary>Reads a row of <c>views.sql</c>.</summary>
    /// <param name="indexes">The indexes of a materialised view.</param>
    public (string Schema, RealmObject View) View(IEnumerable<Index> indexes)
    {
        var (schema, name, comment) = (rows.Text(), rows.Text(), rows.TextOrNull());
        var isMaterialized = rows.Flag();
        var definition = rows.Text().Trim().TrimEnd(';');
        var parameters = rows.Texts();
        var options = parameters.Select(o => o.Split('=', 2)).ToDictionary(o => o[0], o => o.Length > 1 ? o[1] : "true");
        var names = rows.Texts();
        var columnTypes = types.Of(rows.Oids(), rows.Texts());
        var comments = rows.TextsOrNulls();
        var columns = names.Select((n, i) => new ViewColumn(n, columnTypes[i], comments[i])).ToSeq();
        if (rows.Flag()) report("view column default", $"{schema}.{name}", []);
        if (rows.Flag()) report("materialized view storage", $"{schema}.{name}", []);
        if (isMaterialized)
        {
            return (schema, new MaterializedView(name, definition)
            {
                Columns = columns,
                Indexes = indexes.OrderBy(i => i.Name, StringComparer.Ordinal).ToSeq(),
                Parameters = Parameters.Of(parameters, rows.Texts()),
                Comment = comment,
            });
        }

        return (schema, new View(name, definition)
        {
            Columns = columns,
            CheckOption = options.GetValueOrDefault("check_option")?.ToUpperInvariant(),
            IsInvoker = IsOn("security_invoker"),
            IsBarrier = IsOn("security_barrier"),
            Comment = comment,
        });

        bool IsOn(string option) => options.GetValueOrDefault(option) is "true" or "on" or "1" or "yes";
    }
}
