using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>What an analyzer looks for.</summary>
/// <param name="Code">The stable code, such as <c>DS102</c>; unique.</param>
/// <param name="Family">The family it is switched and reported with.</param>
/// <param name="Title">A few words without a full stop that say what is found.</param>
public sealed record Rule(string Code, Family Family, string Title)
{
    /// <summary>Gets where its documentation stands.</summary>
    public string Page =>
        Family.Name == Family.Rules.Name ? "docs/guide/lint.md#rules" : $"docs/reference/lint.md#{Code}";

    /// <summary>Makes a finding of this rule.</summary>
    /// <param name="span">The place in the SQL, or in the schema file.</param>
    /// <param name="message">One full sentence that names the object.</param>
    public Finding At(Span span, string message) => new(this, span, message) { Severity = Family.Severity };
}
