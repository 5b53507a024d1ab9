using System.Buffers;
using System.Text;
using System.Text.Json;
using Atlas.Core.Dialects;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>The server's log: one line of JSON a request; no query strings, headers or bodies, which may hold
/// secrets.</summary>
internal sealed class RequestLog(TextWriter log, TimeProvider time, bool isVerbose)
{
    private readonly TextWriter log = TextWriter.Synchronized(log);

    public void Write(HttpContext http, TimeSpan elapsed, Exception? failure)
    {
        var isFailure = http.Response.StatusCode >= StatusCodes.Status500InternalServerError;
        if (!isFailure && !isVerbose) return;

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow());
            json.WriteString("level", isFailure ? "error" : "info");
            json.WriteString("method", http.Request.Method);
            json.WriteString("path", http.Request.Path.Value);
            json.WriteNumber("status", http.Response.StatusCode);
            json.WriteNumber("milliseconds", Math.Round(elapsed.TotalMilliseconds, 3));
            if (isFailure && failure is not null) json.WriteString("error", Describe(failure));
            json.WriteEndObject();
        }

        log.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        log.Flush();
    }

    /// <summary>Writes what went wrong beside the requests.</summary>
    public void Write(Exception failure)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow());
            json.WriteString("level", "error");
            json.WriteString("error", Describe(failure));
            json.WriteEndObject();
        }

        log.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        log.Flush();
    }

    private static string Describe(Exception failure) =>
        failure is FailureException ? failure.Message
            : $"{failure.GetType().Name}: {failure.Message} {failure.StackTrace}";
}
