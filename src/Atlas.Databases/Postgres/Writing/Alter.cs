using Atlas.Core.Planning;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Clauses of an ALTER TABLE while they come in.</summary>
internal sealed class Alter
{
    private readonly List<string> _clauses = [];
    private readonly List<Hazard> _hazards = [];

    /// <summary>Gets the clauses in order.</summary>
    public IReadOnlyList<string> Clauses => _clauses;

    /// <summary>Gets the hazards in order.</summary>
    public IReadOnlyList<Hazard> Hazards => _hazards;

    /// <summary>Gets or sets whether these clauses need what statements between do, so that they can't join the ones
    /// before.</summary>
    public bool StandsAlone { get; set; }

    /// <summary>Adds a clause.</summary>
    /// <param name="sql">The clause.</param>
    /// <param name="hazards">Its hazards.</param>
    /// <param name="isFirst">Whether it comes before the others: constraints before the columns that they are
    /// about.</param>
    public void Clause(string sql, IEnumerable<Hazard> hazards, bool isFirst = false)
    {
        _clauses.Insert(isFirst ? 0 : _clauses.Count, sql);
        _hazards.AddRange(hazards);
    }
}
