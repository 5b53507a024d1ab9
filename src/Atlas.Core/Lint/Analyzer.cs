namespace Atlas.Core.Lint;

/// <summary>Looks at the steps of a plan for one kind of danger or disorder.</summary>
public abstract class Analyzer
{
    /// <summary>Gets what it looks for.</summary>
    public abstract Rule Rule { get; }

    /// <summary>Gets whether it also says something about a schema as it stands, when all of it is seen as new.</summary>
    public virtual bool ChecksSchemas => false;

    /// <summary>Returns what it finds, in any order; never throws on a valid pass.</summary>
    public abstract IEnumerable<Finding> Check(Pass pass);
}
