using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>The part that lets readers and writers go on: what reads every row does so under a weak lock, outside of the
/// transaction that makes it visible.</summary>
/// <remarks>Source: docs/design/0013-busy-databases.md, and the manual's page of ALTER TABLE, notes.</remarks>
internal sealed partial class TableAlteration
{
    // Of a partitioned table only the indexes of its partitions can be built so, and its foreign keys can't be unvalidated.
    private bool IsConcurrent => context.Policy.ConcurrentIndexCreate && modify.To.Partitioning is null;

    /// <summary>Adds a constraint for new rows, and checks the old ones afterwards.</summary>
    private void AddUnchecked(string name, string constraint, Hazard hazard)
    {
        _last.Add(Alter($"ADD {constraint} NOT VALID", []));
        _last.Add(Validate(name) with { Hazards = [hazard] });
    }

    /// <summary>Builds the index of a key first, and hands it over.</summary>
    private void BuildBeside(Index index, string kind)
    {
        _last.Add(IndexWriter.Create(modify.Schema, _name, index, names, isConcurrent: true) with
        {
            Hazards = [Hazards.IsUnique(_name, index.Name)],
        });
        _last.Add(Alter(
            $"ADD CONSTRAINT {Quoting.Name(index.Name)} {kind} USING INDEX {Quoting.Name(index.Name)}"
                + ConstraintWriter.Deferral(index.Deferrable), []));
    }

    /// <summary>Makes a column NOT NULL by a check that is validated first: then SET NOT NULL reads no row.</summary>
    private void RequireUnchecked(Column column, string clause)
    {
        var name = ConstraintNames.HasValue(_name, column.Name);
        _last.Add(Alter(
            $"ADD CONSTRAINT {Quoting.Name(name)} CHECK ({Quoting.Name(column.Name)} IS NOT NULL) NOT VALID", []));
        _last.Add(Validate(name) with { Hazards = [Hazards.NeedsValue(_name, column.Name)] });
        _last.Add(Alter($"{clause} SET NOT NULL", []));
        _last.Add(Alter($"DROP CONSTRAINT {Quoting.Name(name)}", []));
    }

    private Statement Validate(string name) => Alter($"VALIDATE CONSTRAINT {Quoting.Name(name)}", []) with
    {
        // In the transaction of the statement before it would keep that one's lock for as long as it reads.
        IsOutsideTransaction = true,
    };
}
