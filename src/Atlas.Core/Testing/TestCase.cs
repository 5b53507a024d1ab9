using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Testing;

/// <summary>One case: steps that run in order on a database of their own.</summary>
/// <param name="Name">The name; one of several made by <c>for_each</c> ends in its number, as in <c>users/1</c>.</param>
/// <param name="Place">Where the case stands.</param>
/// <param name="Steps">The steps in order.</param>
public sealed record TestCase(string Name, Span Place, Seq<TestStep> Steps)
{
    /// <summary>Gets whether the case says of itself that it is left out.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Gets whether it may run beside others.</summary>
    public bool IsParallel { get; init; }
}
