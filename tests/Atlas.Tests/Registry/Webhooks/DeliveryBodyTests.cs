using System.Text;
using Atlas.Registry.Webhooks;

namespace Atlas.Tests.Registry.Webhooks;

public sealed class DeliveryBodyTests
{
    /// <summary>The example of the Standard Webhooks specification.</summary>
    [Fact]
    public void A_signature_is_that_of_the_specification() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        DeliveryBody.Sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
            Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    [Theory]
    [InlineData("https://hooks.example.com/a/b?c", "https://hooks.example.com")]
    [InlineData("https://hooks.example.com:443/", "https://hooks.example.com")]
    [InlineData("http://127.0.0.1:8080/x", "http://127.0.0.1:8080")]
    [InlineData("syslog+tls://logs:6514", "syslog+tls://logs:6514")]
    [InlineData("https://HOOKS.example.com@169.254.169.254/", "https://169.254.169.254")]
    public void An_origin_is_what_is_really_spoken_to(string address, string origin) =>
        Assert.Equal(origin, WebhookAddress.Origin(new Uri(address)));
}
