using Microsoft.Playwright;

namespace Atlas.Browser.Tests.Browsing;

/// <summary>What a page complains of while it is used: scripts that fail, things that the content security policy keeps
/// away, dialogs that nobody asked for.</summary>
public sealed class Watched
{
    private readonly List<string> complaints = [];

    public Watched(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error") Add(message.Text);
        };
        page.PageError += (_, error) => Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public string Complaints
    {
        get { lock (complaints) return string.Join("\n", complaints); }
    }

    private void Add(string text)
    {
        lock (complaints) complaints.Add(text);
    }
}
