using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Registry.Witnesses;

/// <summary>An address that each checkpoint is posted to, as JSON; what it keeps can't be asked.</summary>
/// <param name="address">The address; whatever stands in it but scheme, host and port isn't shown.</param>
internal sealed class WebhookWitness(Uri address) : Witness(address.GetLeftPart(UriPartial.Authority).Split('@')[^1])
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override Task<Seq<Testimony>?> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Seq<Testimony>?>(null);

    private protected override async Task AddAsync(Testimony testimony, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = Timeout };
        using var content = new StringContent(testimony.ToLine(), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await client.PostAsync(address, content, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new FailureException(
                    $"the witness {Shown} didn't take the checkpoint: it answered with HTTP status " +
                    $"{(int)answer.StatusCode}");
            }
        }
        catch (Exception e) when (e is HttpRequestException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new FailureException($"the witness {Shown} can't be reached", e);
        }
    }
}
