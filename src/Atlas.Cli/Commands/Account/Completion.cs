using System.CommandLine;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Commands.Account;

/// <summary><c>atlas completion</c>: scripts that make shells complete commands and flags.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new("shell") { Description = "bash, zsh or fish" };

    // Every shell asks the program itself: "[suggest:POSITION]" is the parser's own protocol.
    private const string Bash = """
        _atlas() {
            local IFS=$'\n'
            COMPREPLY=($(atlas "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
            local i word="${COMP_WORDS[COMP_CWORD]}"
            for i in "${!COMPREPLY[@]}"; do [[ "${COMPREPLY[i]}" == "$word"* ]] || unset "COMPREPLY[i]"; done
        }
        complete -o default -F _atlas atlas

        """;

    private const string Zsh = """
        #compdef atlas
        _atlas() {
            local -a found
            found=("${(@f)$(atlas "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- "${found[@]}"
            _files
        }
        compdef _atlas atlas

        """;

    private const string Fish = """
        complete -c atlas -a '(atlas "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'

        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        Shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new AtlasCommand("completion",
            "Print a script that makes a shell complete commands and flags.") { Shell };
        command.SetAction(parse => app.Out.Write(parse.GetValue(Shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            var other => throw new FailureException($"no completion for \"{other}\": it is bash, zsh or fish"),
        }));
        return command.WithExamples("source <(atlas completion bash)", "atlas completion zsh > ~/.zfunc/_atlas",
            "atlas completion fish > ~/.config/fish/completions/atlas.fish");
    }
}
