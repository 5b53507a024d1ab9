using System.Text;
using Atlas.Registry.Access;
using Atlas.Registry.Log;

namespace Atlas.Server.Web.Pages;

/// <summary>A selection of the audit log as a file, the same as <c>atlas audit export</c> writes.</summary>
/// <remarks>The first line says how many entries the log has: a file that was cut off doesn't verify.</remarks>
internal static class AuditFile
{
    public const string Path = "/audit/export";

    public static async Task WriteAsync(Visit visit)
    {
        visit.Demand(Scopes.Audit);
        var response = visit.Http.Response;
        response.ContentType = "application/jsonl; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"audit.jsonl\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await foreach (var line in LogExport.LinesAsync(visit.Registry, AuditPage.FilterOf(visit), visit.Cancelled))
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{line}\n"), visit.Cancelled);
    }
}
