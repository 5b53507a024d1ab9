using Atlas.Core.Dialects;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Text;

namespace Atlas.Core.Schemas.Reading;

/// <summary>What all blocks of a document share while it is read.</summary>
internal sealed class Reader(Dialect dialect)
{
    public Dialect Dialect => dialect;

    public DiagnosticBag Diagnostics { get; } = new();

    public Expander Expander => field ??= new(Diagnostics);

    public BlockValidator Validator => field ??= new(EngineNames.Of(dialect.Name), Diagnostics);

    public Evaluation Evaluation => field ??= new(dialect, Diagnostics);
}
