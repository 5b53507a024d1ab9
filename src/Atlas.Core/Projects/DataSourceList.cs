using Atlas.Core.Model;
using Atlas.Core.Projects.DataSources;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Core.Projects;

/// <summary>The list of data sources.</summary>
public static class DataSourceList
{
    /// <summary>The data sources of Atlas that aren't here yet.</summary>
    private static readonly string[] NotYet =
        ["runtimevar", "template_dir", "remote_dir", "remote_schema", "blob_dir", "aws_rds_token", "aws_dsql_token",
            "gcp_cloudsql_token", "azure_postgres_token"];

    /// <summary>Gets the data sources in the order a reader wants.</summary>
    public static Seq<DataSource> All =>
    [
        new CloudDatabases(),
        new SqlQuery(),
        new External(),
        new ExternalSchema(),
        new HclSchemaFiles(),
        new CompositeSchema(),
    ];

    internal static DataSource Find(string type, BlockSyntax block)
    {
        var source = All.FirstOrDefault(s => s.Type == type) ?? throw new DiagnosticException(Diagnostic.Error(
            "Unsupported data source",
            NotYet.Contains(type)
                ? $"The data source \"{type}\" is not supported yet."
                : $"There is no data source \"{type}\". Known: {string.Join(", ", All.Select(s => s.Type))}.",
            block.Labels[0].Span));
        source.Check(block);
        return source;
    }
}
