using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Syntax;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads one table with all that is in it.</summary>
internal sealed class TableReader(Block block, Declaration table, TypeReader types, List<Rename> renames)
{
    private static readonly Dictionary<string, ReferentialAction> Actions = new(StringComparer.Ordinal)
    {
        ["NO_ACTION"] = ReferentialAction.NoAction,
        ["RESTRICT"] = ReferentialAction.Restrict,
        ["CASCADE"] = ReferentialAction.Cascade,
        ["SET_NULL"] = ReferentialAction.SetNull,
        ["SET_DEFAULT"] = ReferentialAction.SetDefault,
    };

    public Table Read()
    {
        var columns = block.Blocks(SchemaLanguage.Column);
        var indexes = block.Blocks(SchemaLanguage.Index);
        var uniques = block.Blocks(SchemaLanguage.Unique);
        var excludes = block.Blocks(SchemaLanguage.Exclude);
        var spread = block.Blocks(SchemaLanguage.Partitioning);
        var read = new Table(table.Name.Name)
        {
            Columns = columns.Select(Column).OfType<Column>().ToSeq(),
            PrimaryKey = block.Blocks(SchemaLanguage.PrimaryKey).Select(PrimaryKey).FirstOrDefault(),
            ForeignKeys = block.Blocks(SchemaLanguage.ForeignKey).Select(ForeignKey).OfType<ForeignKey>().ToSeq(),
            Indexes = [.. indexes.Select(Index), .. uniques.Select(Unique), .. excludes.Select(Exclude)],
            Checks = block.Blocks(SchemaLanguage.Check).Select(Check).ToSeq(),
            Comment = block.Text("comment"),
            Partitioning = spread.Select(Partitioning).FirstOrDefault(),
            Options = Options(),
            IsWithoutRowId = block.Bool("without_rowid"),
            IsStrict = block.Bool("strict"),
        };
        foreach (var column in columns) Renamed(column, RenameKind.Column, read.Columns.Select(c => c.Name));
        foreach (var index in indexes.Concat(uniques).Concat(excludes)) Renamed(index, RenameKind.Index, read.Indexes
            .Select(i => i.Name));
        return read;
    }

    private TableOptions Options()
    {
        var security = block.Blocks(SchemaLanguage.RowSecurity).FirstOrDefault();
        var (word, index) = block.WordOrMember("replica_identity", "index");
        return new()
        {
            IsUnlogged = block.Bool("unlogged"),
            AccessMethod = block.Text("access_method") is not "heap" and var method ? method : null,
            Parameters = Parameters.Of(block, SchemaLanguage.TableParameters),
            IsRowSecured = security?.Bool("enabled") ?? false,
            IsRowSecurityForced = security?.Bool("enforced") ?? false,
            ReplicaIndex = index,
            ReplicaIdentity = word == "DEFAULT" ? null : word,
            Inherits = table.Parents,
        };
    }

    /// <summary>Returns the indexes of a block alone.</summary>
    public Seq<Index> Indexes() => block.Blocks(SchemaLanguage.Index).Select(Index).ToSeq();

    private Partitioning Partitioning(Block spread)
    {
        var parts = spread.Blocks(SchemaLanguage.PartitionPart);
        return new(spread.Word("type") ?? "", parts.Count == 0 ? Plain(spread) : parts.Select(p => new IndexPart
        {
            Column = p.Reference("column", "column") is { } column ? Owned(p, "column", column) : null,
            Expression = p.Text("expr"),
            Collation = p.Collation("collate"),
            OperatorClass = p.WordOrSql("ops"),
        }).ToSeq())
        { Partitions = new(spread.Word("partitions")) };
    }

    private void Renamed(Block renamed, RenameKind kind, IEnumerable<string> names)
    {
        if (renamed.Text("renamed_from") is not { } old) return;
        if (names.Contains(old))
            renamed.Error(
                $"both \"{old}\" and \"{renamed.Name}\" exist in table \"{table.Label}\"",
                "What was renamed can't be there under its old name too. Remove renamed_from, or the block of the " +
                    "old name.", "renamed_from");
        else
            renames.Add(new(kind, table.Name, old, renamed.Name ?? ""));
    }

    private Column? Column(Block column)
    {
        if (types.Read(column, table.Name.Schema) is not { } type) return null;
        return new(column.Name ?? "", type, column.Bool("null"))
        {
            Default = column.Default("default"),
            Generated = Generated(column),
            Identity = column.Blocks(SchemaLanguage.Identity).Select(Identity).FirstOrDefault(),
            IsAutoIncrement = column.Bool("auto_increment"),
            Collation = column.Collation("collate"),
            Storage = column.Word("storage"),
            Compression = column.Word("compression"),
            StatisticsTarget = (int?)column.Whole("statistics"),
            Comment = column.Text("comment"),
        };
    }

    private Generated? Generated(Block column)
    {
        if (column.Text("as") is { } short_) return new(short_, IsStoredByDefault);
        return column.Blocks(SchemaLanguage.As)
            .Select(b => new Generated(b.Text("expr") ?? "", b.Word("type") is { } kind ? kind != "VIRTUAL"
                : IsStoredByDefault))
            .FirstOrDefault();
    }

    // PostgreSQL could only store them until its version 18; the others compute them unless told otherwise.
    private bool IsStoredByDefault => types.Engine == Engines.Postgres;

    private static Identity Identity(Block identity) => new(identity.Word("generated") == "ALWAYS")
    {
        Start = identity.Whole("start") is not 0 and var start ? start : null,
        Increment = identity.Whole("increment") is not (0 or 1) and var step ? step : null,
        Minimum = identity.Whole("min_value"),
        Maximum = identity.Whole("max_value"),
        Cache = identity.Whole("cache") is not (0 or 1) and var cache ? cache : null,
        IsCycle = identity.Bool("cycle"),
    };

    private PrimaryKey PrimaryKey(Block key) => new(Own(key, "columns"))
    {
        Name = key.Name,
        Include = Include(key),
        Deferrable = key.Word("deferrable"),
        Parameters = Parameters.Of(key, SchemaLanguage.IndexParameters),
        Comment = key.Text("comment"),
    };

    private ForeignKey? ForeignKey(Block key)
    {
        var columns = Own(key, "columns");
        var targets = key.References("ref_columns", "column");
        if (columns.IsEmpty || targets.IsEmpty) return null;
        if (columns.Count != targets.Count)
        {
            key.Error(
                $"number of referencing and referenced columns do not match for foreign-key \"{key.Instance.Label}\"",
                $"There are {columns.Count} in columns and {targets.Count} in ref_columns.", "ref_columns");
            return null;
        }

        if (targets.Any(t => t.Object != targets[0].Object))
        {
            key.Error(
                $"more than 1 table was referenced in foreign-key \"{key.Instance.Label}\"",
                    "All ref_columns must be of one table.", "ref_columns");
            return null;
        }

        return new(key.Name ?? "", columns, targets[0].Object, targets.Select(t => t.Member).ToSeq())
        {
            OnUpdate = Action(key, "on_update"),
            OnDelete = Action(key, "on_delete"),
            OnDeleteColumns = Own(key, "on_delete_columns"),
            IsMatchFull = key.Word("match") == "FULL",
            Deferrable = key.Word("deferrable"),
            IsNotValid = key.Bool("not_valid"),
            Comment = key.Text("comment"),
        };
    }

    private static ReferentialAction Action(Block key, string name) =>
        key.Word(name) is { } word ? Actions[word] : ReferentialAction.NoAction;

    private Index Index(Block index)
    {
        var parts = index.Blocks(SchemaLanguage.Part);
        return new(index.Name ?? "", parts.Count > 0 ? parts.Select(Part).ToSeq() : Plain(index))
        {
            IsUnique = index.Bool("unique"),
            Method = Method(index),
            Predicate = index.Text("where"),
            NullsDistinct = index.Bool("nulls_distinct", fallback: true),
            Include = Include(index),
            Parameters = Parameters.Of(index, SchemaLanguage.IndexParameters),
            Comment = index.Text("comment"),
        };
    }

    private static string? Method(Block index) => index.Word("type") switch
    {
        null or "BTREE" => null,
        "GiST" => "GIST",
        "SPGiST" => "SPGIST",
        var method => method,
    };

    private Index Exclude(Block exclude) =>
        new(exclude.Name ?? "", exclude.Blocks(SchemaLanguage.ExcludePart)
            .Select(p => Part(p) with { Operator = p.WordOrSql("op") }).ToSeq())
        {
            IsConstraint = true,
            Method = Method(exclude),
            Predicate = exclude.Text("where"),
            Include = Include(exclude),
            Deferrable = exclude.Word("deferrable"),
            Parameters = Parameters.Of(exclude, SchemaLanguage.IndexParameters),
            Comment = exclude.Text("comment"),
        };

    private Index Unique(Block unique) => new(unique.Name ?? "", Plain(unique))
    {
        IsUnique = true,
        IsConstraint = true,
        NullsDistinct = unique.Bool("nulls_distinct", fallback: true),
        Include = Include(unique),
        Deferrable = unique.Word("deferrable"),
        Parameters = Parameters.Of(unique, SchemaLanguage.IndexParameters),
        Comment = unique.Text("comment"),
    };

    private Seq<IndexPart> Plain(Block index) =>
        Own(index, "columns").Select(c => new IndexPart { Column = c }).ToSeq();

    private IndexPart Part(Block part)
    {
        var isDescending = part.Bool("desc");
        // Nulls are the largest values to PostgreSQL: first is the default of a descending part, last of an ascending
        // one.
        bool? nullsFirst = part.Bool("nulls_first") ? true : part.Bool("nulls_last") ? false : null;
        return new()
        {
            Column = part.Reference("column", "column") is { } column ? Owned(part, "column", column) : null,
            Expression = part.Text("expr"),
            IsDescending = isDescending,
            NullsFirst = nullsFirst == isDescending ? null : nullsFirst,
            OperatorClass = part.WordOrSql("ops"),
            Collation = part.Collation("collate"),
        };
    }

    private static Check Check(Block check) => new(check.Name, check.Text("expr") ?? "")
    {
        IsNoInherit = check.Bool("no_inherit"),
        IsNotValid = check.Bool("not_valid"),
        Comment = check.Text("comment"),
    };

    private Seq<string> Include(Block index)
    {
        var columns = Own(index, "include");
        if (columns.IsEmpty && index.Instance.Body.Attribute("include")?.Value is TupleSyntax { Elements.Count: 0 })
            index.Error($"attribute \"include\" of {index.Instance.Describe()} is empty",
                "Name the columns, or remove the attribute.", "include");
        return columns;
    }

    private Seq<string> Own(Block owner, string name) =>
        owner.References(name, "column").Select(c => Owned(owner, name, c)).OfType<string>().ToSeq();

    private string? Owned(Block owner, string name, ReferenceTarget column)
    {
        if (column.Object == table.Name) return column.Member;
        owner.Error($"invalid reference used in {name}", $"The column must be one of table \"{table.Label}\".", name);
        return null;
    }
}
