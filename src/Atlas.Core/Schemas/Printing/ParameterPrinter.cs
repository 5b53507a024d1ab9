using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Core.Schemas.Reading;

namespace Atlas.Core.Schemas.Printing;

/// <summary>Prints storage parameters.</summary>
internal static class ParameterPrinter
{
    private const string Toast = "toast.";

    /// <summary>Returns the block for an index or key; none where there are no parameters.</summary>
    public static IEnumerable<PrintedBlock> Index(Seq<StorageParameter> parameters) =>
        parameters.IsEmpty ? [] : [Block(SchemaLanguage.IndexParameters, parameters, [])];

    /// <summary>Returns the block for a table; none where there are no parameters.</summary>
    public static IEnumerable<PrintedBlock> Table(Seq<StorageParameter> parameters)
    {
        if (parameters.IsEmpty) return [];
        var toast = parameters.Where(IsToast).Select(p => p with { Name = p.Name[Toast.Length..] }).ToSeq();
        return
        [
            Block(
                SchemaLanguage.TableParameters,
                parameters.Where(p => !IsToast(p)),
                toast.IsEmpty ? [] : [Block(SchemaLanguage.ToastParameters, toast, [])]),
        ];
    }

    /// <summary>Returns the parameter that has an attribute of its own; null where it isn't set.</summary>
    public static string? PagesPerRange(Index index) =>
        index.Parameters.FirstOrDefault(p => p.Name == Parameters.PagesPerRange)?.Value;

    /// <summary>Returns the parameters that have no attribute of their own.</summary>
    public static Seq<StorageParameter> Others(Index index) =>
        index.Parameters.Where(p => p.Name != Parameters.PagesPerRange).ToSeq();

    private static bool IsToast(StorageParameter parameter) => parameter.Name.StartsWith(Toast, StringComparison.Ordinal);

    private static PrintedBlock Block(
        BlockSpec spec, IEnumerable<StorageParameter> parameters, IReadOnlyList<PrintedBlock> inside) => new(spec, [])
        {
            Attributes = parameters.ToDictionary(p => p.Name, p => (string?)Value(p.Value)),
            Blocks = inside,
        };

    private static string Value(string text) =>
        text is "true" or "false" || Source.IsNumber(text) ? text
        : text is "on" or "off" or "auto" ? text.ToUpperInvariant()
        : Source.String(text);
}
