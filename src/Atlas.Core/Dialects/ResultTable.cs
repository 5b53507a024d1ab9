using Atlas.Core.Model;

namespace Atlas.Core.Dialects;

/// <summary>What a statement returned, as text.</summary>
/// <param name="Columns">The names of the columns; empty for a statement that returns no rows.</param>
/// <param name="Rows">The rows, each with a value for every column; a null stays null.</param>
public sealed record ResultTable(Seq<string> Columns, Seq<Seq<string?>> Rows);
