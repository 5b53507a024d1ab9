namespace Atlas.Hcl.Decoding;

/// <summary>Why something that has a name in a language may not be written here: it belongs elsewhere, or nothing acts on
/// it.</summary>
/// <param name="Summary">What is wrong, in one line.</param>
/// <param name="Detail">What to do instead.</param>
public sealed record Refusal(string Summary, string Detail);
