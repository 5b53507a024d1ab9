using System.Collections.Frozen;
using Atlas.Hcl.Evaluation;

namespace Atlas.Hcl.Functions;

/// <summary>The list of functions that need nothing from outside.</summary>
public static class StandardFunctions
{
    /// <summary>Gets all functions by name; <c>try</c> and <c>can</c> are known to the evaluator itself.</summary>
    public static IReadOnlyDictionary<string, Function> All { get; } =
        Families().ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    private static IEnumerable<Function> Families() =>
    [
        .. NumericFunctions.All,
        .. StringFunctions.All,
        .. FormatFunctions.All,
        .. RegexFunctions.All,
        .. CollectionFunctions.All,
        .. SequenceFunctions.All,
        .. MapFunctions.All,
        .. SetFunctions.All,
        .. ConversionFunctions.All,
        .. EncodingFunctions.All,
        .. UrlFunctions.All,
        .. DateFunctions.All,
        .. PathFunctions.All,
        .. RawSql.All,
    ];
}
