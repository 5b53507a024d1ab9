using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Printing;
using Atlas.Core.Schemas.Reading;
using Atlas.Core.States;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas;

/// <summary>Schemas as HCL: reads documents to realms, and prints realms as documents.</summary>
public static class HclSchema
{
    /// <summary>Reads files as one document; throws <see cref="DiagnosticException"/> with everything that is
    /// wrong.</summary>
    /// <param name="files">The files in the order of their paths.</param>
    /// <param name="dialect">The dialect that gives types their meaning.</param>
    /// <param name="variables">The input variables.</param>
    public static DesiredState Read(
        IReadOnlyList<SourceText> files, Dialect dialect, IReadOnlyDictionary<string, Value> variables) =>
        new DocumentReader(files, dialect, variables).Read();

    /// <summary>Prints a realm as one document that reads back as the same realm; ends with a newline; empty for an
    /// empty realm.</summary>
    public static string Print(Realm realm, Dialect dialect) =>
        new RealmPrinter(RealmOrder.Sorted(realm), dialect).Print();
}
