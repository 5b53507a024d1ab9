namespace Atlas.Core.Model;

/// <summary>How a table or index is stored, as far as a setting of its own says (PostgreSQL).</summary>
/// <param name="Name">The parameter in lower case, such as <c>fillfactor</c>; one of the table's TOAST table begins with
/// <c>toast.</c>.</param>
/// <param name="Value">The value as text.</param>
public sealed record StorageParameter(string Name, string Value);
