namespace Atlas.Hcl.Text;

/// <summary>A place in a text as a person counts it.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in grapheme clusters, from 1.</param>
/// <param name="Byte">The offset in UTF-8 bytes, from 0.</param>
public readonly record struct Position(int Line, int Column, int Byte);
